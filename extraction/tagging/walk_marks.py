"""Mentions and links of an account of indicators in prose (逐项说明的标注)."""

from __future__ import annotations

import re

from extraction.indicators.told import Told
from extraction.indicators.values import Value
from extraction.indicators.walk import verdict_after
from extraction.labels import Label
from extraction.span import Span
from extraction.tables.emitter import Emitter
from extraction.tagging.edges import within_limit

_RATE_NAME = re.compile(r"[\u4e00-\u9fff]{0,4}(?:率|比例|度)(?=(?:为|达到?|是|：|:|约)*\s*\Z)")
_NAMED = 10
"""Characters before a share in which its own name stands."""


def mark_account(text: str, told: Told, emitter: Emitter) -> Span:
    """Mark the indicators of a passage and return the stretch in which they decide."""
    classes = [emitter.mention(Label.LEVEL, span) for span in told.passage.classes]
    for account, after in zip(told.accounts, [*told.accounts[1:], None], strict=True):
        name = emitter.mention(Label.INDICATOR, account.name)
        emitter.link(name, *reversed(classes))
        _end(text, emitter, Label.TARGET, account.target, name)
        _end(text, emitter, Label.ACTUAL, account.actual, name)
        _words(emitter, Label.TARGET, account.meant, name)
        _words(emitter, Label.ACTUAL, account.said, name)
        _value(emitter, Label.WEIGHT, account.weight, name)
        _value(emitter, Label.SCORE, account.score, name)
        if account.actual is not None:
            stop = after.name.start if after is not None else told.passage.span.end
            said = verdict_after(text, account.actual, max(stop, account.actual.span.end))
            if said is not None:
                emitter.link(emitter.mention(Label.STATUS, said), name)
        for rate in account.rates:
            _rate(text, emitter, rate)
    return told.passage.span


def _end(text: str, emitter: Emitter, label: Label, value: Value | None, name: str) -> None:
    if value is not None:
        span, operator = within_limit(text, label, value.span)
        emitter.link(emitter.mention(label, span, operator=operator), name)


def _value(emitter: Emitter, label: Label, value: Value | None, name: str) -> None:
    if value is not None:
        emitter.link(emitter.mention(label, value.span), name)


def _words(emitter: Emitter, label: Label, said: Span | None, name: str) -> None:
    if said is not None:
        emitter.link(emitter.mention(label, said), name)


def _rate(text: str, emitter: Emitter, value: Value) -> None:
    """Mark a share that is told beside goal and result (完成率105%) with what names it."""
    rate = emitter.mention(Label.RATE, value.span)
    begin = max(0, value.span.start - _NAMED)
    match = _RATE_NAME.search(text[begin : value.span.start])
    if match is not None:
        item = Span(begin + match.start(), begin + match.end())
        emitter.link(rate, emitter.mention(Label.ITEM, item))
