"""Goals and results of nothing (无指标的目标值): in prose they are figures like any other.

A tagger may take 任务100%完成 for a goal, and not be sure of it. Without an indicator it says nothing of a
goal, and would be lost among the figures: its own unit says what it is. What has an operator (≥95%), and
what the tagger is sure of, stays a goal.
"""

from __future__ import annotations

from dataclasses import replace

from extraction.labels import FIGURE_OF_KIND, Label
from extraction.markup import Markup, Mention
from extraction.quantities import find_quantities

_SURE = 0.75
_ASSESSED = frozenset({Label.TARGET, Label.ACTUAL})


def as_figures(text: str, markup: Markup) -> Markup:
    """Return the mark-up with unsure goals and results of prose that no link leads from as figures."""
    linked = {link.source for link in markup.links}
    mentions = tuple(m if m.id in linked else _figure(text, m) for m in markup.mentions)
    return markup if mentions == markup.mentions else replace(markup, mentions=mentions)


def _figure(text: str, mention: Mention) -> Mention:
    unsure = mention.confidence is not None and mention.confidence < _SURE
    if mention.label not in _ASSESSED or mention.cell is not None or not unsure:
        return mention
    found = list(find_quantities(text, mention.start, mention.end))
    if len(found) != 1 or (found[0].start, found[0].end) != (mention.start, mention.end):
        return mention
    quantity = found[0].quantity
    label = FIGURE_OF_KIND.get(quantity.kind)
    return replace(mention, label=label) if label and quantity.unit else mention
