"""Dumps of one cell a line: the distance between lines says which cells are empty."""

from __future__ import annotations

import pytest

from extraction.facts.build import build_facts
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.tables import interpret

_COLUMNS = ("项目名称", "合计", "基本支出", "项目支出")
_ROWS = (
    ("苗圃整地", "", "20.15", "11.10"),
    ("护林巡查", "18.40", "", ""),
    ("瞭望塔维护", "7.35", "7.35", ""),
    ("防火道清理", "9.05", "6.05", "3.00"),
    ("林道修补", "4.20", "", "4.20"),
)


def _dump(rows: tuple[tuple[str, ...], ...], *, blank_lines: int, end: str = "\n") -> str:
    cells = ["柏河县林场2021年度支出情况表", "单位：万元", *_COLUMNS, *(c for r in rows for c in r)]
    return (end * (1 + blank_lines)).join([*cells, "说明：以上为决算数。"])


def _placed(text: str) -> dict[str, tuple[str, str]]:
    document = load_source(Source.of("a.txt", text.encode()))
    amounts = build_facts(interpret(document).markup).amounts
    cells = ((a.mention.text, a.mention.cell) for a in amounts)
    return {text: (c.row_path[-1], c.column_path[-1]) for text, c in cells if c}


def _truth(rows: tuple[tuple[str, ...], ...]) -> dict[str, tuple[str, str]]:
    return {v: (r[0], c) for r in rows for v, c in zip(r[1:], _COLUMNS[1:], strict=True) if v}


@pytest.mark.parametrize("blank_lines", [0, 1])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_every_figure_stands_under_its_header(blank_lines: int, end: str) -> None:
    assert _placed(_dump(_ROWS, blank_lines=blank_lines, end=end)) == _truth(_ROWS)


def test_an_empty_cell_at_the_end_of_the_last_row() -> None:
    rows = (*_ROWS[:2], ("界桩更新", "2.60", "", ""))
    assert _placed(_dump(rows, blank_lines=1)) == _truth(rows)


def test_rows_that_do_not_fill_the_columns_are_not_laid_out_by_distance() -> None:
    lost = _dump(_ROWS, blank_lines=1).replace("20.15\n\n", "").replace("\n\n\n\n", "\n\n\n\n\n\n")
    wrong = {v: where for v, where in _placed(lost).items() if _truth(_ROWS)[v] != where}
    assert wrong == {}
