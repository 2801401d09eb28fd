"""Extents of mentions by grammar (数值边界): the tagger says what a value is, the grammar where it ends.

No mention begins or ends inside a number expression: a value takes the whole of what it touches, two values
that share one number become one, and a name gives way to the number it ran into. What cannot be read whole
is refused later, under its whole surface; a value cut out of a run of digits without a unit is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extraction.document import Document
from extraction.labels import FIGURE_OF_KIND, FIGURES, VALUES, Label
from extraction.lexicon.organisations import units_of_list
from extraction.markup import Link, Markup, Mention
from extraction.quantities import FoundQuantity, find_quantities
from extraction.quantities.expressions import NumberExpressions, number_expressions
from extraction.quantities.finding import is_no_count
from extraction.span import Span, trim
from extraction.tagging.edges import at_edges, is_period, measure_within
from extraction.tagging.words import within_words

_MARGIN = 16
_RUN = frozenset("0123456789.,")
_LONGEST = 40
_WORD = 6
"""How far around a character its word is looked for."""
_BEFORE = re.compile(r"[\d.,]*\Z")
_BEHIND = re.compile(r"[\d.,]*")
_WELL_FORMED = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_RAN_INTO = re.compile(r"\d\s*[-—~～至到]\s*\Z")
_YEAR_END = re.compile(r"年?底|年?[末初](?![一-鿿]?(?:余额|结[余转]|数))")
_NUMERAL = re.compile(r"[\d０-９一二三四五六七八九十百千万亿零〇两]")
_DANGLING = re.compile(r"[\s（(、，,：:；;·\-—~～至到约近达为在]+\Z")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mention on its way to its extent; `members` are the ids that it stands for."""

    mention: Mention
    span: Span
    members: tuple[str, ...]


def snap(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of a text, in order, at the extents of the grammar."""
    parts = _parted(text, _led(text, map(_dated, mentions)))
    whole = [m for m in parts if not _splinter(text, m.span)]
    return [p.mention for p in _settled(text, whole, number_expressions(text))]


def _splinter(text: str, span: Span) -> bool:
    """Tell whether a mention is one character of a longer word (总|体目标): it names and says nothing."""
    if len(span) != 1 or _NUMERAL.match(text, span.start):
        return False
    start = max(0, span.start - _WORD)
    inner = within_words(text[start : span.end + _WORD])
    at = span.start - start
    return bool(inner[at]) or bool(inner[at + 1 : at + 2].any())


def _led(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions with words that only lead to a value taken into it (控制在|每处|12万元以内 is one goal)."""
    found: list[Mention] = []
    for m in mentions:
        while found and _leads_to(found[-1], m):
            span = Span(found.pop().start, m.end)
            m = replace(m, span=span, text=span.of(text))
        found.append(m)
    return found


def _dated(m: Mention) -> Mention:
    """Return a mention, as a period where a tagger took one for a name."""
    return replace(m, label=Label.PERIOD) if is_period(m.label, m.text) else m


def _parted(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions, a figure within a name and the name behind it apart (单价在|2～3万元|的|设备).

    Figures side by side that were taken for one (12,082 0) come one by one, and the units of a list.
    """
    for m in mentions:
        beside = _side_by_side(text, m) if m.label in FIGURES else _units(m)
        if len(beside) > 1:
            for k, own in enumerate(beside):
                yield replace(m, id=f"{m.id}-{k}" if k else m.id, span=own, text=own.of(text))
            continue
        found = measure_within(text, m.label, m.span)
        label = FIGURE_OF_KIND.get(found.quantity.kind) if found is not None else None
        if found is None or label is None:
            yield m
            continue
        inner, rest = Span(found.start, found.end), Span(found.end + 1, m.end)
        yield Mention(f"{m.id}-measure", label, inner, inner.of(text), confidence=m.confidence)
        yield replace(m, span=rest, text=rest.of(text))


def _side_by_side(text: str, m: Mention) -> tuple[Span, ...]:
    """Return the figures of a mention that holds figures and blanks alone."""
    found = [Span(q.start, q.end) for q in find_quantities(text, m.start, m.end)]
    rest = "".join(
        text[a:b]
        for a, b in pairwise([m.start, *(x for s in found for x in (s.start, s.end)), m.end])
        if not any(s.start <= a < s.end for s in found)
    )
    return () if rest.strip() else tuple(found)


def _units(m: Mention) -> tuple[Span, ...]:
    """Return the units that a mention of units lists, none for other mentions."""
    parts = units_of_list(m.text) if m.label is Label.ORG else ()
    return tuple(Span(m.start + a, m.start + b) for a, b in parts)


def _leads_to(words: Mention, value: Mention) -> bool:
    same = words.label is value.label and words.label in (Label.TARGET, Label.ACTUAL)
    return same and words.end == value.start and not _NUMERAL.search(words.text)


def aligned(text: str, markup: Markup, borders: frozenset[int] = frozenset()) -> Markup:
    """Return mark-up of which no mention begins or ends inside a number; links follow their mentions.

    Args:
        borders: offsets where a table cell begins; no number runs across one.
    """
    expressions = number_expressions(text, borders)
    if not any(_cut(expressions, m.span) for m in markup.mentions):
        return markup
    placed = _settled(text, markup.mentions, expressions, prose=False, borders=borders)
    names = {member: p.mention.id for p in placed for member in p.members}
    links: dict[tuple[str, str], Link] = {}
    for link in markup.links:
        source, target = names.get(link.source), names.get(link.target)
        if source and target and source != target:
            links.setdefault((source, target), Link(source, target, link.confidence))
    return replace(markup, mentions=tuple(p.mention for p in placed), links=tuple(links.values()))


def cell_borders(document: Document) -> frozenset[int]:
    """Return the offsets where the cells of a document's tables begin and end."""
    spans = [c.span for t in document.tables for c in t.cells]
    return frozenset({s.start for s in spans} | {s.end for s in spans})


def _cut(expressions: NumberExpressions, span: Span) -> bool:
    return bool(expressions.around(span.start) or expressions.around(span.end))


def _settled(
    text: str,
    mentions: Sequence[Mention],
    expressions: NumberExpressions,
    *,
    prose: bool = True,
    borders: frozenset[int] = frozenset(),
) -> list[_Placed]:
    placed: list[_Placed] = []
    for i, m in enumerate(mentions):
        span, label = m.span, m.label
        found = None
        if prose and m.label in FIGURES and m.cell is None:
            floor = _floor(mentions[i - 1]) if i else 0
            after = mentions[i + 1] if i + 1 < len(mentions) else None
            found = _quantity(text, m.span, floor, len(text))
            if found is not None and after is not None and _runs_into(found, after):
                found = _quantity(text, m.span, floor, after.start)
            if found is not None:
                span, label = Span(found.start, found.end), _label(m.label, found)
        if found is None and m.label in VALUES and _splits_run(text, span, borders):
            continue
        if found is None and label is Label.COUNT and is_no_count(text, span.start):
            continue
        if m.label is Label.PERIOD:
            span = _whole_period(text, span, mentions[i + 1 : i + 2])
        span = _whole(text, m.label, span, expressions)
        span, limit = at_edges(text, label, span, in_table=m.cell is not None)
        if len(span):
            told = m if label is m.label else replace(m, label=label)
            told = replace(told, operator=limit) if limit else told
            placed.append(_Placed(told, span, (m.id,)))
    return _resolved(text, placed)


def _whole_period(text: str, span: Span, after: Sequence[Mention]) -> Span:
    """Return a period with the end of the year that it was cut from (2021年|底), but for a name's own."""
    tail = _YEAR_END.match(text, span.end)
    if tail is None or text[span.end - 1] != "年" or any(m.start < tail.end() for m in after):
        return span
    return Span(span.start, tail.end())


def _runs_into(found: FoundQuantity, after: Mention) -> bool:
    """Tell whether a quantity ends within the name behind it; a name wholly inside (注1) is part of it."""
    return after.label not in VALUES and after.start < found.end < after.end


def _floor(before: Mention) -> int:
    """Return where a value may begin: behind the name before it, unless that ran into the value's number."""
    return 0 if before.label in VALUES or _RAN_INTO.search(before.text) else before.end


def _splits_run(text: str, span: Span, borders: frozenset[int]) -> bool:
    """Tell whether a value ends or begins within a run of digits that is no one number.

    Cells of a fallen-apart table ran together there (5163.637.3), and none of them is sure unless the
    table's reading put a cell's border there.
    """
    for at in (span.start, span.end):
        if at in borders or not 0 < at < len(text):
            continue
        left, right = text[at - 1], text[at]
        if left.isdigit() and right.isdigit():
            return True
        if left.isdigit() != right.isdigit() and left in _RUN and right in _RUN:
            before = _BEFORE.search(text, max(0, at - _LONGEST), at)
            behind = _BEHIND.match(text, at)
            run = f"{before and before[0]}{behind and behind[0]}".rstrip(".,")
            if not _WELL_FORMED.fullmatch(run):
                return True
    return False


def _label(label: Label, found: FoundQuantity) -> Label:
    """Return the label that a figure's own unit states."""
    return FIGURE_OF_KIND.get(found.quantity.kind, label) if found.quantity.unit else label


def _quantity(text: str, span: Span, floor: int, ceiling: int) -> FoundQuantity | None:
    """Return the one quantity that touches a value between its neighbours' names, None if several do."""
    start, end = max(floor, span.start - _MARGIN), min(ceiling, span.end + _MARGIN)
    touching = [
        q for q in find_quantities(text, start, end) if q.start < span.end and span.start < q.end
    ]
    return touching[0] if len(touching) == 1 else None


def _whole(text: str, label: Label, span: Span, expressions: NumberExpressions) -> Span:
    """Return the span with no number cut: taken whole by a value and at a name's front, left out at its end."""
    first, last = expressions.around(span.start), expressions.around(span.end)
    start = first.start if first else span.start
    end = span.end
    if last is not None:
        takes = label in VALUES or label is Label.PERIOD or last is first
        end = last.end if takes else _without_tail(text, start, last.start)
    return Span(start, max(start, end))


def _without_tail(text: str, start: int, end: int) -> int:
    """Return the end of a name without the particles that led to the number behind it (单价在2～3万元)."""
    return start + len(_DANGLING.sub("", text[start:end]))


def _resolved(text: str, placed: Iterable[_Placed]) -> list[_Placed]:
    """Return the mentions apart: values that overlap become one, names give way to values."""
    kept: list[_Placed] = []
    for p in sorted(placed, key=lambda p: (p.span.start, p.span.end)):
        if kept and p.span.start < kept[-1].span.end:
            last = kept.pop()
            kept += _apart(text, last, p)
        else:
            kept.append(p)
    return [_Placed(_at(text, p), p.span, p.members) for p in kept]


def _apart(text: str, first: _Placed, second: _Placed) -> tuple[_Placed, ...]:
    values = first.mention.label in VALUES, second.mention.label in VALUES
    if values[0] == values[1]:
        return (_merged(first, second),)
    if values[1]:
        end = _without_tail(text, first.span.start, second.span.start)
        if end - first.span.start < 2:
            return (second,)
        return replace(first, span=Span(first.span.start, end)), second
    rest = trim(text, Span(first.span.end, max(first.span.end, second.span.end)))
    return (first, replace(second, span=rest)) if len(rest) > 1 else (first,)


def _merged(first: _Placed, second: _Placed) -> _Placed:
    """Return one mention over both; the one whose own text is longer says what it is."""
    more = second if len(second.mention.span) > len(first.mention.span) else first
    span = Span(first.span.start, max(first.span.end, second.span.end))
    return _Placed(more.mention, span, (*first.members, *second.members))


def _at(text: str, placed: _Placed) -> Mention:
    m = placed.mention
    return m if placed.span == m.span else replace(m, span=placed.span, text=placed.span.of(text))
