"""The common forms as Word, PDF and HTML give them: merged cells, headers of several rows."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from extraction.document import Document, RegionKind
from extraction.loading.builder import DocumentBuilder, GridCell, Piece
from extraction.tables import Meaning, interpret, read_table
from tests.tables.texts import links_of, mentions_of, pairs_of

Row = Sequence[str | tuple[str, int] | tuple[str, int, int]]
"""Cells from left to right: text, (text, columns) or (text, columns, rows)."""


def document(rows: Sequence[Row], *lines: str) -> Document:
    """Build a document of title lines and one table with merged cells."""
    builder = DocumentBuilder(paged=False)
    for line in lines:
        builder.paragraph(Piece(line), region=None if line else RegionKind.HEADER)
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        column = 0
        for entry in row:
            text, width, height = (entry, 1, 1) if isinstance(entry, str) else (*entry, 1)[:3]
            while (r, column) in taken:
                column += 1
            taken |= {(r + i, column + j) for i in range(height) for j in range(width)}
            cells.append(GridCell(r, column, Piece(text), height, width))
            column += width
    builder.table(cells)
    digest = hashlib.sha256(b"form").hexdigest()
    return builder.build(path="form.docx", sha256=digest, format="docx")


FINAL: list[Row] = [
    [("收入", 2), ("支出", 2)],
    ["项目", "决算数", "项目", "决算数"],
    ["一、财政拨款收入", "900.50", "一、教育支出", "880.10"],
    ["二、其他收入", "12.30", "二、住房保障支出", "30.00"],
    ["总计", "912.80", "总计", "910.10"],
]


def test_a_two_sided_table_keeps_its_sides_apart() -> None:
    markup = interpret(document(FINAL, "收入支出决算总表", "单位：万元")).markup
    found = {m.text: m for m in markup.mentions}
    assert found["880.10"].cell is not None
    assert found["880.10"].cell.row_header == "一、教育支出"
    assert found["880.10"].cell.column_header == "支出/决算数"
    assert found["912.80"].cell is not None
    assert found["912.80"].cell.row_header == "总计"
    assert found["912.80"].unit == "万元"


CODES: list[Row] = [
    [("项目", 4), ("本年支出合计", 1, 3), ("基本支出", 1, 3), ("项目支出", 1, 3)],
    [("支出功能分类科目编码", 3), ("科目名称", 1, 2)],
    ["类", "款", "项"],
    [("栏次", 4), "1", "2", "3"],
    [("合计", 4), "70.00", "50.00", "20.00"],
    ["205", "", "", "教育支出", "70.00", "50.00", "20.00"],
    ["205", "02", "", "普通教育", "70.00", "50.00", "20.00"],
    ["205", "02", "04", "高中教育", "70.00", "50.00", ""],
]


def test_codes_are_not_amounts() -> None:
    document_ = document(CODES, "支出决算表", "单位：万元")
    markup = interpret(document_).markup
    amounts = [m.text for m in markup.mentions if m.label == "AMOUNT"]
    assert sorted(set(amounts)) == ["20.00", "50.00", "70.00"]
    assert len(amounts) == 11
    meanings = [c.meaning for c in read_table(document_, document_.tables[0]).blocks[0].columns]
    assert meanings[:4] == [Meaning.CODE, Meaning.CODE, Meaning.CODE, Meaning.LABEL]


def test_the_row_label_is_the_name_beside_the_code() -> None:
    markup = interpret(document(CODES, "支出决算表", "单位：万元")).markup
    assert ("50.00", "高中教育") in links_of(markup)
    assert ("70.00", "本年支出合计") in links_of(markup)


HALVES: list[Row] = [
    [("人员经费", 3), ("公用经费", 3)],
    ["科目编码", "科目名称", "金额", "科目编码", "科目名称", "金额"],
    ["301", "工资福利支出", "321.40", "302", "商品和服务支出", "55.00"],
    ["30101", "基本工资", "120.15", "30201", "办公费", "12.00"],
    ["30102", "津贴补贴", "201.25", "30207", "邮电费", "-"],
    [("人员经费合计", 2), "321.40", ("公用经费合计", 2), "55.00"],
]


def test_both_halves_of_an_economic_class_table() -> None:
    markup = interpret(document(HALVES, "基本支出决算明细表", "单位：万元")).markup
    rows = {
        (m.text, m.cell.row_header.split("/")[-1])
        for m in markup.mentions
        if m.label == "AMOUNT" and m.cell
    }
    assert ("12.00", "办公费") in rows
    assert ("120.15", "基本工资") in rows
    assert ("55.00", "公用经费合计") in rows
    assert len(rows) == 7


RECEPTION: list[Row] = [
    [("预算数", 6), ("决算数", 6)],
    [
        ("合计", 1, 2),
        ("因公出国（境）费", 1, 2),
        ("公务用车购置及运行维护费", 3),
        ("公务接待费", 1, 2),
        ("合计", 1, 2),
        ("因公出国（境）费", 1, 2),
        ("公务用车购置及运行维护费", 3),
        ("公务接待费", 1, 2),
    ],
    [
        "小计",
        "公务用车购置费",
        "公务用车运行维护费",
        "小计",
        "公务用车购置费",
        "公务用车运行维护费",
    ],
    ["12", "0", "9", "0", "9", "3", "10.1", "0", "8.8", "0", "8.8", "1.3"],
]


def test_header_paths_of_the_reception_table() -> None:
    markup = interpret(document(RECEPTION, "“三公”经费支出决算表（2022年度）", "单位：万元")).markup
    places = {m.text: m for m in markup.mentions if m.label == "AMOUNT"}
    assert len([m for m in markup.mentions if m.label == "AMOUNT"]) == 12
    assert places["1.3"].cell is not None
    assert places["1.3"].cell.column_header == "决算数/公务接待费"
    assert places["12"].role == "budget"
    assert places["1.3"].role == "actual"
    assert ("1.3", "2022年度") in links_of(markup)


SELF_EVALUATION: list[Row] = [
    [("项目名称", 2), ("河道清淤", 7)],
    [("主管部门", 2), ("某水利局", 3), "实施单位", ("某管理所", 3)],
    [
        ("项目资金（万元）", 2, 3),
        "",
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "分值",
        "执行率",
        "得分",
    ],
    ["年度资金总额：", "300", "320", "288", "10", "90%", "9"],
    ["其中：财政拨款", "300", "320", "288", "-", "90%", "-"],
    [("年度总体目标", 1, 2), ("预期目标", 4), ("实际完成情况", 4)],
    [
        ("清淤三公里，河道畅通。水质改善，群众满意，防洪能力提高。", 4),
        ("已完成清淤任务，河道行洪能力提高，群众反映良好，水质好转。", 4),
    ],
    [
        ("绩效指标", 1, 4),
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ],
    [("产出指标", 1, 2), "数量指标", "清淤长度", "≥3公里", "3.2公里", "40", "40", ""],
    ["时效指标", "完工时间", "12月底前", "次年1月", "20", "15", "连续降雨，工期顺延1个月"],
    ["满意度指标", "服务对象满意度指标", "沿岸群众满意度", "≥90%", "94%", "30", "30", ""],
    [("总分", 6), "100", "94", ""],
]


def test_the_project_self_evaluation_form() -> None:
    read = interpret(document(SELF_EVALUATION, "项目支出绩效自评表", "（2021年度）"))
    pairs = pairs_of(read.markup)
    assert pairs == {
        "清淤长度": {"target": "≥3公里", "actual": "3.2公里", "weight": "40", "score": "40"},
        "完工时间": {"target": "12月底前", "actual": "次年1月", "weight": "20", "score": "15"},
        "沿岸群众满意度": {"target": "≥90%", "actual": "94%", "weight": "30", "score": "30"},
    }
    links = links_of(read.markup)
    assert ("清淤长度", "数量指标") in links
    assert ("清淤长度", "产出指标") in links
    assert ("完工时间", "产出指标") in links
    assert ("288", "全年执行数") in links
    assert ("9", "年度资金总额") in links


def test_reasons_and_goals_are_left_to_the_prose_tagger() -> None:
    read = interpret(document(SELF_EVALUATION, "项目支出绩效自评表", "（2021年度）"))
    marked = {text for _, text in mentions_of(read.markup)}
    assert not any("1个月" in text for text in marked)
    assert len(read.prose) == 3
    assert not any(p.overlaps(c) for p in read.prose for c in read.closed)


SCORES: list[Row] = [
    ["一级指标", "二级指标", "三级指标", "分值", "评分标准", "得分"],
    [
        ("投入（20分）", 1, 2),
        ("预算配置（20分）", 1, 2),
        "在职人员控制率",
        "10",
        "不超过100%得10分，每超1个百分点扣1分",
        "10",
    ],
    ["“三公”经费变动率", "10", "小于等于0得满分；大于0不得分", "8"],
    ["产出", "职责履行", "重点工作完成率（80分）", "80", "按比例得分", "76.5"],
    [("总分", 3), "100", "", "94.5"],
]


def test_merged_classes_of_a_score_table_carry_their_marks() -> None:
    markup = interpret(document(SCORES, "整体支出绩效评分表")).markup
    links = links_of(markup)
    assert ("20分", "投入") in links
    assert ("20分", "预算配置") in links
    assert ("“三公”经费变动率", "投入") in links
    pairs = pairs_of(markup)
    assert pairs["“三公”经费变动率"] == {"weight": "10", "score": "8"}
    assert pairs["重点工作完成率"] == {"weight": "80", "score": "76.5"}
    assert ("RATE", "100%") not in mentions_of(markup)
    assert ("100", "总分") in links


def test_scoring_criteria_are_closed() -> None:
    built = document(SCORES, "整体支出绩效评分表")
    read = interpret(built)
    closed = [span.of(built.text) for span in read.closed]
    assert "不超过100%得10分，每超1个百分点扣1分" in closed
    assert read.prose == ()


def test_comparator_and_unit_may_have_columns_of_their_own(make_document):
    text = (
        "一级指标\t二级指标\t三级指标\t绩效指标性质\t绩效指标值\t绩效度量单位\t权重\n"
        "产出指标\t数量指标\t新建智慧教室数量\t≥\t12\t间\t50\n"
        "满意度指标\t服务对象满意度指标\t师生满意度\t≥\t95\t%\t50\n"
    )
    targets = [m for m in interpret(make_document(text)).markup.mentions if m.label == "TARGET"]
    assert [(m.text, m.operator, m.unit) for m in targets] == [
        ("12", ">=", "间"),
        ("95", ">=", "%"),
    ]
