"""Which rows or columns of a table may be the sum of which others (求和模式).

A pattern is proposed by a line in which it adds up, by header paths, by account codes and numbering, or by
the only total of a table; columns that headers tell apart (余额 beside 限额, a total beside its own parts) are no
parts of one another, however often they add up. What becomes of a pattern is told in `table_sums`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.constraints.arithmetic.intervals import Interval, exact
from extraction.constraints.ledger.entries import Entry
from extraction.constraints.ledger.grids import Grid
from extraction.constraints.ledger.naming import core, names_total
from extraction.constraints.ledger.row_outline import row_sums, rows_of

_LONGEST = 60
FEWEST_DIGITS = 3
_TEN = 10
_DEBT = re.compile(r"限额|余额")


@dataclass(frozen=True, slots=True)
class Pattern:
    """`whole` is the sum of `parts`, places along one axis.

    Attributes:
        structural: headers or codes say so.
        complete: they also say that no part is missing.
        firm: sums of the same kind beside it hold.
        everything: the parts are all other places, and the name says that `whole` is their total.
        unknown: a row among them may be a part, and nothing says so.
    """

    whole: int
    parts: tuple[int, ...]
    structural: bool = False
    everything: bool = False
    complete: bool = False
    firm: bool = False
    unknown: bool = False


def proposed(grid: Grid, lines: Sequence[dict[int, Entry]], *, across: bool) -> tuple[Pattern, ...]:
    """Return the patterns of a table along one axis, those of its structure first."""
    found: dict[Pattern, None] = {}
    structural = _by_path(grid) if across else _by_rows(grid)
    named = _by_total(grid, lines, across=across)
    all_of = {(p.whole, frozenset(p.parts)) for p in named}
    structural = [
        replace(p, everything=(p.whole, frozenset(p.parts)) in all_of) for p in structural
    ]
    known = {(p.whole, frozenset(p.parts)) for p in structural}
    structural += [p for p in named if (p.whole, frozenset(p.parts)) not in known]
    known |= {(p.whole, frozenset(p.parts)) for p in named}
    for line in lines:
        for whole, parts in _adding_up(line):
            if (whole, frozenset(parts)) not in known:
                found.setdefault(Pattern(whole, parts))
    closing = set() if across else _closing(grid)
    rivals: defaultdict[int, list[frozenset[int]]] = defaultdict(list)
    for pattern in (*named, *found):
        rivals[pattern.whole].append(frozenset(pattern.parts))
    return (
        *structural,
        *(
            p
            for p in found
            if not _partial(p, rivals[p.whole])
            and not (across and _of_other_columns(grid, p))
            and not (p.whole in closing and min(p.parts) > p.whole)
        ),
    )


def _of_other_columns(grid: Grid, pattern: Pattern) -> bool:
    """Tell whether headers say that columns which add up in some rows are no parts of their total."""
    return (
        _under_another_header(grid, pattern)
        or _of_two_levels(grid, pattern)
        or _limit_of_balance(grid, pattern)
    )


def _under_another_header(grid: Grid, pattern: Pattern) -> bool:
    """Tell whether all parts stand under one other header than a total whose own header has parts of its own.

    Where 余额 equals 限额 in most rows, the parts of the one add up to the other.
    """
    names = grid.names(across=True)
    own, _, rest = names[pattern.whole].partition("/")
    roots = {names[p].partition("/")[0] for p in pattern.parts}
    beside = [c for c in names if c != pattern.whole and names[c].startswith(own + "/")]
    return bool(rest) and len(roots) == 1 and own not in roots and len(beside) >= 2


def _of_two_levels(grid: Grid, pattern: Pattern) -> bool:
    """Tell whether a header's total and one of its own columns are both among the parts."""
    paths = [grid.name(p, across=True).rpartition("/") for p in pattern.parts]
    totals = {parent for parent, _, last in paths if parent and names_total(last)}
    return any(parent in totals and not names_total(last) for parent, _, last in paths)


def _limit_of_balance(grid: Grid, pattern: Pattern) -> bool:
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


def _by_total(grid: Grid, lines: Sequence[dict[int, Entry]], *, across: bool) -> list[Pattern]:
    """Propose from a name: the only total of a table over everything else in its lines."""
    places = grid.columns if across else grid.rows
    names = grid.names(across=across)
    totals = [p for p, name in names.items() if names_total(name)]
    inner = [p for p, name in names.items() if "其中" in name]
    if len(totals) != 1 or inner or len(places) < 3 or totals[0] not in (places[0], places[-1]):
        return []
    held = [line for line in lines if totals[0] in line]
    one_kind = all(len({e.family for e in line.values()}) == 1 for line in held)
    parts = tuple(p for p in places if p != totals[0])
    return [Pattern(totals[0], parts, everything=True)] if held and one_kind else []


def _partial(pattern: Pattern, rivals: Iterable[frozenset[int]]) -> bool:
    """Tell whether another pattern of the same total has these parts and more."""
    parts = set(pattern.parts)
    return any(parts < other for other in rivals)


def _by_path(grid: Grid) -> list[Pattern]:
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
            patterns.append(Pattern(whole, tuple(direct), structural=True, complete=whole_list))
    return patterns


def _by_rows(grid: Grid) -> list[Pattern]:
    """Propose from codes, numbering and classes of the rows."""
    found: dict[tuple[int, frozenset[int]], Pattern] = {}
    for s in row_sums(grid):
        pattern = Pattern(
            s.whole, s.parts, True, complete=s.complete, firm=s.firm, unknown=s.unknown
        )
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
            if again is not None and line[places[i]].digits > FEWEST_DIGITS:
                yield places[i], tuple(places[j] for j in again)
    inner = {j for i, end in children.items() for j in range(i + 1, end)}
    outer = [j for j in range(len(places)) if j not in inner]
    for i in range(1, len(places)):
        run = _run_before(line, places, i, outer)
        if run is not None:
            yield places[i], tuple(run)


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
    line: dict[int, Entry], places: list[int], whole: int, outer: list[int]
) -> list[int] | None:
    """Return the places before a total that add up to it, parts of parts (none of `outer`) left out."""
    target = line[places[whole]]
    if len(outer) < len(places):
        end = bisect_left(outer, whole)
        folded = [places[j] for j in outer[max(0, end - _LONGEST) : end]]
        run = _back_from(line, folded, target)
        if run is not None:
            return run
    return _back_from(line, places[max(0, whole - _LONGEST) : whole], target)


def _back_from(line: dict[int, Entry], before: list[int], target: Entry) -> list[int] | None:
    run: list[int] = []
    value = exact(0)
    for place in reversed(before):
        part = line[place]
        if part.family != target.family or (part.change is None) != (target.change is None):
            break
        run.append(place)
        value = part.value + value
        if not value.meets(target.value):
            continue
        several = len(run) > 1 or _totals(target)
        if several and _adds_up(target, [line[p] for p in reversed(run)], value, first=True):
            return run[::-1]
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
        close = whole.digits >= FEWEST_DIGITS and _by_rounding(whole, value, count)
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
