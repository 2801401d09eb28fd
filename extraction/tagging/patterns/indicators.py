"""Indicators told in prose: a name, its target and what was achieved, one after another (指标逐项说明).

Two signs open an indicator: a numbered line below a heading of an indicator class (产出指标, 满意度指标), or
the words for target and actual in one sentence (目标值…实际完成…). Within one, the first value (or the word
of quality that ends the first clause) is the target, the next one is the actual; a verdict such as
完成年度设定目标 stands beside the actual, or is the actual where nothing else is said.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extraction.labels import Label
from extraction.lexicon.comparators import before_pattern, bound_pattern, sign_characters
from extraction.quantities import FoundQuantity
from extraction.span import Span, trim
from extraction.tagging.patterns.names import name_before
from extraction.tagging.patterns.words import any_of, words

_TARGET_WORDS = (
    r"(?:年度|年初|预期|绩效|计划|设定|全年|既定|申报|批复|预定|当年)*(?:目标|指标)(?:值|数|为)?"
    r"|(?:年初|年度|全年)?计划(?:完成|实施|培训|开展|投放|发放|改造|建设|安排|新建|新增|举办|治理|整治|维修|购置|救助|建成|修建|配备|补助|检查|抽检)?(?:值|数)?|预期值?|要求(?:达到)?"
)
_ACTUAL_WORDS = (
    r"实际[\u4e00-\u9fff]{0,4}?(?:值|数|情况|率)?|完成(?:值|数|情况)|全年完成|已完成"
    r"|(?:当年|本年|年末)?完成|达到|达成|实现|实绩"
)
_COLON = r"\s*(?:为|是|达到|达|了|：|:|\(|（|“)*\s*$"
_TARGET_CUE = re.compile(rf"(?:{_TARGET_WORDS}){_COLON}")
_ACTUAL_CUE = re.compile(rf"(?:{_ACTUAL_WORDS})[^，。；]{{0,16}}{_COLON}")
_SPEAKS_OF_GOALS = re.compile(r"绩效(?:目标|指标)|年度目标|目标值|指标值|三级指标|总体目标")
_COMPARATOR = re.compile(rf"{before_pattern()}\s*$")
_BOUND = re.compile(rf"^[^\S\n]*{bound_pattern()}")
_NUMBERING = re.compile(
    r"^\s*(?:(?:指标|目标|任务)\s*[\d一二三四五六七八九十]*\s*[：:、.]|[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[)）]|\d{1,2}\s*[.．、)）]|[①-⑳]|[-•·●])\s*"
)
_QUALITY = re.compile(
    r"(?:(?:进一步|不断|有效|显著|明显|持续|稳步|逐步|较|全面|大力|基本)*"
    r"(?:提高|提升|增强|改善|加强|保障|促进|优化|完善|健全|推进|降低|减少|达标|合格|稳定|良好|满意|及时|完成|发挥))$"
)
_SAID = re.compile(
    r"(?:完成情况|实际情况|实际完成情况|完成值|实际完成值?|自评结果|结果)\s*[：:]\s*([^。；\n]{2,40})"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A span with the label the indicator reading gives it."""

    label: Label
    span: Span


@cache
def _level_heading() -> re.Pattern[str]:
    return re.compile(
        r"^[ \t\u3000]*+(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳])?\s{0,8}+"
        + f"({any_of(words().level)})"
        + r"(?:完成情况(?:分析)?|方面|情况|指标)?\s*(?:[：:。（(]|(?=\n)|$)",
        re.MULTILINE,
    )


@cache
def _verdict() -> re.Pattern[str]:
    return re.compile(r"(?:已|均|全部|基本|超额)?" + any_of(words().verdict))


def level_headings(text: str, span: Span) -> Iterator[Span]:
    """Yield headings of indicator classes that stand on a line or open one."""
    for match in _level_heading().finditer(text, span.start, span.end):
        yield Span(*match.span(1))


_GOAL_LINE = re.compile(r"\s*(?:指标|目标|任务)\s*[\d一二三四五六七八九十]+\s*[：:、.]")


def opens_goal(text: str, line: Span) -> bool:
    """Tell whether a line begins as one of a list of goals (目标2：…), whatever stands above it."""
    return bool(_GOAL_LINE.match(line.of(text)))


def numbered_lines(text: str, span: Span) -> Iterator[Span]:
    """Yield the lines of a stretch that open with a number or a bullet."""
    for match in re.compile(r"[^\n]+").finditer(text, span.start, span.end):
        if _NUMBERING.match(match[0]):
            yield Span(*match.span())


def read_line(text: str, line: Span, quantities: Sequence[FoundQuantity]) -> tuple[Found, ...]:
    """Return the mentions of the indicator that a numbered line of a walk tells, () if none."""
    numbering = _NUMBERING.match(line.of(text))
    body = Span(line.start + (numbering.end() if numbering else 0), line.end)
    first = Span(body.start, _clause_end(text, body))
    target, name = _opening(text, first, quantities)
    if name is None or target is None:
        return ()
    found = [Found(Label.INDICATOR, name), Found(Label.TARGET, target)]
    rest = Span(min(max(first.end, target.end), body.end), body.end)
    later = [q for q in quantities if q.start >= target.end and q.end <= rest.end]
    aimed = next((q for q in quantities if target.start <= q.start < target.end), None)
    return (*found, *_outcome(text, rest, later if aimed is None else _alike(text, aimed, later)))


def _alike(text: str, aimed: FoundQuantity, later: Sequence[FoundQuantity]) -> list[FoundQuantity]:
    """Return the values that can answer a target: those of its unit, else of its kind."""
    plain = [q for q in later if not re.fullmatch("一[^\\d]", text[q.start : q.end])]
    unit = [q for q in plain if q.quantity.unit == aimed.quantity.unit]
    return unit or [q for q in plain if q.quantity.kind == aimed.quantity.kind]


def _clause_end(text: str, body: Span) -> int:
    match = re.search(r"[。；;]|[，,](?=\s*(?:实际|完成|我|全年|本|达|年|已|目前))", body.of(text))
    return body.start + match.start() if match else body.end


def _opening(
    text: str, clause: Span, quantities: Sequence[FoundQuantity]
) -> tuple[Span | None, Span | None]:
    """The target that ends the first clause and the name before it."""
    inside = [q for q in quantities if clause.start <= q.start < clause.end]
    target = _first(text, clause, inside, _TARGET_CUE) or _bounded(text, inside)
    target = target or (inside[-1] if inside else None)
    if target is not None:
        extent = _extent(text, target)
        return extent, _name(text, clause, extent.start)
    quality = _QUALITY.search(clause.of(text))
    if quality is None or quality.start() < 2:
        return None, None
    start = clause.start + quality.start()
    return Span(start, clause.start + quality.end()), _name(text, clause, start)


def _outcome(text: str, rest: Span, later: Sequence[FoundQuantity]) -> Iterator[Found]:
    """The actual value and the verdict of an indicator, from the words after its target."""
    inside = [q for q in later if rest.start <= q.start < rest.end]
    verdict = _verdict().search(text, rest.start, rest.end)
    said = _SAID.search(text, rest.start, rest.end)
    if inside:
        actual = _first(text, rest, inside, _ACTUAL_CUE) or inside[0]
        yield Found(Label.ACTUAL, Span(actual.start, actual.end))
    elif said:
        yield Found(Label.ACTUAL, trim(text, Span(*said.span(1))))
        return
    elif verdict:
        clause = _clause_before(text, rest, verdict.start())
        if clause is None:
            yield Found(Label.ACTUAL, Span(*verdict.span()))
            return
        yield Found(Label.ACTUAL, clause)
    if verdict:
        yield Found(Label.STATUS, Span(*verdict.span()))


def _clause_before(text: str, rest: Span, end: int) -> Span | None:
    """The clause that ends before a verdict, without its subject."""
    before = text[rest.start : end].rstrip(" ，,。；")
    start = max(before.rfind(c) for c in "，,。；：") + 1
    phrase = before[start:].strip()
    verb = re.search(r"(?:均|已|全部|实现|得到|有所|进行|按时|达到|没有|未).*$", phrase)
    phrase = verb[0] if verb else phrase
    if len(phrase) < 2:
        return None
    place = text.rfind(phrase, rest.start, end)
    return Span(place, place + len(phrase))


def speaks_of_goals(text: str, line: Span) -> bool:
    """Tell whether a line announces targets, so that one without an actual still counts."""
    return bool(_SPEAKS_OF_GOALS.search(line.of(text)))


def read_goals(
    text: str, line: Span, quantities: Sequence[FoundQuantity], *, goals_expected: bool
) -> tuple[tuple[Found, ...], ...]:
    """Return the indicators that a line of prose tells one after another, each as its mentions.

    A value behind a word of target opens an indicator, the next one behind a word of achievement closes
    it; marks between them are its weight and score. Without an actual it counts only where goals are
    expected (a heading or the line itself speaks of targets).
    """
    told: list[tuple[Found, ...]] = []
    floor = line.start
    opening = [i for i, q in enumerate(quantities) if _opens_goal(text, line, q)]
    for i, following in itertools.pairwise((*opening, len(quantities))):
        q = quantities[i]
        if q.start < floor:
            continue
        extent = _extent(text, q)
        near = quantities[max(0, i - _FIGURES_NEAR) : i]
        name, marks = _name_and_weight(text, Span(floor, extent.start), near)
        later = quantities[i + 1 : min(following, i + 1 + _FIGURES_NEAR)]
        rest = Span(extent.end, max(extent.end, _goal_end(line, quantities, i, following)))
        outcome = tuple(_told_outcome(text, rest, later))
        has_actual = any(f.label is Label.ACTUAL for f in outcome)
        if name is None or not (has_actual or goals_expected):
            continue
        told.append((Found(Label.INDICATOR, name), *marks, Found(Label.TARGET, extent), *outcome))
        floor = max(f.span.end for f in told[-1])
    return tuple(told)


_NEAR = 80
_HEAD = 400
_FIGURES_NEAR = 60
"""How far the words of a goal reach before a figure, and its name, in characters, and its marks and outcome
on either side, in figures: what is further off is of no one goal, and time stays in proportion to the line."""


def _opens_goal(text: str, line: Span, q: FoundQuantity) -> bool:
    before = _words_before(text, line, q)
    bare = _COMPARATOR.sub("", before)
    if q.quantity.unit == "分" or re.search(r"[一二三四]级指标(?:共|有)?$", bare):
        return False
    if _TARGET_CUE.search(bare) and not re.search(r"(?:完成|达到|实现)(?:年度)?目标$", bare):
        return True
    return (
        bool(_COMPARATOR.search(before[-6:]))
        or text[q.start] in sign_characters()
        or bool(
            _BOUND.match(text[q.end : q.end + 4])
            and re.search(r"(?:率|度|数|量|比|达到|达)$", bare.rstrip())
        )
    )


def _goal_end(line: Span, quantities: Sequence[FoundQuantity], place: int, following: int) -> int:
    """Where the words of a goal end: at the next one that opens, or behind the last figure near it."""
    end = min(following, place + 1 + _FIGURES_NEAR)
    return min(line.end, quantities[end].start) if end < len(quantities) else line.end


_WEIGHT_CUE = re.compile(r"(?:权重|分值|满分|分数|标准分)\s*(?:为|是|：|:)?\s*$")
_SCORE_CUE = re.compile(r"(?:得分|实得|自评得分|自评分|自评|评分|得|计)\s*(?:为|是|：|:)?\s*$")


def _name_and_weight(
    text: str, head: Span, quantities: Sequence[FoundQuantity]
) -> tuple[Span | None, tuple[Found, ...]]:
    """The name in the words before a target, and a weight that stands between the two."""
    weight = next(
        (
            q
            for q in quantities
            if q.start >= head.start and _WEIGHT_CUE.search(_words_before(text, head, q))
        ),
        None,
    )
    if weight is None:
        return _name(text, head, head.end), ()
    opened = re.sub(
        r"[（(，,：:\s]*(?:指标)?(?:权重|分值|满分|标准分)\s*(?:为|是|：|:)?\s*$",
        "",
        text[head.start : weight.start],
    )
    name = _name(text, head, head.start + len(opened))
    return name, (Found(Label.WEIGHT, Span(weight.start, weight.end)),)


def _words_before(text: str, stretch: Span, q: FoundQuantity) -> str:
    """The words right before a figure, as far as a cue that ends there can reach."""
    return text[max(stretch.start, q.start - _NEAR) : q.start]


def _told_outcome(text: str, rest: Span, later: Sequence[FoundQuantity]) -> Iterator[Found]:
    inside = [q for q in later if rest.start <= q.start < rest.end]
    goals = [q for q in inside if q.quantity.unit != "分"]
    actual = _first(text, rest, goals, _ACTUAL_CUE)
    position = rest.start
    if actual is not None:
        yield Found(Label.ACTUAL, Span(actual.start, actual.end))
        position = actual.end
        verdict = _verdict().search(text, position, min(rest.end, position + 30))
        if verdict:
            yield Found(Label.STATUS, Span(*verdict.span()))
    for q in inside:
        if q.start >= rest.start and q is not actual:
            before = _words_before(text, rest, q)
            if _WEIGHT_CUE.search(before):
                yield Found(Label.WEIGHT, Span(q.start, q.end))
            elif q.quantity.unit == "分" and _SCORE_CUE.search(before):
                yield Found(Label.SCORE, Span(q.start, q.end))


def _first(
    text: str, sentence: Span, quantities: Sequence[FoundQuantity], cue: re.Pattern[str]
) -> FoundQuantity | None:
    for q in quantities:
        before = _COMPARATOR.sub("", _words_before(text, sentence, q))
        if cue.search(before):
            return q
    return None


def _bounded(text: str, quantities: Sequence[FoundQuantity]) -> FoundQuantity | None:
    for q in quantities:
        if (
            _COMPARATOR.search(text[max(0, q.start - 5) : q.start])
            or text[q.start] in sign_characters()
        ):
            return q
    return None


def _extent(text: str, q: FoundQuantity) -> Span:
    """The value with its comparator (≥90%, 98%以上)."""
    before = _COMPARATOR.search(text[max(0, q.start - 5) : q.start])
    after = _BOUND.match(text[q.end : q.end + 4])
    start = q.start - len(before[0]) if before else q.start
    return Span(start, q.end + (after.end() if after else 0))


_BETWEEN = re.compile(
    rf"[。，,：:（(\s“”\"]*(?:{_TARGET_WORDS})?\s*(?:(?<!行)为|是|达到|达|：|:|“|（|\()*\s*$"
)
_MOVED = re.compile(
    r"(?:同比|比上年|较上年)?(?:增长|下降|降低|提高|提升|增加|减少|稳定在|保持在|控制在)$"
)


def _name(text: str, clause: Span, end: int) -> Span | None:
    """The name before a target; the whole of a short clause, else its last phrase."""
    clause = Span(max(clause.start, end - _HEAD), clause.end)
    head = _BETWEEN.sub("", text[clause.start : end])
    moved = _MOVED.search(head)
    head = head[: moved.start()] if moved and moved.start() >= 4 else head
    numbering = _NUMBERING.match(head)
    start = clause.start + (numbering.end() if numbering else 0)
    span = trim(text, Span(start, max(start, clause.start + len(head))))
    if 2 <= len(span) <= 36 and not re.search(r"[。；，：\n]", span.of(text)):
        return span
    return name_before(text, clause.start, clause.start + len(head))
