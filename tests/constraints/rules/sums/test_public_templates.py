"""Tables of the public templates: 三公 across a row under two groups, economic classes whose totals stand last."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.pipeline import extract

_NAMES = [
    "合计",
    "因公出国（境）费",
    "公务用车购置及运行费小计",
    "公务用车购置费",
    "公务用车运行费",
    "公务接待费",
]
_CLASSES = [
    ("301", "工资福利支出", "712.30"), ("30101", "基本工资", "402.18"), ("30102", "津贴补贴", "310.12"),
    ("302", "商品和服务支出", "96.45"), ("30201", "办公费", "51.30"), ("30211", "差旅费", "45.15"),
    ("303", "对个人和家庭的补助", "88.02"), ("30302", "退休费", "61.52"), ("30305", "生活补助", "26.50"),
    ("", "人员经费合计", "800.32"), ("", "公用经费合计", "96.45"), ("", "合计", "896.77"),
]  # fmt: skip


def _findings(tmp_path: Path, title: str, rows: list[list[str]]) -> list[tuple[str, ...]]:
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    page = tmp_path / "a.html"
    page.write_text(
        f"<meta charset=utf-8><h1>青禾县档案馆2023年度部门决算</h1><p>{title}</p><p>单位：万元</p><table>{cells}</table>",
        encoding="utf-8",
    )
    record = extract(page, model="pattern")
    by_id = record.facts.markup.by_id()
    return [tuple(by_id[t].text for t in c.terms) for c in record.checks if c.finding]


@pytest.mark.parametrize(
    ("spent", "told"),
    [
        (["14.86", "0.00", "11.62", "0.00", "11.62", "3.24"], []),
        (["14.68", "0.00", "11.62", "0.00", "11.62", "3.24"], ["14.68"]),
        (["14.86", "0.00", "11.62", "2.00", "11.62", "3.24"], ["11.62"]),
    ],
)
def test_a_row_of_the_template_for_three_public(
    tmp_path: Path, spent: list[str], told: list[str]
) -> None:
    planned = ["18.50", "0.00", "13.00", "0.00", "13.00", "5.50"]
    rows = [["预算数", *[""] * 5, "决算数", *[""] * 5], _NAMES * 2, planned + spent]
    found = _findings(tmp_path, "财政拨款“三公”经费支出决算表", rows)
    assert [terms[0] for terms in found] == told


@pytest.mark.parametrize(("place", "wrong"), [(4, "81.30"), (6, "80.82"), (None, "")])
def test_classes_over_their_items_where_all_totals_stand_last(
    tmp_path: Path, place: int | None, wrong: str
) -> None:
    rows = [["科目编码", "科目名称", "金额"], *(list(r) for r in _CLASSES)]
    if place is not None:
        rows[place + 1][2] = wrong
    found = _findings(tmp_path, "一般公共预算财政拨款基本支出决算表", rows)
    assert all(wrong in terms for terms in found)
    assert bool(found) is (place is not None)
