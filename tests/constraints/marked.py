"""Small reports written with inline marks, read into facts and checked."""

from __future__ import annotations

from annotations.inline import parse
from extraction.constraints.arithmetic.check import Check
from extraction.constraints.discover import examine, find_checks
from extraction.constraints.ledger.entries import Ledger
from extraction.constraints.ledger.opening import open_ledger
from extraction.constraints.telling.findings import Examination
from extraction.facts.build import build_facts
from extraction.facts.keys import Report, assign_keys
from extraction.facts.model import Facts

REPORT = Report("部门决算", 2022)


def facts_of(marked: str) -> tuple[str, Facts]:
    """Return the plain text and the facts of a marked text."""
    text, record = parse(marked)
    return text, assign_keys(text, build_facts(record.markup(), text=text), REPORT)


def checks_of(marked: str) -> tuple[Check, ...]:
    """Return all checks of a marked text."""
    return find_checks(*facts_of(marked))


def examined(marked: str) -> Examination:
    """Return the examination of a marked text."""
    return examine(*facts_of(marked))


def ledger_of(marked: str) -> Ledger:
    """Return the ledger of a marked text."""
    return open_ledger(*facts_of(marked))


def found(marked: str, kind: str, *terms: str) -> Check | None:
    """Return the check of a kind over exactly these terms, the stated one first."""
    wanted = (terms[0], frozenset(terms))
    for check in checks_of(marked):
        if check.kind == kind and (check.terms[0], frozenset(check.terms)) == wanted:
            return check
    return None


def findings(marked: str) -> list[Check]:
    """Return the violated checks."""
    return [c for c in checks_of(marked) if c.status == "violated"]
