"""Text that lost a stretch between two characters: what its prose shows is told, and whole prose is not."""

import pytest

from extraction.loading.load import load_source
from extraction.loading.seams import seams
from extraction.loading.source import Source

WHOLE = (
    "一、部门概况\n青溪县粮食和物资储备局（以下简称“县粮储局”）是县政府工作部门，内设3个股室。\n"
    "1）编制24人，在职22人；2）离退休15人。依据《青溪县预算绩效管理办法》（青财绩〔2023〕7号）编制。\n"
    "（一）主要做法。一是压实责任，全年召开专题会4次；二是严格核算，追回资金3.20万元；三是公开结果。\n"
)


def told(text: str) -> list[str]:
    return [f"{g.place}{g.reason[:2]}" for g in seams(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收入合计120.00万元，其中财政拨款（含上年结支出用于仓库维修，已全部完成。", ["第1行括号"]),
        ("全年共办结事项36件，平均用时普规〔2021〕4号）。评价等级为良，得分86分。", ["第1行括号"]),
        ("三公经费中“公务接待费安排的原则是厉行节约，全年没有超支的情况发生。", ["第1行括号"]),
        ("工作推进不够均衡，原因有以下方面。二是基层人手不足，部分乡镇由一人兼任。", ["第1行分点"]),
    ],
)
def test_prose_that_breaks_is_told(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        WHOLE.replace("\n", "\r\n"),
        "以”绿水“行动为抓手，投入资金45.00万元，整治河道6条，群众满意。",
        "根据《《青溪县办法》的要求，本年安排资金30.00万元，已全部拨付。",
        "支出合计98.10万元，，与上年相比增加4.20万元。，主要是人员增加。",
        "1.二是基层人手不足，部分乡镇由一人兼任，工作推进不够均衡。",
        "得分在[80，90）之间的为良，在［90，100］之间的为优，其余的为中。",
        "项目名称（二期\t120.00\t98.00，完成81.67%，结余资金已交回财政。",
        "本项目资金来源（包括中央补助资金、省级配\n套资金和县级自筹资金）合计300.00万元，已到位。",
    ],
)
def test_whole_prose_and_cells_are_not_told(text: str) -> None:
    assert told(text) == []


def test_signs_are_few_and_take_time_in_proportion() -> None:
    assert len(seams("支出合计（98.10万元，与上年相比增加4.20万元，有所增加。\n" * 1000)) == 5
    assert seams("（" * 200_000) == ()


def test_a_text_that_ends_in_a_number_in_a_heading_is_cut_off() -> None:
    text = WHOLE * 2 + "青溪县粮食和物资储备局2"
    (gap,) = load_source(Source.of("a.txt", text.encode())).partial
    assert gap.place == "文末"
    assert (
        load_source(Source.of("a.txt", (WHOLE * 2 + "附：收支预算总表，见附件2").encode())).partial
        == ()
    )


STYLED = '<p style="text-indent: 2em; color: rgb(1, 2, 3)">{}</p>'


def page(*lines: str) -> bytes:
    body = "".join(STYLED.format(line) for line in lines)
    return f"<html><body>{body}</body></html>".encode()


PAGE = page(*WHOLE.splitlines())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("rgb(1, 2, 3)", "rgb(1, 2"),
        ("text-indent: 2em;", "text-indent: 2em; ap; width: 1px;"),
        ("</p>", '</p3); width: 1px">'),
        ("（以下简称", "以下简称"),
    ],
)
def test_a_page_whose_pieces_were_joined_is_told(before: str, after: str) -> None:
    assert load_source(Source.of("a.html", PAGE)).partial == ()
    damaged = PAGE.decode().replace(before, after, 1).encode()
    assert load_source(Source.of("a.html", damaged)).partial


def test_a_comment_that_swallows_the_report_is_told() -> None:
    inside = f"<!-- {WHOLE * 3} -->"
    data = PAGE.decode().replace("<body>", f"<body>{inside}").encode()
    assert any("注释" in g.reason for g in load_source(Source.of("a.html", data)).partial)
    aside = PAGE.decode().replace("<body>", "<body><!-- 页头导航栏 -->").encode()
    assert load_source(Source.of("a.html", aside)).partial == ()
