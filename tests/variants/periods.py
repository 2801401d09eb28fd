"""Periods, roles and identity (P): other instances of every kind.

All names and figures are invented; each entry is another instance of a kind, not a copy of a known one.
"""

from __future__ import annotations

from tests.variants.cases import case, filed, over
from tests.variants.writing import xlsx


# P1
def per(text: str) -> dict[str, object]:
    return {"mention": {"label": "PERIOD", "text": text}}


case(
    "P1",
    "dates whole",
    "松河县统计局决算说明\n该项目自2020年11月起实施，2022年年末余额为35.2万元，2023年底结余12.6万元。\n",
    per("2020年11月"),
    per("2023年底"),
)
case(
    "P1",
    "year with blank, span",
    "松河县统计局2024 年度决算说明\n2023年9月至2024年8月共支出86.4万元。\n",
    per("2023年9月至2024年8月"),
    over("amount", "86.4万元", yuan="864000"),
)
case(
    "P1",
    "half year and quarter",
    "2025年上半年支出42.5万元，2024年第三季度支出18.3万元。\n",
    per("2025年上半年"),
    per("2024年第三季度"),
)
case(
    "P1",
    "day",
    "截至2024年12月31日，账面余额为92.7万元；2023年末为88.1万元。\n",
    per("2023年末"),
    over("amount", "92.7万元", yuan="927000"),
)
# P2
case(
    "P2",
    "budget then actual",
    "松河县统计局2023年度决算说明\n会议费预算数为4.50万元，实际支出3.86万元；差旅费年初预算为9.00万元，决算数为8.15万元。\n",
    over("amount", "4.50", role="budget"),
    over("amount", "3.86", role="actual"),
    over("amount", "9.00", role="budget"),
    over("amount", "8.15", role="actual"),
)
case(
    "P2",
    "plan and adjust",
    "松河县统计局2023年度决算说明\n项目支出计划120.00万元，由120.00万元调整至136.50万元。\n",
    over("amount", "136.50", role="budget"),
)
case(
    "P2",
    "signature dates nothing",
    "松河县统计局2022年度决算说明\n培训费支出6.30万元。\n\n松河县统计局\n2023年8月20日\n",
    over("amount", "6.30", period="2022"),
    {"no_amount": {"overlaps": "6.30", "period": "2023"}},
)
case(
    "P2",
    "planned income",
    "2024年收入计划856.00万元，全年实际收入861.35万元。\n",
    over("amount", "856.00", role="budget"),
    over("amount", "861.35", role="actual"),
)
# P3
filed(
    "P3",
    "change column negative",
    "xlsx",
    xlsx(
        [
            ["单位：万元"],
            ["项目", "2022年", "2023年", "增减%"],
            ["工资", 80.2, 76.5, -4.6],
            ["奖金", 12.0, 13.2, 10.0],
        ]
    ),
    {"rate": {"value": ["-4.6", "4.6"]}},
    {"no_amount": {"value": "-4.6"}},
    {"no_amount": {"value": "4.6"}},
)
case(
    "P3",
    "share is a level",
    "松河县统计局2023年度决算说明\n人员经费占比62%，比上年提高5个百分点。\n",
    over("rate", "62%", value="62", change=None),
    over("rate", "5个百分点", change="increase"),
)
case(
    "P3",
    "reached level",
    "松河县统计局2023年度决算说明\n公务接待费由2.30万元减少为1.65万元，会议费压减为0万元。\n",
    over("amount", "1.65", change=None, yuan="16500"),
)
case(
    "P3",
    "raised to",
    "松河县统计局2023年度决算说明\n补助标准提高到3.20万元，覆盖率提升至96%。\n",
    over("amount", "3.20", change=None),
    over("rate", "96%", change=None),
)


# P4
def dc(**k: object) -> dict[str, object]:
    return {"document": k}


case(
    "P4",
    "unit in title",
    "青浦县总工会2023年度部门决算公开\n一、部门职责\n收入合计318.20万元。\n",
    dc(unit_name="青浦县总工会", fiscal_year="2023", report_kind="部门决算"),
)
case(
    "P4",
    "kindergarten",
    "柳岸区第二幼儿园2024年部门预算\n一、单位概况\n支出预算620.00万元。\n",
    dc(unit_name="柳岸区第二幼儿园", report_kind="部门预算"),
)
case(
    "P4",
    "field",
    "项目支出绩效自评表\n（2023年度）\n项目名称：河堤加固\n项目单位：松河县水务局\n填报日期：2024年3月15日\n项目资金（万元）\n预算数：120.00\n",
    dc(unit_name="松河县水务局", fiscal_year="2023"),
)
case(
    "P4",
    "propaganda department",
    "中共松河县委宣传部2022年度部门决算\n第一部分 概况\n支出合计208.40万元。\n",
    dc(unit_name=["中共松河县委宣传部", "松河县委宣传部"], fiscal_year="2022"),
)
