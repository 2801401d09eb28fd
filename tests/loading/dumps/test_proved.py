"""Blank cells without a trace: a row of totals proves which columns the figures of a row stand under."""

from __future__ import annotations

from extraction.facts.build import build_facts
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.tables import interpret

_HEAD = (
    "柏河县林场2021年度支出情况表",
    "单位：万元",
    "项目名称",
    "预算数",
    "已支付（万元）",
    "未支付（万元）",
)
_NOTE = "说明：以上为决算数。"


def _placed(*rows: str) -> dict[str, tuple[str, str]]:
    text = "\n\n".join([*_HEAD, *(c for r in rows for c in r.split()), _NOTE])
    document = load_source(Source.of("a.txt", text.encode()))
    cells = (
        (a.mention.text, a.mention.cell) for a in build_facts(interpret(document).markup).amounts
    )
    return {value: (c.row_path[-1], c.column_path[-1]) for value, c in cells if c}


def test_one_way_adds_up() -> None:
    found = _placed(
        "苗圃整地 31.25 20.15 11.10",
        "护林巡查 18.40 18.30",
        "瞭望塔维护 7.35 7.45",
        "防火道清理 9.05 6.05 3.00",
        "合计 66.05 44.50 21.55",
    )
    assert found["18.30"] == ("护林巡查", "已支付(万元)")
    assert found["7.45"] == ("瞭望塔维护", "未支付(万元)")
    assert found["18.40"] == ("护林巡查", "预算数")


def test_two_ways_that_add_up_prove_nothing() -> None:
    found = _placed(
        "苗圃整地 31.25 20.15 11.10",
        "护林巡查 8.00 8.00",
        "瞭望塔维护 8.00 8.00",
        "合计 47.25 28.15 19.10",
    )
    assert not {"护林巡查", "瞭望塔维护"} & {row for row, _ in found.values()}


def test_a_total_that_does_not_add_up_proves_nothing() -> None:
    found = _placed(
        "苗圃整地 31.25 20.15 11.10",
        "护林巡查 18.40 18.30",
        "防火道清理 9.05 6.05 3.00",
        "合计 58.70 44.51 14.10",
    )
    assert "护林巡查" not in {row for row, _ in found.values()}
