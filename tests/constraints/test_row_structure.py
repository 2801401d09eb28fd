"""Sums that the rows of tables state, parts beyond their whole, debt from year to year."""

import pytest

from extraction.pipeline import extract


def told(tmp_path, *tables):
    path = tmp_path / "report.txt"
    path.write_text("\n\n".join("\n".join(("单位：万元", *t)) for t in tables) + "\n", "utf-8")
    record = extract(str(path), model="pattern")
    texts = {m.id: m.text for m in record.facts.markup.mentions}
    return [(c.kind, texts[c.terms[0]]) for c in record.checks if c.status == "violated" and c.told]


HEAD = "科目\t预算数\t执行数"


def listed(total, spent="1150"):
    return (
        "2031年全市一般公共预算支出执行情况表",
        HEAD,
        f"本年支出合计\t{total}\t{spent}",
        "一、教育支出\t620\t600",
        "二、卫生健康支出\t410\t390",
        "三、住房保障支出\t170\t160",
    )


@pytest.mark.parametrize(
    ("total", "expected"),
    [("1200", []), ("1320", [("sum", "1320")]), ("1100", [("sum", "1100")])],
    ids=["right", "too much", "too little"],
)
def test_a_total_over_a_numbered_list_is_held_against_it(tmp_path, total, expected):
    assert told(tmp_path, listed(total)) == expected


def debts(closing):
    return (
        "2031年全市政府一般债务余额情况表",
        "项目\t预算数\t执行数",
        "一、2030年末地方政府一般债务余额\t5210\t5210",
        "二、2031年末地方政府一般债务余额限额\t6100\t6100",
        "三、2031年地方政府一般债务发行额\t900\t1130",
        "四、2031年地方政府一般债务还本额\t410\t460",
        f"五、2031年末地方政府一般债务余额\t5700\t{closing}",
    )


@pytest.mark.parametrize(
    ("closing", "expected"),
    [("5880", []), ("5830", [("sum", "5830")])],
    ids=["right", "repaid twice"],
)
def test_debt_goes_from_one_year_to_the_next(tmp_path, closing, expected):
    assert told(tmp_path, debts(closing)) == expected


def test_debts_of_a_report_that_counts_in_another_way_are_not_raised(tmp_path):
    other = tuple(line.replace("5210\t5210", "4890\t4890") for line in debts("5880"))
    assert told(tmp_path, other) == []


def test_a_row_without_a_known_code_does_not_end_the_list_of_an_account():
    from extraction.constraints.ledger.row_outline import Row, _coded

    codes = ("210", "21001", None, "21017", "21099", "213", "21301")
    rows = [Row(i, "", code, None, 0, False, False) for i, code in enumerate(codes)]
    found = {s.whole: (s.parts, s.unknown) for s in _coded(rows)}
    assert found == {0: ((1, 3, 4), True), 5: ((6,), False)}


def template(issued, limit, settled="1200"):
    return (
        "2031年松岩市地方政府一般债务余额情况表",
        "项目\t执行数",
        "一、2030年末地方政府一般债务余额实际数\t438759",
        "二、2031年末地方政府一般债务余额限额\t462958",
        f"三、2031年地方政府一般债务发行额\t{issued}",
        "中央转贷地方的国际金融组织和外国政府贷款\t1640",
        "2031年地方政府一般债券发行额\t41070",
        "四、2031年地方政府一般债务还本额\t30139",
        f"五、2031年采取其他方式化解一般债务额\t{settled}",
        "六、2031年末地方政府一般债务余额预计执行数\t450130",
        "七、2032年地方财政赤字\t22100",
        f"八、2032年地方政府一般债务余额限额\t{limit}",
    )


@pytest.mark.parametrize(
    ("issued", "limit", "expected"),
    [
        ("42710", "485058", set()),
        ("42710", "480558", {"480558"}),
        ("47210", "485058", {"47210"}),
    ],
    ids=["right", "the limit of the next year", "what was issued"],
)
def test_the_template_of_debts_is_held_row_by_row(tmp_path, issued, limit, expected):
    assert {stated for _, stated in told(tmp_path, template(issued, limit))} == expected
