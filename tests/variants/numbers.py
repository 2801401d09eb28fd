"""Numbers in running text (N1–N5): other instances of every kind, in text and in files.

All names and figures are invented; each entry is another instance of a kind, not a copy of a known one.
"""

from __future__ import annotations

import io

from docx.document import Document as WordDocument
from reportlab.pdfgen.canvas import Canvas

from tests.loading.pdf import sheets
from tests.variants.cases import am, case, filed, no_am, over, ru
from tests.variants.writing import grid, page, word, xlsx

T = "松河县公路养护所2024年度部门决算说明\n"
# N1
case(
    "N1",
    "blank in thousands, in list",
    T + "2024年度收入合计2 317.85万元，支出合计2 305.40万元。\n",
    over("amount", "2 317.85", yuan="23178500"),
    over("amount", "2 305.40", yuan="23054000"),
    no_am("317.85万元"),
    no_am("305.40万元"),
)
case(
    "N1",
    "three groups yuan with thin blanks",
    T + "项目支出决算数31\u2009208\u2009650.50元，较预算数少1\u2009000元。\n",
    over("amount", "31\u2009208\u2009650.50", yuan="31208650.50"),
)
case(
    "N1",
    "break after the point",
    T + "全年商品和服务支出共计487.\n26万元，占支出的12.5%。\n",
    ru("487.\n26万元", yuan="4872600"),
    {"no_amount": {"value": "26"}},
    over("rate", "12.5%", value="12.5"),
)
case(
    "N1",
    "break inside the integer",
    T + "一般公共预算财政拨款支出36\n21.77万元，完成年初预算的98.4%。\n",
    ru("36\n21.77万元", yuan="36217700"),
    {"no_amount": {"value": "21.77"}},
)
case(
    "N1",
    "capitals whole",
    T + "本次验收合同价款为叁佰伍拾陆万元，尾款捌万柒仟元。\n",
    over("amount", "叁佰伍拾陆万元", yuan="3560000"),
    over("amount", "捌万柒仟元", yuan="87000"),
)
case(
    "N1",
    "control: year before number, list",
    T + "2022 1384.5万元、2023 1402.6万元分别为两年支出。\n",
    {"no_amount": {"value": "20221384.5"}},
    {"no_amount": {"value": "20231402.6"}},
)
filed(
    "N1",
    "docx nbsp thousands in paragraph and cell",
    "docx",
    word(
        "柳岸区图书馆2023年度部门决算",
        "本年支出合计6\u00a0420.15万元。",
        "单位：万元",
        [
            ["项目", "决算数"],
            ["人员经费", "4\u00a0120.00"],
            ["公用经费", "2\u00a0300.15"],
            ["合计", "6\u00a0420.15"],
        ],
    ),
    am("4\u00a0120.00", yuan="41200000", item="人员经费"),
    am("2\u00a0300.15", yuan="23001500"),
    {"findings": 0},
)
# N2
case(
    "N2",
    "range with tilde and dash",
    T + "补助标准为每亩80~120元，大户每户3000—5000元。\n",
    over("amount", "80~120", low="80", high="120"),
    over("amount", "3000—5000", low="3000", high="5000"),
)
case(
    "N2",
    "wan tail",
    T + "平均每户发放补助1万8，每村另拨3万5。\n",
    over("amount", "1万8", yuan="18000"),
    over("amount", "3万5", yuan="35000"),
)
case(
    "N2",
    "ge yi, qianyuan",
    T + "全市安排专项债券5个亿，其中零星资金6320.5千元。\n",
    over("amount", "5个亿", yuan="500000000"),
    over("amount", "6320.5千元", yuan="6320500"),
)
case(
    "N2",
    "unit in brackets after",
    T + "收入合计：2718.36（万元）。支出合计：2699.14①（万元）。\n",
    over("amount", "2718.36", yuan="27183600"),
    over("amount", "2699.14", yuan="26991400"),
)
case(
    "N2",
    "word rates",
    T + "验收合格率达到百分之九十三，群众满意度为百分之九十七点五。\n",
    over("rate", "百分之九十七点五", value="97.5"),
)
case(
    "N2",
    "doubled unit",
    T + "办公费支出316.5万万元，差旅费支出25.4万元。\n",
    {"no_amount": {"yuan": "3165000000000"}},
    {"no_amount": {"yuan": "31650000000"}},
    over("amount", "25.4万元", yuan="254000"),
)
case(
    "N2",
    "fan yi fan no rate",
    T + "力争到2026年产值翻一番，利润翻三番。\n",
    {"no_rate": {"value": "1"}},
    {"no_rate": {"value": "3"}},
    {"no_count": {"value": "3"}},
)
# N3
case(
    "N3",
    "triangle and full-width minus",
    T + "结余△18.35万元，其他收益－7.2万元。\n",
    ru("△18.35万元", yuan="-183500"),
    ru("－7.2万元", yuan="-72000"),
)
filed(
    "N3",
    "accounting cells xlsx text",
    "xlsx",
    xlsx(
        [
            ["单位：万元"],
            ["项目", "本年", "上年"],
            ["事业收入", "(13.50)", "15.20"],
            ["经营结余", "8.40-", "- 2.30"],
            ["其他", "▲6.10", "1.00"],
        ]
    ),
    ru("(13.50)", yuan="-135000"),
    ru("8.40-", yuan="-84000"),
    ru("- 2.30", yuan="-23000"),
    ru("▲6.10", yuan="-61000"),
)
filed(
    "N3",
    "html accounting",
    "html",
    page(
        "<p>单位：元</p>"
        + grid(
            [
                ["科目", "金额"],
                ["投资收益", "(4,500.00)"],
                ["捐赠收入", "−1,200.50"],
                ["利息", "300.00"],
            ]
        )
    ),
    ru("(4,500.00)", yuan="-4500"),
    ru("−1,200.50", yuan="-1200.5"),
    am("300.00", yuan="300"),
)
case(
    "N3",
    "control: dash between years, brackets are notes",
    T + "2021-2023年共投入45.6万元（32.1万元为市级）。项目编号GL-2023-118。\n",
    over("amount", "45.6万元", yuan="456000"),
    over("amount", "32.1万元", yuan="321000"),
    {"no_amount": {"yuan": "-321000"}},
    {"no_count": {"value": "-2023"}},
    {"no_count": {"value": "-118"}},
)
case(
    "N3",
    "minus and blank",
    T + "本年收支差额为- 61.08万元，上年为 -5.5 万元。\n",
    ru("- 61.08万元", yuan="-610800"),
    ru("-5.5 万元", yuan="-55000"),
)


# N4
def sup(doc: WordDocument) -> None:
    p = doc.add_paragraph("2023年度支出合计508.62")
    r = p.add_run("3")
    r.font.superscript = True
    p.add_run("万元，其中项目支出190.5")
    r = p.add_run("4")
    r.font.superscript = True
    p.add_run("万元。")


filed(
    "N4",
    "docx superscript",
    "docx",
    word("柳岸区图书馆2023年度部门决算", sup),
    over("amount", "508.62", yuan="5086200"),
    over("amount", "190.5", yuan="1905000"),
    {"no_amount": {"value": "508.623"}},
    {"no_amount": {"value": "190.54"}},
)


def supt(doc: WordDocument) -> None:
    t = doc.add_table(3, 2)
    t.style = "Table Grid"
    for i, (a, b, s) in enumerate(
        [("项目", "决算数（万元）", ""), ("基本支出", "318.12", "2"), ("项目支出", "190.50", "12")]
    ):
        t.cell(i, 0).text = a
        p = t.cell(i, 1).paragraphs[0]
        p.add_run(b)
        if s:
            p.add_run(s).font.superscript = True


filed(
    "N4",
    "docx superscript in cell",
    "docx",
    word("柳岸区图书馆2023年度部门决算", supt),
    over("amount", "318.12", yuan="3181200"),
    over("amount", "190.50", yuan="1905000"),
    {"no_amount": {"value": "318.122"}},
)
filed(
    "N4",
    "html sup",
    "html",
    page(
        "<h1>柳岸区图书馆2023年度部门决算</h1><p>支出合计508.62<sup>3</sup>万元，收入合计512.00<sup>[4]</sup>万元。</p>"
    ),
    over("amount", "508.62", yuan="5086200"),
    over("amount", "512.00", yuan="5120000"),
)


def pd(c: Canvas) -> None:
    sheets.text(c, 60, 780, "柳岸区图书馆2023年度部门决算")
    sheets.text(c, 60, 750, "支出合计508.62")
    x = 60 + sheets.width("支出合计508.62")
    sheets.text(c, x, 754, "3", size=6)
    sheets.text(c, x + 4, 750, "万元，比上年增加12.5万元。")


filed(
    "N4",
    "pdf superscript",
    "pdf",
    sheets.pdf(pd),
    over("amount", "508.62", yuan="5086200"),
    {"no_amount": {"value": "508.623"}},
)


def rich() -> bytes:
    import openpyxl
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    wb = openpyxl.Workbook()
    ws = wb.active
    ws["A1"] = "项目"
    ws["B1"] = "决算数（万元）"
    ws["A2"] = "基本支出"
    ws["B2"] = CellRichText("318.12", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    ws["A3"] = "项目支出"
    ws["B3"] = "190.50"
    b = io.BytesIO()
    wb.save(b)
    return b.getvalue()


filed(
    "N4",
    "xlsx rich text superscript",
    "xlsx",
    rich(),
    over("amount", "318.12", yuan="3181200"),
    {"no_amount": {"value": "318.121"}},
)
# N5
case(
    "N5",
    "bare total alone",
    "青浦湾水文站2023年度部门决算\n本年收入合计9260500\n本年支出合计9255300\n",
    ru("9260500", value="9260500"),
    ru("9255300", value="9255300"),
    {"no_amount": {"unit": "万元"}},
    {"findings": 0},
)
case(
    "N5",
    "bare total in sentence",
    "青浦湾水文站2023年度部门决算\n全年总收入为18640200，主要用于测报。\n",
    ru("18640200", value="18640200"),
    {"no_amount": {"unit": "万元"}},
)
case(
    "N5",
    "bare with decimals after colon",
    "青浦湾水文站2023年度部门决算\n支出总计：4 820.36\n其中人员经费：3120.16\n公用经费：1700.20\n",
    ru("4 820.36", value="4820.36"),
    ru("3120.16", value="3120.16"),
    ru("1700.20", value="1700.20"),
)
case(
    "N5",
    "bare with thousands commas",
    "青浦湾水文站2023年度部门决算\n年末结转结余共计1,264,300。\n",
    ru("1,264,300", value="1264300"),
)
case(
    "N5",
    "three parts without unit hold",
    "青浦湾水文站2023年度部门决算\n本年支出7350000，包括基本支出5050000、项目支出2300000。\n",
    ru("7350000", value="7350000"),
    ru("2300000", value="2300000"),
    {"findings": 0},
    {"no_amount": {"unit": "万元"}},
)
filed(
    "N5",
    "table without unit",
    "html",
    page(
        "<h1>青浦湾水文站2023年度部门决算</h1>"
        + grid(
            [
                ["项目", "决算数"],
                ["收入合计", "9260500"],
                ["财政拨款", "9019900"],
                ["其他收入", "240600"],
            ]
        )
    ),
    ru("9260500", value="9260500"),
    ru("240600", value="240600"),
    {"no_amount": {"unit": "万元"}},
    {"findings": 0},
)
