"""Reading at first sight, units and marks of columns and notes: kinds that other texts brought to light (2026-11-30).

All names and figures are invented.
"""

from __future__ import annotations

from tests.variants.cases import am, case, ct, filed, no_am, no_ct, over
from tests.variants.writing import page, word

_T = "柳岸区园林站2022年度部门决算说明\n"
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
