"""Marks, units and headers of tables (T1–T4): other instances of every kind.

All names and figures are invented; each entry is another instance of a kind, not a copy of a known one.
"""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.loading.pdf import sheets
from tests.variants.cases import am, case, ct, filed, no_am, over, rt, ru
from tests.variants.writing import UNIT as U
from tests.variants.writing import drawn, grid, page, word, xlsx

# T1
filed(
    "T1",
    "marked cells xlsx",
    "xlsx",
    xlsx(
        [
            ["单位：万元"],
            ["项目", "决算数"],
            ["办公费", "¥18.20"],
            ["水费", "6.40※"],
            ["电费", "7.15②"],
            ["邮电费", "2.05（注1）"],
            ["差旅费", "1 105.30"],
            ["会议费", "约3.00"],
            ["培训费", "4.60"],
            ["合计", "1 146.70"],
        ]
    ),
    *[
        ru(t, yuan=y)
        for t, y in [
            ("¥18.20", "182000"),
            ("6.40※", "64000"),
            ("7.15②", "71500"),
            ("2.05（注1）", "20500"),
            ("1 105.30", "11053000"),
            ("约3.00", "30000"),
            ("4.60", "46000"),
            ("1 146.70", "11467000"),
        ]
    ],
    am("4.60", item="培训费"),
    {"findings": 0},
)
filed(
    "T1",
    "marked cells html",
    "html",
    page(
        f"<h1>{U}</h1><p>单位：元</p>"
        + grid(
            [
                ["科目", "金额"],
                ["劳务费", "RMB 52,300.00"],
                ["咨询费", "38,200.00*"],
                ["租赁费", "12 400.00"],
                ["印刷费", "6,100.00[注]"],
                ["维修费", "捌仟元整"],
                ["手续费", ".85"],
                ["物业费", "9.2E+03"],
            ]
        )
    ),
    *[
        ru(t, value=v)
        for t, v in [
            ("52,300.00", "52300"),
            ("38,200.00*", "38200"),
            ("12 400.00", "12400"),
            ("6,100.00", "6100"),
            ("9.2E+03", "9200"),
        ]
    ],
    ru("捌仟元整", yuan="8000"),
    {"no_amount": {"value": "400"}},
    {"no_amount": {"value": "85"}},
)
filed(
    "T1",
    "two numbers in a docx cell",
    "docx",
    word(
        U,
        "单位：万元",
        [
            ["项目", "决算数"],
            ["人员经费", "210.40\n35.20"],
            ["公用经费", "68.30\n(含培训费5.10)"],
            ["合计", "314.10"],
        ],
    ),
    ru("210.40", yuan="2104000"),
    ru("35.20", yuan="352000"),
    ru("68.30", yuan="683000"),
    ru("5.10", yuan="51000"),
    {"findings": 0},
)


def pt1(c: Canvas) -> None:
    sheets.text(c, 60, 790, U)
    sheets.text(c, 60, 770, "单位：万元")
    drawn(
        c,
        widths=[150, 110, 110],
        rows=[
            ["项目", "预算数", "决算数"],
            ["基本支出", "6 2 0 . 1 5", "618.40"],
            ["项目支出", "-3.20", "2 , 105.66"],
            ["合计", "616.95", "2,724.06"],
        ],
    )


filed(
    "T1",
    "pdf letter-spaced and minus",
    "pdf",
    sheets.pdf(pt1),
    ru("6 2 0 . 1 5", yuan="6201500"),
    ru("-3.20", yuan="-32000"),
    ru("2 , 105.66", yuan="21056600"),
    am("2,724.06", yuan="27240600"),
    {"no_amount": {"yuan": "1056600"}},
    {"findings": 0},
)
filed(
    "T1",
    "wrapped figure in docx cell",
    "docx",
    word(
        U,
        "单位：元",
        [
            ["项目", "预算数", "决算数"],
            ["基本支出", "18204500\n.00", "17654300.\n50"],
            ["项目支出", "3000000.00", "2900000.00"],
        ],
    ),
    ru("18204500\n.00", value="18204500"),
    ru("17654300.\n50", value="17654300.5"),
    {"no_amount": {"value": "50"}},
    {"no_amount": {"value": "00"}},
)
# T2
filed(
    "T2",
    "unit in header, half width brackets, xlsx",
    "xlsx",
    xlsx(
        [
            ["2024年收支情况"],
            ["项目", "收入(万元)", "支出(元)", "人数(人)"],
            ["本级", "320.50", "3105200", "46"],
            ["下属", "88.10", "860000", "19"],
        ]
    ),
    am("320.50", yuan="3205000"),
    am("3105200", yuan="3105200"),
    ct("46", value="46"),
    no_am("46"),
    no_am("19"),
)
filed(
    "T2",
    "half width colon caption html",
    "html",
    page(
        f"<h2>{U}</h2><p>金额单位:万元</p><p>编制单位：柳岸区气象服务站</p>"
        + grid(
            [
                ["项目", "行次", "金额"],
                ["合计", "1", "815.20"],
                ["基本支出", "2", "615.20"],
                ["项目支出", "3", "200.00"],
            ]
        )
    ),
    am("815.20", yuan="8152000"),
    am("200.00", yuan="2000000"),
    no_am("2"),
    no_am("3"),
)
case(
    "T2",
    "one cell a line",
    f"{U}\n收入支出决算总表\n单位：万元\n项目\n预算数\n决算数\n一、财政拨款收入\n420.00\n418.36\n二、其他收入\n15.00\n16.82\n合计\n435.00\n435.18\n",
    over("amount", "418.36", yuan="4183600"),
    over("amount", "16.82", yuan="168200", item=["二、其他收入", "其他收入"]),
    over("amount", "435.00", yuan="4350000", role="budget"),
)
case(
    "T2",
    "pipe rows",
    f"{U}\n| 项目 | 年初预算（万元） | 决算（万元） |\n|---|---|---|\n| 公务接待费 | 3.20 | 2.15 |\n| 公务用车运行维护费 | 18.00 | 17.42 |\n| 合计 | 21.20 | 19.57 |\n",
    over("amount", "2.15", yuan="21500", item="公务接待费"),
    over("amount", "18.00", yuan="180000", role="budget"),
    over("amount", "19.57", yuan="195700"),
)
filed(
    "T2",
    "two header rows, unit in the second",
    "docx",
    word(
        U,
        [
            ["项目", "本年", None, "上年", None],
            ["", "金额（万元）", "占比（%）", "金额（万元）", "占比（%）"],
            ["合计", "95.40", "100", "90.10", "100"],
            ["工资", "62.01", "65", "60.37", "67"],
            ["其他", "33.39", "35", "29.73", "33"],
        ],
    ),
    am("95.40", yuan="954000"),
    am("60.37", yuan="603700"),
    rt("65", value="65"),
    no_am("67"),
    no_am("35"),
)
# T3
filed(
    "T3",
    "columns years xlsx",
    "xlsx",
    xlsx(
        [
            ["2024年度部门决算表"],
            ["单位：万元"],
            ["项目", "2023年决算数", "2024年预算数", "2024年决算数"],
            ["差旅费", "5.20", "6.00", "5.85"],
            ["会议费", "1.10", "1.50", "1.42"],
        ]
    ),
    am("5.20", period="2023", role=["actual", "prior"]),
    am("6.00", period="2024", role="budget"),
    am("1.42", period="2024"),
)
filed(
    "T3",
    "last year columns html",
    "html",
    page(
        "<h1>松河县统计局2022年度决算公开</h1><p>单位：万元</p>"
        + grid(
            [
                ["项目", "上年决算数", "本年决算数", "增减额"],
                ["基本支出", "312.40", "330.15", "17.75"],
                ["项目支出", "90.00", "84.20", "-5.80"],
            ]
        )
    ),
    am("312.40", period="2021"),
    am("330.15", period="2022"),
    am("90.00", role="prior"),
)
filed(
    "T3",
    "two header rows of years docx",
    "docx",
    word(
        "松河县统计局决算公开",
        "单位：万元",
        [
            ["项目", "2021年", None, "2022年", None],
            ["", "预算数", "决算数", "预算数", "决算数"],
            ["印刷费", "2.10", "2.05", "3.40", "3.15"],
            ["咨询费", "8.00", "7.60", "9.00", "8.88"],
        ],
    ),
    am("2.05", period="2021"),
    am("3.40", period="2022", role="budget"),
    am("8.88", period="2022", item="咨询费"),
)
filed(
    "T3",
    "bare years xlsx",
    "xlsx",
    xlsx(
        [
            ["三公经费近三年情况（万元）"],
            ["项目", 2021, 2022, 2023],
            ["公务接待费", 2.45, 2.1, 1.85],
            ["公务用车", 18.6, 17.9, 16.35],
        ]
    ),
    {"no_amount": {"value": "2021"}},
    {"no_amount": {"value": "2023"}},
    {"no_count": {"value": "2022"}},
    am("2.45", period="2021", yuan="24500"),
    am("16.35", period="2023"),
)
case(
    "T3",
    "chinese years flattened",
    "松河县统计局三公经费表\n单位：万元\n项目\t二○二三年\t二○二四年\n公务接待费\t2.45\t2.15\n公务用车费\t13.60\t13.02\n",
    over("amount", "2.45", period="2023"),
    over("amount", "13.02", period="2024"),
)
# T4
filed(
    "T4",
    "counts columns xlsx",
    "xlsx",
    xlsx(
        [
            ["单位：万元"],
            ["项目名称", "年份", "数量（台）", "投入", "完成时间", "完成率（%）"],
            ["水泵更新", 2023, 1250, 36.8, 11, 98.5],
            ["灯具更换", 2024, 2400, 15.2, 9, 100],
        ]
    ),
    {"no_amount": {"value": "1250"}},
    {"no_amount": {"value": "2023"}},
    {"no_amount": {"value": "2024"}},
    {"no_amount": {"value": "11"}},
    {"no_amount": {"value": "98.5"}},
    am("36.8", yuan="368000"),
    am("15.2", yuan="152000"),
)
filed(
    "T4",
    "output and cost header docx",
    "docx",
    word(
        U,
        "单位：万元",
        [
            ["项目", "产出", "成本", "合格率"],
            ["护坡工程", "12公里", "85.60", "97%"],
            ["绿化工程", "36亩", "22.15", "95%"],
        ],
    ),
    am("85.60", yuan="856000"),
    am("22.15", yuan="221500"),
    {"no_amount": {"value": "12"}},
    {"no_amount": {"value": "36"}},
    rt("97%", value="97"),
)
filed(
    "T4",
    "数量 单价 金额",
    "html",
    page(
        "<p>单位：元</p>"
        + grid(
            [
                ["物资", "数量", "单价", "金额"],
                ["电脑", "25", "4,800.00", "120,000.00"],
                ["打印机", "6", "2,350.00", "14,100.00"],
            ]
        )
    ),
    {"no_amount": {"value": "25"}},
    {"no_amount": {"value": "6"}},
    am("120,000.00", yuan="120000"),
    am("4,800.00", yuan="4800"),
)
filed(
    "T4",
    "percent columns docx",
    "docx",
    word(
        U,
        "金额单位：万元",
        [
            ["科目", "预算数", "决算数", "完成预算%", "比上年增减%"],
            ["教育支出", "620.00", "612.40", "98.8", "-3.2"],
            ["卫生支出", "145.00", "150.80", "104.0", "6.5"],
        ],
    ),
    am("612.40", yuan="6124000"),
    {"no_amount": {"value": "98.8"}},
    {"no_amount": {"value": "-3.2"}},
    {"no_amount": {"value": "6.5"}},
    rt("98.8", value="98.8"),
)
