"""Limits and balances of debts beside each other: neither is a part of the other, and few debts exceed their limit."""

import pytest

from tests.constraints.reports import findings, page, told


def limits(last):
    """A web page with limits beside balances, which are alike in most places."""
    rows = (
        "青禾县 9.76 8.35 1.41 9.76 8.35 1.41",
        "白石县 39.91 28.28 11.63 39.91 28.28 11.63",
        "云岭区 40.74 29.03 11.71 40.74 29.03 11.71",
        "松涧区 37.41 28.79 8.62 37.41 28.79 8.62",
        "东河区 24.02 17.90 6.12 23.95 17.83 6.12",
        "西河区 27.23 18.79 8.44 27.07 18.63 8.44",
        last,
    )
    body = "".join("<tr>" + "".join(f"<td>{v}</td>" for v in row.split()) + "</tr>" for row in rows)
    return (
        "<html><body><p>2031年末松涧市地方政府债务限额和余额情况表</p><p>单位：亿元</p><table>"
        "<tr><td rowspan=2>地区</td><td colspan=3>2031年债务限额</td><td colspan=3>2031年债务余额</td></tr>"
        "<tr><td>A=B+C</td><td>一般债务B</td><td>专项债务C</td><td>D=E+F</td><td>一般债务E</td>"
        f"<td>专项债务F</td></tr>{body}</table></body></html>"
    )


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("南坪县 29.71 23.91 5.81 29.70 23.91 5.79", []),
        ("南坪县 58.63 39.81 18.83 58.44 39.61 18.83", []),
        ("南坪县 72.11 50.04 22.06 72.01 50.04 21.97", []),
        ("南坪县 29.72 23.91 5.81 29.70 23.91 5.97", ["29.70"]),
    ],
    ids=["special less", "general less", "much less", "wrong"],
)
def test_parts_of_the_limit_are_no_parts_of_the_balance(tmp_path, last, expected):
    assert told(tmp_path / "page.html", limits(last)) == expected


def quotas(row):
    """Changes of a limit by kind, whose total and one kind are both filled."""
    rows = (
        "青禾县|70.10|2.10|0.30|0.00|72.50",
        "白石县|61.20|1.80|0.50|0.00|63.50",
        "云岭区|55.40|3.10|1.20|0.00|59.70",
        f"松涧区|{row}",
    )
    head = (
        "<tr><td rowspan=2>地区</td><td rowspan=2>上年额度</td><td rowspan=2>新增额度</td>"
        "<td colspan=2>调整额度</td><td rowspan=2>本年额度</td></tr><tr><td>合计</td><td>专项</td></tr>"
    )
    cells = "".join(
        "<tr>" + "".join(f"<td>{c}</td>" for c in row.split("|")) + "</tr>" for row in rows
    )
    return f"<html><body><p>2031年债务额度表</p><p>单位：亿元</p><table>{head}{cells}</table></body></html>"


@pytest.mark.parametrize(
    "row",
    ["73.45|2.43|1.00|1.00|76.87", "88.93|6.70|9.10|9.10|104.72", "40.10|1.15|2.50|2.50|43.76"],
)
def test_a_total_and_its_own_column_are_no_two_parts(tmp_path, row):
    assert told(tmp_path / "page.html", quotas(row)) == []


@pytest.mark.parametrize(
    ("limit", "new"), [("45.58", "3.93"), ("45.73", "4.39"), ("46.33", "4.93")], ids=str
)
def test_a_balance_and_what_is_new_are_no_parts_of_a_limit(tmp_path, limit, new):
    text = page(
        (
            "2031年政府一般债务限额余额情况表",
            "地区|2030年政府一般债务余额|2031年新增一般债务|2031年政府一般债务限额|2031年政府一般债务余额",
            "青禾县|28.10|1.20|29.30|29.10",
            "白石县|31.52|2.30|33.82|33.40",
            "云岭区|22.77|0.90|23.67|23.11",
            f"松涧区|41.44|{new}|{limit}|45.01",
        )
    )
    assert told(tmp_path / "page.html", text) == []


@pytest.mark.parametrize("over", [(0, ()), (1, ("20.10",)), (3, ("20.10", "21.10", "22.10"))])
def test_debts_above_their_limit_are_told_where_most_are_within_it(tmp_path, over):
    count, expected = over
    rows = [f"{c}山县|{20 + i}.10|{20 + i + (1 if i < count else -1)}.05" for i, c in enumerate("青白云东西南北中上下前后左右甲乙丙丁戊己庚辛壬癸子丑寅卯")]  # fmt: skip
    text = page(
        (
            "2031年地方政府债务限额和余额决算表",
            "地区|2031年债务限额|2031年债务余额（决算数）",
            *rows,
        )
    )
    assert tuple(told(tmp_path / "page.html", text)) == expected


def year_of_debts(closing, general):
    """The template of a year's debts, whose total alone counts 4.20 lent from abroad."""
    return (
        "2031年松涧市地方政府债务余额情况表",
        "项目\t决算数",
        "一、2030年末地方政府债务余额\t1872.10",
        "一般债务\t1060.20",
        "专项债务\t811.90",
        "二、2031年地方政府债务发行决算数\t378.50",
        "新增一般债券发行额\t120.40",
        "再融资一般债券发行额\t88.30",
        "新增专项债券发行额\t150.00",
        "再融资专项债券发行额\t15.60",
        "三、2031年地方政府债务还本决算数\t101.30",
        "一般债务\t88.30",
        "专项债务\t13.00",
        f"四、2031年末地方政府债务余额决算数\t{closing}",
        f"一般债务\t{general}",
        "专项债务\t964.50",
    )


@pytest.mark.parametrize("mark", ["、", ".", "．"])
@pytest.mark.parametrize(
    ("closing", "general", "expected"),
    [("2149.30", "1184.80", []), ("2194.30", "1229.80", ["2194.30"])],
    ids=["right", "wrong"],
)
def test_bonds_of_a_kind_are_not_all_that_the_kind_owes(tmp_path, mark, closing, general, expected):
    rows = (row.replace("、", mark) for row in year_of_debts(closing, general))
    assert findings(tmp_path, *rows) == expected
