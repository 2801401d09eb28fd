"""Names that their own marks follow (分值2分，得分2分): what opens such a line is an indicator, whatever the tagger saw.

Where full marks and marks given stand right behind the words that open a line, these words are an indicator or
a class. A tagger that reads the marks may miss the name (项目验收数。分值10分，得分3分) or take one of several
lines of a list for a class (3.可持续影响。分值10分，得分9分, beside two indicators).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.indicators.passages import passages
from extraction.labels import Label
from extraction.lexicon.numbering import list_number_of, numbering_end
from extraction.markup import Link, Markup, Mention
from extraction.span import Span
from extraction.tables.vocabulary import is_level

_LINE = re.compile(
    r"(?P<name>[^，,。；;：:（()）\n\d]{2,24}?)(?:指标)?[。，,：:（(]?\s*"
    r"(?:满分|分值|权重|标准分值?)(?:为|：|:)?\s*(?P<weight>\d{1,3}(?:\.\d+)?)\s*分?[，,、；;]\s*"
    r"(?:评价|自评)?(?:得分|实得|得)(?:为|：|:)?\s*(?P<score>\d{1,3}(?:\.\d+)?)"
)
_TAIL = "指标"
_SURE = 0.9
_SERIES = 3


@dataclass(frozen=True, slots=True)
class _Marked:
    """A line that opens with a name and its marks: the name, both marks as mentions, its place in a list."""

    name: Span
    marks: tuple[Mention, Mention]
    number: int | None
    series: int


def with_marked_names(text: str, spans: Sequence[Span], markup: Markup) -> Markup:
    """Return a tagger's mark-up with the indicators that their marks give away.

    Args:
        spans: the running text, in order; mentions elsewhere stay as they are.
    """
    lines = tuple(_lines(text, spans, markup)) if "分" in text else ()
    if not lines:
        return markup
    free = {m.start: m for m in markup.mentions if m.cell is None}
    classes = {line.name for line in lines if _is_class(line, lines, free)}
    turned = {
        found.id
        for line in lines
        if (found := free.get(line.name.start)) is not None
        and found.label is Label.LEVEL
        and line.name not in classes
    }
    mentions = [replace(m, label=Label.INDICATOR) if m.id in turned else m for m in markup.mentions]
    links = [k for k in markup.links if k.target not in turned or not _of_indicator(markup, k)]
    heads = {p.span: p.classes for p in passages(text, spans)}
    for line in lines:
        if any(m.span.overlaps(line.name) for m in mentions if m.cell is None):
            continue
        label = Label.LEVEL if is_level(line.name.of(text)) else Label.INDICATOR
        made = Mention(
            f"marked-{line.name.start}", label, line.name, line.name.of(text), confidence=_SURE
        )
        mentions.append(made)
        links += [Link(m.id, made.id, _SURE) for m in line.marks]
        above = next((c for s, c in heads.items() if s.start <= line.name.start < s.end), ())
        named = (
            m for c in reversed(above) for m in mentions if m.span == c and m.label is Label.LEVEL
        )
        links += [Link(made.id, m.id, _SURE) for m in named if label is Label.INDICATOR]
    mentions.sort(key=lambda m: m.span)
    return replace(markup, mentions=tuple(mentions), links=tuple(links))


def _lines(text: str, spans: Sequence[Span], markup: Markup) -> Iterator[_Marked]:
    """Yield the lines whose name both its marks follow, as the tagger read them."""
    weights = {m.start: m for m in markup.mentions if m.label is Label.WEIGHT and m.cell is None}
    scores = {m.start: m for m in markup.mentions if m.label is Label.SCORE and m.cell is None}
    series, last = 0, None
    for span in spans:
        start = span.start
        while start < span.end:
            end = text.find("\n", start, span.end)
            end = span.end if end < 0 else end
            number = list_number_of(text[start : min(end, start + 12)])
            if number is not None and (last is None or number != last.following):
                series += 1
            last = number or last
            match = _LINE.match(text, numbering_end(text, start), end)
            if match is not None:
                weight, score = weights.get(match.start("weight")), scores.get(match.start("score"))
                if weight is not None and score is not None:
                    place = number.value if number is not None else None
                    yield _Marked(_name(text, match), (weight, score), place, series)
            start = end + 1


def _name(text: str, match: re.Match[str]) -> Span:
    """Return the name of a line; 指标 behind it belongs to a class (产出指标), not to an indicator."""
    start, end = match.span("name")
    classed = text.startswith(_TAIL, end) and is_level(text[start : end + len(_TAIL)])
    return Span(start, end + len(_TAIL) if classed else end)


def _is_class(line: _Marked, lines: Sequence[_Marked], free: dict[int, Mention]) -> bool:
    """Tell whether a name that the tagger takes for a class is one: the only class in a list of indicators is none."""
    if line.number is None:
        return True
    labels = [
        found.label
        for other in lines
        if other.series == line.series and other.number is not None
        if (found := free.get(other.name.start)) is not None
    ]
    return len(labels) < _SERIES or labels.count(Label.LEVEL) > 1


def _of_indicator(markup: Markup, link: Link) -> bool:
    """Tell whether a link hangs an indicator on its class."""
    source = next((m for m in markup.mentions if m.id == link.source), None)
    return source is not None and source.label is Label.INDICATOR
