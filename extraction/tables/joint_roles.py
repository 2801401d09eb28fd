"""What the columns of indicator rows hold, decided for all columns and rows together (栏目合判).

Headers that are known are taken at their word. The others follow from what the cells are: goal and
result are of one kind row after row, comparators stand before goals, weights come to a hundred, no mark is
above its weight, results reach the goals of full marks. An order of columns is told only where the rows
agree in it; where another one fits as well, nothing is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from extraction.tables.cells import CellText, Kind
from extraction.tables.column_evidence import (
    Evidence,
    amount_of,
    can_name,
    evidence_of,
    is_compared,
    mark_of,
    sign_of,
)
from extraction.tables.model import Meaning
from extraction.tables.shapes import Fit, Shape, alike, measure, shape_of
from extraction.tables.units import operator_cell
from extraction.tables.vocabulary import is_level, is_total

Line = Sequence[CellText]
_DECIDED = (Meaning.NAME, Meaning.TARGET, Meaning.ACTUAL, Meaning.WEIGHT, Meaning.SCORE)
_NEVER = float("-inf")
_HALF = 0.5
_MOST_COLUMNS = 14
_MARGIN = 0.12
"""By how much an order has to be better than one with another name, goal or result."""
_TRIED = 6
_FEWEST = 3
_FULL, _TENTH, _ROUNDING = Decimal(100), Decimal(10), Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Decision:
    """What each column holds, and the rows that agree.

    Attributes:
        scored: weights come to tens, and marks beside measured goals and results are never above them.
    """

    meanings: tuple[Meaning, ...]
    shape: Shape
    scored: bool


@dataclass(frozen=True, slots=True)
class _Order:
    """One way to give the columns their parts: column numbers, -1 for none."""

    name: int
    target: int
    actual: int
    weight: int
    score: int
    worth: float


def decide(lines: Sequence[Line], known: Mapping[int, Meaning]) -> Decision | None:
    """Return what the columns of `lines` hold, None where the cells do not tell.

    Args:
        lines: the rows' cells, one a column; a merged cell stands in every row it covers.
        known: what headers say for sure, by column.
    """
    rows = [line for line in lines if not any(is_total(c.text) for c in line[:3])]
    if len(rows) < 2 or len(rows[0]) > _MOST_COLUMNS:
        return None
    found = _Columns(rows, known)
    orders = sorted(found.orders(), key=lambda o: -o.worth)
    for order in orders[:_TRIED]:
        meanings = found.meanings(order)
        cells = [found.cells(line, meanings) for line in lines]
        shape = agreement(cells, meanings)
        if not shape.sure:
            continue
        scored = found.scored(order) and shape.strong >= _FEWEST
        return None if _rivalled(order, orders) else Decision(meanings, shape, scored)
    return None


def _rivalled(best: _Order, orders: Sequence[_Order]) -> bool:
    """Tell whether an order that names, aims or answers otherwise fits as well."""
    mine = best.name, best.target, best.actual
    others = (o for o in orders if (o.name, o.target, o.actual) != mine)
    return any(best.worth - o.worth < _MARGIN for o in others)


class _Columns:
    """The columns of some rows, and what speaks for each part that they may have."""

    def __init__(self, rows: Sequence[Line], known: Mapping[int, Meaning]) -> None:
        self._rows = rows
        self._known = known
        self._width = len(rows[0])
        self._evidence = [evidence_of([r[i] for r in rows]) for i in range(self._width)]
        self._levels = {i for i in range(self._width) if self._classes(i)}
        self._sign = self._first(Meaning.OPERATOR, lambda e: e.signed)
        self._unit = self._first(Meaning.UNIT, lambda e: e.measuring)
        self._merged = {
            (a, b)
            for a, b in combinations(range(self._width), 2)
            if 2 * sum(1 for r in rows if r[a] is r[b] and not r[a].blank) > len(rows)
        }
        self._free = [
            i for i in range(self._width) if i not in self._levels | {self._sign, self._unit}
        ]

    def _classes(self, i: int) -> bool:
        if self._known.get(i) is Meaning.LEVEL:
            return True
        return i not in self._known and self._evidence[i].classes >= _HALF

    def _first(self, meaning: Meaning, fits: Callable[[Evidence], bool]) -> int:
        named = [i for i, m in self._known.items() if m is meaning]
        content = [
            i
            for i in range(self._width)
            if i not in self._known and i not in self._levels and fits(self._evidence[i])
        ]
        return next(iter([*named, *content]), -1)

    def orders(self) -> Iterator[_Order]:
        """Yield the ways to give the columns their parts that nothing forbids."""
        names = {i: self._name_worth(i) for i in self._may(Meaning.NAME)}
        marks = {
            pair: worth
            for pair in product(
                self._may(Meaning.WEIGHT, none=True), self._may(Meaning.SCORE, none=True)
            )
            if (worth := self._marks_worth(*pair)) > _NEVER
        }
        for target, actual in product(
            self._may(Meaning.TARGET), self._may(Meaning.ACTUAL, none=True)
        ):
            if target == actual or (pair := self._pair_worth(target, actual)) == _NEVER:
                continue
            for name, (weight, score) in product(names, marks):
                used = [i for i in (name, target, actual, weight, score) if i >= 0]
                if self._apart(used):
                    worth = names[name] + pair + marks[weight, score] - self._left(used)
                    yield _Order(name, target, actual, weight, score, worth)

    def _apart(self, used: Sequence[int]) -> bool:
        """Tell whether columns are other ones, and no merged cell stands in two of them in most rows."""
        if len(set(used)) < len(used):
            return False
        return not any(pair in self._merged for pair in combinations(sorted(used), 2))

    def _may(self, meaning: Meaning, *, none: bool = False) -> list[int]:
        """Return the columns that may have a part: those whose header says so, else those that none names."""
        named = [i for i, m in self._known.items() if m is meaning]
        if named:
            return named
        fits = _CONTENT[meaning]
        found = [i for i in self._free if i not in self._known and fits(self._evidence[i])]
        return [*found, -1] if none else found

    def _name_worth(self, i: int) -> float:
        if self._known.get(i) is Meaning.NAME:
            return 3.0
        own = self._evidence[i]
        place = sum(1 for j in self._free if j < i)
        return 2.0 * own.names - own.sentences - 0.25 * place

    def _pair_worth(self, target: int, actual: int) -> float:
        own = self._evidence[target]
        if actual < 0:
            signed = self._sign >= 0 and own.values >= _HALF
            told = self._known.get(target) is Meaning.TARGET or own.compared >= _HALF / 2 or signed
            twin = any(self._aims_too(i, target) for i in self._free if i < target)
            return own.values + own.compared - 0.5 - 0.3 * twin if told else _NEVER
        if self._weighs(target, actual) or self._weighs(actual, target):
            return _NEVER
        if actual not in self._known and self._aims_too(target, actual):
            return _NEVER
        worth = 0.3 if target < actual else 0.0
        worth += 0.3 if self._sign >= 0 and target == self._behind_sign() else 0.0
        worth += 1.5 * (own.compared - self._evidence[actual].compared)
        said = [
            s for r in self._rows if (s := self._row_worth(r, r[target], r[actual])) is not None
        ]
        return worth + sum(said) / len(said) if said else _NEVER

    def _aims_too(self, target: int, other: int) -> bool:
        """Tell whether two columns are goals both (of the whole term and of the year): signs in both, and other numbers."""
        compared = min(self._evidence[i].compared for i in (target, other)) >= _HALF
        pairs = [(r[target].plain, r[other].plain) for r in self._rows]
        return compared and 2 * sum(a == b for a, b in pairs) <= len(pairs)

    def _behind_sign(self) -> int:
        """Return the first column of values behind that of the comparators."""
        behind = (i for i in self._free if i > self._sign and self._evidence[i].values >= _HALF)
        return next(behind, -1)

    def _weighs(self, column: int, beside: int) -> bool:
        """Tell whether what would be goals or results are weights.

        They are bare numbers up to a hundred in all, and other than the numbers beside them.
        """
        own = self._evidence[column]
        if column in self._known or not own.marked or own.total > _FULL:
            return False
        pairs = [(mark_of(r[column]), amount_of(r[beside])) for r in self._rows]
        same = sum(1 for mark, other in pairs if mark is not None and other == mark)
        return 2 * same < own.count

    def _row_worth(self, row: Line, goal: CellText, result: CellText) -> float | None:
        """Return what a row says for its goal and result, None for nothing."""
        if goal.blank and result.blank:
            return None
        if goal.blank or result.blank or is_level(goal.text) or is_level(result.text):
            return -0.5
        unit = row[self._unit].plain if self._unit >= 0 else ""
        signed = self._sign >= 0 or is_compared(goal)
        fit = alike(goal, result, unit, signed=signed, weighed=True)
        if fit is Fit.NONE:
            return -1.5
        return (2.0 if fit is Fit.STRONG else 1.0) + 0.5 * self._met(row, goal, result)

    def _met(self, row: Line, goal: CellText, result: CellText) -> float:
        """Return 1 where a result reaches its goal, -1 where not, 0 where that is not told."""
        sign = operator_cell(row[self._sign].text) if self._sign >= 0 else sign_of(goal)
        wanted, reached = amount_of(goal), amount_of(result)
        if sign is None or wanted is None or reached is None:
            return 0.0
        if ">" in sign:
            return 1.0 if reached >= wanted else -1.0
        if "<" in sign:
            return 1.0 if reached <= wanted else -1.0
        return 0.0

    def _marks_worth(self, weight: int, score: int) -> float:
        if weight < 0:
            return 0.0 if score < 0 or self._known.get(score) is Meaning.SCORE else _NEVER
        if weight == score:
            return _NEVER
        total = self._evidence[weight].total
        if self._known.get(weight) is Meaning.WEIGHT:
            worth = 1.0
        elif total > _FULL + _ROUNDING:
            return _NEVER
        else:
            full = abs(total - _FULL) <= _ROUNDING
            worth = 1.5 if full else 0.8 if total >= _HALF * 100 and total % _TENTH == 0 else 0.1
        if score < 0:
            return worth
        pairs = [(mark_of(r[weight]), mark_of(r[score])) for r in self._rows]
        both = [(w, s) for w, s in pairs if w is not None and s is not None]
        if not both or any(s > w for w, s in both):
            return _NEVER
        return worth + 1.0 + (0.2 if weight < score else 0.0)

    def scored(self, order: _Order) -> bool:
        """Tell whether weights and marks prove each other: the weights come to tens."""
        if order.weight < 0 or order.score < 0:
            return False
        total = self._evidence[order.weight].total
        return _HALF * 100 <= total <= _FULL and total % _TENTH == 0

    def _left(self, used: Sequence[int]) -> float:
        """Return what it costs to leave columns of values without a part."""
        left = [i for i in self._free if i not in used and i not in self._known]
        return sum(1.0 for i in left if self._evidence[i].values >= _HALF)

    def meanings(self, order: _Order) -> tuple[Meaning, ...]:
        """Return what each column holds in an order; words beside the name are remarks."""
        made = [self._known.get(i, Meaning.NOTE) for i in range(self._width)]
        for i in self._levels:
            made[i] = Meaning.LEVEL
        for i, meaning in ((self._sign, Meaning.OPERATOR), (self._unit, Meaning.UNIT)):
            if i >= 0:
                made[i] = meaning
        parts = order.name, order.target, order.actual, order.weight, order.score
        for i, meaning in zip(parts, _DECIDED, strict=True):
            if i >= 0:
                made[i] = meaning
        for i, meaning in enumerate(made):
            if meaning is Meaning.NOTE and self._evidence[i].values >= _HALF:
                aims = order.target >= 0 and self._aims_too(order.target, i)
                made[i] = Meaning.TARGET if aims else Meaning.OTHER
        return tuple(made)

    def cells(self, line: Line, meanings: Sequence[Meaning]) -> dict[Meaning, CellText]:
        """Return a row's cells by the parts that its shape depends on."""
        pairs = zip(line, meanings, strict=True)
        kept = {m: c for c, m in pairs if m in _SHAPED and not c.blank}
        return {m: c for m, c in kept.items() if m in _DECIDED or c.kind is not Kind.DASH}


def agreement(rows: Sequence[Mapping[Meaning, CellText]], columns: Sequence[Meaning]) -> Shape:
    """Return how far rows agree in shape, by their results, or by their goals where the columns have no results."""
    return shape_of(rows) if Meaning.ACTUAL in columns else _aimed(rows)


def _aimed(rows: Sequence[Mapping[Meaning, CellText]]) -> Shape:
    """Return how rows of goals alone agree: a name and a value; those with a comparator are measured ones."""
    agreed: list[int] = []
    strong = 0
    for i, cells in enumerate(rows):
        name, goal = cells.get(Meaning.NAME), cells.get(Meaning.TARGET)
        if name is None or goal is None or not can_name(name) or is_level(goal.text):
            continue
        valued = goal.numeric or measure(goal.plain) is not None
        sign = cells.get(Meaning.OPERATOR)
        agreed.append(i)
        strong += valued and (sign is not None or is_compared(goal))
    return Shape(strong, tuple(agreed) if strong > 1 else ())


_SHAPED = frozenset({*_DECIDED, Meaning.OPERATOR, Meaning.UNIT})
_CONTENT: Mapping[Meaning, Callable[[Evidence], bool]] = {
    Meaning.NAME: lambda e: e.names >= _HALF,
    Meaning.TARGET: lambda e: e.count > 1 and e.sentences < _HALF,
    Meaning.ACTUAL: lambda e: e.count > 1 and e.sentences < _HALF,
    Meaning.WEIGHT: lambda e: e.count > 1 and e.marked,
    Meaning.SCORE: lambda e: e.count > 1 and e.marked,
}
