"""Goals and results of nothing (无指标的目标值): in prose they are figures like any other.

A tagger may take 任务100%完成 for a goal, and not be sure of it. Without an indicator it says nothing of a
goal, and would be lost among the figures: its own unit says what it is. What has an operator (≥95%), what
the tagger is sure of, and a goal beside its result stay what they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extraction.labels import FIGURE_OF_KIND, Label
from extraction.lexicon.indicators import indicator_classes
from extraction.markup import Markup, Mention
from extraction.quantities import find_quantities

_SURE = 0.5
_SURE_ALONE = 0.75
"""The same for one that neither another goal or result nor a class of indicators stands beside."""
_REACH = 80
_CLAUSE_ENDS = re.compile(r"[。；;\n]")
_ASSESSED = frozenset({Label.TARGET, Label.ACTUAL})


def as_figures(text: str, markup: Markup) -> Markup:
    """Return the mark-up with unsure goals and results of prose that no link leads from as figures."""
    linked = {link.source for link in markup.links}
    assessed = [m for m in markup.mentions if m.label in _ASSESSED]
    unsure = {
        m.id for m in assessed
        if m.id not in linked and m.cell is None and m.confidence is not None
        and m.confidence < _SURE_ALONE and m.confidence < _limit(text, m, assessed)
    }  # fmt: skip
    mentions = tuple(_figure(text, m) if m.id in unsure else m for m in markup.mentions)
    return markup if mentions == markup.mentions else replace(markup, mentions=mentions)


def _limit(text: str, mention: Mention, assessed: Sequence[Mention]) -> float:
    """Return the confidence from which a goal without an indicator stays one."""
    place = bisect_left(assessed, mention.start, key=lambda m: m.start)
    beside = (*assessed[max(0, place - 1) : place], *assessed[place + 1 : place + 2])
    joined = any(
        not _CLAUSE_ENDS.search(text, min(m.end, mention.end), max(m.start, mention.start))
        for m in beside
    )
    clause = _CLAUSE_ENDS.split(text[max(0, mention.start - _REACH) : mention.start])[-1]
    classed = any(word in clause for word in indicator_classes())
    return _SURE if joined or classed else _SURE_ALONE


def _figure(text: str, mention: Mention) -> Mention:
    found = list(find_quantities(text, mention.start, mention.end))
    if len(found) != 1 or (found[0].start, found[0].end) != (mention.start, mention.end):
        return mention
    quantity = found[0].quantity
    label = FIGURE_OF_KIND.get(quantity.kind)
    return replace(mention, label=label) if label and quantity.unit else mention
