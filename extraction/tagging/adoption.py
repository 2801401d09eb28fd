"""Values that the grammar knows and a model passes over: numerals in characters (大写、汉字数字) and bare sums.

A sum in capital numerals, a share told in words or a sum without a unit behind the name of an account
(本年收入合计9260500) is plain to the rules; a model that has seen few of them marks nothing there. Then the
rules' mention of such a value is taken over, with its name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from extraction.labels import Label
from extraction.markup import Link, Markup, Mention, assemble
from extraction.span import Stretches

_SPELT = re.compile(
    r"(?:人民币)?[负]?[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟點点]{1,40}[元圆][\s\S]{0,12}"
    r"|百分之[\s\S]{1,12}"
)
_BARE = re.compile(r"-?[\d０-９][\d０-９.,，\s]*")
_FIGURES = frozenset({Label.AMOUNT, Label.RATE})
_SURE = 0.9
"""Confidence of a value that the grammar reads and the model says nothing of."""
_BARE_SURE = 0.8
"""The same for a sum without a unit: what it counts is known from its name alone."""


def with_missed(markup: Markup, advice: Markup) -> Markup:
    """Return a model's mark-up with the spelt and bare values of the rules that touch none of its mentions.

    A bare sum that both mark is as sure as one of the rules, and so is what both link it to.
    """
    markup = _agreed(markup, advice)
    taken = Stretches(m.span for m in markup.mentions)
    wanted = {
        m.id: m
        for m in advice.mentions
        if m.label in _FIGURES
        and m.cell is None
        and (_SPELT.fullmatch(m.text) or _is_bare(m))
        and not taken.touch(m.span)
    }
    if not wanted:
        return markup
    known = advice.by_id()
    added = [replace(m, id=f"rule-{m.id}", confidence=_sure(m)) for m in wanted.values()]
    links = list(markup.links)
    for link in advice.links:
        if link.source in wanted:
            target = known[link.target]
            same = _touching(markup.mentions, target)
            if same is None and target.label is Label.ITEM:
                same = replace(target, id=f"rule-{target.id}", confidence=_SURE)
                added.append(same)
            if same is not None and same.label is target.label:
                links.append(Link(f"rule-{link.source}", same.id, _sure(wanted[link.source])))
    whole = assemble((*markup.mentions, *added), links)
    return replace(whole, decided=markup.decided)


def _agreed(markup: Markup, advice: Markup) -> Markup:
    """Return the model's mark-up with the bare sums that the rules mark too just as sure as the rules are."""
    bare = {m.span for m in advice.mentions if m.cell is None and _is_bare(m)}
    same = {m.id for m in markup.mentions if m.span in bare and m.label is Label.AMOUNT}
    if not same:
        return markup
    ours, theirs = markup.by_id(), advice.by_id()
    told = {(theirs[k.source].span, theirs[k.target].span) for k in advice.links}
    mentions = tuple(
        replace(m, confidence=_BARE_SURE) if m.id in same else m for m in markup.mentions
    )
    links = tuple(
        replace(k, confidence=max(k.confidence or 0.0, _BARE_SURE))
        if k.source in same and (ours[k.source].span, ours[k.target].span) in told
        else k
        for k in markup.links
    )
    return replace(markup, mentions=mentions, links=links)


def _sure(mention: Mention) -> float:
    return _BARE_SURE if _is_bare(mention) else _SURE


def _is_bare(mention: Mention) -> bool:
    return mention.label is Label.AMOUNT and _BARE.fullmatch(mention.text) is not None


def _touching(mentions: Sequence[Mention], target: Mention) -> Mention | None:
    """Return the first of the mentions (in text order, apart) that overlaps another one."""
    place = bisect_right(mentions, target.start, key=lambda m: m.end)
    found = mentions[place] if place < len(mentions) else None
    return found if found is not None and found.span.overlaps(target.span) else None
