"""Numbers, units, signs, names and links of figures (N, I): fresh instances, written after real pages were read.

All names and figures are invented; each entry is another instance of a kind, not a copy of a known one.
"""

from __future__ import annotations

from tests.variants.cases import case, over, ru

FINAL = "云溪县档案馆2027年度部门决算公开说明\n"
CITY = "关于云溪市2027年预算执行情况和2028年预算草案的报告\n"
PLAN = CITY + "二、2028年预算草案\n"
DONE = CITY + "一、2027年预算执行情况\n"

# N: numbers, units, signs
case(
    "N1",
    "blank behind the second group",
    FINAL + "公用经费支出3 406.12万元。\n",
    over("amount", "3 406.12", yuan="34061200"),
)
case(
    "N1",
    "three groups with commas and blanks",
    FINAL + "资产总额为6, 120, 845.30元。\n",
    ru("6, 120, 845.30元", yuan="6120845.30"),
)
case(
    "N1",
    "break behind a comma of thousands",
    FINAL + "本年支出合计8,\n417.60万元。\n",
    ru("8,\n417.60万元", yuan="84176000"),
    {"no_amount": {"value": "417.60"}},
)
case(
    "N2",
    "range of money with one unit",
    FINAL + "单个项目补助8—12万元。\n",
    over("amount", "8—12万元", low="8", high="12"),
)
case(
    "N2",
    "wan with a tail of hundreds",
    FINAL + "人均补助1万2，共补助30人。\n",
    over("amount", "1万2", value="12000", unit="元"),
)
case(
    "N2",
    "half of a yi",
    FINAL + "全年筹集资金1.5个亿。\n",
    over("amount", "1.5个亿", yuan="150000000"),
)
case(
    "N2",
    "unit in brackets",
    FINAL + "收入总计为2764.18（万元）。\n",
    over("amount", "2764.18", yuan="27641800"),
)
case(
    "N2",
    "hundreds of thousands in words",
    FINAL + "罚没款叁拾贰万伍仟元整已上缴。\n",
    over("amount", "叁拾贰万伍仟元整", yuan="325000"),
)
case(
    "N3",
    "negative balance in words",
    FINAL + "当年收支结余-18.45万元。\n",
    over("amount", "-18.45万元", yuan="-184500"),
)
case("N3", "triangle", FINAL + "基金当年结余△32.10万元。\n", ru("△32.10万元", yuan="-321000"))
case(
    "N5",
    "unit of the rows above",
    FINAL + "单位：万元\n项目 2027年决算数\n图书资料购置 1,286\n库房恒温改造 940\n",
    over("amount", "1,286", yuan="12860000"),
    over("amount", "940", yuan="9400000"),
)
case(
    "N5",
    "unit above, other unit below",
    FINAL + "单位：千元\n档案数字化 3,210\n单位：元\n零星维修 45,600\n",
    over("amount", "3,210", yuan="3210000"),
    over("amount", "45,600", yuan="45600"),
)
case(
    "N5",
    "control: no unit through prose",
    FINAL
    + "单位：万元\n档案数字化 3,210\n上述数据由财务科汇总。以下为其他情况。\n临时用工 88,000\n",
    {"no_amount": {"overlaps": "88,000", "yuan": "880000000"}},
)
case(
    "N6",
    "number of a document",
    FINAL + "根据云财预〔2027〕118号文件，下达经费46.20万元。\n",
    over("amount", "46.20万元", yuan="462000"),
    {"no_amount": {"value": "118"}},
    {"no_count": {"value": "118"}},
)
case(
    "N6",
    "code of twenty digits in a cell",
    FINAL
    + "项目编码\t项目名称\t预算数（元）\n420118271390300500070\t库房改造\t940000\n420118271390300500071\t目录著录\t120000\n",
    over("amount", "940000", yuan="940000"),
    {"no_amount": {"overlaps": "420118271390300500070"}},
)
case(
    "N7",
    "per person and year",
    FINAL + "公务员医疗补助标准为1200元/人·年。\n",
    over("amount", "1200元/人·年", value="1200", unit="元/人·年"),
)
case(
    "N7",
    "area",
    FINAL + "新增库房3.2万平方米。\n",
    over("count", "3.2万平方米", value="3.2", unit="万平方米"),
)
case(
    "N7",
    "person-times with 余",
    FINAL + "接待查档5600余人次。\n",
    over("count", "5600余人次", value="5600"),
)
case(
    "N9",
    "percent in words with decimals",
    FINAL + "利用率达到百分之九十二点六。\n",
    over("rate", "百分之九十二点六", value="92.6"),
)
case(
    "N10",
    "zero width inside",
    FINAL + "培训费支出6\u200b4.08万元。\n",
    ru("4.08万元", yuan="640800"),
)
case(
    "N11",
    "growth negative behind a header",
    FINAL + "支出同比增长（%）-7.4%。\n",
    over("rate", "-7.4%", value="-7.4", change="decrease"),
)
case(
    "N12",
    "range of shares",
    FINAL + "占支出比重在12%至15%之间。\n",
    over("rate", "12%至15%", low="12", high="15"),
)
# I: names and links
case(
    "I1",
    "both sides of a list",
    FINAL + "抚恤金、遗属困难补助18.60万元。\n",
    over("amount", "18.60万元", item="抚恤金、遗属困难补助"),
)
case(
    "I2",
    "comparator is no part of a name",
    DONE + "全市社会消费品零售总额超460亿元。\n",
    over("amount", "460亿元", item="社会消费品零售总额", change=[None, "None"]),
)
case(
    "I2",
    "added is no part of a name",
    DONE + "2027年市本级政府性基金收入48.20亿元，加专项债券21.30亿元，上年结转3.10亿元。\n",
    over("amount", "21.30亿元", item="专项债券"),
)
case(
    "I2",
    "by procedure is no name",
    DONE
    + "批准的2027年国有资本经营预算收入预算6.40亿元，执行中按法定程序调整为2.80亿元，实际完成2.60亿元。\n",
    {"no_amount": {"overlaps": "2.60亿元", "item": "按法定程序"}},
    over("amount", "2.60亿元", role="actual"),
)
case(
    "I2",
    "influence is no part of a name",
    DONE + "全年固定资产投资受高基数影响下降12.40%。\n",
    over("rate", "12.40%", item="固定资产投资", change="decrease"),
)
case(
    "I2",
    "raised in a name",
    FINAL + "基层服务能力提升项目支出36.50万元。\n",
    over("amount", "36.50万元", change=[None, "None"]),
)
case(
    "I3",
    "name behind",
    FINAL + "安排12.80万元用于古籍修复。\n",
    over("amount", "12.80万元", item="古籍修复"),
)
case(
    "I4",
    "year of a fund",
    FINAL + "收到2026年公共文化服务体系建设补助资金24.00万元。\n",
    over(
        "amount",
        "24.00万元",
        item=["2026年公共文化服务体系建设补助资金", "公共文化服务体系建设补助资金"],
    ),
)
case(
    "I5",
    "three of a kind",
    FINAL + "本年收入1206.40万元，支出1188.15万元，结余18.25万元。\n",
    over("amount", "1206.40万元", item=["本年收入", "收入"]),
    over("amount", "1188.15万元", item="支出"),
    over("amount", "18.25万元", item="结余"),
)
case(
    "I5",
    "change belongs to the whole",
    FINAL + "会议费8.40万元（其中：场地费3.10万元，资料费5.30万元），比上年减少1.20万元。\n",
    over("amount", "1.20万元", item="会议费", change="decrease"),
)
case(
    "I6",
    "name on the line above",
    FINAL + "（二）差旅费\n2027年支出14.70万元，比上年下降6.3%。\n",
    over("amount", "14.70万元", item="差旅费"),
)
