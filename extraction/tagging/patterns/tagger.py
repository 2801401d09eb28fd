"""The pattern tagger: rules and word lists, no training (规则标注器, the baseline).

Tables are read by the table interpreter; prose sentence by sentence: values by the quantity grammar, the
name each one measures, indicators, periods, units. Known names of accounts and header words settle the
extent of names.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.document import Document
from extraction.labels import FIGURE_OF_KIND, FIGURES, Label
from extraction.lexicon.changes import fall_pattern, rise_pattern
from extraction.lexicon.comparators import before_pattern
from extraction.lexicon.organisations import is_place_name
from extraction.markup import Markup, Mention, assemble
from extraction.quantities import FoundQuantity, find_quantities
from extraction.span import Span
from extraction.tables import TableMarkup, interpret
from extraction.tables.vocabulary import is_level
from extraction.tagging.extents import aligned, cell_borders
from extraction.tagging.patterns import indicators, keyed, names, organisations, periods
from extraction.tagging.patterns.bare import bare_sums
from extraction.tagging.patterns.clauses import open_spans, sentences
from extraction.tagging.patterns.known import known_ending
from extraction.tagging.walks import by_walks

_CRITERION = re.compile(
    rf"每(?:{before_pattern()}|{rise_pattern()}|{fall_pattern()}|出现|延迟|逾期).{{0,20}}扣|扣完为止|不得分|酌情扣分|按比例得分"
    r"|评分(?:标准|细则)[：:]|得\s*\d+分[，,；;](?:未|不)[^，。\d]{1,6}(?:不得|扣)\s*\d+(?:\.\d+)?分"
    r"|(?:的|者)[，,]?(?:得|计)\s*\d+(?:\.\d+)?分"
)
_SCORE_CUE = re.compile(
    r"(?:得分|自评分|评分|总分|自评为|平均分|分数|打分|综合评价)[^，。；]{0,12}$|(?:得|实得|计|自评)\s*$"
)
_SCORED_NEXT = re.compile(
    r"\s*[，,（(、）)]*\s*(?:自评|实际|评价)?(?:得分|实得|得|自评)(?:为|：|:)?\s*\d"
)
_SELF_TOTAL = re.compile(r"(?:自评|评价|综合)总分(?:为|：|:)?\s*$")
_LISTED = re.compile(r"其中|分别|[：:（(]|包括")
_WEIGHT_CUE = re.compile(r"(?:满分|分值|权重|总分值?)(?:为|共|：|:)?\s*$")
_NUMBERED = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|目标\s*[\d一二三四五六七八九十]|[①-⑳●•·-])"
)
_HEADED = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳])\s*(?P<name>[^，。；：\d]{2,22})"
    r"(?:[。：:]?\s*\Z|[：:])"
)
_GENERIC_FIGURE = re.compile(
    r"(?:\A|年度?|[，。：:\s])\s*(?:财政拨款|财政)?(?:年初|支出|全年|当年)?(?:实际|共|累计)?"
    r"(?:(?:预算|决算)数?(?:安排|下达)?|安排|下达|投入|拨付|支出)(?:资金)?(?:为|是)?\s*\Z"
)
_FULL_MARKS = 100
_WALK_REACH = 300
_LAW = re.compile(r"第\s*$")


def _start(q: FoundQuantity) -> int:
    return q.start


def _within(quantities: Sequence[FoundQuantity], span: Span) -> tuple[FoundQuantity, ...]:
    first = bisect_left(quantities, span.start, key=_start)
    return tuple(quantities[first : bisect_left(quantities, span.end, first, key=_start)])


def _within_any(
    quantities: Sequence[FoundQuantity], found: Sequence[indicators.Found]
) -> set[FoundQuantity]:
    return {q for f in found for q in _within(quantities, f.span)}


def _without_marks(quantities: Sequence[FoundQuantity]) -> tuple[FoundQuantity, ...]:
    """Values that can be targets or actuals: marks (分) are none."""
    return tuple(q for q in quantities if q.quantity.unit != "分")


def _lines(text: str, part: Span) -> Iterator[Span]:
    for match in re.compile(
        r"[^\n]+(?:\n(?=[^\n\s（(一二三四五六七八九十\d目指●•①-⑳|-])[^\n]+)*"
    ).finditer(text, part.start, part.end):
        yield Span(*match.span())


@dataclass(frozen=True, slots=True)
class PatternTagger:
    """Tags documents by patterns; stateless and safe to share within a process."""

    name: str = "pattern/1"

    def tag(self, document: Document) -> Markup:
        """Return the mentions of tables and prose, with the links that tables imply."""
        tables = interpret(document)
        return by_walks(document, tables, self.tag_around(document, tables))

    def tag_around(self, document: Document, tables: TableMarkup) -> Markup:
        """Return what `tag` does, from tables that are interpreted already."""
        prose = tuple(_Prose(document, tables.closed).mentions())
        markup = assemble((*tables.markup.mentions, *prose), tables.markup.links)
        return aligned(document.text, markup, cell_borders(document))


class _Prose:
    """One reading of a document's prose; collects mentions in text order."""

    def __init__(self, document: Document, closed: Sequence[Span]) -> None:
        self._document = document
        self._text = document.text
        self._closed = closed
        self._count = 0
        self._walk = -1
        self._heading: Span | None = None
        self._marked = 0  # end of the score whose parts may follow

    def _mention(self, label: Label, span: Span) -> Mention:
        self._count += 1
        return Mention(f"x{self._count}", label, span, span.of(self._text))

    def mentions(self) -> Iterator[Mention]:
        """Yield the mentions of all open prose, the more certain ones first."""
        for span in organisations.find_units(self._document):
            yield self._mention(Label.ORG, span)
        for part in open_spans(self._document, self._closed):
            quantities = tuple(find_quantities(self._text, part.start, part.end))
            told: set[FoundQuantity] = set()
            for name in names.account_heads(self._text, part):
                yield self._mention(Label.ITEM, name)
            for found in keyed.read_keyed(self._text, part):
                told.update(_within_any(quantities, found))
                yield from (self._mention(f.label, f.span) for f in found)
            yield from self._walks(part, quantities, told)
            yield from self._goals(part, quantities, told)
            self._heading = None
            for sentence in sentences(self._text, part):
                self._note_heading(sentence)
                inside = _within(quantities, sentence)
                inside = tuple(sorted({*inside, *self._bare(sentence, inside)}, key=_start))
                left = tuple(q for q in inside if q not in told)
                before = self._count
                if left and not _CRITERION.search(sentence.of(self._text)):
                    yield from self._figures(sentence, left)
                if self._count > before or len(left) < len(inside):
                    yield from self._periods(sentence)
            for span in periods.title_periods(self._text, part):
                yield self._mention(Label.PERIOD, span)

    def _bare(self, sentence: Span, known: Sequence[FoundQuantity]) -> Iterator[FoundQuantity]:
        """Yield the sums without a unit that the quantities of a sentence leave out."""
        taken = {q.start for q in known if q.quantity.kind != "number"}
        yield from (q for q in bare_sums(self._text, sentence) if q.start not in taken)

    def _walks(
        self, part: Span, quantities: Sequence[FoundQuantity], told: set[FoundQuantity]
    ) -> Iterator[Mention]:
        """Yield headings of indicator classes and the indicators of the numbered lines below them."""
        headings = tuple(indicators.level_headings(self._text, part))
        for level in headings:
            yield self._mention(Label.LEVEL, level)
        for line in indicators.numbered_lines(self._text, part):
            above = bisect_right(headings, line.end, key=lambda h: h.end)
            last = headings[above - 1].end if above else None
            below = last is not None and line.start - max(last, self._walk) <= _WALK_REACH
            if not below and not indicators.opens_goal(self._text, line):
                continue
            inside = tuple(q for q in _within(quantities, line) if q not in told)
            found = indicators.read_line(self._text, line, _without_marks(inside))
            if found and (below or any(f.label is Label.ACTUAL for f in found)):
                self._walk = line.end
                told.update(inside if below else _within_any(inside, found))
                yield from (self._mention(f.label, f.span) for f in found)

    def _goals(
        self, part: Span, quantities: Sequence[FoundQuantity], told: set[FoundQuantity]
    ) -> Iterator[Mention]:
        """Yield the indicators that lines of prose tell with words of target and achievement."""
        expected = False
        for line in _lines(self._text, part):
            expected = indicators.speaks_of_goals(self._text, line) or (
                expected and bool(_NUMBERED.match(line.of(self._text)))
            )
            inside = tuple(q for q in _within(quantities, line) if q not in told)
            if not inside or _CRITERION.search(line.of(self._text)):
                continue
            for found in indicators.read_goals(self._text, line, inside, goals_expected=expected):
                told.update(_within_any(inside, found))
                yield from (self._mention(f.label, f.span) for f in found)

    def _figures(self, sentence: Span, quantities: Sequence[FoundQuantity]) -> Iterator[Mention]:
        floor = sentence.start
        if self._text[sentence.start - 1 : sentence.start] not in ("；", ";"):
            self._marked = 0
        for i, q in enumerate(quantities):
            label = self._label(q, sentence)
            if label is Label.SCORE and not self._marked:
                self._marked = q.end
            if label is None or names.is_threshold(self._text, q.start, q.end):
                continue
            ceiling = quantities[i + 1].start if i + 1 < len(quantities) else sentence.end
            yield self._mention(label, Span(q.start, q.end))
            if label in FIGURES or label in (Label.SCORE, Label.WEIGHT):
                name = self._headed(q, floor) or self._name(label, q, floor, ceiling)
                if name is not None:
                    yield self._mention(_label_of_name(name.of(self._text), label), name)
            floor = q.end

    def _periods(self, sentence: Span) -> Iterator[Mention]:
        """Yield the periods of a sentence that holds figures."""
        for span in periods.find_periods(self._text, sentence):
            if not (periods.names_a_document(self._text, span) or periods.heads(self._text, span)):
                yield self._mention(Label.PERIOD, span)

    def _label(self, q: FoundQuantity, sentence: Span) -> Label | None:
        """Return the label of a value in prose, None for one that states no fact.

        Marks that a list behind a score gives are its parts (得94分，其中：产出40分；效果54分).
        """
        kind = q.quantity.kind
        before = self._text[max(sentence.start, q.start - 24) : q.start]
        if q.quantity.unit == "分":
            if _SELF_TOTAL.search(before) and q.quantity.value != _FULL_MARKS:
                return Label.SCORE
            if _WEIGHT_CUE.search(before) or _SCORED_NEXT.match(self._text, q.end):
                return Label.WEIGHT
            listed = self._marked and _LISTED.search(self._text, self._marked, q.start)
            return Label.SCORE if _SCORE_CUE.search(before) or listed else None
        if (
            kind == "count"
            and self._text[q.start : q.end].startswith("一")
            and q.end - q.start == 2
        ):
            return None  # 一户一档, 一次性: rarely a figure
        return FIGURE_OF_KIND.get(kind) if not _LAW.search(before) else None

    def _name(self, label: Label, q: FoundQuantity, floor: int, ceiling: int) -> Span | None:
        known = self._known(floor, q.start)
        if known is not None:
            return known
        if label in (Label.SCORE, Label.WEIGHT):
            return names.name_before(self._text, floor, q.start) or names.marked_before(
                self._text, floor, q.start
            )
        forward = label == Label.COUNT and names.counts_forward(self._text, floor, q.start, q.end)
        if forward:
            found = names.name_after(self._text, q.end, ceiling)
            if found is not None:
                return found
        before = names.name_before(self._text, floor, q.start)
        if before is None or before.of(self._text).endswith("的"):
            return names.name_after(self._text, q.end, ceiling) if before else None
        return before

    def _note_heading(self, sentence: Span) -> None:
        """Remember the name that a numbered heading gives the figures behind it (2.公务接待费。)."""
        if not sentence.of(self._text).strip():
            return
        found = _HEADED.match(sentence.of(self._text))
        if found:
            self._heading = Span(
                sentence.start + found.start("name"), sentence.start + found.end("name")
            )
        elif "\n" in self._text[sentence.start - 1 : sentence.end].strip(" \u3000"):
            self._heading = None

    def _headed(self, q: FoundQuantity, floor: int) -> Span | None:
        """The heading's name for a budget or outturn figure that the words before it do not name."""
        heading, self._heading = self._heading, None
        generic = _GENERIC_FIGURE.search(self._text[floor : q.start])
        return heading if heading is not None and generic else None

    def _known(self, floor: int, value_start: int) -> Span | None:
        """The known name that ends right before a value, but for a verb or a class note."""
        end = names.name_end(self._text, floor, value_start)
        found = known_ending(self._text, Span(max(floor, end - 24), end))
        if found is None or not names.stands_alone(self._text, floor, found.start):
            return None
        return found


def _label_of_name(name: str, label: Label) -> Label:
    """Return what a name before a value is: a class of marks, a place that owns the figure, else an item."""
    if label not in FIGURES and is_level(name):
        return Label.LEVEL
    return Label.ORG if label in FIGURES and is_place_name(name) else Label.ITEM
