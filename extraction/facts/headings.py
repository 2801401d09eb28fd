"""What stands above a figure (上文): headings by their numbering, and the titles of tables and their parts.

Read from the text alone, line by line, so that documents of every format are read in one way. A line of a
table is a title where it holds no figure and ends like one (…表, 单位：万元 beside it); a Word table may hold
several tables one below the other, each with its own.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extraction.facts.openings import paragraph_opening
from extraction.facts.periods import spelt_out
from extraction.lexicon.periods import YEAR_DIGITS, named_plan

_NUMBERED = (
    re.compile(r"第[一二三四五六七八九十]{1,3}部分"),
    re.compile(r"[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,2}[、.．](?!\d)"),
    re.compile(r"[（(]\d{1,2}[)）]"),
    re.compile(r"20\d\d年[\u4e00-\u9fff]{2,30}(?:情况|草案|安排|计划|任务|预算|工作|重点)$"),
)
"""How headings begin, from the outermost on; one without a number tells its year (2032年预算草案)."""
_LONGEST_HEADING = 40
_LONGEST_TITLE = 60
_TITLE = re.compile(
    r"表(?:[（(][^()（）]{1,16}[)）])?(?:\d{0,2})?$|(?:收支|收入|支出|执行|完成|决算|预算)情况$"
)
_TITLE_OF = re.compile(r"^(?:附[表件]|表)\s*[\d一二三四五六七八九十-]+|^\d{1,2}-\d{1,2}")
_PART = re.compile(r"表(?:[（(][^()（）]{1,16}[)）])?\d{0,2}$|^附?表\s*\d")
_UNIT_NOTE = re.compile(r"(?:金额)?单位\s*[:：]")
_END = re.compile(r"[。；;，,：:]$")
_YEAR = re.compile(rf"(?<!\d){YEAR_DIGITS}(?=\s*年)")
_SHORT_LINE = 20
"""Longest line without a stop that is a title of what follows and no line cut by the page's edge."""
_PAGE_MARK = re.compile(r"[-—–─]*第?\d{1,4}页?[-—–─]*")
_CLOSED = re.compile(r"[。；;：:！!？?)）]$")


@dataclass(frozen=True, slots=True)
class Lead:
    """The time that the paragraph which leads a section opens with; None where that spans years it does not name."""

    period: str | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Headings from the outermost to the nearest, and the title of the table or part of a table.

    Attributes:
        lead: of the nearest paragraph before in the section, or in one around it, that opens with a year; None
            where a heading or title behind it tells a year of its own.
    """

    headings: tuple[str, ...] = ()
    title: str = ""
    section: int = 0
    lead: Lead | None = None


@dataclass(frozen=True, slots=True)
class _Opened:
    """A lead with the level that it holds for, and the years of the heading around it."""

    level: int
    lead: Lead | None
    years: frozenset[str]


class _Leads:
    """Keeps the time that paragraphs open with, each for the headings below the one that it stands under."""

    def __init__(self) -> None:
        self._stack: list[_Opened] = []
        self._closed = True

    def heading(self, words: str, level: int) -> None:
        """Leave what stood under a heading of this level or below; a year in the heading comes before any lead."""
        self._stack = [s for s in self._stack if s.level < level]
        years = frozenset(_YEAR.findall(spelt_out(words)))
        if years or named_plan(words):
            self._stack.append(_Opened(level, None, years))
        self._closed = True

    def title(self, words: str) -> None:
        """Leave everything: what stands below a title is of its table."""
        years = frozenset(_YEAR.findall(spelt_out(words)))
        self._stack = [_Opened(-1, None, years)] if years else []
        self._closed = True

    def paragraph(self, line: str, level: int) -> None:
        """Take the time that a paragraph under a heading of this level opens with; a line may go on from the one before.

        A year that the heading around it does not name is told by the way.
        """
        if _PAGE_MARK.fullmatch(line):
            return
        opens = self._closed or _level(line) is not None
        settled, period = paragraph_opening(line) if opens else (False, None)
        around = self._stack[-1].years if self._stack else frozenset()
        if opens and self.nearest == Lead(None):
            self._take(None, self._stack[-1].level)  # it dates its own lines alone
        if settled and not (around and period and len(period) == 4 and period not in around):
            self._take(Lead(period), level)
        self._closed = len(line) <= _SHORT_LINE or bool(_CLOSED.search(line))

    def _take(self, lead: Lead | None, level: int) -> None:
        years = self._stack[-1].years if self._stack else frozenset()
        self._stack = [*(s for s in self._stack if s.level < level), _Opened(level, lead, years)]

    @property
    def nearest(self) -> Lead | None:
        """The lead of what comes next."""
        return self._stack[-1].lead if self._stack else None


class Headings:
    """Tells what stands above any offset; built in one pass over the lines of the text."""

    def __init__(
        self, text: str, figures: Iterable[int], tables: Sequence[tuple[int, int]]
    ) -> None:
        """Read the lines.

        Args:
            text: the canonical text.
            figures: offsets of the figures, in text order; a line that holds one is no title.
            tables: first and last offsets of the tables' mentions.
        """
        self._starts: list[int] = []
        self._above: list[Surroundings] = []
        self._tables = sorted(tables)
        self._stack: list[tuple[int, str]] = []
        self._leads = _Leads()
        self._title, self._section, self._in_title = "", 0, False
        offsets = list(figures)
        start = 0
        for line in text.splitlines(keepends=True):
            here = start
            start += len(line)
            i = bisect.bisect_left(offsets, here)
            if plain := _plain(line):
                holds = i < len(offsets) and offsets[i] < start
                self._read(plain, holds=holds, inside=self._inside(here))
                self._starts.append(here)
                self._above.append(self._now())

    def _read(self, plain: str, *, holds: bool, inside: bool) -> None:
        """Read a line: whether it holds a figure, and whether it stands inside a table."""
        level = _level(plain)
        if level is not None and not holds and not inside and len(plain) <= _LONGEST_HEADING:
            self._read_heading(plain, level)
        if not holds and (_heads_part(plain) if inside else _is_title(plain)):
            self._read_title(plain, inside=inside)
            if level is None:
                self._leads.title(plain)
        elif _UNIT_NOTE.search(plain) and not holds:
            self._section += not self._in_title
            self._in_title = True
        else:
            self._in_title = False
            if not inside:
                self._read_paragraph(plain)

    def _read_heading(self, plain: str, level: int) -> None:
        self._stack = [*(s for s in self._stack if s[0] < level), (level, plain)]
        self._leads.heading(plain, level)
        if not _is_title(plain):
            self._title, self._section, self._in_title = "", self._section + 1, False

    def _read_title(self, plain: str, *, inside: bool) -> None:
        """Take a title, or the next line of one; one printed again on the next page begins nothing."""
        again = inside and plain in self._title
        self._section += not self._in_title and not again
        if not again:
            self._title = f"{self._title} {plain}" if self._in_title else plain
        self._in_title = True

    def _read_paragraph(self, plain: str) -> None:
        if len(plain) > _LONGEST_TITLE:
            self._title = ""
        if not self._stack or plain != self._stack[-1][1]:
            self._leads.paragraph(plain, self._stack[-1][0] if self._stack else -1)

    def _now(self) -> Surroundings:
        above = tuple(heading for _, heading in self._stack)
        return Surroundings(above, self._title, self._section, self._leads.nearest)

    def _inside(self, offset: int) -> bool:
        i = bisect.bisect_right(self._tables, (offset, 1 << 60)) - 1
        return i >= 0 and self._tables[i][0] <= offset <= self._tables[i][1]

    def above(self, offset: int) -> Surroundings:
        """Return what stands above the line that holds the offset."""
        i = bisect.bisect_right(self._starts, offset) - 1
        return self._above[i] if i >= 0 else Surroundings()


def _plain(line: str) -> str:
    return re.sub(r"[ \u3000\xa0|]+", "", line).strip()


def _level(line: str) -> int | None:
    return next((i for i, p in enumerate(_NUMBERED) if p.match(line)), None)


def _heads_part(line: str) -> bool:
    """Tell whether a line within a table is the title of a further table."""
    cells = [c for c in line.split("\t") if c]
    return len(cells) == 1 and bool(_PART.search(cells[0])) and _is_title(line)


def _is_title(line: str) -> bool:
    cells = [c for c in line.split("\t") if c]
    if len(cells) > 2 or not cells or len(cells[0]) > _LONGEST_TITLE:
        return False
    if len(cells) == 2 and not _UNIT_NOTE.search(cells[1]):
        return False
    first = cells[0]
    if _END.search(first) or re.search(r"详?见|如下|\.{4}|…", first):
        return False
    return bool(_TITLE.search(first) or (_TITLE_OF.match(first) and len(first) <= 12))
