"""Sums over rows that are not all there: run into other print, left out of the pattern, blank where others are filled."""

import pytest

from extraction.pipeline import extract


def findings(tmp_path, *lines):
    return told(tmp_path / "report.txt", "\n".join(("单位：万元", *lines)) + "\n")


def told(path, text):
    path.write_text(text, "utf-8")
    record = extract(str(path), model="pattern")
    texts = {m.id: m.text for m in record.facts.markup.mentions}
    return [texts[c.terms[0]] for c in record.checks if c.status == "violated" and c.told]


def repaid(last):
    return (
        "2031年全市地方政府债券还本付息情况表",
        "地区\t还本额\t付息额",
        "合计\t9386\t4011",
        "青禾县\t3021\t1204",
        "松涧区\t2450\t1102",
        "白石县\t1870\t905",
        f"云岭区\t{last}",
    )


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2045\t800", []),
        ("2145\t800", ["9386"]),
        ("2045第6\t800", []),
        ("2045 12页\t800", []),
        ("2045—6—\t800", []),
    ],
    ids=["right", "wrong", "page number", "page", "dashes"],
)
def test_a_figure_that_other_print_ran_into_is_unread_and_its_column_accuses_nobody(
    tmp_path, last, expected
):
    assert findings(tmp_path, *repaid(last)) == expected


def classes(total, last):
    """A class in groups; the last group is filled in one column only, which the others know nothing of."""
    return (
        "2031年松涧区一般公共预算支出执行情况表",
        "项目\t年初预算数\t调整预算数\t执行数\t建议数",
        f"应急支出\t{total}\t6884\t6011\t7084",
        "应急事务\t2384\t1856\t1689\t2660",
        "应急运行\t560\t570\t570\t729",
        "应急管理\t921\t921\t763\t1080",
        "应急救援\t903\t365\t356\t851",
        "消防事务\t4406\t4999\t4295\t4412",
        "消防救援\t4399\t4959\t4260\t4398",
        "其他消防\t7\t40\t35\t14",
        "地震事务\t18\t22\t20\t6",
        "地震监测\t\t4\t4\t6",
        "其他地震\t18\t18\t16\t",
        "防治事务\t7\t7\t7\t6",
        "森林防灾\t7\t7\t7\t6",
        f"恢复重建\t{last}\t\t\t",
        f"其他恢复重建\t{last}\t\t\t",
    )


@pytest.mark.parametrize(
    ("total", "last", "expected"),
    [("6885", "70", []), ("6884", "70", []), ("7425", "610", []), ("6985", "70", ["6985"])],
)
def test_a_row_that_fitting_columns_leave_blank_may_be_the_missing_part(
    tmp_path, total, last, expected
):
    assert findings(tmp_path, *classes(total, last)) == expected


def insurance(total, opening="其中："):
    return (
        "2031年松涧区社会保险基金收入决算表",
        "项目\t养老保险基金\t失业保险基金\t医疗保险基金\t工伤保险基金",
        f"本年收入\t7053\t3187\t5160\t{total}",
        f"{opening}保险费收入\t5010\t2440\t4100\t1750",
        "利息收入\t442\t230\t310\t129",
        "财政补贴收入\t1601\t517\t750\t165",
    )


@pytest.mark.parametrize(
    ("total", "opening", "expected"),
    [
        ("2044", "其中：", []),
        ("2427", "其中：", []),
        ("3061", "其中:", []),
        ("2427", "", ["2427"]),
        ("1940", "其中：", ["1940"]),
    ],
    ids=["right", "more in the total", "half-width", "a list", "parts exceed it"],
)
def test_rows_opened_by_among_which_are_not_known_to_be_all(tmp_path, total, opening, expected):
    assert findings(tmp_path, *insurance(total, opening)) == expected


def changes(gift):
    return (
        "2031年松涧区非税收入执行情况表",
        "项目\t2031年预算数\t2031年快报数\t2030年决算数\t增减额",
        "非税收入\t10720\t10845\t10229\t616",
        "专项收入\t6003\t5921\t6431\t-510",
        "罚没收入\t1500\t1510\t2017\t-507",
        "租金收入\t1500\t1684\t1581\t103",
        f"捐赠收入\t1717\t1730\t200\t{gift}",
    )


@pytest.mark.parametrize(
    ("gift", "expected"), [("1530", []), ("", []), ("1330", ["616", "1330"])], ids=str
)
def test_a_sum_of_changes_with_a_blank_row_accuses_nobody(tmp_path, gift, expected):
    assert findings(tmp_path, *changes(gift)) == expected


def hospitality(total, last="1695.40"):
    return (
        "2031年松涧区“三公”经费情况表",
        "项目\t预算数\t决算数",
        f"合计\t36924.55\t{total}",
        "一、因公出国费\t1610.99\t325.12",
        "二、公务用车费\t31193.21\t23150.68",
        f"三、公务接待费\t4120.35\t{last}",
    )


@pytest.mark.parametrize(
    ("total", "expected"),
    [("25171.20", []), ("25171.00", []), ("25170.00", ["25170.00"]), ("25171.60", ["25171.60"])],
)
def test_a_whole_number_printed_with_decimals_may_be_rounded(tmp_path, total, expected):
    assert findings(tmp_path, *hospitality(total)) == expected


def by_function(state_capital):
    rows = ("一、公共安全支出", "二、教育支出", "三、城乡社区支出", state_capital, "五、其他支出")
    return (
        "2031年松涧区财政拨款支出情况表",
        "项目\t2031年预算数",
        *(f"{r}\t{v}" for r, v in zip(rows, (7494, 16557, 20220, 1084, 952), strict=True)),
        "本年支出合计\t46307",
    )


@pytest.mark.parametrize(
    "name", ["四、国有资本经营预算支出", "四、政府性基金支出", "四、社会保险基金支出"]
)
def test_a_fund_that_is_numbered_in_a_list_is_no_total_of_the_list(tmp_path, name):
    assert findings(tmp_path, *by_function(name)) == []


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
