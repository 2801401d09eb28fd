"""Sums of columns whose rows are not all there: run into other print, left out of the pattern, blank where others are filled."""

import pytest

from tests.constraints.reports import findings, page, told


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


def insurance(total, medical, opening="其中："):
    return (
        "2031年松涧区社会保险基金收入决算表",
        "项目\t养老保险基金\t失业保险基金\t医疗保险基金\t工伤保险基金",
        f"本年收入\t7053\t3187\t{medical}\t{total}",
        f"{opening}保险费收入\t5010\t2440\t4100\t1750",
        "利息收入\t442\t230\t310\t129",
        "财政补贴收入\t1601\t517\t750\t165",
    )


@pytest.mark.parametrize(
    ("total", "medical", "opening", "expected"),
    [
        ("2044", "5160", "其中：", []),
        ("2427", "5543", "其中：", []),
        ("3061", "5277", "其中:", []),
        ("2427", "5160", "其中：", ["2427"]),
        ("1940", "5160", "其中：", ["1940"]),
    ],
    ids=["right", "more in two", "half-width", "more in one", "parts exceed it"],
)
def test_rows_opened_by_among_which_are_not_known_to_be_all(
    tmp_path, total, medical, opening, expected
):
    assert findings(tmp_path, *insurance(total, medical, opening)) == expected


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


@pytest.mark.parametrize(
    "name", ["优秀等次县（区）奖励资金", "村（社区）干部补贴经费", "文化馆（站）免费开放补助"]
)
def test_places_in_brackets_do_not_make_money_a_count(tmp_path, name):
    text = page(
        (
            "2031年对下转移支付项目表",
            "项目|2031年预算数",
            f"{name}|3000",
            "中小企业发展资金|2000",
            "农村公路养护资金|1236",
            "防灾减灾资金|400",
            "民生项目资金|905",
            "合计|7541",
        )
    )
    assert told(tmp_path / "page.html", text) == []


@pytest.mark.parametrize("cell", ["验区 0.92", "发区0.92", "示范区 -0.92"])
def test_a_number_that_a_labels_end_ran_into_is_unread(tmp_path, cell):
    text = page(
        (
            "2031年末债务限额表",
            "地区|2031年债务限额|一般债务限额|2031年债务余额|一般债务余额",
            "松涧市|105.53|60.12|104.13|59.02",
            "市本级|64.35|40.06|63.35|39.06",
            "青禾县|27.65|13.48|27.35|13.43",
            f"松涧市云岭经济高质量发展试|{cell}|0.92|0.92|0.92",
            "白石县|12.61|5.66|12.51|5.61",
        )
    )
    assert told(tmp_path / "page.html", text) == []


def balance(own):
    return page(
        (
            "2031年省级一般公共预算平衡情况表",
            "支出项目|执行数",
            f"省级一般公共预算支出|{own}",
            "231债务还本支出|1584",
            "230转移性支出|53836",
            f"支出总计|{int(own) + 1584 + 53836}",
        )
    )


@pytest.mark.parametrize("own", ["11948", "20510", "3077"])
def test_transfers_and_repayments_are_no_parts_of_the_years_expenditure(tmp_path, own):
    assert told(tmp_path / "page.html", balance(own)) == []


def repeated(total, own):
    """Rows two of which repeat the row above them one level down."""
    rows = {"管理事务": 1858, "民政事务": 486, "养老支出": 22047, "企业补助": 71, "关闭补助": own,
            "就业补助": 1282, "抚恤": 1133, "其他优抚": 17, "其他支出": 90}  # fmt: skip
    years = [[v + k for v in rows.values()] for k in range(3)]
    return page(
        (
            "2031年支出执行情况表",
            "项目|2028年|2029年|2030年|2031年",
            "社会保障支出|" + "|".join(str(sum(y)) for y in years) + f"|{total}",
            *(
                f"{n}|" + "|".join(str(y[i]) for y in years) + f"|{v}"
                for i, (n, v) in enumerate(rows.items())
            ),
        )
    )


@pytest.mark.parametrize("own", [1, 31, 9])
def test_two_rows_that_repeat_those_above_them_explain_a_sum(tmp_path, own):
    assert told(tmp_path / "page.html", repeated(26967, own)) == []


@pytest.mark.parametrize(
    "numbers", [("6136", "6478", "-342"), ("500", "620", "-120"), ("71", "80", "-9")]
)
def test_a_levels_own_figure_may_exceed_the_region_where_the_others_are_negative(tmp_path, numbers):
    whole, own, down = numbers
    text = page(
        (
            "2031年松涧市政府债务情况表",
            "项目|全市|市本级|区县",
            f"外债还本额|{whole}|{own}|{down}",
            "债务付息额|9100|6000|3100",
        )
    )
    assert told(tmp_path / "page.html", text) == []


def cut_page(below):
    head = page(
        (
            "2031年政府性基金支出预算表",
            "项目|2031年预算数",
            "支出合计|3127851",
            "一、教育支出|13380",
            "二、城乡社区支出|1387471",
            "三、交通运输支出|846880",
            "四、其他支出|666055",
        )
    )
    return head.replace("</body>", f"<p>─ 80 ─</p><p>2031年政府性基金支出预算表</p>{below}</body>")


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("<p>五、债务付息支出 214065</p>", []),
        ("<p>彩票支出 54802</p><p>五、债务付息支出 201164</p><p>六、发行费用 12901</p>", []),
        ("<p>其他补助 400</p><p>五、债务还本支出　214065</p>", []),
        ("<p>注：本表为草案。</p>", ["3127851"]),
    ],
)
def test_a_list_that_goes_on_below_its_table_is_not_all(tmp_path, below, expected):
    assert told(tmp_path / "page.html", cut_page(below)) == expected


@pytest.mark.parametrize(("first", "last"), [("600", "180"), ("1250", "90"), ("77", "13")])
def test_two_rows_that_the_other_columns_leave_blank_may_be_missing_parts(tmp_path, first, last):
    total = 503 + 50 + 689964 + 146235 + int(first) + int(last)
    text = page(
        (
            "2031年省级政府性基金支出执行情况表",
            "项目|2028年决算数|2029年决算数|2030年决算数|2031年执行数",
            f"科学支出||||{first}",
            "文化支出|10363|9363|8363|503",
            "社保支出|245|244|243|50",
            "交通支出|433250|433251|433252|689964",
            "其他支出|128836|128835|128834|146235",
            f"发行费支出||||{last}",
            f"支出合计|572694|571693|570692|{total}",
        )
    )
    assert told(tmp_path / "page.html", text) == []


@pytest.mark.parametrize("total", ["81711", "50225", "61775"])
def test_a_column_without_a_total_does_not_hide_what_the_others_total(tmp_path, total):
    text = page(
        (
            "2031年新增债券情况表",
            "项目|总投资|发行金额|期限（年）",
            f"市本级合计|29275|{total}|",
            "垃圾处理项目|15379|4000|10",
            "教学楼项目|2696|1200|10",
            "道路项目|9100|2300|10",
            "供热项目|2100|23000|20",
            "泵站项目||21275|15",
        )
    )
    assert told(tmp_path / "page.html", text) == [total]
