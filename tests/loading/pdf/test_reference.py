"""The fast path against pdfplumber, and against the gold of real reports."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pdfplumber
import pytest

from extraction.document import Document, Table
from tests.loading.pdf.reading import SHARED, shared

NUMBER = re.compile(r"\d[\d,.]*")


def _bare(text: str) -> str:
    return re.sub(r"[\s（）()、，,：:“”'.]", "", text)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("putuo-czj-2024-final.pdf", (6, 8, 12, 15)),
        ("jsrd-2019-budget-tables.pdf", (5, 9)),
        ("shanghai-czj-2025-budget.pdf", (8, 13)),
    ],
)
def test_amounts_in_cells_are_those_of_pdfplumber(name: str, pages: tuple[int, ...]) -> None:
    document = shared(name)
    with pdfplumber.open(SHARED / "reports" / "pdf" / name) as reference:
        for number in pages:
            expected = Counter(
                text
                for table in reference.pages[number - 1].extract_tables()
                for row in table
                for text in row
                if text and NUMBER.fullmatch(text)
            )
            found = Counter(
                text
                for table in document.tables
                for cell in table.cells
                if cell.page == number and NUMBER.fullmatch(text := cell.span.of(document.text))
            )
            assert found == expected
            assert expected


def _close(one: str, other: str) -> bool:
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return short == long or (bool(short) and short in long and len(short) >= 0.6 * len(long))


def _stands(document: Document, table: Table, entry: dict[str, str]) -> bool:
    """Tell whether a gold cell stands in the table, with its row label and column header."""
    grid, header = table.grid(), entry["column"].split("/")[-1]
    for cell in table.cells:
        if str(cell.page) != str(entry["page"]):
            continue
        if cell.span.of(document.text).replace(",", "") != entry["value"]:
            continue
        row = [c.span.of(document.text) for c in grid[cell.row] if c]
        above = [grid[r][cell.column] for r in range(cell.row)]
        column = [c.span.of(document.text) for c in above if c]
        labelled = not entry["row"] or any(_close(entry["row"], text) for text in row)
        if labelled and any(_close(header, text) for text in column):
            return True
    return False


def _gold(name: str) -> dict[str, list[dict[str, list[dict[str, str]]]]]:
    path: Path = SHARED / "gold" / "pdf" / f"{name}.json"
    if not path.exists():
        pytest.skip(f"the shared gold of {name} is not there")
    found: dict[str, list[dict[str, list[dict[str, str]]]]] = json.loads(path.read_text("utf-8"))
    return found


@pytest.mark.parametrize("name", ["putuo-czj-2024-final", "jsrd-2019-budget"])
def test_gold_cells_stand_in_their_rows_and_columns(name: str) -> None:
    gold = _gold(name)
    document = shared(f"{name}.pdf")
    entries = [cell for table in gold["tables"] for cell in table["cells"]]
    found = sum(any(_stands(document, t, e) for t in document.tables) for e in entries)
    assert found >= 0.98 * len(entries)


@pytest.mark.parametrize("name", ["putuo-czj-2024-final", "jsrd-2019-budget"])
def test_gold_prose_stands_whole_on_its_page(name: str) -> None:
    gold = _gold(name)
    document = shared(f"{name}.pdf")
    texts = {str(p.number): p.span.of(document.text) for p in document.pages}
    found = [str(e["text"]) in texts[str(e["page"])] for e in gold["prose"]]
    assert sum(found) >= 0.99 * len(found)
