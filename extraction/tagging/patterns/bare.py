"""Sums without a unit (无单位金额): a plain number right behind an account that measures money (本年收入合计9260500).

No unit is guessed: the figure stands as it is written. A year, a code or a note's digit is no such figure, and
a short whole number is one only beside a long one (年初结转0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extraction.lexicon.names import name_words
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.source import any_of, longest_first
from extraction.quantities import FoundQuantity, Quantity, read_quantity
from extraction.quantities.expressions import number_expressions
from extraction.span import Span

_REACH = 24
_LONG = re.compile(r"-?(?:[1-9]\d{3,11}|[1-9]\d{0,2}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,2})?")
_PLAIN = re.compile(r"\d{1,3}")
_NO_SUM = re.compile(rf"{YEAR_DIGITS}(?:\d\d){{0,2}}")
_BEHIND = re.compile(r"[ \t]*(?:[，。；、,;)）\n]|$|其中|包括)")
_BLANK = re.compile(r"\s+")


@cache
def _named() -> re.Pattern[str]:
    names = name_words()
    nouns = [n for n in names.money_nouns if not n.startswith("（")]
    tails = longest_first([*nouns, *names.bare, *names.sums])
    return re.compile(
        rf"{any_of(tails)}(?:数|额)?[ ]?(?:共计|合计|总计|累计|共|分别)?(?:为|是|达到?|[:：])?[ \t]*\Z"
    )


def bare_sums(text: str, sentence: Span) -> Iterator[FoundQuantity]:
    """Yield the sums of a sentence that carry no unit, in text order, with offsets into `text`."""
    expressions = number_expressions(text).touching(sentence.start, sentence.end)
    found = [
        Span(e.start, e.end)
        for e in expressions
        if not (e.spelt or e.mark)
        and _BEHIND.match(text, e.end)
        and _named().search(text, max(sentence.start, e.start - _REACH), e.start)
    ]
    if not any(_is_long(span.of(text)) for span in found):
        return
    for span in found:
        read = read_quantity(span.of(text), kind="money")
        if isinstance(read, Quantity) and not _NO_SUM.fullmatch(span.of(text)):
            yield FoundQuantity(span.start, span.end, read)


def _is_long(surface: str) -> bool:
    plain = _BLANK.sub("", surface)
    if _PLAIN.fullmatch(plain) or _NO_SUM.fullmatch(plain):
        return False
    return bool(_LONG.fullmatch(plain))
