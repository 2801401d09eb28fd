"""Where an account of indicators stands in prose, and what its headings say of a lone value (段落归属).

Headings part a document into passages. A heading says whether values below it are goals or results,
an indicator class whether they are values of indicators at all; headings of other matters (资金, 问题,
下一步) end the account.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from extraction.lexicon.goals import section_words
from extraction.lexicon.indicators import indicator_classes
from extraction.lexicon.numbering import numbering_end
from extraction.lexicon.source import any_of
from extraction.span import Span, trim

_HEADING_LENGTH = 36
_LINE = re.compile(r"[^\n]+")
_OPENS = re.compile(
    r"\s*[*＊★]?(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳●•·◆■]|第[一二三四五六七八九十]|(?:目标|指标|任务)\s*[\d一二三四五六七八九十])"
)
_TOP = re.compile(r"\s*(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分)")
_VALUE_LINE = re.compile(r"\s*[≥≤≧≦<>=＝]*\s*\d[\d,，.]*\s*(?:[%％‰]|[\u4e00-\u9fff㎡/]{1,5})?\s*")
_NAME_LINE = re.compile(r"\s*[^\d\s，,。；;：:|（）()]{3,24}\s*")
_FULL_LINE = 24
_MEASURED = re.compile(r"\d\s*[%％\u4e00-\u9fffA-Za-z㎡]")
_DATED = re.compile(r"(?:19|20)\d\d\s*年度?|\d+\s*分")
"""Years and marks in a heading: no measure."""
_SELF_EVALUATION = re.compile(r"自评|评价报告|绩效评价|决算|完成情况")
_PLAN = re.compile(r"目标申报|目标表|部门预算|单位预算|绩效目标|申报书")


_NAMED_ON = (
    r"(?![\u4e00-\u9fff]{0,6}指标|从|由|按|根据|包括|完成|实现|达成|情况|得分|得|设|共|有|值|中|的|分|为|是|权|评|均|体系|实际|较|指标|数|全|已|未|与|和|及|等|方面|要求|自评)"
    r"[\u4e00-\u9fff“]{2,20}(?:率|度|数|量|面积|比例)"
)
"""How the name of an indicator follows its class without a sign between (社会效益指标道路完好率)."""
_RUN_IN = re.compile(r"([^。，；：:\n]{2,18})[。：:]")
_NUMBERED = re.compile(
    r"(?:\A|[。；;：:\s])(?:[①-⑳]|[（(]?\d{1,2}[)）.．、]|第?[一二三四五六七八九十]{1,2}(?:是|[、）)]))\s*\Z"
)
"""A number at the end of what stands before a class, a sentence's beginning before it."""
_RUN_IN_HEAD = re.compile(
    r"(?:(?:总体|年度|项目|预期)*绩效(?:总)?目标|(?:年度|总体)目标|(?:绩效)?(?:目标|指标)?(?:实际)?完成情况"
    r"|(?:年初|年度)(?:制定|设定|确定|下达)?的?(?:绩效)?目标(?:任务)?|(?:全年|年度|目标)?实际完成(?:情况)?)"
)
_RESULTS_BARE = re.compile(r"(?:任务|目标|实际)?(?:完成|实现|达成)(?:情况)?")
"""A heading that tells results where goals stand before it."""
_YEAR_BEHIND = re.compile(r"\s*\d{1,2}[.．](?=(?:19|20)\d\d\s*年)")
"""The number of a line that begins with a year (2.2021年度绩效目标)."""
_STYLES = (
    re.compile(r"\s*(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分)"),
    re.compile(r"\s*[（(][一二三四五六七八九十]+[)）]"),
    re.compile(r"\s*\d{1,2}\s*(?:[、．]|\.(?!\d))"),
    re.compile(r"\s*[（(]\d{1,2}[)）]"),
    re.compile(r"\s*[①-⑳]"),
)
_UNNUMBERED = 1
_NO_STYLE = 99
_SHORT_LINE = 40


def _style(text: str, line: Span) -> int:
    """Return the depth that a line's numbering stands for: 一、 is 0, （一） 1, 1. 2, none a great number."""
    return next(
        (i for i, s in enumerate(_STYLES) if s.match(text, line.start, line.end)), _NO_STYLE
    )


class Mode(StrEnum):
    """What a lone value of a passage is."""

    GOAL = "goal"
    RESULT = "result"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of running text with what its headings say.

    Attributes:
        span: the text below or behind its headings, a paragraph at most.
        mode: whether a lone value in it is a goal or a result.
        classes: headings of the indicator classes in force, outermost first.
        section: number of the top-level section that it stands in.
        head: the heading right above, for what it names.
    """

    span: Span
    mode: Mode
    classes: tuple[Span, ...]
    section: int
    head: Span | None = None


@cache
def _class_opening() -> re.Pattern[str]:
    """A class that opens a line or sentence: 数量指标：, 2.质量指标完成情况。, 时效指标方面，"""
    names = any_of(n for n, found in indicator_classes().items() if len(n) > 2 or found.in_prose)
    return re.compile(
        rf"(?P<name>{names})(?:(?<=指标)(?={_NAMED_ON})|(?:的?(?:完成|实现|达成)(?:情况|程度)?(?:分析)?|方面|情况(?:分析)?|分析)?"
        r"(?:共|有|设)*(?:\d{1,2}\s*[个项条])?(?:[（(][^（()）\n]{1,16}[)）])?\s*(?:[：:。，,]|(?=\n)|\Z))"
    )


@cache
def _class_name() -> re.Pattern[str]:
    return re.compile(any_of(n for n in indicator_classes() if len(n) > 2))


def passages(text: str, spans: Sequence[Span]) -> Iterator[Passage]:
    """Yield the passages of the prose in `spans`, in text order."""
    state = _State(_default(text))
    for span in spans:
        for line in paragraphs(text, span):
            yield from state.read(text, line)


def _default(text: str) -> Mode:
    opening = text[:300]
    if _SELF_EVALUATION.search(opening):
        return Mode.RESULT
    return Mode.GOAL if _PLAN.search(opening) else Mode.NONE


def paragraphs(text: str, span: Span) -> Iterator[Span]:
    """Yield the paragraphs of a stretch: lines, put together again where a full line breaks off."""
    start = end = -1
    lines = list(_LINE.finditer(text, span.start, span.end))
    for match, after in zip(lines, [*lines[1:], None], strict=False):
        line = match[0]
        named = start >= 0 and _names_value(text[start:end], line, after[0] if after else "")
        broken = named or (
            start >= 0
            and match.start() == end + 1
            and end - max(start, text.rfind("\n", start, end) + 1) >= _FULL_LINE
            and text[end - 1] not in "。；;：:！"
            and not _OPENS.match(line)
        )
        if not broken:
            if start >= 0:
                yield Span(start, end)
            start = match.start()
        end = match.end()
    if start >= 0:
        yield Span(start, end)


def _names_value(above: str, line: str, below: str) -> bool:
    """Tell whether a line is the one value of the name alone on the line above (走访老党员 / 180人)."""
    lone = _VALUE_LINE.fullmatch(line) and not _VALUE_LINE.fullmatch(below)
    return bool(lone) and _NAME_LINE.fullmatch(above) is not None


class _State:
    """Headings in force while paragraphs are read one after another."""

    def __init__(self, default: Mode) -> None:
        self._default = default
        self._mode = Mode.NONE
        self._classes: list[tuple[int, Span]] = []
        self._section = 0
        self._head: Span | None = None
        self._style = _UNNUMBERED
        self._headed = False

    def read(self, text: str, line: Span) -> Iterator[Passage]:
        """Take the paragraph's headings in and yield what it says below them."""
        if _TOP.match(text, line.start, line.end):
            self._section += 1
        year = _YEAR_BEHIND.match(text, line.start, line.end)
        numbered = year.end() if year is not None else numbering_end(text, line.start)
        body = trim(text, Span(min(numbered, line.end), line.end))
        style = _style(text, line)
        head = self._heading(text, line, body)
        if head is not None:
            self._style = style
            self._take(text, head)
            self._headed = bool(self._classes)
            return
        if self._ends_classes(text, line, body, style):
            self._classes = []
        body = self._run_in(text, line, body)
        position = body.start
        for part, opening in _class_parts(text, body):
            if opening is not None:
                self._open_class(text, opening)
            if len(part):
                yield Passage(part, self._mode, self.classes, self._section, self._head)
            position = part.end
        if position < body.end:
            rest = Span(position, body.end)
            yield Passage(rest, self._mode, self.classes, self._section, self._head)

    def _ends_classes(self, text: str, line: Span, body: Span, style: int) -> bool:
        """Tell whether a paragraph stands no longer below the classes in force: numbered as high as they are.

        Short lines without a number stay below a class that is a line of its own without one.
        """
        if not self._classes or style > self._style or _class_opening().match(text, body.start):
            return False
        return not (self._headed and style == _NO_STYLE and len(line) <= _SHORT_LINE)

    @property
    def classes(self) -> tuple[Span, ...]:
        """Headings of the classes in force, outermost first."""
        return tuple(span for _, span in self._classes)

    def _run_in(self, text: str, line: Span, body: Span) -> Span:
        """Take a heading in that the paragraph runs on behind ((一)资金到位。截至…); return the rest."""
        match = _RUN_IN.match(text, body.start, body.end)
        if match is None:
            return body
        head, known = match[1], section_words()
        if body.start == trim(text, line).start or _RUN_IN_HEAD.fullmatch(head):
            return self._unnumbered(text, match, body)
        if _class_opening().match(text, body.start) or _MEASURED.search(_DATED.sub("", head)):
            return body
        if not (known.other.search(head) or known.result.search(head) or known.goal.search(head)):
            return body
        self._style = _style(text, line)
        self._take(text, Span(*match.span(1)))
        return trim(text, Span(match.end(), body.end))

    def _unnumbered(self, text: str, match: re.Match[str], body: Span) -> Span:
        """Take in a heading without a number that says whether goals or results follow (完成情况：…)."""
        if _RUN_IN_HEAD.fullmatch(match[1]) is None or text[match.end() - 1] not in "：:":
            return body
        self._mode = Mode.RESULT if "完成" in match[1] else Mode.GOAL
        self._classes, self._head = [], Span(*match.span(1))
        return trim(text, Span(match.end(), body.end))

    def _heading(self, text: str, line: Span, body: Span) -> Span | None:
        """Return the naming part of a paragraph that is a heading, else None."""
        surface = body.of(text)
        bare = surface.rstrip("。：: \u3000")
        if len(bare) > _HEADING_LENGTH or any(c in bare for c in "。，；,;"):
            return None
        numbered = body.start > trim(text, line).start
        known = section_words()
        named = known.result.search(bare) or known.goal.search(bare) or known.other.search(bare)
        classed = _class_opening().fullmatch(surface) is not None
        if not bare or _MEASURED.search(_DATED.sub("", bare)):
            return None
        if surface.endswith("。") and not classed and not named:
            return None
        return Span(body.start, body.start + len(bare)) if numbered or classed or named else None

    def _take(self, text: str, head: Span) -> None:
        surface, known = head.of(text), section_words()
        inner = _glued_classes(head, surface)
        if inner:
            for span in inner:
                self._open_class(text, span)
            self._head = head
            return
        opening = _class_opening().match(surface)
        result = known.result.search(surface) and known.subject.search(surface)
        self._head = head
        if opening is not None and opening.end() >= len(surface.rstrip()):
            if self._mode is Mode.NONE:
                self._mode = self._default
            if known.result.search(behind := surface[opening.end("name") :]) or (
                self._mode is Mode.NONE and "情况" in behind
            ):
                self._mode = Mode.RESULT
            self._open_class(text, Span(head.start, head.start + opening.end("name")))
            return
        self._classes = []
        if known.other.search(surface) and not (result and _speaks_of_goals(surface)):
            self._mode = Mode.NONE
        elif result and _finished(surface):
            self._mode = Mode.RESULT
        elif known.goal.search(surface):
            self._mode = Mode.GOAL
        elif result or (self._mode is Mode.GOAL and _RESULTS_BARE.fullmatch(surface)):
            self._mode = Mode.RESULT

    def _open_class(self, text: str, span: Span) -> None:
        self._style = min(self._style, 3) if self._classes else self._style
        if self._mode is Mode.NONE:
            self._mode = self._default
        found = indicator_classes().get(span.of(text))
        rank = found.rank if found is not None else 2
        self._classes = [c for c in self._classes if c[0] < rank]
        self._classes.append((rank, span))


def _glued_classes(head: Span, surface: str) -> tuple[Span, ...]:
    """Return the classes of a heading that names several one after the other (产出指标数量指标), else ()."""
    spans: list[Span] = []
    place = 0
    while match := _class_name().match(surface, place):
        spans.append(Span(head.start + match.start(), head.start + match.end()))
        place = match.end()
    return tuple(spans) if len(spans) > 1 and place == len(surface) else ()


def _speaks_of_goals(surface: str) -> bool:
    return re.search(r"(?:目标|指标).*(?:完成|实现|达成)", surface) is not None and not re.search(
        r"原因|下一步|问题|改进|打算|建议", surface
    )


def _finished(surface: str) -> bool:
    return re.search(r"完成|实现|达成|落实|分析|自评|产出|效益|效果|满意度", surface) is not None


def _class_parts(text: str, body: Span) -> Iterator[tuple[Span, Span | None]]:
    """Part a paragraph at the classes that open it or one of its sentences: (text behind, class)."""
    openings: list[tuple[int, int, Span]] = []
    for match in _class_opening().finditer(text, body.start, body.end):
        before = text[body.start : match.start()].rstrip()
        if before and before[-1] not in "。；;：:" and not _NUMBERED.search(before):
            continue
        openings.append((match.start(), match.end(), Span(*match.span("name"))))
    if not openings:
        return
    if openings[0][0] > body.start:
        yield Span(body.start, openings[0][0]), None
    ends = [o[0] for o in openings[1:]] + [body.end]
    for (_, end, name), stop in zip(openings, ends, strict=True):
        yield trim(text, Span(end, max(end, stop))), name
