"""Which rows of a table are parts of which (行次结构): by account codes, numbering, classes and totals.

A list that is numbered from 一 without a gap beside a total is complete; so are the classes (类) of the
功能分类 beside the total of their table, and the rows one step below a row of codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.grids import Grid
from extraction.constraints.ledger.lists import add
from extraction.constraints.ledger.naming import bare, names_total
from extraction.lexicon.numbering import list_number_of

_CODE = re.compile(r"^\s*(\d{3}(?:\d{2}){0,2})(?!\d)")
_PART_OF = re.compile(r"^\s*其\s*中")
_BELOW = 9000
"""Characters below a table: what is left of the pages it went over stands there too."""
_SAID = re.compile(r"[一-鿿a-zA-Z]")
"""Words: page numbers and strokes below a table say nothing."""
_OF_YEAR = re.compile(r"(?:[本当]年|[本当]期)(?:收支)?(?:结余|差额|盈余|赤字)|收支(?:结余|差额)")
_CARRIED_ON = re.compile(r"滚存|累计|[年期]末|年终")
_FEWEST_CHAINS = 2
_ECONOMIC_TOTAL = re.compile(r"人员|公用")
_BEYOND = frozenset({"105", "110", "230", "231"})
"""Debt and transfers, received or given: no parts of the year's own revenue or expenditure, only of 总计."""
_TOTALS = frozenset({"revenue-of-year", "expenditure-of-year"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its place, name, account code, style and value of its number, whether it is a total."""

    place: int
    name: str
    code: str | None
    style: str | None
    number: int
    total: bool
    inner: bool


@dataclass(frozen=True, slots=True)
class RowSum:
    """`whole` is the sum of `parts`, places of rows.

    Attributes:
        complete: nothing can be missing between the parts.
        firm: its sisters hold, so it is meant, however far apart its figures are.
        unknown: a row among its parts has no code that is known, and may be one of them.
    """

    whole: int
    parts: tuple[int, ...]
    complete: bool
    firm: bool = False
    unknown: bool = False


@lru_cache(maxsize=4)
def rows_of(grid: Grid) -> tuple[Row, ...]:
    """Return the rows of a grid in order."""
    first: dict[int, Entry] = {}
    for (row, _), entry in grid.cells.items():
        first.setdefault(row, entry)
    return tuple(_row(place, first[place]) for place in grid.rows)


def _row(place: int, entry: Entry) -> Row:
    name = entry.place.row_name if entry.place is not None else ""
    last = name.rsplit("/", 1)[-1]
    number = list_number_of(last)
    return Row(
        place=place,
        name=last,
        code=_code(name, entry),
        style=number.style if number else None,
        number=number.value if number else 0,
        total=names_total(last) or (number is None and _is_fund_total(entry)),
        inner=bool(_PART_OF.match(last)),
    )


def _is_fund_total(entry: Entry) -> bool:
    """Tell whether a row is named after all revenue or expenditure of a fund (全市政府性基金预算收入)."""
    key = entry.key
    own = key is not None and key.sources.get("fund") == "name" and key.item is None
    return own and key is not None and key.account is None and key.concept in _TOTALS


def _code(name: str, entry: Entry) -> str | None:
    written = _CODE.match(name.replace("/", "").replace(" ", ""))
    if written:
        return written[1]
    account = entry.key.account if entry.key is not None else None
    return account if account is not None and account.isdigit() else None


def row_sums(grid: Grid) -> Iterator[RowSum]:
    """Yield the sums that the rows of a grid state by their structure."""
    rows = rows_of(grid)
    yield from _numbered(rows)
    yield from _whole_chains(grid, list(_coded(rows)))
    yield from _classes(grid, rows)
    yield from _grand_totals(grid, rows)
    yield from _by_name(grid, rows)


def _by_name(grid: Grid, rows: Sequence[Row]) -> Iterator[RowSum]:
    """Yield the 其中 of a total over the rows of the same name in the groups above (利息收入 of every fund)."""
    for i, row in enumerate(rows):
        if not row.total or i + 1 >= len(rows) or not rows[i + 1].inner:
            continue
        above = rows[:i]
        sisters: list[RowSum] = []
        for below in rows[i + 1 :]:
            if below.total:
                break
            name = bare(below.name)
            parts = [r.place for r in above if bare(r.name) == name]
            if len(parts) < 2:
                break
            sisters.append(RowSum(below.place, tuple(parts), complete=False))
        firm = any(_fits(grid, s) for s in sisters)
        yield from (replace(s, firm=firm) for s in sisters)


def _fits(grid: Grid, found: RowSum) -> bool:
    """Tell whether a sum holds in a column that fills all of its rows."""
    return any(_by_column(grid, found))


def _mostly_fits(grid: Grid, found: RowSum) -> bool:
    """Tell whether a sum holds in all columns that fill all of its rows but one, or but few."""
    held = _by_column(grid, found)
    failed = len(held) - sum(held)
    return any(held) and (failed <= 1 or sum(held) > 2 * failed)


def _by_column(grid: Grid, found: RowSum) -> list[bool]:
    """Return for every column that fills all rows of a sum whether it holds there."""
    held: list[bool] = []
    for column in grid.columns:
        whole = grid.cells.get((found.whole, column))
        parts = [grid.cells.get((p, column)) for p in found.parts]
        known = [p for p in parts if p is not None]
        if whole is not None and len(known) == len(parts):
            held.append(add(known).meets(whole.value))
    return held


def _numbered(rows: Sequence[Row]) -> Iterator[RowSum]:
    """Yield a total over the list numbered 一、二、三、 right above or below it."""
    for i, row in enumerate(rows):
        if not row.total:
            continue
        for parts in (_list_above(rows, i), _list_below(rows, i), _steps_below(rows, i)):
            if len(parts) >= 2:
                yield RowSum(row.place, tuple(r.place for r in parts), complete=True)
                break


def _list_above(rows: Sequence[Row], total: int) -> list[Row]:
    found: list[Row] = []
    for row in reversed(rows[:total]):
        if row.total:
            break
        if row.style == "一":
            found.insert(0, row)
            if row.number == 1:
                break
    return found if _from_one(found) else []


def _list_below(rows: Sequence[Row], total: int) -> list[Row]:
    found: list[Row] = []
    for row in rows[total + 1 :]:
        if row.total or (row.style == "一" and row.number <= (found[-1].number if found else 0)):
            break
        if row.style == "一":
            found.append(row)
    return found if _from_one(found) else []


def _steps_below(rows: Sequence[Row], total: int) -> list[Row]:
    """Return the list of a deeper style right below a numbered total (（一）合计, 1., 2., 3.), what is inside its rows aside."""
    own, below = rows[total].style, rows[total + 1 :]
    if own is None or not below or below[0].number != 1 or below[0].style in (None, own):
        return []
    found: list[Row] = []
    for row in below:
        if row.total or row.style in (None, own, "一"):
            break
        if row.style == below[0].style:
            if row.number != len(found) + 1:
                break
            found.append(row)
    return found


def _from_one(found: Sequence[Row]) -> bool:
    """Tell whether a list counts up from 一; rows without any figure are not among its rows."""
    numbers = [r.number for r in found]
    rising = all(a < b for a, b in pairwise(numbers))
    return rising and bool(numbers) and numbers[0] == 1 and 3 * len(numbers) >= 2 * numbers[-1]


def _whole_chains(grid: Grid, found: Sequence[RowSum]) -> Iterator[RowSum]:
    """Yield sums over codes, complete where the table's others say that it lists every account."""
    held = [s for s in found if _fits(grid, s)]
    several = len(held) >= _FEWEST_CHAINS and len(held) >= 2 * (len(found) - len(held))
    for s in found:
        yield replace(s, complete=several and not s.unknown)


def _grand_totals(grid: Grid, rows: Sequence[Row]) -> Iterator[RowSum]:
    """Yield 总计 over the year's own total (本年收入合计) and the balances between the two."""
    for i, row in enumerate(rows):
        if not row.total or "总计" not in row.name or row.code:
            continue
        between: list[Row] = []
        for above in reversed(rows[:i]):
            between.insert(0, above)
            if above.total:
                break
        own = between[0] if between else None
        parts = _without_inner(grid, _without_years_balance(between))
        plain = not any(r.inner or r.code for r in between)
        if own is not None and own.total and "合计" in own.name and plain and len(parts) > 1:
            yield RowSum(row.place, tuple(r.place for r in parts), complete=True)


def _without_inner(grid: Grid, rows: Sequence[Row]) -> Sequence[Row]:
    """Leave out the rows that add up to the one above them in a column (转移性收入 over its kinds).

    Where the rows under one may be its parts and none of its columns says which, they stay.
    """
    kept: list[Row] = []
    here = 0
    while here < len(rows):
        kept.append(rows[here])
        here = max((_inner_end(grid, rows, here, column) for column in grid.columns), default=here)
    return kept


def _inner_end(grid: Grid, rows: Sequence[Row], place: int, column: int) -> int:
    """Return the place after the rows that add up to one in a column, itself left alone where none do.

    A row under one of them that equals it is its only part, and counts once.
    """
    whole = grid.cells.get((rows[place].place, column))
    parts: list[Entry] = []
    for here in range(place + 1, len(rows)):
        part = grid.cells.get((rows[here].place, column))
        if whole is None or part is None or part.family != whole.family:
            continue
        if parts and part.value.point == parts[-1].value.point:
            continue
        parts.append(part)
        if len(parts) > 1 and whole.value.point and add(parts).point == whole.value.point:
            return here + 1
    return place + 1


def _without_years_balance(rows: Sequence[Row]) -> Sequence[Row]:
    """Leave out what the year itself left (本年收支结余): the balance carried on (年末滚存结余) holds it.

    Where no such balance stands beside it, nothing tells what the total holds, and no row is returned.
    """
    names = ["".join(r.name.split()) for r in rows]
    kept = [r for r, name in zip(rows, names, strict=True) if not _OF_YEAR.search(name)]
    carried = any(_CARRIED_ON.search(name) for name in names)
    return kept if carried or len(kept) == len(rows) else ()


def _coded(rows: Sequence[Row]) -> Iterator[RowSum]:
    """Yield each code over those two digits longer that follow it, and 合计 over the classes."""
    for i, row in enumerate(rows):
        if row.code is None:
            continue
        parts: list[int] = []
        unknown = False
        for below in rows[i + 1 :]:
            if below.code is None and not below.total and not below.style:
                unknown = True
                continue
            if below.code is None or not below.code.startswith(row.code) or below.code == row.code:
                break
            if len(below.code) == len(row.code) + 2:
                parts.append(below.place)
        if parts:
            yield RowSum(row.place, tuple(parts), complete=False, unknown=unknown)


def _classes(grid: Grid, rows: Sequence[Row]) -> Iterator[RowSum]:
    """Yield a total over the classes (类) beside it."""
    for i, row in enumerate(rows):
        if not row.total or row.code:
            continue
        above, below = _until_total(reversed(rows[:i])), _until_total(rows[i + 1 :])
        heads = (
            rows[0].total and 0 < i < len(rows) - 1
        )  # totals lead in this table: 合计, 小计, parts
        for stretch in (below,) if heads else (above, below):
            classes = [r for r in stretch if r.code is not None and len(r.code) == 3]
            if "总计" not in row.name:
                classes = [r for r in classes if r.code not in _BEYOND]
            if len({r.code for r in classes}) == len(classes) >= 2:
                numbered = any(r.style == "一" for r in classes)
                if not numbered:
                    ordered = tuple(sorted(r.place for r in classes))
                    economic = all(r.code and r.code[0] in "35" for r in classes)
                    told = economic and bool(_ECONOMIC_TOTAL.search(row.name))
                    known = RowSum(row.place, ordered, complete=told)
                    listed = all(r.code for r in stretch) and _mostly_fits(grid, known)
                    yield replace(known, complete=told or listed)
                break


def _until_total(rows: Iterator[Row] | Sequence[Row]) -> list[Row]:
    found = []
    for row in rows:
        if row.total:
            break
        found.append(row)
    return found


def _beside(row: Row, last: Row) -> bool:
    """Tell whether a row below the last part is of its rank, and no part of it."""
    apart = row.code is not None and not row.code.startswith(last.code or row.code)
    return row.total or apart or (row.style is not None and row.style == last.style)


@lru_cache(maxsize=8)
def _by_place(grid: Grid) -> Mapping[int, Row]:
    return {row.place: row for row in rows_of(grid)}


def broken_off(ledger: Ledger, grid: Grid, whole: int, parts: Sequence[int]) -> bool:
    """Tell whether the list of a total's parts goes on below its table: the next number or code stands there.

    A table that its page cuts off may go on as another table, or as lines that were not read as one.
    """
    rows = _by_place(grid)
    last = rows[max(parts)]
    code = rows[whole].code if last.code is not None else None
    if whole > last.place or (last.style is None and code is None):
        return False
    if any(_beside(r, last) for r in rows.values() if r.place > last.place):
        return False
    end = max(e.mention.end for (row, _), e in grid.cells.items() if row == grid.rows[-1])
    for line in ledger.text[end : end + _BELOW].split("\n")[1:]:
        number = list_number_of(line)
        if last.style is not None and number is not None and number.style == last.style:
            return number.value == last.number + 1 and any(c.isdigit() for c in line)
        written = _CODE.match(line)
        if code is not None and written is not None:
            return written[1].startswith(code) and written[1] > (last.code or "")
    return False


def cut_off(ledger: Ledger, grid: Grid, whole: int, parts: Sequence[int]) -> bool:
    """Tell whether the text itself may be cut inside the list below a total, so that rows of it are not there.

    The list runs on to the end of the text, and its rows come to less than the total in two columns, or in all that
    there are, and to more in none; where the rest of the columns hold, one that does not is an error.
    """
    if whole > max(parts) or max(parts) != grid.rows[-1]:
        return False
    if _SAID.search(ledger.text, max(e.mention.end for e in grid.cells.values())):
        return False
    filled = [
        c for c in grid.columns if (whole, c) in grid.cells and grid.cells[whole, c].value.point
    ]
    gaps = [column_gap(grid, whole, parts, c) or 0 for c in filled]
    short = sum(gap < 0 for gap in gaps)
    return short > 0 and (short > 1 or short == len(gaps)) and not any(gap > 0 for gap in gaps)


def column_gap(grid: Grid, whole: int, parts: Sequence[int], column: int) -> int | None:
    """Return whether the parts of a column come to less than its total (-1), more (1) or as much (0); None without a total."""
    total = grid.cells.get((whole, column))
    if total is None:
        return None
    known = [grid.cells[p, column] for p in parts if (p, column) in grid.cells]
    if not known:
        return -1
    value = add(known)
    return 0 if value.meets(total.value) else 1 if value.point > total.value.point else -1
