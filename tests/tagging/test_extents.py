from __future__ import annotations

import pytest

from extraction.labels import Label
from extraction.markup import Link, Markup, Mention
from extraction.span import Span
from extraction.tagging.extents import aligned, snap


@pytest.mark.parametrize(
    ("text", "start", "end", "kept"),
    [
        ("支出5163.637.3其他", 2, 10, False),
        ("支出65696704102.1其他", 7, 13, False),
        ("支出24115.7其他", 2, 9, True),
        ("完成98.5%102.3%", 2, 7, True),
        ("支出24115\n382", 2, 7, True),
    ],
    ids=["before a point", "after a point", "whole", "beside another rate", "line end"],
)
def test_a_value_cut_out_of_a_run_of_digits_goes(
    text: str, start: int, end: int, kept: bool
) -> None:
    label = Label.RATE if "%" in text[start:end] else Label.AMOUNT
    mention = Mention("m1", label, Span(start, end), text[start:end])
    found = snap(text, [mention])
    assert bool(found) is kept


def _marked(text: str, *surfaces: tuple[Label, str]) -> list[Mention]:
    found: list[Mention] = []
    at = 0
    for i, (label, surface) in enumerate(surfaces):
        at = text.index(surface, at)
        span = Span(at, at + len(surface))
        found.append(Mention(f"m{i}", label, span, surface))
        at = span.end
    return found


@pytest.mark.parametrize(
    ("text", "surfaces", "kept"),
    [
        ("收入合计5 312.40万元。", [(Label.AMOUNT, "5"), (Label.AMOUNT, "312.40万元")], ["5 312.40万元"]),
        ("支出总计27\n45.10万元。", [(Label.AMOUNT, "45.10万元")], ["27\n45.10万元"]),
        ("补助标准每天160～190元。", [(Label.AMOUNT, "160"), (Label.AMOUNT, "190元")], ["160～190元"]),
        ("支付柒佰捌拾万元。", [(Label.AMOUNT, "拾万元")], ["柒佰捌拾万元"]),
        ("户均增收4万7，", [(Label.COUNT, "4万")], ["4万7"]),
        ("单价在4～7万元的设备", [(Label.ITEM, "单价在4～"), (Label.AMOUNT, "7万元")], ["单价", "4～7万元"]),
        ("支出31.75（注1）元。", [(Label.AMOUNT, "31.75"), (Label.ITEM, "注1")], ["31.75（注1）元"]),
        ("差额△7.20万元。", [(Label.AMOUNT, "7.20万元")], ["△7.20万元"]),
    ],
    ids=["blank", "break", "range", "capitals", "spoken", "name before", "note", "minus"],
)  # fmt: skip
def test_no_mention_cuts_a_number(
    text: str, surfaces: list[tuple[Label, str]], kept: list[str]
) -> None:
    assert [m.text for m in snap(text, _marked(text, *surfaces))] == kept


def test_links_follow_the_mentions_that_become_one() -> None:
    text = "收入合计5 312.40万元。"
    mentions = _marked(
        text, (Label.ITEM, "收入合计"), (Label.AMOUNT, "5"), (Label.AMOUNT, "312.40万元")
    )
    markup = aligned(text, Markup(tuple(mentions), (Link("m1", "m0"), Link("m2", "m0"))))
    assert [m.text for m in markup.mentions] == ["收入合计", "5 312.40万元"]
    assert [(k.source, k.target) for k in markup.links] == [("m2", "m0")]


@pytest.mark.parametrize(
    ("text", "parts", "kept"),
    [
        ("成本控制在每处12万元以内", ("控制在", "每处", "12万元以内"), ["每处12万元以内"]),
        ("达到80%90%两档", ("80%", "90%"), ["80%", "90%"]),
        ("按时，5天", ("按时", "5天"), ["按时", "5天"]),
    ],
)
def test_words_that_lead_to_a_goal_are_part_of_it(
    text: str, parts: tuple[str, ...], kept: list[str]
) -> None:
    mentions = []
    for i, part in enumerate(parts):
        start = text.index(part)
        mentions.append(Mention(f"m{i}", Label.TARGET, Span(start, start + len(part)), part))
    assert [m.text for m in snap(text, mentions)] == kept


@pytest.mark.parametrize(
    ("text", "marked", "kept"),
    [
        ("修复路面（目标≥400公里），", "≥400公里）", "≥400公里"),
        ("预计（约300万m³）完成", "（约300万m³", "约300万m³"),
        ("项目（一期）投资", "项目（一期）", "项目（一期）"),
        ("《办法》印发", "《办法", "办法"),
    ],
)
def test_no_mention_holds_half_a_pair_of_brackets(text: str, marked: str, kept: str) -> None:
    start = text.index(marked)
    label = Label.TARGET if marked[-1] != "法" and "目" not in marked else Label.ITEM
    mention = Mention("m1", label, Span(start, start + len(marked)), marked)
    assert [m.text for m in snap(text, [mention])] == [kept]


@pytest.mark.parametrize(
    ("text", "marked", "kept"),
    [
        ("其中“基本工资”48.43万元", "“基本工资”", "基本工资"),
        ('其中"差旅费"2万元', '"差旅费"', "差旅费"),
        ("“双通道”管理定点医院2家", "“双通道”管理定点医院", "“双通道”管理定点医院"),
        ("“优”、“良”项目共9个", "“优”、“良”", "“优”、“良”"),
        ("编印《学习资料》18期", "《学习资料》", "《学习资料》"),
    ],
    ids=["curly", "straight", "within a name", "two", "title"],
)
def test_a_name_wholly_in_quotes_goes_without_them(text: str, marked: str, kept: str) -> None:
    start = text.index(marked)
    mention = Mention("m1", Label.ITEM, Span(start, start + len(marked)), marked)
    assert [m.text for m in snap(text, [mention])] == [kept]


@pytest.mark.parametrize(
    ("text", "marked", "kept"),
    [
        ("实际12台,完成年度目标.", "完成年", "完成年度目标"),
        ("实际9台，未完成年度目标任务。", "未完成年度", "未完成年度目标任务"),
        ("有所减少，基本完成年初目标。", "基本完成", "基本完成年初目标"),
        ("当年完成工程12处", "完成", "完成"),
    ],
)
def test_a_verdict_ends_with_its_aim(text: str, marked: str, kept: str) -> None:
    start = text.index(marked)
    mention = Mention("m1", Label.STATUS, Span(start, start + len(marked)), marked)
    assert [m.text for m in snap(text, [mention])] == [kept]


def test_no_mention_ends_with_a_stop() -> None:
    text = "目标90个,实际83个.满意度有所提高;"
    mentions = _marked(text, (Label.ACTUAL, "83个."), (Label.ACTUAL, "有所提高;"))
    assert [m.text for m in snap(text, mentions)] == ["83个", "有所提高"]


@pytest.mark.parametrize(
    ("text", "marked", "kept"),
    [("总体目标如下", "总", []), ("完成情况：是", "是", ["是"]), ("评为优，", "优", ["优"])],
)
def test_one_character_of_a_longer_word_is_no_mention(
    text: str, marked: str, kept: list[str]
) -> None:
    start = text.index(marked)
    mention = Mention("m1", Label.STATUS, Span(start, start + 1), marked)
    assert [m.text for m in snap(text, [mention])] == kept


@pytest.mark.parametrize(
    ("label", "marked", "kept", "operator"),
    [
        (Label.TARGET, "控制在12人", "12人", "<="),
        (Label.TARGET, "12人", "12人", "<="),
        (Label.ACTUAL, "控制在12人", "12人", None),
    ],
)
def test_words_that_hold_a_limit_give_a_goal_its_operator(
    label: Label, marked: str, kept: str, operator: str | None
) -> None:
    text = "值守人数控制在12人，实际14人"
    start = text.index(marked)
    mention = Mention("m1", label, Span(start, start + len(marked)), marked)
    found = snap(text, [mention])
    assert [(m.text, m.operator) for m in found] == [(kept, operator)]


def test_figures_side_by_side_are_as_many_values() -> None:
    text = "市通信管理局 763 500 12,082 0 66%"
    found = snap(text, _marked(text, (Label.AMOUNT, "12,082 0")))
    assert [m.text for m in found] == ["12,082", "0"]


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("青山市水利局、青山市水文中心", ["青山市水利局", "青山市水文中心"]),
        ("青山市住房、城乡建设局", ["青山市住房、城乡建设局"]),
    ],
)
def test_a_list_of_units_is_as_many_units(words: str, units: list[str]) -> None:
    text = f"实施单位为{words}。"
    found = snap(text, _marked(text, (Label.ORG, words)))
    assert [m.text for m in found] == units
