"""Fold the ways a character is written to one, code point for code point.

Full-width forms, Kangxi radicals and private-use glyphs of PDF fonts, traditional and formal
variants all become the plain character that the grammar knows. The folded text has exactly the
length of the source, so every offset into one is an offset into the other.
"""

from __future__ import annotations

import re
import unicodedata

_VARIANTS = {
    "負": "负", "萬": "万", "億": "亿", "兩": "两", "倆": "两", "俩": "两", "點": "点",
    "餘": "余", "幾": "几", "數": "数", "個": "个", "圓": "元", "圆": "元", "〇": "零",
    "○": "零", "貳": "贰", "弍": "贰", "參": "叁", "叄": "叁", "陸": "陆", "幣": "币",
    "對": "对", "銭": "钱", "錢": "钱", "塊": "块", "過": "过", "間": "间", "準": "准",
    "幺": "一", "弌": "一", "卄": "廿", "ㄧ": "一",
}  # fmt: skip
_FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True))
_DASHES = "‐‑‒–−﹣－"
_TILDES = "〜～∼∽"
_BLANKS = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad\t"
)
DECIMAL_POINT_GLYPHS = "\ue010"
"""Private-use code points that report PDFs show as a decimal point."""
_POINT_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])郾(?=[0-9])")
"""The character that Founder (方正) fonts without a character map give for a decimal point."""


def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    radicals = (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))
    compatibility = (ord(char) for char in "％﹪﹩﹐﹒￥￡￠℅")
    for code in (*radicals, *compatibility):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1:
            table[code] = folded
    table.update(dict.fromkeys(map(ord, _DASHES), "-"))
    table.update(dict.fromkeys(map(ord, _TILDES), "~"))
    table.update(dict.fromkeys(map(ord, _BLANKS), " "))
    table.update(dict.fromkeys(map(ord, DECIMAL_POINT_GLYPHS), "."))
    table[ord("￥")] = "¥"
    for source, target in _VARIANTS.items():
        table[ord(source)] = target
    for source, target in _FORMAL.items():
        table[ord(source)] = target
        variants = [char for char, plain in _VARIANTS.items() if plain == source]
        table.update({ord(char): target for char in variants})
    return table


_FOLD = _table()


def fold(text: str) -> str:
    """Return `text` with every character in its plain form; `len(fold(text)) == len(text)`."""
    folded = text.translate(_FOLD)
    return _POINT_BETWEEN_DIGITS.sub(".", folded) if "郾" in folded else folded
