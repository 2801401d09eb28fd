"""Periods, roles and changes of figures (P), and their cells: fresh instances, written after real pages were read.

All names and figures are invented; each entry is another instance of a kind, not a copy of a known one.
"""

from __future__ import annotations

from tests.variants.cases import case, filed, over
from tests.variants.writing import grid, xlsx

FINAL = "云溪县档案馆2027年度部门决算公开说明\n"
CITY = "关于云溪市2027年预算执行情况和2028年预算草案的报告\n"
PLAN = CITY + "二、2028年预算草案\n"
DONE = CITY + "一、2027年预算执行情况\n"
# P1: dates
case(
    "P1",
    "half of a year under a heading",
    PLAN + "上半年安排专项资金3.60亿元。\n",
    over("amount", "3.60亿元", period="2028-01/2028-06"),
)
case(
    "P1",
    "the whole year under a heading of the next",
    PLAN + "全年安排民生支出86.40亿元。\n",
    over("amount", "86.40亿元", period="2028"),
)
case(
    "P1",
    "up to a day",
    DONE + "截至2027年9月30日，全市债务余额218.40亿元。\n",
    over("amount", "218.40亿元", period="2027-09-30"),
)
case(
    "P1",
    "months of a year",
    DONE + "2027年1—8月，全市税收收入54.20亿元。\n",
    over("amount", "54.20亿元", period="2027-01/2027-08"),
)
case(
    "P1",
    "paragraph's year in a later sentence",
    CITY + "2026年，全市教育投入稳步增长。教育支出完成41.60亿元。\n",
    over("amount", "41.60亿元", period="2026"),
)
case(
    "P1",
    "paragraph's year is not another one's",
    DONE + "2026年，全市教育投入稳步增长。\n教育支出完成41.60亿元。\n",
    over("amount", "41.60亿元", period="2027"),
)
case(
    "P1",
    "five years",
    DONE + "五年来，全市累计投入水利资金63.50亿元。\n",
    over("amount", "63.50亿元", period=[None, "None"]),
)
case(
    "P1",
    "year of a reason",
    DONE + "增值税增幅较高，主要是2025年留抵退税使基数较低。契税完成5.20亿元。\n",
    over("amount", "5.20亿元", period="2027"),
)
case(
    "P1",
    "title alone",
    FINAL + "库房租赁费支出9.60万元。\n",
    over("amount", "9.60万元", period="2027"),
)
case(
    "P1",
    "title in Chinese numerals",
    "云溪县档案馆二〇二七年度部门决算说明\n库房租赁费支出9.60万元。\n",
    over("amount", "9.60万元", period="2027"),
)
case(
    "P1",
    "heading of another year wins over the title",
    FINAL + "三、2026年追溯调整情况\n调减差旅费支出0.80万元。\n",
    over("amount", "0.80万元", period="2026"),
)
case(
    "P1",
    "signature",
    FINAL + "邮电费支出2.10万元。\n\n云溪县档案馆\n2028年7月6日\n",
    over("amount", "2.10万元", period="2027"),
)
# P2: roles
case(
    "P2",
    "draft under its heading",
    PLAN + "全市国有资本经营预算收入预计4.10亿元，其中：利润收入3.60亿元。\n",
    over("amount", "4.10亿元", role="budget", period="2028"),
    over("amount", "3.60亿元", role="budget", period="2028"),
)
case(
    "P2",
    "done under its heading",
    DONE + "全市国有资本经营预算收入4.10亿元，其中：利润收入3.60亿元。\n",
    over("amount", "4.10亿元", role="actual", period="2027"),
    over("amount", "3.60亿元", role="actual"),
)
case(
    "P2",
    "last year under a draft",
    PLAN + "城市维护建设税安排6.20亿元，上年执行数5.90亿元。\n",
    over("amount", "6.20亿元", role="budget", period="2028"),
    over("amount", "5.90亿元", role="prior", period="2027"),
)
case(
    "P2",
    "budget and result",
    FINAL + "公务接待费年初预算3.20万元，支出决算2.60万元。\n",
    over("amount", "3.20万元", role="budget"),
    over("amount", "2.60万元", role="actual"),
)
case(
    "P2",
    "standard raised",
    DONE + "孤儿养育标准由每人每月1100元提高到1250元。\n",
    over("amount", "1250元", role="standard"),
)
case(
    "P2",
    "so far in a draft",
    PLAN + "截至2028年1月25日，市本级基本支出2.30亿元。\n",
    over("amount", "2.30亿元", role="actual", period="2028-01-25"),
)
case(
    "P2",
    "adjusted budget column",
    "云溪市2027年政府性基金收入执行情况表\n单位：万元\n项目\t年初预算数\t变动预算数\t执行数\t占变动预算%\n土地出让收入\t86120\t84560\t90215\t106.7\n污水处理费收入\t2310\t2310\t2418\t104.7\n",
    over("amount", "84560", role="budget", change=[None, "None"]),
    over("amount", "90215", role="actual"),
    over("rate", "106.7", change=[None, "None"]),
)
case(
    "P2",
    "targets set, nothing done",
    "云溪县项目支出绩效目标表\n项目名称\t年度金额（元）\t三级指标\t指标值\n库房改造\t940000\t改造面积\t≥600平方米\n目录著录\t120000\t著录条数\t≥8万条\n",
    over("amount", "940000", role="budget"),
)
case(
    "P2",
    "debts of two ends",
    "云溪市2027年地方政府专项债务余额情况表\n单位：亿元\n项目\t预算数\t执行数\n一、2026年末地方政府专项债务余额实际数\t\t61.20\n二、2027年末地方政府专项债务余额限额\t\t88.40\n三、2027年地方政府专项债务还本额\t\t7.10\n",
    over("amount", "61.20", period="2026"),
    over("amount", "88.40", period="2027"),
    over("amount", "7.10", period="2027"),
)
# P3: change and level
case(
    "P3",
    "over a mark is no change",
    DONE + "新增就业超过3.40万人，城镇登记失业率低于3.5%。\n",
    over("count", "3.40万人", value="3.40"),
)
case(
    "P3",
    "raised to",
    FINAL + "数字化率提高到78.5%。\n",
    over("rate", "78.5%", change=[None, "None"]),
)
case(
    "P3",
    "points",
    FINAL + "基本支出占64.2%，比上年提高3.1个百分点。\n",
    over("rate", "64.2%", change=[None, "None"]),
    over("rate", "3.1个百分点", change="increase"),
)
case(
    "P3",
    "cut to nothing",
    FINAL + "因公出国（境）费压减为0万元。\n",
    over("amount", "0万元", change=[None, "None"]),
)
case(
    "P3",
    "less against two bases",
    FINAL + "培训费5.60万元，较年初预算减少0.40万元，比上年增加0.20万元。\n",
    over("amount", "0.40万元", change="decrease"),
    over("amount", "0.20万元", change="increase"),
)
# cells
filed(
    "P2",
    "cells of a final account take its year",
    "html",
    "<h1>云溪县档案馆2027年度部门决算</h1><p>收入支出决算总表</p><p>单位：万元</p>"
    + grid([["项目", "金额"], ["一般公共预算财政拨款收入", "1206.40"], ["其他收入", "18.25"]]),
    over("amount", "1206.40", period="2027", yuan="12064000"),
)
filed(
    "N6",
    "years of a term are no money",
    "xlsx",
    xlsx(
        [
            ["云溪市2027年债券发行情况表"],
            ["单位：万元"],
            ["债券名称", "期限（年）", "发行额"],
            ["一期专项债券", 10, 18600],
            ["二期专项债券", 15, 24500],
        ]
    ),
    over("amount", "18600", yuan="186000000"),
    {"no_amount": {"text": "10"}},
    {"no_amount": {"text": "15"}},
)
filed(
    "T3",
    "letters of a formula are no names",
    "html",
    "<p>云溪市2027年债务限额及余额决算情况表</p><p>单位：亿元</p>"
    + grid(
        [
            ["地区", "2027年债务限额", None, "2027年债务余额（决算数）", None],
            ["", "一般债务", "专项债务", "一般债务", "专项债务"],
            ["公式", "A", "B", "C", "D"],
            ["云溪市本级", "20.15", "21.40", "19.35", "21.38"],
            ["东陵区", "8.42", "6.15", "8.10", "6.02"],
        ]
    )
    .replace(">2027年债务限额<", ' colspan="2">2027年债务限额<')
    .replace(">2027年债务余额（决算数）<", ' colspan="2">2027年债务余额（决算数）<'),
    over("amount", "19.35", period="2027", not_item="C"),
    over("amount", "6.15", not_item="B"),
)
filed(
    "P2",
    "amounts of a list of goals",
    "xlsx",
    xlsx(
        [
            [
                "项目编码",
                "项目名称",
                "项目总金额",
                "本年金额",
                "政策依据",
                "年度目标",
                "三级指标",
                "指标值",
            ],
            [
                "420118271390300500070",
                "库房改造",
                940000,
                310000,
                "依据一",
                "完成改造",
                "改造面积",
                "≥600平方米",
            ],
            [
                "420118271390300500071",
                "目录著录",
                120000,
                120000,
                "依据二",
                "完成著录",
                "著录条数",
                "≥8万条",
            ],
        ]
    ),
    over("amount", "310000", role="budget"),
    {"no_amount": {"overlaps": "420118271390300500070"}},
)
