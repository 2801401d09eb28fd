"""What figures measure (量纲): money is never held against money per tonne, households never against persons.

Each expression has the dimensions that it may have: a sum those that all its parts share, a product of a price
and a number money, a quotient of like figures a rate. A relation whose stated figure has none of them is refused,
whatever rule found it.
"""

from __future__ import annotations

from extraction.constraints.arithmetic.relation import (
    Constant,
    Expression,
    Product,
    Ratio,
    Relation,
    Sum,
    Tally,
    Term,
)
from extraction.constraints.ledger.entries import Entry, Ledger

_NUMBER = "number"
_RATE = "rate"
_MARKS = frozenset({"score", "weight", _RATE})
"""Marks and full marks; weights may be printed as rates."""
_OPEN = ("count", "per")
"""What a quotient measures whose unit nobody knows: pieces of something, a price for something."""
_OF_RATES = frozenset({"rate", "points"})


def may_meet(relation: Relation, ledger: Ledger) -> bool:
    """Tell whether the figures of a relation may be held against each other at all (补助 and 补助/人 may not)."""
    if relation.kind not in ("sum", "equal"):
        return commensurable(relation, ledger)
    return len({_added_as(ledger.by_id[t]) for t in relation.terms}) == 1


def _added_as(entry: Entry) -> str:
    """Return the family of a figure; a number read as a goal is of the things that it counts."""
    return f"count:{entry.unit}" if entry.family == "goal:count" and entry.unit else entry.family


def commensurable(relation: Relation, ledger: Ledger) -> bool:
    """Tell whether the two sides of a relation have a dimension in common."""
    own = _of(Term(relation.stated), ledger)
    other = _of(relation.expression, ledger)
    if _any(own) or _any(other):
        return True
    return any(a == b or (b in _OPEN and a.startswith(b)) for a in own for b in other)


def _of(expression: Expression, ledger: Ledger) -> frozenset[str]:
    """Return the dimensions that an expression may have; none where its figures cannot stand together."""
    match expression:
        case Term(id):
            return _of_figure(ledger.by_id[id])
        case Constant() | Tally():
            return frozenset({_NUMBER})
        case Sum(parts):
            found = [d for part in parts if not _any(d := _of(part, ledger))]
            return frozenset.intersection(*found) if found else frozenset({_NUMBER})
        case Product(left, right):
            return _multiplied(_of(left, ledger), _of(right, ledger))
        case Ratio(left, right):
            return _divided(_of(left, ledger), _of(right, ledger))


def _of_figure(entry: Entry) -> frozenset[str]:
    if entry.kind in ("score", "weight"):
        return _MARKS
    family = entry.family.removeprefix("goal:")
    if family in _OF_RATES:
        return frozenset({_RATE})
    if family in ("number", "count"):  # a goal's own unit stands in no family
        return frozenset({_NUMBER})
    return frozenset({family})


def _any(found: frozenset[str]) -> bool:
    return _NUMBER in found


def _multiplied(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """Return what a product measures: rates and numbers leave the other as it is, a price times a number is money."""
    if not left or not right:
        return frozenset()
    if _any(left) or left == {_RATE}:
        return right
    if _any(right) or right == {_RATE}:
        return left
    both = left | right
    if any(_priced(d) for d in both):
        return frozenset(d for d in both if _priced(d)) | {"money"}
    return both


def _divided(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """Return what a quotient measures: of like figures a rate, of money by a number a price, by a price a number."""
    if not left or not right:
        return frozenset()
    if left & right or _any(left):
        return frozenset({_RATE, *(left & right & _MARKS)})
    if _any(right) or right == {_RATE}:
        return left
    prices = [any(_priced(d) for d in side) for side in (left, right)]
    if all(prices):
        return frozenset({"count"})
    if prices[0]:
        return left | {"money", "per"}
    return frozenset() if prices[1] else frozenset({_RATE, *left})


def _priced(dimension: str) -> bool:
    return dimension.startswith(("money", "per"))
