"""Tables (T) and periods, roles and identity (P): other instances of every kind.

All names and figures are invented; each entry is another instance of a kind, not a copy of a known one.
"""

from __future__ import annotations

from itertools import pairwise

from docx.document import Document as WordDocument
from reportlab.pdfgen.canvas import Canvas

from tests.loading.pdf import sheets
from tests.variants.cases import am, case, ct, filed, no_am, over, rt, ru
from tests.variants.writing import drawn, grid, page, word, xlsx

U = "柳岸区气象服务站2023年度部门决算"
T = "松河县公路养护所2024年度部门决算说明\n"
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
# T5
case(
    "T5",
    "web rows with blanks",
    "附件：2024年度项目支出情况表\n单位：万元\n序号 项目名称 主管单位 预算数 执行数 得分\n1 河堤除险加固工程 松河县水务局 486.2 480.15 96\n2 乡村图书角建设补助 松河县文旅局 52.6 52.6 98.5\n3 校园直饮水设备更新 松河县教育局 118 104.37 91\n",
    over("amount", "480.15", yuan="4801500", item="河堤除险加固工程"),
    over("amount", "104.37", yuan="1043700", item="校园直饮水设备更新"),
    {"no_amount": {"value": "96"}},
    {"no_amount": {"value": "98.5"}},
)
case(
    "T5",
    "nbsp separated",
    "部门支出决算表\n单位：元\n科目名称\u00a0\u00a0合计\u00a0\u00a0基本支出\u00a0\u00a0项目支出\n教育支出\u00a0\u00a08204600.00\u00a0\u00a07104600.00\u00a0\u00a01100000.00\n卫生健康支出\u00a0\u00a0351200.00\u00a0\u00a0351200.00\u00a0\u00a0\n",
    over("amount", "7104600.00", yuan="7104600", item="教育支出"),
    over("amount", "1100000.00", yuan="1100000"),
)
case(
    "T5",
    "tabs with empty cells",
    "收入决算表\n单位：万元\n科目\t本年收入合计\t财政拨款\t事业收入\t其他收入\n208 社会保障\t98.50\t98.50\t\t\n210 卫生健康\t341.20\t300.00\t\t41.20\n",
    over("amount", "41.20", yuan="412000"),
    {"cell": {"text": "41.20", "column_header_contains": "其他收入"}},
    {"cell": {"text": "98.50", "row_header": "208 社会保障"}},
)
case(
    "T5",
    "many blanks as gaps",
    "公共预算财政拨款支出表            单位：万元\n  项目              年初预算      决算数\n  一般公共服务支出    1520.40      1508.72\n  公共安全支出         230.00       231.95\n  合计                1750.40      1740.67\n",
    over("amount", "231.95", yuan="2319500", item="公共安全支出"),
    over("amount", "1520.40", role="budget", yuan="15204000"),
)
# T6
case(
    "T6",
    "stacked, full width colons",
    "松河县2024年度项目绩效自评表\n项目资金（万元）\n年初预算数：1840.50\t全年执行数：1796.22\n其中：上级资金 1500.00\t其中：上级资金 1480.22\n本级资金 340.50\t本级资金 316.00\n",
    over("amount", "1840.50", yuan="18405000", role="budget"),
    over("amount", "1796.22", yuan="17962200"),
    over("amount", "316.00", item="本级资金", yuan="3160000"),
)
filed(
    "T6",
    "docx funding form",
    "docx",
    word(
        "松河县2024年度项目绩效自评表",
        [
            [
                "项目资金（万元）",
                "",
                "年初预算数",
                "全年预算数",
                "全年执行数",
                "分值",
                "执行率",
                "得分",
            ],
            ["", "年度资金总额", "210.00", "198.00", "187.11", "10", "94.50%", "9.45"],
            ["", "其中：当年财政拨款", "200.00", "188.00", "177.11", "—", "94.21%", "—"],
            ["", "其他资金", "10.00", "10.00", "10.00", "—", "100%", "—"],
        ],
    ),
    am("187.11", yuan="1871100"),
    am("177.11", yuan="1771100"),
    no_am("9.45"),
    rt("94.50%", value="94.5"),
    no_am("10", yuan="100000", item="年度资金总额"),
)
filed(
    "T6",
    "label value pairs html",
    "html",
    page(
        "<h1>松河县2024年度项目绩效自评表</h1>"
        + grid(
            [
                ["项目总投资（万元）", "640.80", "已到位资金（万元）", "600.00"],
                ["其中：省级", "400.00", "其中：省级", "400.00"],
                ["县级", "240.80", "县级", "200.00"],
            ]
        )
    ),
    am("640.80", yuan="6408000"),
    am("600.00", yuan="6000000"),
    am("240.80", item="县级"),
)
filed(
    "T6",
    "xlsx label value in one cell",
    "xlsx",
    xlsx(
        [
            ["项目资金（万元）"],
            ["预算数: 1204.60", "执行数: 1188.30"],
            ["其中: 市级 900.00", "其中: 市级 890.30"],
            ["区级 304.60", "区级 298.00"],
        ]
    ),
    over("amount", "1204.60", yuan="12046000", role="budget"),
    over("amount", "298.00", yuan="2980000", item="区级"),
)
# T7
filed(
    "T7",
    "continued without header docx",
    "docx",
    word(
        U,
        "单位：万元",
        [
            ["科目", "预算数", "决算数"],
            ["教育支出", "82.40", "81.15"],
            ["科学支出", "15.00", "14.20"],
        ],
        "续表",
        [["卫生支出", "36.10", "35.60"], ["合计", "133.50", "130.95"]],
    ),
    am("35.60", yuan="356000", item="卫生支出", role="actual"),
    am("133.50", role="budget"),
    {"findings": 0},
)


def hid(doc: WordDocument) -> None:
    p = doc.add_paragraph("支出合计86.35万元")
    r = p.add_run("，其中待定999.99万元")
    r.font.hidden = True
    r = p.add_run("，原为77.10万元")
    r.font.strike = True
    p.add_run("。")


filed(
    "T7",
    "hidden and struck docx",
    "docx",
    word(U, hid),
    over("amount", "86.35", yuan="863500"),
    {"no_amount": {"value": "999.99"}},
    {"no_amount": {"value": "77.10"}},
)


def runs(doc: WordDocument) -> None:
    t = doc.add_table(2, 2)
    t.style = "Table Grid"
    t.cell(0, 0).text = "项目"
    t.cell(0, 1).text = "金额（万元）"
    t.cell(1, 0).text = "培训费"
    p = t.cell(1, 1).paragraphs[0]
    for s in ("1", ",2", "04", ".8", "5"):
        p.add_run(s)


filed(
    "T7",
    "number split in runs",
    "docx",
    word(U, runs),
    am("1,204.85", yuan="12048500", item="培训费"),
)
filed(
    "T7",
    "indicator cell of several lines",
    "docx",
    word(
        "松河县2024年度项目绩效自评表",
        [
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
            [
                "产出指标",
                "数量指标",
                "维修渠道长度\n清淤塘坝数量",
                "≥18公里\n≥6座",
                "19公里\n6座",
                "10\n10",
                "10\n10",
            ],
        ],
    ),
    {"indicator": {"name": "维修渠道长度", "target": "≥18公里", "actual": "19公里"}},
    {"indicator": {"name": "清淤塘坝数量", "target": "≥6座", "actual": "6座"}},
)
# T8
filed(
    "T8",
    "accounting format",
    "xlsx",
    xlsx(
        [
            ["项目", "金额（元）"],
            ["结余", (-2345.5, '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ')],
            ["收入", (18200, '"¥"#,##0.00')],
        ]
    ),
    {"amount": {"value": "-2345.5"}},
    {"amount": {"value": "18200"}},
)
filed(
    "T8",
    "two tables side by side",
    "xlsx",
    xlsx(
        [
            ["单位：万元"],
            ["收入项目", "决算数", None, "支出项目", "决算数"],
            ["财政拨款", 500.5, None, "基本支出", 380.2],
            ["事业收入", 60.0, None, "项目支出", 180.3],
        ]
    ),
    {"amount": {"value": "380.2", "item": "基本支出", "yuan": "3802000"}},
    {"amount": {"value": "60", "item": "事业收入"}},
    {"amount": {"value": "180.3", "item": "项目支出"}},
)
filed(
    "T8",
    "unit format 0!.0 wan",
    "xlsx",
    xlsx([["项目", "金额"], ["补助", (2456000, '0!.0,"万元"')], ["奖励", (180000, '0!.0,"万元"')]]),
    {"amount": {"text": "245.6万元"}},
    {"no_amount": {"yuan": "24560000000"}},
)
filed(
    "T8",
    "percent format",
    "xlsx",
    xlsx(
        [
            ["项目", "预算（万元）", "支出（万元）", "执行率"],
            ["检测", 120.5, 118.9, (0.98672, "0.00%")],
            ["监测", 60, 57, (0.95, "0%")],
        ]
    ),
    rt("98.67%", value="98.67"),
    rt("95%", value="95"),
    {"amount": {"value": "118.9", "yuan": "1189000"}},
)
filed(
    "T8",
    "units row below header",
    "xlsx",
    xlsx(
        [
            ["2024年物资统计"],
            ["品名", "金额", "数量"],
            [None, "（万元）", "（套）"],
            ["帐篷", 32.4, 180],
            ["棉被", 11.75, 960],
        ]
    ),
    {"amount": {"value": "32.4", "yuan": "324000"}},
    {"no_amount": {"value": "180"}},
    {"no_amount": {"value": "960"}},
    {"amount": {"value": "11.75", "yuan": "117500"}},
)
# T9
filed(
    "T9",
    "spans with rubbish",
    "html",
    page(
        "<p>单位：万元</p>"
        + grid(
            [
                [
                    ("科目", 'rowspan="2;"'),
                    ("2024年", 'colspan="2px"'),
                    ("2023年", 'colspan=" 2 "'),
                ],
                ["预算", "决算", "预算", "决算"],
                ["教育", "15.00", "14.60", "14.00", "13.85"],
                ["文化", "6.00", "5.75", "5.00", "4.90"],
            ]
        )
    ),
    {"cell": {"text": "13.85", "row_header": "教育", "column_header_contains": "2023年"}},
    am("14.60", period="2024", yuan="146000"),
    am("5.00", period="2023", role="budget"),
)
filed(
    "T9",
    "hidden by class, del",
    "html",
    page(
        f"<h1>{U}</h1><p>收入合计<s>88.10</s>91.20万元<span class='x1'>，隐藏66.60万元</span>，支出<del>30.00</del>31.40万元。</p>",
        ".x1{display:none}",
    ),
    over("amount", "91.20", yuan="912000"),
    over("amount", "31.40", yuan="314000"),
    {"no_amount": {"value": "88.10"}},
    {"no_amount": {"value": "66.60"}},
    {"no_amount": {"value": "30.00"}},
)
filed(
    "T9",
    "inputs",
    "html",
    page(
        f"<h1>{U}</h1><form><table><tr><td>项目</td><td>决算数（万元）</td></tr><tr><td>基本支出</td><td><input value='318.62'></td></tr><tr><td>项目支出</td><td><input type='text' value='90.15'/></td></tr><tr><td>密码</td><td><input type='hidden' value='777.77'></td></tr></table></form>"
    ),
    am("318.62", yuan="3186200", item="基本支出"),
    am("90.15", yuan="901500"),
    {"no_amount": {"value": "777.77"}},
)
filed(
    "T9",
    "rowspan item html",
    "html",
    page(
        "<p>单位：元</p>"
        + grid(
            [
                ["单位", "项目", "金额"],
                [("一中", "rowspan=2"), "修缮", "45,000.00"],
                ["设备", "12,600.00"],
                ["二中", "修缮", "38,000.00"],
            ]
        )
    ),
    {"cell": {"text": "12,600.00", "row_header": "设备"}},
    am("38,000.00", yuan="38000", item="修缮"),
    am("12,600.00", item="设备"),
)


# T10
def p1(c: Canvas) -> None:
    sheets.text(c, 60, 790, U)
    sheets.text(c, 400, 770, "单位：万元")
    drawn(
        c,
        widths=[190, 100, 100],
        rows=[
            ["项目", "预算数", "决算数"],
            ["一般公共服务支出", "1,120.40", "1,108.35"],
            ["社会保障和就业支出", "96.20", "95.10"],
            ["住房保障支出", "", "48.33"],
            ["合计", "1,216.60", "1,251.78"],
        ],
        ruled=False,
    )


filed(
    "T10",
    "unruled with an empty cell",
    "pdf",
    sheets.pdf(p1),
    am("1,108.35", yuan="11083500", item="一般公共服务支出", role="actual"),
    am("48.33", item="住房保障支出", yuan="483300", role="actual"),
    am("96.20", role="budget"),
    {"cell": {"text": "48.33", "column_header_contains": "决算数"}},
)


def p2(c: Canvas) -> None:
    sheets.text(c, 60, 790, U)
    sheets.text(c, 400, 770, "单位：万元")
    drawn(
        c,
        widths=[120, 80, 80],
        rows=[
            ["项目", "预算数", "决算数"],
            ["机关事业单位基\n本养老保险缴费", "56.30", "55.90"],
            ["职业年金缴费", "28.10", "27.95"],
            ["城乡社区环境\n卫生支出", "12.00", "11.60"],
        ],
        height=30,
        ruled=False,
    )


filed(
    "T10",
    "unruled two-line labels",
    "pdf",
    sheets.pdf(p2),
    am("55.90", yuan="559000", role="actual"),
    am("11.60", yuan="116000"),
    {"cell": {"text": "27.95", "row_header": "职业年金缴费", "column_header_contains": "决算数"}},
)


def p3(c: Canvas) -> None:
    sheets.text(c, 60, 790, U)
    sheets.text(c, 400, 770, "单位：万元")
    # rows not ruled inside, outer columns ruled: all rows run into one cell
    rows = [
        ["201", "行政运行", "310.25", "300.00"],
        ["202", "机关服务", "45.60", "44.10"],
        ["203", "专项业务", "82.00", "80.75"],
        ["204", "信息建设", "19.30", "18.90"],
    ]
    drawn(c, widths=[60, 150, 90, 90], rows=[["科目编码", "科目名称", "预算数", "决算数"]])
    xs = [60, 120, 270, 360, 450]
    for a, b in pairwise(xs):
        c.rect(a, 740 - 4 * 18 - 6, b - a, 4 * 18 + 6)
    for i, r in enumerate(rows):
        for x, v in zip(xs, r, strict=False):
            sheets.text(c, x + 4, 740 - 16 - 18 * i, v)


filed(
    "T10",
    "rows run into one cell",
    "pdf",
    sheets.pdf(p3),
    am("44.10", yuan="441000", item="机关服务", role="actual"),
    am("82.00", yuan="820000", item="专项业务", role="budget"),
    {"cell": {"text": "18.90", "row_header": "信息建设", "column_header_contains": "决算数"}},
)


def p4(c: Canvas) -> None:
    sheets.text(c, 60, 790, U)
    sheets.text(c, 400, 770, "单位：万元")
    # only horizontal rules
    rows = [
        ["地区", "债券限额", "债券余额", "其中：专项"],
        ["松河县", "18.60", "17.25", "9.10"],
        ["青浦县", "22.40", "21.08", "12.66"],
        ["柳岸区", "9.75", "", "4.02"],
        ["合计", "50.75", "47.35", "25.78"],
    ]
    xs = [60, 180, 290, 400, 510]
    for i, r in enumerate(rows):
        c.line(60, 760 - 20 * i, 510, 760 - 20 * i)
        for x, v in zip(xs, r, strict=False):
            sheets.text(c, x + 5, 760 - 20 * i - 15, v)
    c.line(60, 660, 510, 660)


filed(
    "T10",
    "horizontal rules only, empty cell",
    "pdf",
    sheets.pdf(p4),
    am("21.08", yuan="210800"),
    {"cell": {"text": "4.02", "row_header": "柳岸区", "column_header_contains": "专项"}},
    {"cell": {"text": "21.08", "row_header": "青浦县", "column_header_contains": "债券余额"}},
)
# T11
filed(
    "T11",
    "budget merged over sub-projects xlsx",
    "xlsx",
    xlsx(
        [["项目", "预算（万元）", "支出（万元）"], ["河道清淤", 240, 130], ["河岸绿化", None, 95]],
        merge=["B2:B3"],
    ),
    {"no_amount": {"value": "240", "item": "河道清淤", "not_item": "河岸绿化"}},
    {"amount": {"value": "240", "yuan": "2400000"}},
    {"amount": {"value": "95", "item": "河岸绿化"}},
    {"findings": 0},
)
filed(
    "T11",
    "rowspan html",
    "html",
    page(
        grid(
            [
                ["项目", "下达资金（万元）", "支出（万元）"],
                ["幼儿园修缮", ("64.00", "rowspan=2"), "36.20"],
                ["操场改造", "25.60"],
            ]
        )
    ),
    {"no_amount": {"text": "64.00", "item": "幼儿园修缮", "not_item": "操场改造"}},
    am("25.60", item="操场改造", yuan="256000"),
    {"findings": 0},
)
filed(
    "T11",
    "total merged over columns html",
    "html",
    page(
        "<p>单位：万元</p>"
        + grid(
            [
                ["项目", "一般公共预算", "政府性基金"],
                ["道路", "30.00", "12.50"],
                ["桥梁", "18.00", "0.00"],
                ["合计", ("60.50", "colspan=2")],
            ]
        )
    ),
    am("60.50", yuan="605000"),
    {"findings": 0},
)


def mg(doc: WordDocument) -> None:
    t = doc.add_table(4, 3)
    t.style = "Table Grid"
    for i, r in enumerate(
        [
            ["项目", "预算数（万元）", "执行数（万元）"],
            ["水质监测", "86.00", "40.10"],
            ["土壤监测", "", "31.20"],
            ["空气监测", "", "12.65"],
        ]
    ):
        for j, v in enumerate(r):
            t.cell(i, j).text = v
    a = t.cell(1, 1).merge(t.cell(3, 1))
    a.text = "86.00"


filed(
    "T11",
    "vertical merge docx",
    "docx",
    word(U, mg),
    {"no_amount": {"text": "86.00", "item": "水质监测", "not_item": "土壤监测"}},
    am("86.00", yuan="860000", role="budget"),
    am("12.65", item="空气监测"),
    {"findings": 0},
)


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
