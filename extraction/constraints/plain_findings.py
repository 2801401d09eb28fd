"""Findings that need no arithmetic: missing amounts, and targets said to be met that are not.

They join the checks after the relations; each stands alone in its group.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from extraction.constraints.check import Check, CheckStatus
from extraction.constraints.ledger import Ledger
from extraction.constraints.wording import targets
from extraction.markup import Mention

_NO_AMOUNT = re.compile(
    r"(?:(?<=[支收算费额款出入])[ \t\u3000\xa0]+|(?<=支出)|(?<=收入)|(?<=金额))[万亿]元(?=[，,。;；])"
)
_REACH = 40


def plain_findings(ledger: Ledger, first: int) -> Iterator[Check]:
    """Yield the checks, their ids counting up from `first`."""
    made = [*_missing_amounts(ledger), *_targets(ledger)]
    for number, (kind, status, terms, message) in enumerate(made, first):
        own = f"k{number}"
        yield Check(
            id=own,
            kind="target" if kind == "target" else "format",
            status=status,
            expression=message.rstrip("。"),
            terms=terms,
            stated="",
            computed="",
            gap="",
            message=message,
            confidence=0.8,
            group=own,
        )


def _missing_amounts(
    ledger: Ledger,
) -> Iterator[tuple[str, CheckStatus, tuple[str, ...], str]]:
    """Yield 支出 万元: the unit stands there, the number does not."""
    mentions = ledger.facts.markup.mentions
    starts = [m.start for m in mentions]
    for match in _NO_AMOUNT.finditer(ledger.text):
        place = bisect.bisect_left(starts, match.start())
        near = [m for m in mentions[max(0, place - 1) : place + 1] if _distance(m, match) <= _REACH]
        if not near:
            continue
        name = ledger.text[max(0, match.start() - 16) : match.start()].split("\n")[-1]
        words = re.split(r"[,，。;；]", name)[-1]
        message = f"“{words}”后只有单位“{match[0].strip()}”，漏写金额。"
        yield "format", "violated", (near[0].id,), message


def _distance(mention: Mention, match: re.Match[str]) -> int:
    return max(match.start() - mention.end, mention.start - match.end())


def _targets(ledger: Ledger) -> Iterator[tuple[str, CheckStatus, tuple[str, ...], str]]:
    """Yield indicators whose numbers can be compared; violated where the claim contradicts them."""
    by_id = {m.id: m for m in ledger.facts.markup.mentions}
    for actual, target, boasts in targets(ledger):
        written = f"目标值{by_id[target].text}，实际完成值{by_id[actual].text}"
        if boasts:
            yield "target", "violated", (actual, target), f"{written}，未达到目标却称已完成。"
        else:
            yield "target", "holds", (actual, target), f"{written}，达到目标。"
