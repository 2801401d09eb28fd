"""Small reports written with inline marks, read into facts and checked."""

from __future__ import annotations

import re

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


_SKETCHED = re.compile(r"\{([^{}]+)\}|<([+\-b]?)(\??)([^<>]+)>")


def sketch(text: str) -> str:
    """Return a marked text: {name} is an ITEM, <figure> an AMOUNT, RATE or COUNT of the name before it.

    `<+5万元>`, `<-5%>` are changes, `<b5万元>` is a budget, `<?5万元>` is of no name.
    """
    name, number = "", 0

    def mark(match: re.Match[str]) -> str:
        nonlocal name, number
        number += 1
        if match[1]:
            name = f"i{number}"
            return f"⟦ITEM {name}|{match[1]}⟧"
        label = "AMOUNT" if match[4].endswith("元") else "RATE" if "%" in match[4] else "COUNT"
        link = f">{name}" if name and not match[3] else ""
        return f"⟦{label} v{number}{match[2]}{link}|{match[4]}⟧"

    return _SKETCHED.sub(mark, text)


def told(text: str) -> list[tuple[str, str]]:
    """Return kind and stated figure of what is told on a sketched text."""
    return [(c.kind, c.stated) for c in checks_of(sketch(text)) if c.finding]


def holds(text: str, kind: str) -> bool:
    """Tell whether a relation of a kind holds in a sketched text."""
    return any(c.kind == kind and c.status != "violated" for c in checks_of(sketch(text)))


def checks_told_of(marked: str) -> list[Check]:
    """Return the findings of a marked text that are told."""
    return [c for c in checks_of(marked) if c.finding]


def terms_told(marked: str) -> list[tuple[str, str]]:
    """Return kind and stated mention of the findings of a marked text that are told."""
    return [(c.kind, c.terms[0]) for c in checks_told_of(marked)]


def stated_told(marked: str) -> list[str]:
    """Return the stated mentions of the findings of a marked text that are told."""
    return [c.terms[0] for c in checks_told_of(marked)]
