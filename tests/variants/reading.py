"""Reading at first sight: kinds that texts of other hands brought to light (2026-11-30).

All names and figures are invented.
"""

from __future__ import annotations

from tests.variants.cases import am, case, ct, filed, no_am, no_ct, over, ru
from tests.variants.writing import page, word

_T = "柳岸区园林站2022年度部门决算说明\n"

# a blank before or behind the point of a number in groups of three
case(
    "N1",
    "blank before the point",
    _T + "全年支出合计4 127 .38万元。\n",
    ru("4 127 .38万元", value="4127.38"),
)
case(
    "N1",
    "blank behind the point",
    _T + "年末资产为12 345. 60万元。\n",
    ru("12 345. 60万元", value="12345.60"),
)
case(
    "N1",
    "blanks around the point",
    _T + "补助资金1 208 . 50元。\n",
    ru("1 208 . 50元", value="1208.50"),
)

# 分别 with a verb, behind names that no tagger marked
case(
    "I1",
    "two bills paid",
    _T + "2022年取暖费、物业费分别支出31.40万元、18.75万元。\n",
    am("31.40万元", item="取暖费"),
    am("18.75万元", item="物业费"),
)
case(
    "I1",
    "three funds received",
    _T + "2021年省级资金、市级资金、县级资金分别到位120万元、60万元和45万元。\n",
    am("120万元", item="省级资金"),
    am("60万元", item="市级资金"),
    am("45万元", item="县级资金"),
)

# a project's own name before the verb 支出; an account of projects keeps it
case(
    "I2",
    "project spent",
    _T + "2022年湿地巡护能力提升项目支出46.20万元。\n",
    am("46.20万元", item="湿地巡护能力提升项目"),
)
case(
    "I2",
    "road project spent",
    _T + "2022年农村公路养护项目支出380万元。\n",
    am("380万元", item="农村公路养护项目"),
)
case(
    "I2",
    "projects as an account",
    _T + "2022年一般公共预算项目支出212.60万元。\n",
    no_am("212.60万元", item="一般公共预算项目"),
)

# the unit in the label of a bare figure of prose
case(
    "N11",
    "net increase in its label",
    _T + "净增加额（万元）：31.5\n",
    over("amount", "31.5", yuan="315000"),
)
case(
    "N11",
    "net decrease in its label",
    _T + "净减少额（元）：-4,210.00\n",
    over("amount", "4,210.00", unit="元"),
)
case(
    "N11",
    "people in the label",
    _T + "年末在职人数（人）：46\n",
    over("count", "46", value="46", unit="人"),
    no_am("46"),
)

# two sides of a form, parted by single blanks
_SIDES = "项目绩效自评表\n（2022年度）\n{}\n年初预算数: 186.20 全年执行数: 180.00\n其中: 财政拨款 150.20 其中: 财政拨款 148.00\n其他资金 36.00 其他资金 32.00\n"
case(
    "T6",
    "pairs by single blanks, unit above",
    _SIDES.format("资金情况（万元）"),
    am("186.20", yuan="1862000", role="budget", item="年初预算数"),
    am("180.00", yuan="1800000", role="actual"),
    am("148.00", item="财政拨款", role="actual"),
)
case(
    "T6",
    "pairs by single blanks, unit in the label",
    "资金情况\n到位资金（元）：52000 支出资金（元）：48600\n省级 30000 省级 28600\n县级 22000 县级 20000\n",
    am("52000", yuan="52000"),
    am("48600", yuan="48600"),
    am("28600", yuan="28600"),
)
case(
    "T6",
    "pairs of people are no money",
    "人员情况\n男职工: 12 女职工: 15\n男代表: 3 女代表: 4\n",
    no_am("12"),
    no_am("15"),
)

# two units of one place in a title: the second reports
case(
    "P4",
    "bureau above its centre",
    "澄溪县文化和旅游局\n澄溪县非遗保护中心2022年度单位决算\n一、收支情况\n2022年度收入总计86.20万元。\n",
    {"document": {"unit_name": "澄溪县非遗保护中心"}},
)
case(
    "P4",
    "bureau above its station",
    "澄溪市农业农村局\n澄溪市种子管理站2021年度部门决算\n2021年度支出总计64.10万元。\n",
    {"document": {"unit_name": "澄溪市种子管理站"}},
)

# rows below a heading that counts things
_HELD = [
    ["项目", "统计数"],
    ["（一）行政运行经费", "96.40"],
    ["（二）车辆数合计（辆）", "7"],
    ["1．执法执勤用车", "4"],
    ["2．其他用车", "3"],
    ["（三）设备购置费", "12.00"],
]
filed(
    "T2",
    "kinds of cars below their number",
    "docx",
    word("机构运行信息表", "单位：万元", _HELD),
    ct("4", unit="辆"),
    ct("3", unit="辆"),
    no_am("4"),
    am("12.00", yuan="120000"),
    am("96.40", yuan="964000"),
)
filed(
    "T2",
    "people below their number",
    "docx",
    word(
        "单位基本情况表",
        "金额单位：万元",
        [
            ["项目", "行次", "年末数"],
            ["一、在职人员（人）", "1", "86"],
            ["（一）行政人员", "2", "40"],
            ["（二）事业人员", "3", "46"],
            ["二、人员经费", "4", "980"],
        ],
    ),
    ct("40", unit="人"),
    ct("46", unit="人"),
    am("980", yuan="9800000"),
    no_am("46"),
)
case(
    "T2",
    "money below a number of houses stays money",
    "危房改造情况表\n单位：万元\n项目\t数额\n一、改造户数（户）\t120\n其中：低保户\t36\n（一）补助资金\t240\n二、其他支出\t15\n",
    ct("36", unit="户"),
    am("240", yuan="2400000"),
    am("15", yuan="150000"),
)

# spending on an event or works of its own name
case(
    "I2",
    "event spent",
    _T + "2022年“悦读柳岸”进社区活动支出9.80万元。\n",
    am("9.80万元", item="“悦读柳岸”进社区活动"),
)
case(
    "I2",
    "works spent",
    _T + "2022年湖滨步道亮化工程支出72万元。\n",
    am("72万元", item="湖滨步道亮化工程"),
)

# digits that all stand apart
case(
    "N1",
    "every digit apart",
    _T + "本年收入合计2 0 8 . 4 5 万 元，支出150万元。\n",
    ru("2 0 8 . 4 5 万 元", value="208.45"),
    am("150万元"),
)
case(
    "N1",
    "every digit of a share apart",
    _T + "预算执行率为9 6 . 2 %。\n",
    ru("9 6 . 2 %", value="96.2"),
)
case("N1", "whole digits apart", _T + "拨付资金1 2 5 万元。\n", ru("1 2 5 万元", value="125"))

# what begins like a count
case("N6", "decimals kept", _T + "金额保留2位小数，参训人员46人。\n", ct("46人"), no_ct("2位"))
case(
    "N6",
    "months and a half",
    _T + "工程历时三个半月，夜校开设两个半小时课程，新增3个站点。\n",
    no_ct("三个"),
    no_ct("两个"),
    over("count", "3个", value="3"),
)

# the unit of a column of changes
filed(
    "T3",
    "percent of changes without signs in cells",
    "docx",
    word(
        "2022年收支对比表",
        "单位：万元",
        [
            ["项目", "2021年决算数", "2022年决算数", "增减额", "增减幅度（%）"],
            ["收入", "200.00", "190.00", "-10.00", "-5.00"],
            ["支出", "180.00", "189.00", "9.00", "5.00"],
        ],
    ),
    over("rate", "-5.00", change="decrease"),
    am("-10.00", change="decrease"),
    {"findings": 0},
)
case(
    "T3",
    "per mille of a column",
    "2022年人口情况表\n地区\t人口（人）\t增长率（‰）\t增减（‰）\n东乡\t1200\t3.5\t-0.4\n西乡\t800\t2.1\t0.3\n",
    no_ct("-0.4"),
    no_am("-0.4"),
)

# the numbers of notes raised by style
for _why, _style, _mark in (
    ("inline", 'style="vertical-align: super"', "3"),
    ("class", 'class="note"', "[1]"),
    ("small", 'style="font-size:8px;vertical-align:super"', "12"),
):
    filed(
        "N4",
        f"raised by style, {_why}",
        "html",
        page(
            f"<p>单位：万元</p><table><tr><th>项目</th><th>金额</th></tr><tr><td>租赁费</td><td>41.20<span {_style}>{_mark}</span></td></tr>"
            "<tr><td>邮电费</td><td>3.05</td></tr></table>",
            ".note{vertical-align:super}",
        ),
        over("amount", "41.20", value="41.20", yuan="412000"),
    )
filed(
    "N4",
    "a whole figure raised by style is no note",
    "html",
    page('<p>会议费支出<span style="vertical-align:super">128.40</span>万元。</p>'),
    am("128.40万元", yuan="1284000"),
)

# a note that gives the unit of things before that of money
for _why, _note, _name, _things in (
    ("people", "单位：人（次）、万元", "参保人数", "86210"),
    ("households", "单位：户、万元", "受益户数", "3120"),
    ("batches", "单位:批次/人次/万元", "接待人次", "415"),
):
    filed(
        "T2",
        f"mixed note, {_why}",
        "docx",
        word(
            "基金运行情况表",
            _note,
            [
                ["项目", "城镇", "农村"],
                [_name, _things, "1204"],
                ["基金收入", "45120", "8820"],
                ["结余", "980", "310"],
            ],
        ),
        ct(_things),
        no_am(_things),
        am("45120", yuan="451200000"),
        am("980", yuan="9800000"),
    )

# a price under 标准; criteria stay closed
filed(
    "T4",
    "standard with its unit",
    "docx",
    word(
        "助学金发放表",
        "单位：万元",
        [
            ["学校", "人数", "标准（元/人）", "金额"],
            ["三中", "240", "1250", "30.00"],
            ["四中", "80", "1250", "10.00"],
        ],
    ),
    am("1250", yuan="1250"),
    am("30.00", yuan="300000"),
)
filed(
    "T4",
    "standard of marks stays closed",
    "docx",
    word(
        "绩效评价打分表",
        [
            ["三级指标", "标准", "分值", "得分"],
            ["制度健全", "缺1项扣2分", "10", "8"],
            ["资金到位", "每低5%扣1分", "10", "10"],
        ],
    ),
    no_am("1250"),
    no_ct("1项"),
    no_ct("2分"),
)

# a unit for the rest of its sentence
case(
    "N2",
    "unit of a sentence",
    _T + "主要支出（单位：万元）：人员经费186.2，公用经费41.5。\n",
    am("186.2", yuan="1862000"),
    am("41.5", yuan="415000"),
)
case(
    "N2",
    "unit of a sentence ends with it",
    _T + "其中（金额单位：元）：办公费5200，印刷费3100。会议费支出4.5万元。\n",
    am("4.5万元", yuan="45000"),
    am("5200", yuan="5200"),
)

# a row that numbers the columns and says how they are computed
for _why, _row in (
    ("formulas", ["", "1", "2", "3", "4=3/2*100"]),
    ("letters", ["", "A", "B", "C", "D=C/B"]),
    ("rings", ["栏目", "①", "②", "③", "④=③/②"]),
    ("brackets", ["", "(1)", "(2)", "(3)", "(4)=(3)/(2)×100%"]),
):
    filed(
        "T4",
        f"numbers of columns with {_why}",
        "docx",
        word(
            "2024年预算执行情况表",
            "单位：万元",
            [
                ["项目", "年初预算数", "调整预算数", "执行数", "完成调整预算%"],
                _row,
                ["教育支出", "320", "350", "343", "98.0"],
                ["卫生健康支出", "86", "90", "81", "90.0"],
            ],
        ),
        am("343", yuan="3430000"),
        no_am("1"),
        no_am("2"),
        no_am("3"),
        over("rate", "98.0", value="98.0"),
    )
case(
    "T4",
    "numbers of columns in tabs",
    "单位：万元\n项目\t年初预算数\t执行数\t完成预算%\t建议数\n\t1\t2\t3=2/1*100\t4\n教育支出\t50\t49\t98.0\t55\n住房支出\t20\t20\t100.0\t21\n",
    no_am("1"),
    no_am("2"),
    no_am("4"),
    am("49", yuan="490000"),
)

# a number that a cell border cut at its point
for _front, _rest in (("190.", "2"), ("1,491.", "25"), ("市级安排70.", "9")):
    case(
        "N1",
        f"cut at a cell border behind {_front}",
        f"项目\t单位\t金额\n市级财政安排\t{_front}\t\t{_rest}\t亿元支持培育产业\n引导基金\t\t\t3.5亿元\n",
        no_am(f"{_rest}\t亿元"),
        {"no_amount": {"value": _rest}},
    )

# levels of places in brackets are no units
for _head in ("全市（县、区）", "市本级（区）", "各乡镇（街道）"):
    filed(
        "T2",
        f"places in {_head}",
        "docx",
        word(
            "2024年政府债务情况表",
            "单位：万元",
            [
                ["项目", _head, "市级"],
                ["债务限额", "756673", "98200"],
                ["债务余额", "701200", "95100"],
            ],
        ),
        am("756673", yuan="7566730000"),
        no_ct("756673"),
    )

# interest and tax rates without a sign
for _head, _value in (("发行利率", "2.07"), ("票面利率", "3.15"), ("适用税率", "13")):
    filed(
        "T4",
        f"bare shares under {_head}",
        "docx",
        word(
            "2024年债券情况表",
            "单位：万元",
            [
                ["债券名称", "发行额", _head],
                ["01专项债", "12000", _value],
                ["02专项债", "8000", _value],
            ],
        ),
        over("rate", _value, value=_value),
        no_am(_value),
        am("12000", yuan="120000000"),
    )

# codes and cut headers before words count nothing
case(
    "N6",
    "codes before names",
    "项目\t项目领域\t金额（万元）\n厕所改造\t150199其他农村建设\t36.00\n村道\t150203农村道路\t12.00\n",
    {"no_count": {"overlaps": "150199"}},
    {"no_count": {"overlaps": "150203"}},
    am("36.00", yuan="360000"),
)
