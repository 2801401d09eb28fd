"""Find the relations of a report and check them: the entry point of this package."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extraction.constraints import (
    breakdowns,
    growth,
    identities,
    outline,
    rollups,
    scores,
    shares,
    table_rates,
    table_sums,
)
from extraction.constraints.check import Check
from extraction.constraints.findings import describe
from extraction.constraints.judging import judge
from extraction.constraints.ledger import Ledger, open_ledger
from extraction.constraints.relation import Relation
from extraction.facts.model import Facts

RULES: tuple[Callable[[Ledger], Iterator[Relation]], ...] = (
    breakdowns.breakdowns,
    breakdowns.paragraph_totals,
    rollups.rollups,
    outline.outline_totals,
    growth.growths,
    growth.differences,
    shares.shares,
    table_sums.table_sums,
    table_rates.table_rates,
    identities.identities,
    scores.score_totals,
    scores.level_marks,
    scores.execution_marks,
)
"""Discovery rules, each a small generator of candidate relations."""


def find_checks(text: str, facts: Facts) -> tuple[Check, ...]:
    """Return every relation that the text or its tables state, checked, in text order.

    Deterministic, and a function of its arguments alone. `id` counts up from k1; `group` joins the
    violated checks that one wrong figure breaks.

    Args:
        text: the canonical text that the facts' offsets refer to.
        facts: the figures, indicators and scores of the report.
    """
    ledger = open_ledger(text, facts)
    candidates = [relation for rule in RULES for relation in rule(ledger)]
    return describe(judge(candidates, ledger), ledger)
