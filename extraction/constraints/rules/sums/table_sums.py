"""Totals in tables: rows and columns that are sums of others (合计, 小计, 其中, 类 = Σ款 = Σ项).

A pattern (this column is the sum of those) is proposed by a line in which it adds up, by header
paths or by account codes, and then held against every other line. Where most lines follow it, the
line that does not is wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.grids import Grid, grids
from extraction.constraints.ledger.lists import add
from extraction.constraints.ledger.naming import names_total
from extraction.constraints.ledger.row_outline import broken_off, column_gap, cut_off, rows_of
from extraction.constraints.rules.sums.sum_patterns import FEWEST_DIGITS, Pattern, proposed
from extraction.constraints.rules.sums.whole_names import complementary

_STANDARD = re.compile(r"标准(?:[（(].*)?$|单价|[人户亩]均|均价")
_ALONE = 2
_ROW = 4
_SOME = 6
_MOST_BLANK = 30
_Instance = tuple[Entry, list[Entry], dict[int, Entry]]


def table_sums(ledger: Ledger) -> Iterator[Relation]:
    """Yield the sums along the rows and the columns of every table."""
    for grid in grids(ledger):
        for across in (True, False):
            lines = [_addable(line) for _, line in grid.lines(across=across)]
            for pattern in proposed(grid, lines, across=across):
                told = _told(grid, lines, pattern, across=across)
                cut = not across and (
                    broken_off(ledger, grid, pattern.whole, pattern.parts)
                    or cut_off(ledger, grid, pattern.whole, pattern.parts)
                )
                yield from (replace(r, claim=Claim.SUGGESTED) if cut else r for r in told)


def _addable(line: dict[int, Entry]) -> dict[int, Entry]:
    """Return a line without rates per head or piece (补助标准), which no sum takes."""
    return {place: e for place, e in line.items() if not _is_rate(e)}


def _is_rate(entry: Entry) -> bool:
    header = entry.place.column_name if entry.place is not None else ""
    return entry.family.startswith("per") or bool(_STANDARD.search(header))


def _told(
    grid: Grid, lines: Sequence[dict[int, Entry]], pattern: Pattern, *, across: bool
) -> Iterator[Relation]:
    """Yield the pattern in every line, as firm as the other lines make it."""
    instances = [
        (line[pattern.whole], [line[p] for p in pattern.parts if p in line], line)
        for line in lines
        if pattern.whole in line and any(p in line for p in pattern.parts)
    ]
    votes = _Votes(across=across)
    for whole, parts, _ in instances:
        votes.count(whole, parts)
    alone = _alone(instances)
    if not across and _repeated_row(instances, pattern):
        return
    plain = set() if across else _plain_total(grid, pattern)
    for whole, parts, line in instances:
        if len(parts) < 2 and not _told_alone(whole, parts, pattern, grid, across=across):
            often = len(parts) == 1 and len(alone[parts[0].name]) >= _ALONE
            yield from _of_one_part(whole, parts, pattern, often=often)
            continue
        fits, fails = votes.of(whole, parts)
        claim = _claim(grid, pattern, fits, fails, across=across)
        all_there = pattern.complete or pattern.whole in plain
        if claim is Claim.LIKELY and all_there and _near(whole, parts):
            claim = Claim.STATED
        if pattern.unknown and not fits:
            claim = Claim.SUGGESTED
        if claim > Claim.SUGGESTED and _doubtful(whole, parts, line, pattern, lines):
            if not _of_another(whole, parts, line):
                continue
            claim = Claim.SUGGESTED  # unless the two have changed places
        if not across and _displaced(grid, pattern, whole, parts):
            continue
        yield replace(
            _sum(whole, parts, claim),
            certain=claim is Claim.STATED and (pattern.firm or (fails <= 1 and fits >= 2)),
            slips_only=claim is Claim.LIKELY and not (pattern.everything or pattern.complete),
            doubts=() if across else tuple(_doubts(grid, pattern, whole, parts, fails)),
        )


def _of_one_part(
    whole: Entry, parts: Sequence[Entry], pattern: Pattern, *, often: bool
) -> Iterator[Relation]:
    """Yield a total over its only part: stated where that stands alone `often`, else likely where it is known to be all."""
    if pattern.structural and often:
        yield _sum(whole, parts, Claim.STATED)
    elif pattern.complete and len(pattern.parts) == 1 and parts:
        yield _sum(whole, parts, Claim.LIKELY)


def _repeated_row(instances: Sequence[_Instance], pattern: Pattern) -> bool:
    """Tell whether a row is another one again, figure by figure: the only unit of a report, no sum of it."""
    if pattern.structural or len(pattern.parts) > 1 or len(instances) < _ROW:
        return False
    return all(whole.value.point == parts[0].value.point for whole, parts, _ in instances if parts)


def _doubts(
    grid: Grid, pattern: Pattern, whole: Entry, parts: Sequence[Entry], fails: int
) -> Iterator[str]:
    """Yield what speaks against a sum of rows: parts told for information, cells blank or of another kind."""
    inner = "其中" in grid.name(min(pattern.parts), across=False)
    if inner and fails > 1 and add(parts).high < whole.value.low:
        yield "among"
    if _odd_between(grid, pattern, whole) or _blank_change(grid, pattern, whole, parts):
        yield "blank"


def _odd_between(grid: Grid, pattern: Pattern, whole: Entry) -> bool:
    """Tell whether a figure between total and last part is read as another kind than the column's others."""
    rows = (pattern.whole, *pattern.parts)
    column = whole.place.column if whole.place else -1
    return any(c == column and min(rows) <= r <= max(rows) for r, c in grid.odd)


def _blank_change(grid: Grid, pattern: Pattern, whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether a sum of changes has a row that is filled elsewhere and blank here: nobody worked it out."""
    if not any(p.change is not None for p in (whole, *parts)):
        return False
    held = {row for row, _ in grid.cells}
    places = {p.place.row for p in parts if p.place is not None}
    return any(row in held and row not in places for row in pattern.parts)


def _displaced(grid: Grid, pattern: Pattern, whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether what is missing stands in a row that is blank here, in another column: a cell read out of its place.

    A column that comes out with the cell keeps it.
    """
    gap = whole.value.point - add(parts).point
    held = {p.place.row for p in parts if p.place is not None}
    blank = [row for row in pattern.parts if row not in held]
    return gap != 0 and any(
        entry.value.point == gap and column_gap(grid, pattern.whole, pattern.parts, column) != 0
        for (row, column), entry in grid.cells.items()
        if row in blank
    )


def _near(whole: Entry, parts: Sequence[Entry]) -> bool:
    return 10 * abs(add(parts).point - whole.value.point) <= abs(whole.value.point)


def _plain_total(grid: Grid, pattern: Pattern) -> set[int]:
    """Return the total where it is a bare 合计 over all other rows and these are all of one rank."""
    if not pattern.everything:
        return set()
    rows = rows_of(grid)
    others = [r for r in rows if r.place != pattern.whole]
    named = next((r.name for r in rows if r.place == pattern.whole), "")
    one_rank = len({r.style for r in others}) == 1 and not any(r.inner for r in others)
    bare_total = re.fullmatch(r"[合总共]计", "".join(named.split()))
    return {pattern.whole} if one_rank and bare_total else set()


def _sum(whole: Entry, parts: Sequence[Entry], claim: Claim) -> Relation:
    ids = tuple(p.id for p in parts)
    confidence = {Claim.STATED: 0.92, Claim.LIKELY: 0.8, Claim.SUGGESTED: 0.7}[claim]
    return Relation("sum", whole.id, total(ids), "table-sum", claim, confidence)


def _alone(instances: Iterable[_Instance]) -> Mapping[str, set[Decimal]]:
    """Return, by the name of a part, the totals that it equals as their only part."""
    found: defaultdict[str, set[Decimal]] = defaultdict(set)
    for whole, parts, _ in instances:
        if len(parts) == 1 and parts[0].value.point == whole.value.point:
            found[parts[0].name].add(whole.value.point)
    return found


class _Votes:
    """How many lines a pattern fits and fails; only lines with the same labels speak for each other.

    Tables of two halves (收入 beside 支出) have other labels in the same rows.
    """

    def __init__(self, *, across: bool) -> None:
        self._across = across
        self._fits: dict[tuple[str, str], set[Decimal]] = {}
        self._fails: dict[tuple[str, str], int] = {}

    def count(self, whole: Entry, parts: Sequence[Entry]) -> None:
        """Count one line; lines with fewer than two parts that are not zero tell nothing."""
        if sum(1 for p in parts if p.value.point) < 2:
            return
        key = self._labels(whole, parts)
        if add(parts).meets(whole.value):
            self._fits.setdefault(key, set()).add(whole.value.point)
        else:
            self._fails[key] = self._fails.get(key, 0) + 1

    def of(self, whole: Entry, parts: Sequence[Entry]) -> tuple[int, int]:
        """Return how many lines labelled like this one fit (by distinct totals) and fail."""
        key = self._labels(whole, parts)
        return len(self._fits.get(key, ())), self._fails.get(key, 0)

    def _labels(self, whole: Entry, parts: Sequence[Entry]) -> tuple[str, str]:
        return self._label(whole), self._label(parts[0])

    def _label(self, entry: Entry) -> str:
        if entry.place is None:
            return ""
        return entry.place.column_name if self._across else entry.place.row_name


def _doubtful(
    whole: Entry,
    parts: Sequence[Entry],
    line: Mapping[int, Entry],
    pattern: Pattern,
    lines: Sequence[Mapping[int, Entry]],
) -> bool:
    """Tell whether a line that does not fit has a reason: other parts, or another total."""
    if add(parts).meets(whole.value) or pattern.firm:
        return False
    if _of_another(whole, parts, line) or _all_but_one(whole, parts):
        return True
    if _one_left_out(whole, parts, line, pattern, lines):
        return True
    return not (pattern.everything or pattern.complete) and _more_parts(line, pattern, lines)


def _more_parts(
    line: Mapping[int, Entry], pattern: Pattern, lines: Sequence[Mapping[int, Entry]]
) -> bool:
    """Tell whether the line has figures among the parts where the lines that fit have none."""
    low, high = min(pattern.parts), max(pattern.parts)
    usual = _filled_where_it_fits(pattern, lines)
    return any(low < place < high and place not in usual for place in line)


def _one_left_out(
    whole: Entry,
    parts: Sequence[Entry],
    line: Mapping[int, Entry],
    pattern: Pattern,
    lines: Sequence[Mapping[int, Entry]],
) -> bool:
    """Tell whether one or two figures that lines which fit leave blank are what is missing: parts of this line only."""
    usual = _filled_where_it_fits(pattern, lines)
    gap = whole.value.point - add(parts).point
    low, high = min(pattern.parts), max(pattern.parts)
    own = {e.id for e in (whole, *parts)}
    others = [(place, e) for place, e in line.items() if e.id not in own and e.value.point]
    single = [e for place, e in others if place not in usual or low < place < high]
    if any(add([*parts, e]).meets(whole.value) or e.value.point == gap for e in single):
        return True
    blank = [e for place, e in others if place not in usual][:_MOST_BLANK]
    return any(a.value.point + b.value.point == gap for a, b in combinations(blank, 2))


def _filled_where_it_fits(pattern: Pattern, lines: Sequence[Mapping[int, Entry]]) -> set[int]:
    """Return the places that hold a figure in the lines which follow the pattern with all its parts."""
    return {
        place
        for other in lines
        if pattern.whole in other and all(p in other for p in pattern.parts)
        if add([other[p] for p in pattern.parts]).meets(other[pattern.whole].value)
        for place in other
    }


def _all_but_one(whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether the sum holds without one of its parts (其中, told for information), or two of many."""
    gap = add(parts).point - whole.value.point
    if len(parts) <= 2 or whole.digits < FEWEST_DIGITS or gap == 0:
        return False
    points = [p.value.point for p in parts if p.value.point]
    if gap in points:
        return True
    pairs = combinations(points, 2) if len(points) > _SOME else ()
    return any(a + b == gap for a, b in pairs)  # two rows that repeat the row above them


def _of_another(whole: Entry, parts: Sequence[Entry], line: Mapping[int, Entry]) -> bool:
    """Tell whether the parts add up to another figure of the line instead."""
    value = add(parts)
    if value.meets(whole.value):
        return False
    own = {e.id for e in (whole, *parts)}
    same = (e for e in line.values() if e.value.point == value.point)
    return len(parts) > 1 and any(e.id not in own for e in same)


def _told_alone(
    whole: Entry, parts: Sequence[Entry], pattern: Pattern, grid: Grid, *, across: bool
) -> bool:
    """Tell whether a total over one filled cell is worth telling: it equals it."""
    if not parts or parts[0].value.point != whole.value.point:
        return False
    return (
        pattern.structural
        or len(pattern.parts) == 1
        or names_total(grid.name(pattern.whole, across=across))
    )


def _claim(grid: Grid, pattern: Pattern, fits: int, fails: int, *, across: bool) -> Claim:
    if len(pattern.parts) < 2:
        return Claim.SUGGESTED
    if fits >= 2 and (fits > 2 * fails or (fails == 1 and not across)):
        return Claim.STATED
    if pattern.firm:
        return Claim.STATED
    if pattern.complete:
        return Claim.STATED if fits else Claim.LIKELY
    if pattern.structural:
        return Claim.STATED if fits > fails else Claim.LIKELY
    names = [grid.name(p, across=across) for p in pattern.parts]
    named = names_total(grid.name(pattern.whole, across=across))
    if named and fits and fits >= fails:
        return Claim.STATED
    if complementary(names) or (named and fails <= 1) or (fits and fits >= fails):
        return Claim.LIKELY
    return Claim.SUGGESTED
