"""Tables over pages and grids (T9–T11): other instances of every kind.

All names and figures are invented; each entry is another instance of a kind, not a copy of a known one.
"""

from __future__ import annotations

from itertools import pairwise

from docx.document import Document as WordDocument
from reportlab.pdfgen.canvas import Canvas

from tests.loading.pdf import sheets
from tests.variants.cases import am, filed, over
from tests.variants.writing import UNIT as U
from tests.variants.writing import drawn, grid, page, word, xlsx

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
