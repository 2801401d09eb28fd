"""Lay out the facts of a report as a ledger: lines, sentences, places, roles (开账)."""

from __future__ import annotations

import bisect
import heapq
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from decimal import Decimal

from extraction.constraints.ledger.comparison import told_against
from extraction.constraints.ledger.entries import Entry, Ledger, Place
from extraction.constraints.ledger.exactness import as_told
from extraction.constraints.ledger.lists import PASSED, THRESHOLD
from extraction.constraints.ledger.naming import bare
from extraction.constraints.ledger.page_breaks import PAGE_BREAK
from extraction.constraints.ledger.placing import cell_place, linked_places, told_in_cells
from extraction.constraints.ledger.readings import Reading, beside, in_yuan, readings
from extraction.constraints.ledger.scales import without_scales
from extraction.constraints.ledger.sections import merged_cells, section_names
from extraction.facts.model import Facts
from extraction.lexicon.periods import YEAR_DIGITS, last_year
from extraction.markup import Mention
from extraction.quantities.folding import fold

_BREAK = re.compile(r"[。;；!！?？]")
_REASON = re.compile(
    r"原因|主要是|主要系|[,，(（]系(?![统列数])|由于|受.{1,20}影响|[一二三四]是|致使|导致|同时增加|为此"
)
_COUNTED_OFF = re.compile(r"[一二三四五六]是")
_USES = re.compile(
    r"(?:用于|支持|包括|投向|投入|安排|如下|支出项目|具体[为是])(?:以下.{0,6})?[:：,，]?\s*一是"
)
_LEADS_IN = re.compile(
    r"(?m)^\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*)?(?:由于|受|因为?|鉴于)"
    r"(?:[^。；\d]*?等?(?:原因|因素|影响)|[^，,。；\d]+?)[，,]"
)
"""A reason that opens its sentence; the facts follow after its comma (由于减税，税收收入完成5亿元)."""
_MIDWAY = re.compile(
    r"[，,](?:由于|受|因)[^，,。；\d]{1,20}[，,](?=(?:支出|收入)?(?:决算|实际|执行|完成))"
)
"""A reason between two figures of an account; the outturn follows (预算80万元，受调资影响，支出决算92万元)."""
_CAUSE_FIRST = re.compile(
    rf"[，,](?:主要)?(?:由于|受|因)[^，,。；\d]{{1,24}}[，,](?=同比|[比较与同](?:{last_year()}|{YEAR_DIGITS}年))"
)
"""A reason between a figure and its comparison, the first of the sentence (收入80亿元，受减税影响，比上年的84亿元下降4.8%)."""
_LAST_YEARS = re.compile(
    rf"{last_year()}度?(?:同期|决算|完成|实际|执行|实现|支出|收入|预算|金额|数|额|为|的|是|只有|仅)*$"
)
_FIGURE = re.compile(r"\d")
_COMPARED_ALREADY = re.compile(r"相比|对比|增|减|升|降|持平")
_LISTS = re.compile(r"[，,](?:具体)?(?:分项|分类|构成|明细)(?:情况)?(?:为|是|如下)?[:：]")
"""A list of parts that opens behind a reason; the parts are no reason (，系固定补助，分项情况是：A5万元)."""
_CLOSED = re.compile(r"[（(][^（()）]*[)）]")
_BRACKETS = re.compile(r"[（()）。]")
_FRESH = re.compile(r"\s|[一二三四五六七八九十]{1,3}[、.．]|[(（]|\d{1,2}[、.．](?!\d)|第|注")
_IN_YUAN = re.compile(r"单位[:：]\s*元|[（(]\s*元\s*[)）]")
_IN_WAN = re.compile(r"单位[:：]\s*(?:人民币)?[万亿]元|[（(]\s*万元\s*[)）]")
_HALF_STOP = re.compile(r"(?<=[一-鿿%％)）”\"])[.．](?!\d{1,2}[.．])")
"""A full stop in half width (增长9.1%.分科目是): it stands behind a word, a bracket or a per-cent sign, never behind a digit."""
_SHARED_OUT = re.compile(r"\s*[)）]?\s*的\s*[约近]?\s*\d[\d.]*\s*[%％]")
_BARE = re.compile(r"[\d.,，．\s%％\-−－()（）]+")
_LED_UP = re.compile(r"[，,；;][^，,；;。\s]*[一-鿿]{2}[约为达到:：]*\Z")
_FULL_LINE = 25
_LINE_END = re.compile(rf"{PAGE_BREAK}|\n")


def open_ledger(text: str, facts: Facts) -> Ledger:
    """Lay out the facts of a report; its full stops in half width are read as full ones."""
    text = _HALF_STOP.sub("。", text)
    lines = paragraph_starts(text)
    sentences = tuple(sorted({*(m.end() for m in _BREAK.finditer(text)), *lines}))
    told = without_scales(text, sentences, readings(facts))
    raw = [as_told(text, r) for r in told]
    if _IN_YUAN.search(text) and not _IN_WAN.search(text):
        raw = [in_yuan(r) for r in raw]
    raw = beside(raw, [bisect.bisect_right(lines, r.mention.start) for r in raw])
    outside = [
        r for r in raw
        if r.mention.cell is None and _BARE.fullmatch(r.mention.text) and not _in_clause(text, r.mention)
    ]  # fmt: skip
    parts = section_names(text, raw)
    page = _Page(
        text,
        lines,
        sentences,
        linked_places(facts, outside),
        parts,
        merged_cells(raw, parts) | told_in_cells(text, raw),
        _Brackets(text, lines),
    )
    entries = tuple(page.entry(i, r) for i, r in enumerate(raw))
    return Ledger(
        text,
        facts,
        entries,
        {e.id: e for e in entries},
        {e.id: e.value for e in entries},
        lines,
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known of the places of a text, to lay a reading out in it.

    Attributes:
        lines, sentences: the offsets where they begin or end.
        places: cells that figures of prose stand for, by mention.
        parts: the names of sections of tables, by mention.
        unplaced: figures of cells that take no part in the relations of rows and columns.
    """

    text: str
    lines: tuple[int, ...]
    sentences: tuple[int, ...]
    places: Mapping[str, Place]
    parts: Mapping[str, str]
    unplaced: Set[str]
    brackets: _Brackets

    def entry(self, index: int, r: Reading) -> Entry:
        """Return a reading as the entry of the ledger with that index."""
        mention, start = r.mention, r.mention.start
        in_prose = mention.cell is None or mention.id in self.unplaced
        depth, bracket = self.brackets.at(start)
        return Entry(
            index=index,
            mention=mention,
            kind=r.kind,
            value=r.value,
            family=r.family,
            line=bisect.bisect_right(self.lines, start) - 1,
            sentence=bisect.bisect_right(self.sentences, start),
            items=tuple(bare(m.text) for m in r.items),
            item_ids=tuple(m.id for m in r.items),
            change=mention.change,
            role=r.role,
            period=r.period,
            owner=r.owner,
            place=self._place(mention),
            aside=_aside(self.text, self.sentences, start),
            sure=r.sure,
            number=r.number,
            unit=r.unit,
            confidence=r.confidence,
            compared=in_prose and _compared(self.text, self.lines, r),
            digits=_significant(r.number),
            depth=depth,
            bracket=bracket,
            key=r.key,
        )

    def _place(self, mention: Mention) -> Place | None:
        if mention.cell is None:
            return self.places.get(mention.id)
        if mention.id in self.unplaced:
            return None
        return cell_place(mention.cell, self.parts[mention.id])


def paragraph_starts(text: str) -> tuple[int, ...]:
    """Return the offsets where paragraphs start; a line broken in mid-sentence goes on.

    A line goes on where it is long, ends without punctuation, and the next one is neither numbered
    nor indented (text dumps of PDFs break after any character); so it does over the number of a page. Behind a
    semicolon it goes on where paragraphs are indented and the next line is not.
    """
    starts = [0]
    line_start = 0
    for match in _LINE_END.finditer(text):
        end = match.start()
        long = end - line_start >= _FULL_LINE
        line_start = match.end()
        last = text[end - 1] if end else "\n"
        ends = last in "。:：!！?？\n\r\t |" or (last in ";；" and not text[starts[-1]].isspace())
        if not long or ends or _FRESH.match(text, line_start):
            starts.append(line_start)
    return tuple(starts)


def _in_clause(text: str, figure: Mention) -> bool:
    """Tell whether words right behind a comma lead up to a rate with its sign: it stands in a sentence, in no row."""
    lead = max(0, figure.start - _FULL_LINE)
    return figure.text[-1] in "%％" and bool(_LED_UP.search(text, lead, figure.start))


_NEAR = 40
_REASON_REACH = 600
"""Characters; what stands further before a figure does not explain it."""


def _aside(text: str, sentences: tuple[int, ...], start: int) -> bool:
    """Tell whether an explanation (主要原因是 …) stands before the figure in its sentence."""
    i = bisect.bisect_right(sentences, start)
    words = text[max(sentences[i - 1] if i else 0, start - _REASON_REACH) : start]
    words = _CLOSED.sub("", words)  # a reason in brackets ends with them
    words = _behind_list(words)
    if _COUNTED_OFF.search(words) and _counts_uses(text, start):
        words = _COUNTED_OFF.sub("", words)
    return bool(_REASON.search(_without_cause(_MIDWAY.sub("，", _LEADS_IN.sub("", words)))))


def _without_cause(words: str) -> str:
    """Return the words without a reason that the first comparison of their sentence follows: it is no part of it."""
    cause = _CAUSE_FIRST.search(words)
    before = words[: cause.start()] if cause is not None else ""
    if cause is None or not _FIGURE.search(before) or _COMPARED_ALREADY.search(before):
        return words
    return before + words[cause.end() - 1 :]


def _counts_uses(text: str, start: int) -> bool:
    """Tell whether 一是…；二是… of a paragraph counts off what money goes to (主要用于：一是…), not reasons."""
    line = text.rfind("\n", max(0, start - _REASON_REACH), start) + 1
    return bool(_USES.search(text, line, start))


def _behind_list(words: str) -> str:
    """Return what stands behind the last opening of a list, with the lines above it."""
    opened = list(_LISTS.finditer(words))
    if not opened:
        return words
    start, end = opened[-1].span()
    return words[: words.rfind("\n", 0, start) + 1] + words[end:]


def _compared(text: str, lines: tuple[int, ...], raw: Reading) -> bool:
    """Tell whether the clause before a level says that it is what others are compared with, or 的 and a rate that it is their whole.

    A mark that was passed (突破300亿元) is nobody's own level. 上年结余 and 上年专项结转使用 are accounts of this year; 上年为5万元 and 比上年5万元 are not.
    """
    if raw.mention.change is not None or raw.kind == "rate":
        return False
    if _SHARED_OUT.match(text, raw.mention.end):
        return True
    line = lines[bisect.bisect_right(lines, raw.mention.start) - 1]
    words = fold(text[max(line, raw.mention.start - 30) : raw.mention.start])
    clause = re.split(r"[,，。;；、(]", words)[-1]
    if (THRESHOLD if raw.kind == "money" else PASSED).search(clause):
        return True
    if raw.role == "prior" and _LAST_YEARS.search(clause):
        return True
    against = told_against(clause)
    return against is not None and not _COMPARED_ALREADY.search(clause)


class _Brackets:
    """How many brackets of its sentence stand open at an offset, and where the innermost of them is."""

    def __init__(self, text: str, lines: tuple[int, ...]) -> None:
        self._text, self._lines = text, lines
        self._places = [0]
        self._opened = [(0, -1)]
        stack: list[int] = []
        signs = ((m.start(), m[0]) for m in _BRACKETS.finditer(text))
        for offset, sign in heapq.merge(((line, "\n") for line in lines), signs):
            if sign in "（(":
                stack.append(offset)
            elif sign in "）)":
                del stack[-1:]
            else:
                stack.clear()
            self._places.append(offset + (sign != "\n"))
            self._opened.append((len(stack), stack[-1] if stack else -1))

    def at(self, offset: int) -> tuple[int, int]:
        """Return the number of open brackets and the offset of the innermost, -1 where none is open."""
        found = self._opened[bisect.bisect_right(self._places, offset) - 1]
        if found[0] or not _closes_above(self._text, offset):
            return found
        line = self._lines[bisect.bisect_right(self._lines, offset) - 1]
        return found if "。" in self._text[line:offset] else (1, line)


def _closes_above(text: str, start: int) -> bool:
    """Tell whether a bracket closes behind the figure that opened before its line (a line broken inside it)."""
    end = text.find("\n", start)
    for match in _BRACKETS.finditer(
        text, start, min(end if end >= 0 else len(text), start + _NEAR)
    ):
        return match[0] in "）)"
    return False


def _significant(number: Decimal) -> int:
    """Count the digits of a number that carry information (trailing zeros of a round one do not)."""
    digits = "".join(map(str, number.as_tuple().digits)).strip("0")
    return len(digits)
