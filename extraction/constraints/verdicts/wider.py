"""What a report says in a wider sense, or of the rest (口径较宽、另有其余): differences that it explains itself.

A figure in words may take in the rows beside its own (国有土地使用权出让收入 with 国有土地收益基金 and 农业土地开发资金), and
what two halves leave may stand right behind them (166个，开工139个，未开工25个，2个暂停). A figure between the terms of a sum that is
none of them may be the one that is missing.
"""

from __future__ import annotations

from extraction.constraints.arithmetic.evaluate import Verdict
from extraction.constraints.arithmetic.relation import Relation
from extraction.constraints.ledger.entries import Entry, Ledger, Place
from extraction.constraints.ledger.lists import add

_ROWS = 4
_REACH = 64
"""Figures to either side of a cell in which its column is looked for: the rows of a window, in a table of up to
sixteen columns of figures."""
_BEHIND = 3
_LEFT_OUT_DIGITS = 2


def told_of_more(relation: Relation, ledger: Ledger) -> bool:
    """Tell whether one of two unequal figures is a row of a table with rows next to it, added up."""
    if relation.kind != "equal" or relation.bound:
        return False
    terms = [ledger.by_id[t] for t in relation.terms]
    if len(terms) != 2 or (terms[0].place is None) == (terms[1].place is None):
        return False
    cell, words = sorted(terms, key=lambda e: e.place is None)
    if cell.place is None:
        return False
    column = _column(cell, cell.place, ledger)
    at = column.index(cell)
    windows = (
        column[first : first + length]
        for length in range(2, _ROWS + 1)
        for first in range(max(0, at - length + 1), at + 1)
    )
    return any(cell in rows and add(rows).meets(words.value) for rows in windows)


def _column(cell: Entry, place: Place, ledger: Ledger) -> list[Entry]:
    """Return the figures of a cell's column around it, by row; rows without a figure are passed over."""
    near = ledger.entries[max(0, cell.index - _REACH) : cell.index + _REACH]
    found = [
        e
        for e in near
        if e.place is not None and (e.place.table, e.place.column) == (place.table, place.column)
        and e.family == cell.family
    ]  # fmt: skip
    return sorted(found, key=lambda e: e.place.row if e.place is not None else 0)


def rest_behind(relation: Relation, verdict: Verdict, ledger: Ledger) -> bool:
    """Tell whether what a difference of counts is off by stands behind its terms in their sentence."""
    if relation.kind != "diff" or relation.bound or verdict.computed is None:
        return False
    terms = [ledger.by_id[t] for t in relation.terms]
    last = max(t.index for t in terms)
    gap = abs(verdict.computed.point - verdict.stated.point)
    return gap > 0 and any(
        e.sentence == terms[0].sentence and e.kind == "count" and e.value.point == gap
        for e in ledger.entries[last + 1 : last + 1 + _BEHIND]
    )


def whole_with_left_out(relation: Relation, verdict: Verdict, ledger: Ledger) -> bool:
    """Tell whether a sum of prose holds once a figure that stands between its terms, and is none, is added to them.

    Our list, not the report's, is then wrong by one: the figure was taken for another account, a base, a budget.
    """
    computed = verdict.computed
    if relation.kind != "sum" or relation.bound or computed is None:
        return False
    terms = [ledger.by_id[t] for t in relation.terms]
    if any(t.place is not None for t in terms):
        return False
    places = [t.index for t in terms]
    between = ledger.entries[min(places) : max(places) + 1]
    stated, own = verdict.stated, set(relation.terms)
    return any(
        (computed + e.value).meets(stated)
        for e in between
        if e.id not in own and e.family == terms[0].family and e.digits >= _LEFT_OUT_DIGITS
    )
