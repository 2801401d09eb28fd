"""The number inside a cell that holds one number and marks around it: ￥12.30, 9.00*, 7.45①, 约2.00, .50.

Note marks, currency signs and words of approximation stay outside the number's span; a sign or
accounting brackets belong to it. A cell of several numbers, or of one that cannot be told, is
"unclear": it stays a figure of its column and is refused when it is read, never dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.lexicon.periods import YEAR_DIGITS
from extraction.quantities.folding import fold

_GROUPED = r"\d{1,3}(?:[ ]?,[ ]?\d{3})+(?:[ ]?\.[ ]?\d+)?"
_SPACED = r"\d{1,3}(?: \d{3})+(?:\.\d+)?"
_PLAIN = r"\d+(?:[ ]?\.[ ]?\d+)?(?:[eE][+-]?\d{1,2})?|\.\d+"
_LETTERS = r"\d(?: [\d,.])+"
_NUMERAL = rf"(?:{_GROUPED}|{_SPACED}|{_LETTERS}|{_PLAIN})"
_SIGN = r"[-+△▲▽▼∆]"
_CURRENCY = r"(?:人民币|RMB|CNY|[¥$])"
_ABOUT = r"(?:约|近|大约|其中|计|合计|共)?[:]?"
_MARK = r"(?:[*#†‡※①-⑳⑴-⒇ⓐ-ⓩ¹²³⁰⁴-⁹]+|\[\w{1,3}\]|〔\w{1,3}〕|【\w{1,3}】|\(?注\d{0,2}\)?|\(\*+\))"
_CELL = re.compile(
    rf"{_ABOUT}\s*(?:{_MARK}\s*)?"
    rf"(?P<number>(?P<open>\()?\s*(?:{_SIGN}\s*)?(?:{_CURRENCY}\s*)?(?:{_SIGN}\s*)?"
    rf"(?P<core>{_NUMERAL})-?(?P<share>\s*(?:[%‰]|个?百分点))?\s*(?(open)\)))"
    rf"\s*{_MARK}*\Z"
)
_CURRENCY_SIGN = re.compile(_CURRENCY)
_LEADING = re.compile(rf"(?:{_CURRENCY}|\s)+")
_SEVERAL = re.compile(rf"{_SIGN}?{_NUMERAL}(?:\s*[/\s、;,]\s*{_SIGN}?{_NUMERAL})+\Z")
_BROKEN = re.compile(r"[-+(]?[\d.,\s'’]*\d[\d.,\s'’]*[-)]?\Z")
_CAPITALS = re.compile(
    r"(?:人民币)?[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿]+(?:[元圆](?:[零〇壹贰叁肆伍陆柒捌玖]*[角分]?)*)?[整正]?\Z"
)
_CAPITAL = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟]")
_OUTLINE = re.compile(rf"\d{{1,4}}(?:\.\d{{1,2}}){{2,}}\Z|{YEAR_DIGITS}(?:[/-]\d{{1,2}}){{1,2}}\Z")
"""Dates (2023.12.31, 2023-12) and numbers of headings (3.2.1), which are no figures."""


@dataclass(frozen=True, slots=True)
class CellFigure:
    """The number's place in the cell's text.

    Attributes:
        currency: a sign of 元 stands at it.
        share: it ends in %, ‰ or 百分点.
        unclear: the cell holds several numbers or one that is broken.
    """

    start: int
    end: int
    currency: bool = False
    share: bool = False
    unclear: bool = False


def cell_figure(text: str) -> CellFigure | None:
    """Return the number of a cell that holds nothing but one (or several) and marks, else None.

    Args:
        text: the cell's text, trimmed, as the document has it; offsets are relative to it.
    """
    folded = "".join(" " if ch.isspace() else ch for ch in fold(text))
    match = _CELL.match(folded)
    if match is not None:
        return _marked(folded, match)
    if len(folded) > 80 or _OUTLINE.match(folded):
        return None
    if _SEVERAL.match(folded) or _BROKEN.match(folded):
        return CellFigure(0, len(text), unclear=True)
    return None


def is_capital(text: str) -> bool:
    """Tell whether the text is a sum in capital numerals (大写): 壹拾贰万元整."""
    plain = "".join(text.split())
    return _CAPITAL.search(plain) is not None and _CAPITALS.match(plain) is not None


def _marked(folded: str, match: re.Match[str]) -> CellFigure:
    start, end = match.span("number")
    currency = _CURRENCY_SIGN.search(match["number"]) is not None
    leading = _LEADING.match(folded, start, end)
    if leading is not None:
        start = leading.end()
    inner = _CURRENCY_SIGN.search(folded, start, end)
    if inner is not None and set(folded[start : inner.start()]) <= set(" -+"):
        # -¥-1,234.50 says one minus twice; ¥ between sign and number is not part of it.
        after = folded[inner.end() :].lstrip()
        start = len(folded) - len(after) if after[:1] in "-+" else start
    return CellFigure(start, end, currency=currency, share=match["share"] is not None)
