"""Keys of figures in tables: whose a row of regions is, what a ratio is of, what a kind of debt is a part of."""

import pytest

from extraction.facts.regions import cities_above, is_own_level, region_of
from extraction.loading import load
from extraction.markup import CellReference
from extraction.pipeline import extract

TITLE = "临川市2031年预算执行情况和2032年预算草案"


def figures(tmp_path, table, *, title=TITLE):
    """Return the figures of a page with one table, by their text."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{c}</td>" for c in line.split("|")) + "</tr>"
        for line in table.strip().split("\n")[1:]
    )
    caption = table.strip().split("\n")[0]
    page = tmp_path / "page.html"
    page.write_text(
        f"<html><body><h1>{title}</h1><p>{caption}</p><p>单位：万元</p><table>{rows}</table></body></html>",
        encoding="utf-8",
    )
    facts = extract(load(page), model="pattern").facts
    return {f.mention.text: f for f in facts.figures}


@pytest.mark.parametrize(
    ("label", "region"),
    [
        ("肥城市", "肥城市"),
        ("泰山区", "泰山区"),
        ("绿园区", "绿园区"),
        ("浚县", "浚县"),
        ("九台区", "九台区"),
        ("一、九台区", "九台区"),
        ("青岭管委会", "青岭管委会"),
        ("通化市本级", "通化市本级"),
        ("其中：衡阳市本级", "衡阳市本级"),
        ("矿区", None),
        ("大城市", None),
        ("教育支出", None),
        ("生态保护区", None),
        ("市本级", None),
    ],
)
def test_a_label_names_a_region_or_none(label, region):
    assert region_of(label) == region


@pytest.mark.parametrize(
    ("label", "own"),
    [
        ("市本级", True),
        ("其中：市本级及市辖区", True),
        ("本级", True),
        ("省本级", True),
        ("临川市本级", False),
        ("本级支出", False),
    ],
)
def test_an_own_level_leaves_its_government_out(label, own):
    assert is_own_level(label) == own


def cells(*labels):
    return [CellReference("t1", row, 1, (label,)) for row, label in enumerate(labels)]


def test_an_own_level_is_of_the_city_right_above_it():
    rows = cells("新乡市", "其中：市本级及市辖区", "获嘉县", "辉县市", "市本级")
    assert cities_above(rows) == {("t1", 1): "新乡市"}


def test_rows_of_regions_are_whose_the_figures_are(tmp_path):
    told = figures(
        tmp_path,
        """2031年各县区一般公共预算转移支付决算表
地区|合计|一般性转移支付|专项转移支付
新乡市|611|500|111
其中：市本级及市辖区|402|301|101
浚县|209|199|10""",
    )
    assert told["111"].key.scope == "region:新乡市"
    assert told["101"].key.scope == "region:新乡市本级"
    assert told["10"].key.scope == "region:浚县"
    assert told["10"].key.item == "专项转移支付"


def test_an_own_level_below_no_city_is_the_reporters_or_nobodys(tmp_path):
    table = """2031年新增债券分配表
地区|金额
{}|402
泰山区|209"""
    assert figures(tmp_path, table.format("市本级"))["402"].key.scope == "own"
    assert figures(tmp_path, table.format("市本级及市辖区"))["402"].key.scope is None


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("决算数为上年决算数的%", {"measure": "rate", "base": "prior", "role": "actual"}),
        ("执行数为（调整）预算数的%", {"measure": "completion", "base": "budget"}),
        ("执行数为调整预算数的%", {"measure": "completion", "base": "adjusted"}),
        ("2032年预算数为2031年执行数的%", {"role": "budget"}),
    ],
)
def test_a_header_that_compares_names_nothing(tmp_path, header, expected):
    told = figures(
        tmp_path,
        f"""2031年市级一般公共预算支出情况表
项目|金额|{header}
水资源节约管理|3406|96.4""",
    )
    key = told["96.4"].key
    assert {p: getattr(key, p) for p in expected} == expected
    assert key.item == "水资源节约管理"


def test_kinds_of_debt_are_parts_of_the_row_above_them(tmp_path):
    told = figures(
        tmp_path,
        """2031年政府债务还本付息情况表
项目|本地区|本级
一、上年末地方政府债务余额|764|168
其中：一般债务|388|64
专项债务|376|104
二、当年地方政府债务还本决算数|52|31
一般债务|51|30""",
    )
    assert (told["388"].key.concept, told["388"].key.fund) == ("debt-balance", "general")
    assert told["376"].key.fund == "fund"
    assert (told["388"].period, told["388"].key.period) == ("2030", "2030")
    assert (told["51"].key.concept, told["51"].key.period) == ("debt-repaid", "2031")


def test_a_table_of_a_budget_is_a_plan_however_its_title_goes_on(tmp_path):
    table = """2032年市对区县转移支付预算分地区表
地区|金额
泰山区|402"""
    told = figures(tmp_path, table)["402"]
    assert (told.key.role, told.role) == ("budget", "budget")
    done = figures(tmp_path, table.replace("转移支付预算", "转移支付预算执行"))["402"]
    assert done.role == "actual"


def test_accounts_that_stand_under_every_group_are_of_the_group_above_them(tmp_path):
    told = figures(
        tmp_path,
        """2031年市级一般公共预算支出决算表
项目|决算数
一般公共服务支出|900
人大事务|301
行政运行|201
一般行政管理事务|99
政府办公厅（室）及相关机构事务|302
行政运行|202
机关服务|98
不知名的事务|303
行政运行|203
事业运行|97""",
    )
    accounts = {text: f.key.account for text, f in told.items()}
    assert [accounts[n] for n in ("201", "99", "202", "98")] == [
        "2010101",
        "2010102",
        "2010301",
        "2010303",
    ]
    assert (accounts["203"], accounts["97"]) == (None, None)


def test_the_labels_of_many_rows_in_one_cell_name_no_row(tmp_path):
    regions = "新乡市获嘉县原阳县延津县封丘县卫辉市辉县市滑县浚县淇县"
    told = figures(
        tmp_path,
        f"""2031年转移支付分地区决算表
地区|合计|专项转移支付
安阳县|611|111
{regions}|402|101""",
    )
    assert told["111"].key.scope == "region:安阳县"
    assert regions not in str(told["101"].key)
    assert not [m for m in told["101"].items if m.text == regions]


@pytest.mark.parametrize(
    ("caption", "concept"),
    [
        ("2031年新增政府债务限额分配表", "debt-limit-new"),
        ("2031年政府债务限额表", "debt-limit"),
        ("2031年政府债务限额及新增限额表", "debt-limit"),
    ],
)
def test_a_table_of_new_limits_holds_new_ones(tmp_path, caption, concept):
    table = f"""{caption}
地区|一般债务限额|专项债务限额
合计|114.07|3081.06
泰山区|80.05|1865.03"""
    assert figures(tmp_path, table)["114.07"].key.concept == concept


_DEBTS = """临川市2032年地方政府债券还本付息情况表
项目|全市|市本级
一、2031年还本预计执行数|5200|2100
（一）一般债券|1900|800
其中：再融资|1500|610
二、2032年还本预算数|6300|2400
（一）一般债券|2600|1010
财政预算安排|330|115
合计|11500|4500
"""


def test_a_row_without_a_year_is_of_the_numbered_row_above_it(tmp_path):
    found = figures(tmp_path, _DEBTS)
    assert [found[n].period for n in ("1500", "800", "330", "1010")] == [
        "2031",
        "2031",
        "2032",
        "2032",
    ]
    assert found["330"].role == "budget"
    assert found["11500"].key.period == "2032"  # a total below them is of the table


def test_a_column_s_year_goes_before_that_of_the_row_above(tmp_path):
    table = """临川市还本付息情况表
项目|2030年|2031年
一、2029年及以前借入的债券|5200|2100
其中：再融资|1500|610
"""
    found = figures(tmp_path, table)
    assert [found[n].period for n in ("1500", "610")] == ["2030", "2031"]
