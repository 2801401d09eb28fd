"""Words by which an account in prose tells goals from results, and names from what surrounds them (目标与完成)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extraction.lexicon.source import any_of, load


@dataclass(frozen=True, slots=True)
class GoalWords:
    """Expressions for the words of `goals.toml`.

    Attributes:
        target, actual: words anywhere in the words before a value.
        behind, set_behind: words behind a goal, with 的 and without; `is_set`: what stands before it then.
        target_value, actual_value: words right before it, with what may stand between.
        target_alone: a clause that says of its value that it is the goal, and nothing else (年初设定目标为).
        sure: words of achievement that win over words of goals.
        found: how a result was found, at the end of its clause (经审计核实).
        prior: words that make a value neither.
        front, tail: what does not belong to a name, at its front and at its end.
        bare: a verb that names nothing, the whole of what stands before a value.
        announces: the opening of a sentence that tells goals.
        aside: the opening of a clause whose value is neither goal nor result (其中, 有6公里).
    """

    target: re.Pattern[str]
    actual: re.Pattern[str]
    behind: re.Pattern[str]
    set_behind: re.Pattern[str]
    is_set: re.Pattern[str]
    target_value: re.Pattern[str]
    target_alone: re.Pattern[str]
    actual_value: re.Pattern[str]
    sure: re.Pattern[str]
    found: re.Pattern[str]
    prior: re.Pattern[str]
    front: re.Pattern[str]
    tail: re.Pattern[str]
    bare: re.Pattern[str]
    announces: re.Pattern[str]
    aside: re.Pattern[str]


_KIND = r"(?:年度|全年|总体|工作|绩效|建设|培训|预期|既定){0,2}"
_WHOLE = r"(?![一-鿿]{0,3}(?:完成|达成)?率)"
_BETWEEN = r"\s*(?:分别|依次|均|都|同|各|为|是|达到|达|：|:|（|\(|“)*\s*\Z"


@cache
def goal_words() -> GoalWords:
    """Return the shipped words as expressions."""
    data = load("goals.toml")
    target, actual = data["target"], data["actual"]
    return GoalWords(
        target=re.compile(any_of(target["words"])),
        actual=re.compile(any_of(actual["words"])),
        behind=re.compile(rf"\s*的{_KIND}{any_of(target['behind'])}(?:数|量)?{_WHOLE}"),
        set_behind=re.compile(rf"\s*{any_of(target['behind'])}(?:数|量)?{_WHOLE}"),
        is_set=re.compile(rf"{any_of(target['set'])}的?\s*\Z"),
        target_value=re.compile(any_of(target["values"]) + _BETWEEN),
        target_alone=re.compile(
            rf"\s*(?:{any_of([*target['set'], *target['before']])}的?)*{any_of([*target['values'], '计划'])}{_BETWEEN}"
        ),
        actual_value=re.compile(any_of(actual["values"]) + _BETWEEN),
        sure=re.compile(any_of(actual["sure"])),
        found=re.compile(rf"{any_of(data['found']['words'])}(?:为|是|：|:|有)?\s*\Z"),
        prior=re.compile(any_of(data["prior"]["words"])),
        front=re.compile(rf"\A{any_of(data['front']['words'])}"),
        tail=re.compile(rf"{any_of(data['tail']['words'])}\Z"),
        bare=re.compile(rf"\A{any_of(data['bare']['verbs'])}(?:了)?\Z"),
        announces=re.compile(
            rf"{any_of(data['announce']['words'])}(?![^。；\n，：:]{{0,4}}{any_of(data['announce']['not'])})"
            r"[^。；\n，]{0,6}(?:为|是|如下|包括|：|:)+\s*"
        ),
        aside=re.compile(
            rf"{any_of(data['aside']['words'])}|{any_of(data['aside']['counted'])}了?(?=\d)"
        ),
    )


@cache
def goal_qualities() -> tuple[str, ...]:
    """Return words that set a goal without a number (显著提升, 长期, 不超预算)."""
    data = load("goals.toml")["quality"]
    degrees, changes = data["degrees"], data["changes"]
    made = [degree + change for degree in degrees for change in changes]
    return (*data["words"], *degrees, *changes, *made)


@cache
def quality_pattern() -> str:
    """Return what a clause ends in that says a degree of change (有所改善, 明显提升, 得到加强)."""
    data = load("goals.toml")["quality"]
    degrees, changes = any_of(data["degrees"]), any_of(data["changes"])
    return (
        rf"(?:{degrees}(?:得到(?:了)?)?{changes}|得到(?:了)?{degrees}?(?:的)?{changes}|{changes})"
    )


@dataclass(frozen=True, slots=True)
class SectionWords:
    """Words of headings (see `goals.toml`)."""

    goal: re.Pattern[str]
    result: re.Pattern[str]
    subject: re.Pattern[str]
    other: re.Pattern[str]


@cache
def section_words() -> SectionWords:
    """Return the words of headings as expressions."""
    data = load("goals.toml")["sections"]
    return SectionWords(
        *(re.compile(any_of(data[k])) for k in ("goal", "result", "subject", "other"))
    )


@cache
def _ceilings() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = load("goals.toml")["ceiling"]
    mended = any_of(data["mended"])
    happened = r"(?:发生|事件|情况|病例|案件|案)?"
    return (
        re.compile(rf"{any_of(data['harm'])}(?!\w{{0,2}}{mended})"),
        re.compile(rf"{any_of(data['ends'])}\Z"),
        re.compile(rf"{any_of(data['rates'])}{happened}\Z"),
    )


_RATE = re.compile(r"(?:百分)?(?:率|占比|比例|比率|比重)\Z")
_ASIDE = re.compile(r"[\s“”\"]|[(（][^()（）]*[)）]|[≤<≥>=：:]+\Z")


def less_is_better(name: str) -> bool:
    """Tell whether the name of an indicator counts cost, time or harm, so that its goal is a ceiling.

    A rate is one only for what stands right before 率: 投诉率, 预算控制率; 投资完成率 and 投诉处理率 are none.
    """
    plain = _ASIDE.sub("", name)
    harm, ends, rates = _ceilings()
    rate = _RATE.search(plain)
    if rate is not None:
        return rates.search(plain[: rate.start()]) is not None
    return harm.search(plain) is not None or ends.search(plain) is not None
