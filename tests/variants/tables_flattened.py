"""Flattened, merged and hidden tables (T5–T8): other instances of every kind.

All names and figures are invented; each entry is another instance of a kind, not a copy of a known one.
"""

from __future__ import annotations

from docx.document import Document as WordDocument

from tests.variants.cases import am, case, filed, no_am, over, rt
from tests.variants.writing import UNIT as U
from tests.variants.writing import grid, page, word, xlsx

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
