"""A figure of a table told otherwise in the words below it (从上表看，…教育支出A): a slip of the pen in one of the two.

The paragraph says that it speaks of the table above. Its level bears the name of one row and equals none of that row's
cells; it is held against the cell of the latest year, and told only where a slip explains the difference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extraction.constraints.arithmetic.relation import Claim, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import bare
from extraction.constraints.ledger.whose import whose
from extraction.lexicon.periods import YEAR_DIGITS, last_year
from extraction.quantities.folding import fold

_OF_TABLE = re.compile(r"上表|表中|[从由据]表|表\d+可[知见]")
_APART = re.compile(
    rf"{last_year()}|预算|计划|累计|本级|[若如]|[计算]入|加上|连同|包?含|共计|其中[^,，。]*中"
)
_YEAR = re.compile(rf"{YEAR_DIGITS}(?=年)")
_BELOW = 3
_FEWEST_DIGITS = 4


def below_tables(ledger: Ledger) -> Iterator[Relation]:
    """Yield a level of a paragraph that speaks of the table above it as the cell of its row."""
    rows: dict[str, list[Entry]] = defaultdict(list)
    table, last = "", -1
    for entry in ledger.entries:
        if entry.place is not None:
            if entry.place.table != table:
                rows.clear()
            table, last = entry.place.table, entry.line
            rows[_account(entry.place.row_name)].append(entry)
        elif rows and 0 < entry.line - last <= _BELOW:
            cells = rows.get(_account(entry.name), [])
            cell = _cell(ledger, entry, cells) if _told(ledger, entry) else None
            if cell is not None:
                yield Relation("equal", entry.id, Term(cell.id), "below-table", Claim.LIKELY, 0.85)


def _told(ledger: Ledger, level: Entry) -> bool:
    """Tell whether a figure is a level that its paragraph takes from the table."""
    plain = level.kind == "money" and level.change is None and level.digits >= _FEWEST_DIGITS
    if not plain or level.aside or level.compared or level.depth:
        return False
    apart = _APART.search(_words(ledger, level)) or whose(ledger, level)
    return not apart and _OF_TABLE.search(ledger.line_text(level.line)) is not None


def _words(ledger: Ledger, level: Entry) -> str:
    """Return the words before a level in its sentence, less those that name the table."""
    words = re.split(r"[。；;]", fold(ledger.before(level, 30)))[-1]
    return _OF_TABLE.sub("", words)


def _account(name: str) -> str:
    return bare(name).removesuffix("支出")


def _cell(ledger: Ledger, level: Entry, cells: Sequence[Entry]) -> Entry | None:
    """Return the cell of the latest year of a row, None where the level is any of its cells or two are of that year."""
    levels = [c for c in cells if c.change is None and c.family == level.family]
    dated = [c for c in levels if c.period and c.role != "budget"]
    if not dated or any(c.value.meets(level.value) for c in cells):
        return None
    latest = max(c.period or "" for c in dated)
    years = _YEAR.findall(_words(ledger, level))
    if years and years[-1] != latest:
        return None
    of_year = [c for c in dated if c.period == latest]
    return of_year[0] if len(of_year) == 1 else None
