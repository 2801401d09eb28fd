"""Goals told before their result and proved by its share (完成任务的105%): the task stands sentences before (任务占比).

A result whose share of the task is told needs no likeness of names: the goal of its unit of which it is that share is
the one, if there is one alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extraction.indicators.alignment import is_share
from extraction.indicators.pairing import Account
from extraction.indicators.values import Role, Value, alike
from extraction.span import Span

_SHARE_OF = re.compile(
    r"(?:完成|达到|占)[^，,。；;\n\d]{0,14}(?:任务|目标|计划)(?:数|量|任务|总数)?的?\s*\Z"
    r"|(?:完成|完工|竣工|达成)(?:率|比例)(?:为|达到?|是|：|:)*\s*\Z"
)
_MAY_SHARE = re.compile(
    r"(?:任务|目标|计划)(?:数|量|任务|总数)?的?\s*\d|(?:完成|完工|竣工|达成)(?:率|比例)"
)
_RESULTS = (Role.ACTUAL, Role.OPEN)


def may_share(text: str, span: Span) -> bool:
    """Tell whether a passage may tell a result's share of its task, cheaply."""
    return _MAY_SHARE.search(text, span.start, span.end) is not None


def proved(text: str, asked: Sequence[Value], values: Sequence[Value]) -> Iterator[Account]:
    """Yield the results of a passage with the goals of `asked` that their shares prove."""
    for result, rate in pairwise(values):
        if result.role not in _RESULTS or result.found.quantity.kind not in ("count", "money"):
            continue
        words = text[result.span.end : rate.span.start]
        if rate.sentence != result.sentence or not _SHARE_OF.search(words):
            continue
        goals = [g for g in asked if alike(g, result) and is_share(g, result, rate)]
        if goals and len({g.found.quantity.value * g.found.quantity.scale for g in goals}) == 1:
            name = goals[-1].name
            if name is not None:
                yield Account(name, target=goals[-1], actual=result, rates=[rate])


def asks(value: Value) -> bool:
    """Tell whether a value is a goal that words beside it call so, and has a name."""
    return value.role is Role.TARGET and value.stated and value.name is not None
