"""What headings say of lone goals and results in prose (标题定目标与结果): below 完成情况 a value is a result.

A tagger sees one window of a text, and the heading that tells goals from results may stand far above. Where an
indicator class heads a passage, all of whose ends the tagger calls goals (or results) and none of whose words
speaks for that, the section's heading decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extraction.indicators.passages import Mode, Passage, passages
from extraction.labels import Label
from extraction.lexicon.goals import goal_words
from extraction.markup import Markup, Mention
from extraction.span import Span

_SAID: Mapping[Mode, Label] = {Mode.GOAL: Label.TARGET, Mode.RESULT: Label.ACTUAL}
_ENDS = frozenset(_SAID.values())
_MARKS = frozenset({Label.SCORE, Label.WEIGHT, Label.STATUS})
"""What is given to results alone."""


def by_heading(text: str, spans: Sequence[Span], markup: Markup) -> Markup:
    """Return a tagger's mark-up with the labels that headings give to lone goals and results.

    Args:
        spans: the running text, in order; mentions elsewhere stay as they are.
    """
    free = sorted((m for m in markup.mentions if m.cell is None), key=lambda m: m.span)
    if not any(m.label in _ENDS for m in free):
        return markup
    turned: dict[str, Label] = {}
    place = 0
    for passage in passages(text, spans):
        while place < len(free) and free[place].start < passage.span.start:
            place += 1
        here = []
        while place < len(free) and free[place].start < passage.span.end:
            here.append(free[place])
            place += 1
        label = _SAID.get(passage.mode)
        if label is not None and passage.classes and _turns(text, passage, label, here):
            turned |= {m.id: label for m in here if m.label in _ENDS}
    if not turned:
        return markup
    mentions = tuple(
        replace(m, label=turned[m.id]) if m.id in turned else m for m in markup.mentions
    )
    return replace(markup, mentions=mentions)


def _turns(text: str, passage: Passage, label: Label, here: Sequence[Mention]) -> bool:
    """Tell whether all ends of a passage are labelled against its heading, and no words of it are."""
    labels = {m.label for m in here}
    if not labels & _ENDS or label in labels or labels & _MARKS:
        return False
    words = goal_words()
    against = words.target if label is Label.ACTUAL else words.actual
    return against.search(text, passage.span.start, passage.span.end) is None
