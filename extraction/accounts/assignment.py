"""Fill in the account of each amount from the names it is linked to (科目归属)."""

from __future__ import annotations

from dataclasses import replace

from extraction.accounts.table import find_account
from extraction.facts import Facts, Figure


def assign_accounts(facts: Facts) -> Facts:
    """Return the facts with `account` filled where the items of an amount name one account."""
    return replace(facts, amounts=tuple(_assigned(f) for f in facts.amounts))


def _assigned(figure: Figure) -> Figure:
    year = int(figure.period[:4]) if figure.period else None
    found = {a.code for item in figure.items if (a := find_account(item.text, year=year))}
    return replace(figure, account=found.pop() if len(found) == 1 else None)
