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

from extraction.indicators.class_openings import (
    class_opening,
    class_parts,
    glued_classes,
    short_classes,
)
from extraction.indicators.paragraphs import paragraphs
from extraction.lexicon.goals import section_words
from extraction.lexicon.indicators import indicator_classes
from extraction.lexicon.numbering import numbering_end
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.span import Span, trim

_HEADING_LENGTH = 36
_TOP = re.compile(r"\s*(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分)")
_MEASURED = re.compile(r"\d\s*[%％\u4e00-\u9fffA-Za-z㎡]")
_QUOTED = re.compile(r"[（(][^（()）]*《[^《》]*》[^（()）]*[)）]\s*\Z")
"""Where a heading's part is taken from, in brackets with the title of a document."""
_DATED = re.compile(rf"{YEAR_DIGITS}\s*年度?|\d+\s*分")
"""Years and marks in a heading: no measure."""
_SELF_EVALUATION = re.compile(r"自评|评价报告|绩效评价|决算|完成情况")
_PLAN = re.compile(r"目标申报|目标表|部门预算|单位预算|绩效目标|申报书")
_RUN_IN = re.compile(r"([^。，；：:\n]{2,18})[。：:]")
_RUN_IN_HEAD = re.compile(
    r"(?:(?:总体|年度|项目|预期)*绩效(?:总)?目标|(?:年度|总体|具体|预期)+目标|(?:绩效)?(?:目标|指标)?(?:实际)?完成情况"
    r"|(?:年初|年度)(?:制定|设定|确定|下达)?的?(?:绩效)?目标(?:任务)?|(?:全年|年度|目标)?实际完成(?:情况)?)"
)
_RESULTS_BARE = re.compile(
    r"(?:全年|年度)?(?:任务|目标|实际)?(?:完成|实现|达成)(?:情况|程度)?(?:的?(?:分析|说明|综述))?"
)
"""A heading that tells results where goals stand before it."""
_OF_GOALS = re.compile(
    r"(?:绩效|年度|总体|预期)(?:总体|年度)?目标(?:设定|设置|下达|申报)?(?:情况)?\Z"
)
"""How a heading ends that tells of goals, whatever else it tells (资金安排及绩效目标情况)."""
_YEAR_BEHIND = re.compile(rf"\s*\d{{1,2}}[.．](?={YEAR_DIGITS}\s*年)")
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
        self._goals = False  # whether goals were told under a heading before

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
        for part, opening in class_parts(text, body):
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
        if not self._classes or style > self._style or class_opening().match(text, body.start):
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
        if class_opening().match(text, body.start) or _MEASURED.search(_DATED.sub("", head)):
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
        classed = class_opening().fullmatch(surface) is not None
        if classed and bare in short_classes() and not (numbered or self._classes):
            classed = False
        if not bare or _MEASURED.search(_DATED.sub("", bare)):
            return None
        if surface.endswith("。") and not classed and not named:
            return None
        return Span(body.start, body.start + len(bare)) if numbered or classed or named else None

    def _take(self, text: str, head: Span) -> None:
        surface, known = head.of(text), section_words()
        surface = _QUOTED.sub("", surface) or surface
        inner = glued_classes(head, surface)
        if inner:
            for span in inner:
                self._open_class(text, span)
            self._head = head
            return
        opening = class_opening().match(surface)
        result = known.result.search(surface) and known.subject.search(surface)
        self._head = head
        if opening is not None and opening.end() >= len(surface.rstrip()):
            if self._mode is Mode.NONE:
                self._mode = self._default
            short = opening["name"] in short_classes()
            done = opening["name"].endswith("完成")
            if known.result.search(behind := surface[opening.end("name") :]) or (
                "情况" in behind and (short or done or self._mode is Mode.NONE)
            ):
                self._mode = Mode.RESULT
            self._open_class(text, Span(head.start, head.start + opening.end("name")))
            return
        self._classes = []
        of_goals = _OF_GOALS.search(surface) or (result and _speaks_of_goals(surface))
        if known.other.search(surface) and not of_goals:
            self._mode = Mode.NONE
        elif result and _finished(surface):
            self._mode = Mode.RESULT
        elif known.goal.search(surface):
            self._mode = Mode.GOAL
        elif result or (self._goals and _RESULTS_BARE.fullmatch(surface)):
            self._mode = Mode.RESULT
        self._goals = self._goals or self._mode is Mode.GOAL

    def _open_class(self, text: str, span: Span) -> None:
        self._style = min(self._style, 3) if self._classes else self._style
        if self._mode is Mode.NONE:
            self._mode = self._default
        found = indicator_classes().get(span.of(text))
        rank = found.rank if found is not None else 2
        self._classes = [c for c in self._classes if c[0] < rank]
        self._classes.append((rank, span))


def _speaks_of_goals(surface: str) -> bool:
    return re.search(r"(?:目标|指标).*(?:完成|实现|达成)", surface) is not None and not re.search(
        r"原因|下一步|问题|改进|打算|建议", surface
    )


def _finished(surface: str) -> bool:
    return re.search(r"完成|实现|达成|落实|分析|自评|产出|效益|效果|满意度", surface) is not None
