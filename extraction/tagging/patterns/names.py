"""What a value measures: the noun phrase before it, or behind it for a counted thing (指标项识别).

The phrase is what stands between the last boundary and the value, less the verbs and function words
that belong to neither. Known terms (account names, table header words) settle its extent.
"""

from __future__ import annotations

import re
from functools import cache

from extraction.span import Span, trim
from extraction.tagging.patterns.words import any_of, words

_BOUNDARY = re.compile(r"[，,。；;：:、！？\n\t|()（）“”\"《》【】\[\]]")
_ENUMERATOR = re.compile(
    r"^(?:[一二三四五六七八九十]+是|\d{1,2}[.．、]|[①-⑳]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、])\s*"
)
_DATED = re.compile(
    r"^(?:截至|截止|至)?\s*(?:(?:19|20)\d\d|[二〇零一三四五六七八九]{4})\s*年(?:度|底|末|初)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?)?(?:[，,]|\s)*"
)
_CLASS_NOTE = re.compile(r"(?:[（(](?:类|款|项)[)）])+(?:支出)?$")
_BRACKET_NOTE = re.compile(r"[（(][^（()）]{1,20}[)）]\s*$")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{2,30})[”\"](?:项目|资金|经费|支出|专项)?$")
_CHINESE = re.compile(r"[\u3400-\u9fff\u2e80-\u2fdf\uf900-\ufaff]")
_MAXIMUM_LENGTH = 40


@cache
def _tail_verbs() -> re.Pattern[str]:
    return re.compile(any_of((*words().link_verbs, *words().rise, *words().fall)) + r"\s*$")


@cache
def _lead_words() -> re.Pattern[str]:
    return re.compile("^" + any_of(words().leading))


def name_before(text: str, floor: int, value_start: int) -> Span | None:
    """Return the name that ends right before a value, None if the words there name nothing.

    Args:
        floor: offset that the name must not cross (sentence start, end of the value before).
        value_start: first offset of the value.
    """
    end = _strip_verbs(text, floor, value_start)
    start = _phrase_start(text, floor, end)
    span = trim(text, Span(start, end))
    span = _strip_lead(text, span)
    return span if _names_something(span.of(text)) else None


def _strip_verbs(text: str, floor: int, end: int) -> int:
    """Drop verbs and notes in brackets that stand between a name and its value."""
    while True:
        before = text[floor:end].rstrip(' \u3000\xa0\n\t：:“"')
        note = _CLASS_NOTE.search(before)
        note = note or (_BRACKET_NOTE.search(before) if _CHINESE.search(before) else None)
        if note and note.start() > 0:
            end = floor + note.start()
            continue
        verb = _tail_verbs().search(before)
        if verb and verb.start() > 0:
            end = floor + verb.start()
            continue
        if (
            before.endswith("支出")
            and before[:-2].endswith(words().money_nouns)
            and len(before) > 4
        ):
            end = floor + len(before) - 2
            continue
        return floor + len(before)


def _phrase_start(text: str, floor: int, end: int) -> int:
    """Go back to the boundary before the name; brackets and quotes that close again belong to it."""
    position, depth = end, 0
    while position > floor:
        character = text[position - 1]
        if character in ")）”":
            depth += 1
        elif character in "(（“":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and _BOUNDARY.match(character):
            if character == "\n" and _runs_on(text, position - 1):
                position -= 1
                continue
            break
        position -= 1
    return position


def _runs_on(text: str, offset: int) -> bool:
    """Tell whether a line end is a hard break inside a sentence."""
    before, after = text[max(0, offset - 1) : offset], text[offset + 1 : offset + 2]
    line_start = text.rfind("\n", 0, offset) + 1
    full = offset - line_start >= 24
    return full and bool(_CHINESE.match(before or " ")) and bool(_CHINESE.match(after or " "))


def _strip_lead(text: str, span: Span) -> Span:
    """Drop enumerators, dates and function words from the front of a name."""
    start = span.start
    while start < span.end:
        rest = text[start : span.end]
        match = _ENUMERATOR.match(rest) or _DATED.match(rest)
        if match is None:
            lead = _lead_words().match(rest)
            match = lead if lead and _may_drop(rest, lead.end()) else None
        if match is None or match.end() == 0:
            break
        start += match.end()
    return trim(text, Span(start, span.end))


def _may_drop(rest: str, length: int) -> bool:
    """Keep a leading word where dropping it would leave no name (完成率, 实际结算金额)."""
    left = rest[length:]
    return len(left) >= 2 and not left.startswith(("率", "数", "额", "值", "度", "量"))


def _names_something(surface: str) -> bool:
    compact = re.sub(r"\s", "", surface)
    if not 2 <= len(compact) <= _MAXIMUM_LENGTH or compact in words().not_a_name:
        return False
    return len(_CHINESE.findall(compact)) >= 2


_AFTER = re.compile(
    r"^[\s的]*([\u4e00-\u9fff（）()“”、]{2,24}?)(?=[，。；：,;\n\t]|依|按|可|已|全部|实现|开展|进行|申请|获|参加|被|均|能|提供|$|\d)"
)
_COUNTED_LEAD = re.compile(
    r"(?:[对向将把为]|共有|现有|全[市县区省州镇]|设有?|下设|新增|累计|开展|完成|组织|举办|培训|建成|共|有|等|及|和|与|内设|建设|购置|发放|实施|检查|查处|处理|办理|受理|其中|由|涉及|达|服务|帮扶|资助|救助|安排|含|包括|纳入|接待|立案|出台|印发|召开|，|、|：|\()$"
)


def name_after(text: str, value_end: int, ceiling: int) -> Span | None:
    """Return the counted thing that stands right behind a count (209家定点医药机构), if any."""
    match = _AFTER.match(text[value_end : min(ceiling, value_end + 40)])
    if match is None:
        return None
    span = trim(text, Span(value_end + match.start(1), value_end + match.end(1)))
    surface = span.of(text)
    if surface.startswith(("以", "左右", "占", "比", "增", "减", "和", "或", "及以", "，")):
        return None
    return span if _names_something(surface) else None


def counts_forward(text: str, floor: int, value_start: int) -> bool:
    """Tell whether the words before a count open a phrase that it belongs to (对209家…)."""
    before = text[floor:value_start].rstrip()
    return not before or bool(_COUNTED_LEAD.search(before))
