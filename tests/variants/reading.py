"""Reading at first sight, names and rows: kinds that other texts brought to light (2026-11-30).

All names and figures are invented.
"""

from __future__ import annotations

from tests.variants.cases import am, case, ct, filed, no_am, no_ct, over, ru
from tests.variants.writing import word

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
