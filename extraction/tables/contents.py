"""Tables of contents that a workbook or a page lays out as a table (以表格排列的目录): their numbers are pages."""

from __future__ import annotations

import re

from extraction.document import Table
from extraction.quantities.folding import fold

_TITLE = re.compile(r"[^。\n]{5,80}表(?:[（(][^（）()]*[）)])?[ .…·]*")
_PAGE = re.compile(r"\d{1,3}")
_FEWEST = 5


def contents_cells(text: str, table: Table) -> frozenset[tuple[int, int]]:
    """Return row and column of the page numbers of a table of contents, none for any other table.

    A table is one if most of its rows, five at least, name a table; in them a number alone is a page.
    """
    titled: set[int] = set()
    rows: set[int] = set()
    pages: list[tuple[int, int]] = []
    for cell in table.cells:
        plain = fold(cell.span.of(text)).strip()
        if not plain:
            continue
        rows.add(cell.row)
        if _TITLE.fullmatch(plain):
            titled.add(cell.row)
        elif _PAGE.fullmatch(plain):
            pages.append((cell.row, cell.column))
    if len(titled) < _FEWEST or 2 * len(titled) < len(rows):
        return frozenset()
    return frozenset((r, c) for r, c in pages if r in titled)
