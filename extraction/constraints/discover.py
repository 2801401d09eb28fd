"""Find the relations of a report and check them: the entry point of this package."""

from __future__ import annotations

from collections.abc import Iterator

from extraction.constraints.arithmetic.check import Check
from extraction.constraints.arithmetic.evaluate import evaluate
from extraction.constraints.arithmetic.relation import Relation
from extraction.constraints.ledger.entries import Ledger
from extraction.constraints.ledger.opening import open_ledger
from extraction.constraints.registry import DERIVED, GROUNDS, RULES, Rule
from extraction.constraints.telling.findings import Examination, describe
from extraction.constraints.telling.fingerprint import sealed
from extraction.constraints.verdicts.confidence import confidences
from extraction.constraints.verdicts.judging import judge
from extraction.constraints.verdicts.repair import repairs
from extraction.facts.model import Facts


def find_checks(text: str, facts: Facts) -> tuple[Check, ...]:
    """Return every relation that the text or its tables state, checked, in text order.

    Deterministic, and a function of its arguments alone. `id` counts up from k1; `group` joins the
    violated checks that one wrong figure breaks.

    Args:
        text: the canonical text that the facts' offsets refer to.
        facts: the figures, indicators and scores of the report.
    """
    return find_checks_and_refusals(text, facts)[0]


def find_checks_and_refusals(
    text: str, facts: Facts
) -> tuple[tuple[Check, ...], tuple[tuple[str, str], ...]]:
    """Return the checks, and where relations were left out because they are too many (计算预算)."""
    examination = examine(text, facts)
    ledger = examination.ledger
    return sealed(describe(examination), ledger), ledger.effort.refused


def examine(text: str, facts: Facts) -> Examination:
    """Return the relations of a report as judged, with what would mend them."""
    ledger = open_ledger(text, facts)
    candidates = [relation for rule in RULES for relation in _within_effort(rule, ledger)]
    told = judge(candidates, ledger)
    derived = [relation for rule in DERIVED for relation in rule.find(told, ledger, candidates)]
    if derived:
        told = judge([*candidates, *derived], ledger)
    broken = [r for r in candidates if _fails(r, ledger)] if any(j.violated for j in told) else []
    sure = confidences(told, ledger, GROUNDS)
    return Examination(ledger, told, sure, repairs(told, ledger, broken))


def _within_effort(rule: Rule, ledger: Ledger) -> Iterator[Relation]:
    """Yield what a rule finds, less the relations of lines that have used up their steps."""
    effort = ledger.effort
    for relation in rule.find(ledger):
        line = ledger.by_id[relation.stated].line
        effort.spend(line, len(relation.terms))
        if not effort.is_over(line):
            yield relation


def _fails(relation: Relation, ledger: Ledger) -> bool:
    verdict = evaluate(relation, ledger.values)
    return verdict is not None and verdict.status == "violated"
