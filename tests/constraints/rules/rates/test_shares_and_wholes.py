"""What shares say of their list and of their whole: all of it told out, a whole less than its part, another base than the list's sum."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.constraints.marked import examined, sketch, told

_SHARED_OUT = [
    "{本级收入}<54.2亿元>，其中：{税收收入}<{0}亿元>，占本级收入的<55.0%>；{其余收入}<24.4亿元>，占比<45.0%>。",
    "2022年{到账款项}<54.2万元>，包括{财政补助}<{0}万元>，占<55.0%>，{门票款}<24.4万元>，占<45.0%>。",
    "{课题经费}<54.2万元>，其中{省拨经费}<{0}万元>，占课题经费<55.0%>；{自筹经费}<24.4万元>，占课题经费<45.0%>。",
]


def _filled(text: str, number: str) -> str:
    return text.replace("{0}", number)


@pytest.mark.parametrize("text", _SHARED_OUT)
def test_a_list_whose_shares_come_to_a_hundred_is_all(text: str) -> None:
    assert told(_filled(text, "29.8")) == []
    assert "sum" in {kind for kind, _ in told(_filled(text, "2.98"))}


@pytest.mark.parametrize("text", _SHARED_OUT)
def test_a_list_whose_shares_leave_something_is_not(text: str) -> None:
    assert "sum" not in {kind for kind, _ in told(_filled(text, "2.98").replace("45.0%", "35.0%"))}


_LESS = [
    "截至年末，{到位资金}<{0}>；{累计支出}<12896.8万元>，占到位资金的<94%>。",
    "全年{本年收入合计}<{0}>，其中：{财政拨款}<12896.8万元>，占<94%>。",
    "{征收总额}<{0}>，{土地出让金}<12896.8万元>，占征收总额的<94%>。",
]


@pytest.mark.parametrize("text", _LESS)
def test_a_whole_less_than_its_part_is_told(text: str) -> None:
    assert told(_filled(text, "13720万元")) == []
    wrong = _filled(text, "1372万元")
    assert "share" in {kind for kind, _ in told(wrong)}
    named = {r.entry.mention.text for r in examined(sketch(wrong)).repairs}
    assert "1372万元" in named


@pytest.mark.parametrize("text", _LESS[::2])
def test_one_of_two_wholes_of_a_name_is_not_known_to_be_meant(text: str) -> None:
    name = text.split("{")[1].split("}")[0]
    other = "上一批" + "{" + name + "}" + "<15210万元>。"
    assert "share" not in {kind for kind, _ in told(other + _filled(text, "1372万元"))}


_TWO = [
    "{全年支出}<{0}>，执行平稳。{基本支出}<3822.29万元>、{项目支出}<12103.90万元>，分别占全年支出的<24.00%>和<76.00%>。",
    "{本年支出}<{0}>。{基本支出}<3822.29万元>，占本年支出的<24.00%>；{项目支出}<12103.90万元>，占本年支出的<76.00%>。",
    "{总支出}<{0}>。{人员类支出}<3822.29万元>，占总支出的<24.00%>，{项目类支出}<12103.90万元>，占总支出的<76.00%>。",
]


@pytest.mark.parametrize("text", _TWO)
def test_shares_that_fit_their_own_list_tell_a_slip_in_their_whole(text: str) -> None:
    assert told(_filled(text, "15926.19万元")) == []
    assert "share" in {kind for kind, _ in told(_filled(text, "159261.9万元"))}


_COPIED = [
    "{决算支出}<{0}>，其中：{基本支出}<7230.44万元>，占<62.00%>；{项目支出}<4431.56万元>，占<38.00%>。",
    "{总支出}<{0}>，包括{人员类支出}<7230.44万元>，占<62.00%>，{项目类支出}<4431.56万元>，占<38.00%>。",
    "{收入合计}<{0}>，其中{财政拨款}<7230.44万元>，占<62.00%>；{事业收入}<4431.56万元>，占<38.00%>。",
]


@pytest.mark.parametrize("text", _COPIED)
def test_a_part_copied_over_its_whole_leaves_a_whole_less_than_the_other(text: str) -> None:
    assert told(_filled(text, "11662.00万元")) == []
    wrong = _filled(text, "4431.56万元")
    assert ("share", "62.00%") in told(wrong)
    assert examined(sketch(wrong)).repairs[0].number == Decimal("11662.00")


@pytest.mark.parametrize("text", _TWO)
def test_another_whole_that_no_slip_explains_accuses_nobody(text: str) -> None:
    assert "share" not in {kind for kind, _ in told(_filled(text, "23417.05万元"))}
