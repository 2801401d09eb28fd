"""The kind of a report (报告类别), by its title, else by what its first lines speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.header import ReportKind
from extraction.lexicon.reports import kind_rules

_HEAD = 1500
_QUOTED = re.compile(r"《[^》\n]{2,60}》")
"""A paper that the report refers to, whatever that one is (《关于批复部门预算的通知》)."""
_AUDITED = re.compile(
    r"审计(?:调查)?结果|审计(?:查出|发现|处理)|(?:审计局|审计署|审计厅|审计组)[^。\n]{0,40}审计"
)
_SPOKEN: tuple[tuple[ReportKind, str], ...] = (
    ("项目自评", r"项目(?:支出)?绩效(?:自评|评价)"),
    ("绩效自评", r"绩效自评|整体支出绩效(?!目标)|自评报告|自评得分"),
    ("部门决算", r"部门决算|单位决算|决算公开"),
    ("部门预算", r"(?:部门|单位)预算(?!执行|单位)|预算公开"),
)


def report_kind(title: str | None, lines: Sequence[str], *, names_unit: bool) -> ReportKind:
    """Return the report's kind; 其他 where neither title nor head tell.

    Args:
        names_unit: whether the title names a unit (a department's report, not a government's).
    """
    if title:
        plain = "".join(title.split())
        for rule in kind_rules():
            if rule.fits(plain, names_unit=names_unit):
                return _kind(rule.name)
    head = _QUOTED.sub("", "".join("\n".join(lines)[:_HEAD].split(" ")))
    if _AUDITED.search(head) and "自评" not in head:
        return "其他"
    found = [(len(re.findall(words, head)), -i) for i, (_, words) in enumerate(_SPOKEN)]
    most, place = max(found)
    return _SPOKEN[-place][0] if most else "其他"


def _kind(name: str) -> ReportKind:
    known: tuple[ReportKind, ...] = ("项目自评", "绩效自评", "部门决算", "部门预算")
    return next((k for k in known if k == name), "其他")
