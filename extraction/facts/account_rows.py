"""Accounts whose name stands under every 款 (行政运行, 事业运行): the rows above say which 款 they are of.

A row is of the 款 above it as long as the digits behind it rise, as they do in the 政府收支分类科目. Where they fall, a 款
that is not known has begun, and its rows have no code.
"""

from __future__ import annotations

from collections.abc import Mapping

from extraction.facts.key_names import bare_item
from extraction.taxonomy import find_accounts
from extraction.taxonomy.naming import plain_name

_EVERYWHERE = {"行政运行": "01", "一般行政管理事务": "02", "机关服务": "03", "事业运行": "50"}
_CLASS, _GROUP, _ITEM = 3, 5, 7
"""Digits of a 类, a 款 and a 项."""


def codes_below(rows: Mapping[int, str], *, year: int | None) -> Mapping[int, str]:
    """Return the codes of the rows of a table whose names stand under every 款, by row.

    Args:
        rows: labels by row.
        year: the fiscal year, which settles between editions of the accounts.
    """
    found: dict[int, str] = {}
    group, last = "", ""
    for row in sorted(rows):
        digits = _EVERYWHERE.get(bare_item(rows[row]))
        if digits is not None:
            if digits <= last:
                group = ""
            if group:
                found[row] = group + digits
            last = digits
            continue
        code = _functional(rows[row], year)
        if len(code) in (_CLASS, _GROUP):
            group, last = (code if len(code) == _GROUP else ""), ""
        elif len(code) == _ITEM:
            group, last = code[:_GROUP], code[_GROUP:]
    return found


def _functional(label: str, year: int | None) -> str:
    """Return the one functional code that a row's name has, "" where it has none or several."""
    for name in (bare_item(label), plain_name(label)):
        codes = {a.code for a in find_accounts(name, year=year) if a.scheme == "functional"}
        if codes:
            return codes.pop() if len(codes) == 1 else ""
    return ""
