"""Findings that need no arithmetic: what its form makes wrong, and targets said to be met that are not.

They join the checks after the relations; each stands alone in its group.
"""

from __future__ import annotations

from collections.abc import Iterator

from extraction.constraints.arithmetic.check import Check, CheckKind, CheckStatus
from extraction.constraints.ledger.entries import Ledger
from extraction.constraints.rules.words.bare_points import bare_points
from extraction.constraints.rules.words.goals_in_clauses import goals_in_clauses
from extraction.constraints.rules.words.met_goals import goals
from extraction.constraints.rules.words.written_form import slips_of_form

_Found = tuple[CheckKind, CheckStatus, tuple[str, ...], str]


def plain_findings(ledger: Ledger, first: int) -> Iterator[Check]:
    """Yield the checks, their ids counting up from `first`."""
    written = (*slips_of_form(ledger), *bare_points(ledger), *goals_in_clauses(ledger))
    slips: list[_Found] = [(s.kind, "violated", s.terms, s.message) for s in written]
    made = [*slips, *_targets(ledger)]
    for number, (kind, status, terms, message) in enumerate(made, first):
        own = f"k{number}"
        yield Check(
            id=own,
            kind=kind,
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


_SAYS = {"met": "未达到目标却称已完成", "unmet": "已达到目标却称未完成"}


def _targets(ledger: Ledger) -> Iterator[_Found]:
    """Yield indicators whose numbers can be compared; violated where the claim contradicts them."""
    by_id = {m.id: m for m in ledger.facts.markup.mentions}
    for goal in goals(ledger):
        written = f"目标值{by_id[goal.target].text}，实际完成值{by_id[goal.actual].text}"
        terms = goal.actual, goal.target
        if goal.said is None:
            yield "target", "holds", terms, f"{written}，达到目标。"
        else:
            yield "target", "violated", terms, f"{written}，{_SAYS[goal.said]}。"
