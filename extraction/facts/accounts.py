"""Fill in the account of each amount from the names it is linked to (科目归属)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from extraction.facts import Facts, Figure
from extraction.taxonomy import find_account, find_accounts


def assign_accounts(facts: Facts) -> Facts:
    """Return the facts with `account` filled where the items of an amount name one account.

    A name that stands in both classifications (住房公积金) takes that of its table's other rows.
    """
    schemes = _schemes(facts.amounts)
    return replace(facts, amounts=tuple(_assigned(f, schemes) for f in facts.amounts))


def _table(figure: Figure) -> str:
    return figure.mention.cell.table if figure.mention.cell else ""


def _schemes(figures: Iterable[Figure]) -> Mapping[str, str]:
    """The classification that most unambiguous names of each table belong to."""
    votes: dict[str, Counter[str]] = {}
    for figure in figures:
        for item in figure.items if _table(figure) else ():
            found = {a.scheme for a in find_accounts(item.text)} - {"total"}
            if len(found) == 1:
                votes.setdefault(_table(figure), Counter()).update(found)
    return {table: counted.most_common(1)[0][0] for table, counted in votes.items()}


def _assigned(figure: Figure, schemes: Mapping[str, str]) -> Figure:
    year = int(figure.period[:4]) if figure.period else None
    scheme = schemes.get(_table(figure), "")
    found = {
        account.code
        for item in figure.items
        if (account := find_account(item.text, year=year, scheme=scheme))
    }
    return replace(figure, account=found.pop() if len(found) == 1 else None)
