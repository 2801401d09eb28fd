"""Parts of a hundred marks, weights and what they weigh out to, marks that follow a rate: right texts tell nothing."""

import re

import pytest

from tests.constraints.marked import checks_of, told

_MARK = re.compile(r"<([ws])?([^<>]+)>")


def _marked(text: str) -> str:
    """Return a marked text: <w20分> is a full mark, <s18分> a mark got, <90%> a rate."""
    number = 0

    def mark(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        label = {"w": "WEIGHT", "s": "SCORE"}.get(match[1] or "", "RATE")
        return f"⟦{label} v{number}|{match[2]}⟧"

    return _MARK.sub(mark, text)


def _told(text: str) -> list[str]:
    return [c.kind for c in checks_of(_marked(text)) if c.finding]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("满分<w100分>，其中立项<w20分>、管理<w20分>、成果<wX分>、影响<w30分>。", "30", "40"),
        ("指标总分<w100分>，由三部分构成：投入<w25分>，运行<s35分>，成效<sX分>。", "40", "45"),
        (
            "评价总分为<w100分>。其中：决策<w15分>，过程<w25分>，产出<w35分>，效益<wX分>。",
            "25",
            "29",
        ),
    ],
)
def test_parts_of_a_hundred_come_to_no_more(text, right, wrong):
    assert _told(text.replace("X", right)) == []
    assert _told(text.replace("X", wrong)) == ["score"]


@pytest.mark.parametrize(
    "text",
    [
        "满分<w100分>，主要指标有立项<w20分>、管理<w20分>、成果<w25分>。",
        "满分<w100分>，其中立项<w30分>，得<s40分>，成果<w50分>，得<s45分>。",
    ],
)
def test_a_list_that_may_leave_parts_out_and_marks_got_are_silent(text):
    assert _told(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("按权重加权：桥梁<40%>，得<s90分>；隧道<35%>，得<s80分>；护坡<X>，得<s88分>，综合得分<s86分>。", "25%", "35%"),
        ("自评<s92分>（权重<50%>），专家<s84分>（权重<X>），加权得分为<s88分>。", "50%", "60%"),
        ("专家组占<60%>，打分<s91分>；公众占<X>，打分<s86分>，加权后<s89分>。", "40%", "45%"),
    ],
)  # fmt: skip
def test_weights_come_to_a_hundred(text, right, wrong):
    assert _told(text.replace("X", right)) == []
    assert "share" in _told(text.replace("X", wrong))


def test_a_weighed_mark_is_the_weighted_mean():
    text = "权重分别为自评<20%>，<s90分>；复核<80%>，<s85分>，加权总分<sX分>。"
    assert _told(text.replace("X", "86")) == []
    assert _told(text.replace("X", "68")) == ["score"]


def test_rates_with_marks_for_them_are_no_weights():
    assert (
        _told("本项权重较大。执行率<95%>，得<s95分>；合格率<98%>，得<s98分>，总分<s96分>。") == []
    )


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("执行率<90.0%>，满分<w10分>，按比例计算得<sX分>。", "9", "9.5"),
        ("预算执行情况（<w10分>）支出率<87.5%>，按执行率乘以满分，得<sX分>。", "8.75", "8.57"),
        ("预算执行率<96%>，该项<w20分>，折算后得<sX分>。", "19.2", "19.6"),
    ],
)
def test_a_mark_that_follows_its_rate(text, right, wrong):
    assert _told(text.replace("X", right)) == []
    assert _told(text.replace("X", wrong)) == ["score"]


def test_another_scale_of_marks_is_no_error():
    assert _told("执行率<96%>，满分<w10分>，得<s10分>。") == []


@pytest.mark.parametrize(("got", "expected"), [("9", []), ("9.5", ["sum"])])
def test_the_mark_for_execution_is_a_part_of_the_score(got, expected):
    text = (
        f"自评总分<s95分>。预算执行率分值<w10分>，得<s{got}分>；产出指标<w50分>，得<s48分>；"
        "效益指标<w30分>，得<s29分>；满意度指标<w10分>，得<s9分>。"
    )
    assert _told(text) == expected


def test_marks_of_several_projects_are_not_one_told_twice():
    text = "合计<s93.76分>。三个项目平均：档案<s93.76分>，库房<s88.5分>，采集<s95.04分>。"
    assert _told(text) == []


def test_a_weight_read_as_marks_weighs_all_the_same():
    text = "专家评分权重<70%>，得<s88分>；群众评议权重<w30%>，得<s94分>。加权综合得分<sX分>。"
    assert _told(text.replace("X", "89.8")) == []
    assert _told(text.replace("X", "89.2")) == ["score"]


@pytest.mark.parametrize("got", ["9", "8", "7.5"])
def test_a_full_mark_behind_a_slash_is_no_mark_above_it(got):
    text = f"⟦INDICATOR n1|成活率⟧　⟦WEIGHT w1>n1|{got}⟧／⟦SCORE s1>n1|10⟧"
    assert [c for c in checks_of(text) if c.finding] == []


def test_a_goal_in_marks_is_no_full_mark():
    text = "⟦INDICATOR n1|满意度⟧应为⟦WEIGHT w1>n1|90⟧分，已得⟦SCORE s1>n1|92.3⟧分。"
    assert told(text) == []
