"""Short texts with inline marks, read into facts with their keys."""

from __future__ import annotations

from annotations.inline import parse
from extraction.constraints import find_checks
from extraction.constraints.arithmetic.check import Check
from extraction.facts.accounts import assign_accounts
from extraction.facts.build import build_facts
from extraction.facts.key import Key
from extraction.facts.keys import Report, assign_keys
from extraction.facts.model import Facts

FINAL = Report("部门决算", 2031, "松涧区档案馆2031年度部门决算")
CITY = Report("其他", 2031, "关于临川市2031年预算执行情况的报告")
BOTH = Report("其他", 2031, "关于临川市2031年预算执行情况和2032年预算草案的报告")


def keyed(marked: str, report: Report, *, text_known: bool = False) -> tuple[str, Facts]:
    """Return the plain text and the facts of a marked text, with their keys.

    Args:
        text_known: whether the words beside the figures are read for roles and changes too.
    """
    text, record = parse(marked)
    words = text if text_known else None
    facts = assign_accounts(build_facts(record.markup(), text=words, fiscal_year=report.year))
    return text, assign_keys(text, facts, report)


def keys(marked: str, report: Report = FINAL) -> list[Key | None]:
    """Return the key of each figure of a marked text."""
    _, facts = keyed(marked, report)
    return [f.key for f in facts.figures]


def told(marked: str, report: Report = FINAL) -> list[Check]:
    """Return the checks of a marked text that fail."""
    text, facts = keyed(marked, report)
    return [c for c in find_checks(text, facts) if c.status == "violated"]
