"""Totals in tables: rows and columns that are sums of others (合计, 小计, 其中, 类 = Σ款 = Σ项).

A pattern (this column is the sum of those) is proposed by a line in which it adds up, by header
paths or by account codes, and then held against every other line. Where most lines follow it, the
line that does not is wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from extraction.constraints.breakdowns import complementary
from extraction.constraints.grids import Grid, grids
from extraction.constraints.intervals import Interval
from extraction.constraints.ledger import Entry, Ledger
from extraction.constraints.lists import add
from extraction.constraints.naming import core, names_total
from extraction.constraints.relation import Claim, Relation, total
from extraction.constraints.row_outline import broken_off, row_sums, rows_of

_LONGEST = 60
_FEWEST_DIGITS = 3
_ALONE = 2
_TEN = 10
_SOME = 6
_MOST_BLANK = 30
_DEBT = re.compile(r"限额|余额")
_Instance = tuple[Entry, list[Entry], dict[int, Entry]]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """`whole` is the sum of `parts`, places along one axis.

    Attributes:
        structural: headers or codes say so.
        complete: they also say that no part is missing.
        firm: sums of the same kind beside it hold.
        everything: the parts are all other places, and the name says that `whole` is their total.
    """

    whole: int
    parts: tuple[int, ...]
    structural: bool = False
    everything: bool = False
    complete: bool = False
    firm: bool = False


def table_sums(ledger: Ledger) -> Iterator[Relation]:
    """Yield the sums along the rows and the columns of every table."""
    for grid in grids(ledger):
        for across in (True, False):
            lines = [line for _, line in grid.lines(across=across)]
            for pattern in _proposed(grid, lines, across=across):
                told = _told(grid, lines, pattern, across=across)
                cut = not across and broken_off(ledger, grid, pattern.whole, pattern.parts)
                yield from (replace(r, claim=Claim.SUGGESTED) if cut else r for r in told)


def _proposed(
    grid: Grid, lines: Sequence[dict[int, Entry]], *, across: bool
) -> tuple[_Pattern, ...]:
    found: dict[_Pattern, None] = {}
    structural = _by_path(grid) if across else _by_rows(grid)
    known = {(p.whole, frozenset(p.parts)) for p in structural}
    named = _by_total(grid, lines, across=across)
    structural += [p for p in named if (p.whole, frozenset(p.parts)) not in known]
    known |= {(p.whole, frozenset(p.parts)) for p in named}
    for line in lines:
        for whole, parts in _adding_up(line):
            if (whole, frozenset(parts)) not in known:
                found.setdefault(_Pattern(whole, parts))
    closing = set() if across else _closing(grid)
    return (
        *structural,
        *(
            p
            for p in found
            if not _partial(p, (*named, *found))
            and not (across and _of_other_columns(grid, p))
            and not (p.whole in closing and min(p.parts) > p.whole)
        ),
    )


def _of_other_columns(grid: Grid, pattern: _Pattern) -> bool:
    """Tell whether headers say that columns which add up in some rows are no parts of their total."""
    return (
        _under_another_header(grid, pattern)
        or _of_two_levels(grid, pattern)
        or _limit_of_balance(grid, pattern)
    )


def _under_another_header(grid: Grid, pattern: _Pattern) -> bool:
    """Tell whether all parts stand under one other header than a total whose own header has parts of its own.

    Where 余额 equals 限额 in most rows, the parts of the one add up to the other.
    """
    names = grid.names(across=True)
    own, _, rest = names[pattern.whole].partition("/")
    roots = {names[p].partition("/")[0] for p in pattern.parts}
    beside = [c for c in names if c != pattern.whole and names[c].startswith(own + "/")]
    return bool(rest) and len(roots) == 1 and own not in roots and len(beside) >= 2


def _of_two_levels(grid: Grid, pattern: _Pattern) -> bool:
    """Tell whether a header's total and one of its own columns are both among the parts."""
    paths = [grid.name(p, across=True).rpartition("/") for p in pattern.parts]
    totals = {parent for parent, _, last in paths if parent and names_total(last)}
    return any(parent in totals and not names_total(last) for parent, _, last in paths)


def _limit_of_balance(grid: Grid, pattern: _Pattern) -> bool:
    """Tell whether a limit would be the sum of a balance, or a balance of a limit: they are alike by chance."""
    kinds = [_DEBT.findall(grid.name(p, across=True)) for p in (pattern.whole, *pattern.parts)]
    own, *others = (k[-1] if k else "" for k in kinds)
    return bool(own) and any(o and o != own for o in others)


def _closing(grid: Grid) -> set[int]:
    """Return the rows of totals that stand below rows of their own: what follows is not their parts."""
    closing: set[int] = set()
    run = 0
    rows = rows_of(grid)
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        if row.total and run >= 2 and not (after and after.inner):
            closing.add(row.place)
        run = 0 if row.total else run + 1
    return closing


def _by_total(grid: Grid, lines: Sequence[dict[int, Entry]], *, across: bool) -> list[_Pattern]:
    """Propose from a name: the only total of a table over everything else in its lines."""
    places = grid.columns if across else grid.rows
    names = grid.names(across=across)
    totals = [p for p, name in names.items() if names_total(name)]
    inner = [p for p, name in names.items() if "其中" in name]
    if len(totals) != 1 or inner or len(places) < 3 or totals[0] not in (places[0], places[-1]):
        return []
    family = {line[p].family for line in lines if totals[0] in line for p in line}
    parts = tuple(p for p in places if p != totals[0])
    return [_Pattern(totals[0], parts, everything=True)] if len(family) == 1 else []


def _partial(pattern: _Pattern, found: Iterable[_Pattern]) -> bool:
    """Tell whether another pattern of the same total has these parts and more."""
    parts = set(pattern.parts)
    return any(p.whole == pattern.whole and parts < set(p.parts) for p in found)


def _by_path(grid: Grid) -> list[_Pattern]:
    """Propose from header paths: a parent with its children, a 小计 with its neighbours."""
    names = grid.names(across=True)
    patterns = []
    for whole, name in names.items():
        parent, _, last = name.rpartition("/")
        inside = [c for c in names if c > whole and names[c].startswith(name + "/")]
        if names_total(last or name) and parent:
            inside = [c for c in names if c != whole and names[c].startswith(parent + "/")]
            inside = [c for c in inside if names[c].count("/") == name.count("/")]
        direct = [
            c for c in inside if names[c].count("/") == min(names[i].count("/") for i in inside)
        ]
        if len(direct) >= 2:
            whole_list = bool(parent) and names_total(last) and len(direct) == len(inside)
            patterns.append(_Pattern(whole, tuple(direct), structural=True, complete=whole_list))
    return patterns


def _by_rows(grid: Grid) -> list[_Pattern]:
    """Propose from codes, numbering and classes of the rows."""
    found: dict[tuple[int, frozenset[int]], _Pattern] = {}
    for s in row_sums(grid):
        pattern = _Pattern(s.whole, s.parts, structural=True, complete=s.complete, firm=s.firm)
        found.setdefault((s.whole, frozenset(s.parts)), pattern)
    return list(found.values())


def _adding_up(line: dict[int, Entry]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield runs of neighbours in one line that add up to the figure before or after them."""
    places = list(line)
    children: dict[int, int] = {}
    rising = all(entry.value.low >= 0 for entry in line.values())
    for i in range(len(places) - 2, -1, -1):
        run = _run_after(line, places, i, children, rising=rising)
        if run is not None:
            children[i] = run[-1] + 1
            yield places[i], tuple(places[j] for j in run)
            after = run[-1] + 1
            again = _run_after(line, places, i, children, rising=rising, start=after)
            if again is not None and line[places[i]].digits > _FEWEST_DIGITS:
                yield places[i], tuple(places[j] for j in again)
    inner = {j for i, end in children.items() for j in range(i + 1, end)}
    for i in range(1, len(places)):
        run = _run_before(line, places, i, inner)
        if run is not None:
            yield places[i], tuple(places[j] for j in run)


def _run_after(
    line: dict[int, Entry],
    places: list[int],
    whole: int,
    children: dict[int, int],
    *,
    rising: bool,
    start: int | None = None,
) -> list[int] | None:
    """Return the figures after a total that add up to it; `rising` where no figure of the line is negative."""
    target = line[places[whole]]
    if not target.value.point:
        return None
    for folded in (True, False):
        run: list[Entry] = []
        found: list[int] = []
        value: Interval | None = None
        here = whole + 1 if start is None else start
        while here < len(places) and len(run) < _LONGEST:
            part = line[places[here]]
            if part.family != target.family or (part.change is None) != (target.change is None):
                break
            run.append(part)
            found.append(here)
            value = part.value if value is None else value + part.value
            here = children.get(here, here + 1) if folded else here + 1
            if value.meets(target.value) and _adds_up(target, run, value, first=start is None):
                return found
            if rising and value.low > target.value.high:
                break
        if not children:
            break
    return None


def _run_before(
    line: dict[int, Entry], places: list[int], whole: int, inner: set[int]
) -> list[int] | None:
    """Return the figures before a total that add up to it, parts of parts left out."""
    if inner:
        folded = _back_from(
            line, [p for j, p in enumerate(places[:whole]) if j not in inner], whole, places
        )
        if folded is not None:
            return folded
    return _back_from(line, places[:whole], whole, places)


def _back_from(
    line: dict[int, Entry], before: list[int], whole: int, places: list[int]
) -> list[int] | None:
    target = line[places[whole]]
    run: list[int] = []
    value: Interval | None = None
    for place in reversed(before[-_LONGEST:]):
        part = line[place]
        if part.family != target.family or (part.change is None) != (target.change is None):
            break
        run.append(place)
        value = part.value if value is None else part.value + value
        if not value.meets(target.value):
            continue
        several = len(run) > 1 or _totals(target)
        if several and _adds_up(target, [line[p] for p in reversed(run)], value, first=True):
            order = {p: j for j, p in enumerate(places)}
            return [order[p] for p in reversed(run)]
    return None


def _totals(entry: Entry) -> bool:
    names = (*entry.items, entry.place.column_name, entry.place.row_name) if entry.place else ()
    return any(names_total(n) for n in names)


def _adds_up(whole: Entry, parts: Sequence[Entry], value: Interval, *, first: bool) -> bool:
    """Tell whether parts whose sum `value` meets a total are meant as its parts."""
    if not whole.value.point:
        return False
    count = sum(1 for p in parts if p.value.point)
    if count >= 2:
        close = whole.digits >= _FEWEST_DIGITS and _by_rounding(whole, value, count)
        return close or value.point == whole.value.point
    single = len(parts) == 1 and first and value.point == whole.value.point
    return single and _single_part(whole, parts[0])


def _by_rounding(whole: Entry, value: Interval, count: int) -> bool:
    """Tell whether rounding brings so many parts this far from their total (one unit, one more for every ten)."""
    unit = whole.value.high - whole.value.low
    return abs(value.point - whole.value.point) <= unit * (1 + count // _TEN)


def _single_part(whole: Entry, part: Entry) -> bool:
    """Tell whether a line whose only part equals the total is meant as a sum."""
    if _totals(whole):
        return True
    return whole.digits >= 2 and core(whole.name) != ""


def _told(
    grid: Grid, lines: Sequence[dict[int, Entry]], pattern: _Pattern, *, across: bool
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
    plain = set() if across else _plain_total(grid, pattern)
    for whole, parts, line in instances:
        if len(parts) < 2 and not _told_alone(whole, parts, pattern, grid, across=across):
            if pattern.structural and len(parts) == 1 and len(alone[parts[0].name]) >= _ALONE:
                yield _sum(whole, parts, Claim.STATED)
            continue
        fits, fails = votes.of(whole, parts)
        claim = _claim(grid, pattern, fits, fails, across=across)
        if (
            claim is Claim.LIKELY
            and _near(whole, parts)
            and (pattern.complete or pattern.whole in plain)
        ):
            claim = Claim.STATED
        if claim > Claim.SUGGESTED and _doubtful(whole, parts, line, pattern, lines):
            continue
        yield replace(
            _sum(whole, parts, claim),
            certain=claim is Claim.STATED and (pattern.firm or (fails <= 1 and fits >= 2)),
            slips_only=claim is Claim.LIKELY and not (pattern.everything or pattern.complete),
            doubts=() if across else tuple(_doubts(grid, pattern, whole, parts, fails)),
        )


def _doubts(
    grid: Grid, pattern: _Pattern, whole: Entry, parts: Sequence[Entry], fails: int
) -> Iterator[str]:
    """Yield what speaks against a sum of rows: parts told for information, cells blank or of another kind."""
    inner = "其中" in grid.name(min(pattern.parts), across=False)
    if inner and fails > 1 and add(parts).high < whole.value.low:
        yield "among"
    if _odd_between(grid, pattern, whole) or _blank_change(grid, pattern, whole, parts):
        yield "blank"


def _odd_between(grid: Grid, pattern: _Pattern, whole: Entry) -> bool:
    """Tell whether a figure between total and last part is read as another kind than the column's others."""
    rows = (pattern.whole, *pattern.parts)
    column = whole.place.column if whole.place else -1
    return any(c == column and min(rows) <= r <= max(rows) for r, c in grid.odd)


def _blank_change(grid: Grid, pattern: _Pattern, whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether a sum of changes has a row that is filled elsewhere and blank here: nobody worked it out."""
    if not any(p.change is not None for p in (whole, *parts)):
        return False
    held = {row for row, _ in grid.cells}
    places = {p.place.row for p in parts if p.place is not None}
    return any(row in held and row not in places for row in pattern.parts)


def _near(whole: Entry, parts: Sequence[Entry]) -> bool:
    return 10 * abs(add(parts).point - whole.value.point) <= abs(whole.value.point)


def _plain_total(grid: Grid, pattern: _Pattern) -> set[int]:
    """Return the total where it is a bare 合计 over all other rows and these are all of one rank."""
    rows = rows_of(grid)
    others = [r for r in rows if r.place != pattern.whole]
    named = next((r.name for r in rows if r.place == pattern.whole), "")
    one_rank = len({r.style for r in others}) == 1 and not any(r.inner for r in others)
    bare_total = re.fullmatch(r"[合总共]计", "".join(named.split()))
    return {pattern.whole} if pattern.everything and one_rank and bare_total else set()


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
    pattern: _Pattern,
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
    line: Mapping[int, Entry], pattern: _Pattern, lines: Sequence[Mapping[int, Entry]]
) -> bool:
    """Tell whether the line has figures among the parts where the lines that fit have none."""
    low, high = min(pattern.parts), max(pattern.parts)
    usual = _filled_where_it_fits(pattern, lines)
    return any(low < place < high and place not in usual for place in line)


def _one_left_out(
    whole: Entry,
    parts: Sequence[Entry],
    line: Mapping[int, Entry],
    pattern: _Pattern,
    lines: Sequence[Mapping[int, Entry]],
) -> bool:
    """Tell whether one or two figures that lines which fit leave blank are what is missing: parts of this line only."""
    usual = _filled_where_it_fits(pattern, lines)
    gap = whole.value.point - add(parts).point
    low, high = min(pattern.parts), max(pattern.parts)
    others = [
        (place, e)
        for place, e in line.items()
        if e is not whole and e not in parts and e.value.point
    ]
    single = [e for place, e in others if place not in usual or low < place < high]
    if any(add([*parts, e]).meets(whole.value) or e.value.point == gap for e in single):
        return True
    blank = [e for place, e in others if place not in usual][:_MOST_BLANK]
    return any(a.value.point + b.value.point == gap for a, b in combinations(blank, 2))


def _filled_where_it_fits(pattern: _Pattern, lines: Sequence[Mapping[int, Entry]]) -> set[int]:
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
    if len(parts) <= 2 or whole.digits < _FEWEST_DIGITS or gap == 0:
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
    outside = [e for e in line.values() if e is not whole and e not in parts]
    return len(parts) > 1 and any(e.value.point == value.point for e in outside)


def _told_alone(
    whole: Entry, parts: Sequence[Entry], pattern: _Pattern, grid: Grid, *, across: bool
) -> bool:
    """Tell whether a total over one filled cell is worth telling: it equals it."""
    if not parts or parts[0].value.point != whole.value.point:
        return False
    return (
        pattern.structural
        or len(pattern.parts) == 1
        or names_total(grid.name(pattern.whole, across=across))
    )


def _claim(grid: Grid, pattern: _Pattern, fits: int, fails: int, *, across: bool) -> Claim:
    if len(pattern.parts) < 2:
        return Claim.SUGGESTED
    if fits >= 2 and fits > 2 * fails:
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
