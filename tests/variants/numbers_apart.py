"""What is no figure, units, spelt numbers, hidden characters, signs and ranges (N6–N12): other instances of every kind.

All names and figures are invented; each entry is another instance of a kind, not a copy of a known one.
"""

from __future__ import annotations

from tests.variants.cases import case, over, ru

T = "松河县公路养护所2024年度部门决算说明\n"
# N6
case(
    "N6",
    "toc pages",
    "目  录\n一、部门概况……3\n二、收入支出决算总体情况说明......................12\n三、名词解释 ———— 27\n",
    {"no_amount": {"value": "3"}},
    {"no_amount": {"value": "12"}},
    {"no_amount": {"value": "27"}},
    {"no_count": {"value": "12"}},
)
case(
    "N6",
    "postcode, phone, file size, dotted date",
    "松河县公路养护所\n地址：滨江路58号  邮编：315208\n电话：0574-63218800转802\n附件：决算表.xls（2.5MB）\n发布时间：2024.3.18\n",
    {"no_amount": {"value": "315208"}},
    {"no_count": {"value": "315208"}},
    {"no_amount": {"value": "58"}},
    {"no_amount": {"value": "2.5"}},
    {"no_count": {"value": "802"}},
    {"no_amount": {"value": "2024.3"}},
    {"no_rate": {"value": "2024.3"}},
)
case(
    "N6",
    "names with counts",
    T + "落实“三保”支出和“十四五”规划，按八项规定压减“三公”经费，贯彻二十条措施。\n",
    {"no_count": {"value": "3"}},
    {"no_count": {"value": "8"}},
    {"no_count": {"value": "14"}},
    {"no_amount": {"value": "3"}},
)
case(
    "N6",
    "bare number no amount",
    T + "详见附表7。联系人李某，工号20451。办公楼位于建设路116号。\n",
    {"no_amount": {"value": "7"}},
    {"no_amount": {"value": "20451"}},
    {"no_amount": {"value": "116"}},
)
# N7
case(
    "N7",
    "unit in value compound",
    T + "产出指标\n数量指标：培训教师 8 场，目标值≥8场，实际9场。\n补贴标准900元/人·年。\n",
)
case(
    "N7",
    "tonnes",
    T + "全年处理垃圾4.2万t，沥青用量310 t。\n",
    over("count", "4.2万t"),
    over("count", "310 t", value="310"),
)
case(
    "N7",
    "100% complete",
    T + "年度任务100% 完成，工程验收 95% 合格。\n",
    over("rate", "100%", value="100"),
    over("rate", "95%", value="95"),
)
case(
    "N7",
    "per",
    T + "护理补贴按160元/人/月发放，取暖费25元/平方米。\n",
    over("amount", "160元/人/月", value="160"),
    over("amount", "25元/平方米", value="25"),
)
# N9
case(
    "N9",
    "chinese decimals",
    T + "参保率达到百分之九十六点三四，使用率为百分之八十九点五六。\n",
    over("rate", "百分之九十六点三四", value="96.34"),
    over("rate", "百分之八十九点五六", value="89.56"),
)
case(
    "N9",
    "yi decimals",
    T + "总投资二点三四亿元，其中市级一点五六亿元。\n",
    over("amount", "二点三四亿元", yuan="234000000"),
    over("amount", "一点五六亿元", yuan="156000000"),
)
case(
    "N9",
    "capitals whole amount",
    T + "合同总价人民币柒仟贰佰零叁万元整，违约金伍万陆仟柒佰元整。\n",
    over("amount", "柒仟贰佰零叁万元整", yuan="72030000"),
    over("amount", "伍万陆仟柒佰元整", yuan="56700"),
)
case(
    "N9",
    "percent in words",
    T + "超收百分之三十七，减收百分之零点五。\n",
    over("rate", "百分之三十七", value="37"),
    over("rate", "百分之零点五", value="0.5"),
)
case(
    "N9",
    "control 7 to 8",
    T + "受益村七八个，每村补助两三万元。\n",
    {"no_count": {"value": "78"}},
    {"no_amount": {"yuan": "230000"}},
)
# N10
case(
    "N10",
    "zero width inside",
    T + "支出合计1\u200b,284.60万元，完成预算97\u200b.5%。\n",
    ru("1\u200b,284.60万元", yuan="12846000"),
    ru("97\u200b.5%", value="97.5"),
    {"no_amount": {"value": "284.60"}},
    {"no_rate": {"value": "5"}},
)
case(
    "N10",
    "soft hyphen",
    T + "项目支出76\u00ad5.43万元。\n",
    ru("76\u00ad5.43万元", yuan="7654300"),
    {"no_amount": {"value": "5.43"}},
)
case(
    "N10",
    "katakana dot as point",
    T + "人员经费432・18万元，公用经费86・4万元。\n",
    ru("432・18万元", yuan="4321800"),
    {"no_amount": {"value": "18"}},
    {"no_amount": {"value": "4"}},
)
case(
    "N10",
    "cut at every place: unit split",
    T + "补助资金765.43万\n元，公益金765.4\n3万元，结余7\n65.43万元。\n",
    {"no_amount": {"value": "3"}},
    {"no_amount": {"value": "65.43"}},
    {"no_amount": {"value": "765.4"}},
)
case(
    "N10",
    "cut percent",
    T + "合格率98.\n5%，满意率9\n6.2%，覆盖率87.3\n%。\n",
    {"no_rate": {"value": "5"}},
    {"no_rate": {"value": "6.2"}},
    ru("87.3\n%", value="87.3"),
)
case(
    "N10",
    "blanks around point",
    T + "全年支出715 .35万元，收入820. 5万元。\n",
    ru("715 .35万元", yuan="7153500"),
    ru("820. 5万元", yuan="8205000"),
    {"no_amount": {"value": "35"}},
    {"no_amount": {"value": "5"}},
)
# N11
case(
    "N11",
    "growth minus",
    T + "同比增长（%）-12.5%，净增加额（万元）-30.6万元。\n",
    ru("-12.5%", value="-12.5"),
    ru("-30.6万元", yuan="-306000"),
)
case(
    "N11",
    "negative balance",
    T + "年末结余负453万元，上年为负12.8万元。\n",
    ru("负453万元", yuan="-4530000"),
    ru("负12.8万元", yuan="-128000"),
)
case(
    "N11",
    "note then thousand unit",
    T + "缴纳费用8.40（注2）千元，其他15.2（注3）百万元。\n",
    ru("8.40", yuan="8400"),
    ru("15.2", yuan="15200000"),
    {"no_amount": {"yuan": "1000"}},
    {"no_amount": {"yuan": "1000000"}},
)
case(
    "N11",
    "units alone",
    T + "金额单位为千元，报表以百万元列示，下同。\n",
    {"no_amount": {"yuan": "1000"}},
    {"no_amount": {"yuan": "1000000"}},
    {"no_amount": {"value": "100"}},
    {"no_amount": {"value": "1"}},
)
# N12
case(
    "N12",
    "range zhi",
    T + "单个项目补助5万元至15万元，补助比例为40%-60%。\n",
    over("amount", "5万元至15万元", low="5", high="15"),
    over("rate", "40%-60%", low="40", high="60"),
)
case(
    "N12",
    "range with one unit",
    T + "投资规模预计8～30亿元，年均培训200至300人次。\n",
    over("amount", "8～30亿元", low="8", high="30"),
    over("count", "200至300人次", low="200", high="300"),
)
case(
    "N12",
    "range to with 到",
    T + "每户奖励2000元到8000元不等。\n",
    over("amount", "2000元到8000元", low="2000", high="8000"),
)
case(
    "N12",
    "percent tilde",
    T + "自筹比例15%～25%，误差3%~5%。\n",
    over("rate", "15%～25%", low="15", high="25"),
    over("rate", "3%~5%", low="3", high="5"),
)
