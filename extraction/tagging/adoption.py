"""Values that the grammar knows and a model has never seen: numerals in characters with their unit (大写、汉字数字).

A sum in capital numerals or a share told in words is plain to the grammar; a model that was trained on
digits passes it over. Where the model marks nothing, the rules' mention of such a value is taken over, with
its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.labels import Label
from extraction.markup import Link, Markup, Mention, assemble

_SPELT = re.compile(
    r"(?:人民币)?[负]?[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟點点]{1,40}[元圆][\s\S]{0,12}"
    r"|百分之[\s\S]{1,12}"
)
_FIGURES = frozenset({Label.AMOUNT, Label.RATE})
_SURE = 0.9
"""Confidence of a value that the grammar reads and the model says nothing of."""


def with_spelt(markup: Markup, advice: Markup) -> Markup:
    """Return a model's mark-up with the spelt values of the rules that touch none of its mentions."""
    taken = [m.span for m in markup.mentions]
    wanted = {
        m.id: m
        for m in advice.mentions
        if m.label in _FIGURES
        and m.cell is None
        and _SPELT.fullmatch(m.text)
        and not any(s.overlaps(m.span) for s in taken)
    }
    if not wanted:
        return markup
    known = advice.by_id()
    added = [replace(m, id=f"rule-{m.id}", confidence=_SURE) for m in wanted.values()]
    links = list(markup.links)
    for link in advice.links:
        if link.source in wanted:
            target = known[link.target]
            same = _touching(markup.mentions, target)
            if same is None and target.label is Label.ITEM:
                same = replace(target, id=f"rule-{target.id}", confidence=_SURE)
                added.append(same)
            if same is not None and same.label is target.label:
                links.append(Link(f"rule-{link.source}", same.id, _SURE))
    whole = assemble((*markup.mentions, *added), links)
    return replace(whole, decided=markup.decided)


def _touching(mentions: Sequence[Mention], target: Mention) -> Mention | None:
    return next((m for m in mentions if m.span.overlaps(target.span)), None)
