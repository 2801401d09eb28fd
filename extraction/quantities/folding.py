"""Fold the ways a character is written to one, code point for code point.

Full-width forms, Kangxi radicals and private-use glyphs of PDF fonts, traditional and formal
variants all become the plain character that the grammar knows. The folded text has exactly the
length of the source, so every offset into one is an offset into the other.
"""

from __future__ import annotations

import re
import unicodedata

from extraction.lexicon.source import load
from extraction.remembering import remembered

_DATA = load("folded.toml")
_VARIANTS: dict[str, str] = _DATA["variants"]
_FORMAL: dict[str, str] = _DATA["formal"]
_CLASSES: dict[str, str] = _DATA["classes"]
DECIMAL_POINT_GLYPHS = _CLASSES["points"]
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
    table.update(dict.fromkeys(map(ord, _CLASSES["dashes"]), "-"))
    table.update(dict.fromkeys(map(ord, _CLASSES["tildes"]), "~"))
    table.update(dict.fromkeys(map(ord, _CLASSES["blanks"] + _CLASSES["nothing"]), " "))
    table.update(dict.fromkeys(map(ord, DECIMAL_POINT_GLYPHS), "."))
    table[ord("￥")] = "¥"
    for source, target in _VARIANTS.items():
        table[ord(source)] = target
    for source, target in _FORMAL.items():
        table[ord(source)] = target
        variants = [char for char, plain in _VARIANTS.items() if plain == source]
        table.update({ord(char): target for char in variants})
    return table


_FOLD = {chr(code): plain for code, plain in _table().items() if plain != chr(code)}
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLD))}]")
"""One character in twenty has another plain form; finding those is faster than looking every one up."""


_WORDS = 64
"""Characters of words that are asked about again and again; what is longer is a text."""


def fold(text: str) -> str:
    """Return `text` with every character in its plain form; `len(fold(text)) == len(text)`."""
    return _folded_words(text) if len(text) <= _WORDS else _folded(text)


@remembered(4096)
def _folded_words(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    folded = _FOLDED.sub(_plain, text)
    return _POINT_BETWEEN_DIGITS.sub(".", folded) if "郾" in folded else folded


def _plain(found: re.Match[str]) -> str:
    return _FOLD[found[0]]
