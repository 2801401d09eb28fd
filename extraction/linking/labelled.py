"""Bare figures right behind a label that states their unit (净增加额（万元）：26.8), which no table took in.

The label says what the figure is: money, a share or things. A line that holds nothing but such a label and its figure
is read even where no tagger marked it; what is assessed (目标值（%）：95) is left to the accounts of indicators.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.labels import FIGURE_OF_KIND, FIGURES, Label
from extraction.linking.draft import Draft, item_at
from extraction.quantities.folding import fold
from extraction.quantities.single import parse_unit
from extraction.span import Span
from extraction.tables.units import unit_in_header
from extraction.tables.vocabulary import header_word

_REACH = 48
_NAME = r"[\u4e00-\u9fff“”][\u4e00-\u9fffA-Za-z“”、()]{1,24}?"
_LABEL = re.compile(rf"(?P<name>{_NAME})(?P<unit>\([^()\n]{{1,8}}\))[ ]?[:为是]?\s{{0,2}}\Z")
_BARE = r"[-(△]?\d[\d,]*(?:\.\d+)?\)?"
_FIGURE = re.compile(_BARE)
_LINE = re.compile(
    rf"^[ \t\u3000]*(?:\d{{1,2}}[.、])?(?P<name>{_NAME})(?P<unit>\([^()\n]{{1,8}}\))[ ]?[: ][ ]?(?P<value>{_BARE})[ ]*$",
    re.MULTILINE,
)


def with_labelled_figures(draft: Draft, tables: Sequence[Span]) -> None:
    """Give bare figures of prose the unit of their own label, and read lines that are label and figure."""
    folded = fold(draft.text)
    for match in _LINE.finditer(folded):
        span = Span(*match.span("value"))
        if header_word(match["name"]) is None and not any(t.overlaps(span) for t in tables):
            _read(draft, match, span)
    for figure in draft.mentions(*FIGURES):
        if figure.unit is None and _FIGURE.fullmatch(folded, figure.start, figure.end):
            line = folded[max(0, figure.start - _REACH) : figure.start].rpartition("\n")[2]
            known = _unit_of(_LABEL.search(line))
            if known is not None:
                draft.measure(figure.id, *known)


def _read(draft: Draft, match: re.Match[str], span: Span) -> None:
    """Add the figure of a line and its name where neither is marked yet."""
    known = _unit_of(match)
    figure = draft.add(known[0], span) if known is not None else None
    if figure is None or known is None:
        return
    draft.measure(figure.id, *known)
    item = item_at(draft, Span(*match.span("name")))
    if item is not None:
        draft.relink(figure.id, Label.ITEM, item.id)


def _unit_of(match: re.Match[str] | None) -> tuple[Label, str] | None:
    """Return what a label's unit measures, and the unit."""
    unit = unit_in_header(match["name"] + match["unit"]) if match else None
    parsed = parse_unit(unit) if unit else None
    label = FIGURE_OF_KIND.get(parsed[1].kind) if parsed else None
    return (label, unit) if label is not None and unit is not None else None
