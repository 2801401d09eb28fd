"""Passages: the pieces of a report that are shown to the model (段落), with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extraction.document import Document
from extraction.span import Span

_GAP = "\n……\n"
_LINE = re.compile(r"[^\n]*\n?")
_SENTENCE = re.compile(r".{1,400}?(?:[。；！？\t ]|$)|.{1,400}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more stretches of a text, in text order."""

    spans: tuple[Span, ...]

    def shown(self, text: str) -> str:
        """Return what the model is shown."""
        return _GAP.join(span.of(text) for span in self.spans)

    def covers(self, span: Span) -> bool:
        """Tell whether a span lies inside one of the stretches."""
        return any(s.covers(span) for s in self.spans)


def passages(document: Document, length: int) -> Iterator[Passage]:
    """Yield the passages of a whole document, lines put together up to about `length` characters.

    Blank passages and regions closed to extraction (page furniture, contents) are left out.
    """
    begin: int | None = None
    end = 0
    for piece in _pieces(document.text, length):
        closed = any(r.span.covers(piece) for r in document.regions)
        full = begin is not None and piece.end - begin > length
        if begin is not None and (closed or full):
            yield Passage((Span(begin, end),))
            begin = None
        if closed or (begin is None and not piece.of(document.text).strip()):
            continue
        begin = piece.start if begin is None else begin
        end = piece.end
    if begin is not None:
        yield Passage((Span(begin, end),))


def _pieces(text: str, length: int) -> Iterator[Span]:
    """Yield lines, long ones cut behind sentences."""
    for line in _LINE.finditer(text):
        if line.end() - line.start() <= length:
            if line.group():
                yield Span(*line.span())
            continue
        yield from (Span(*m.span()) for m in _SENTENCE.finditer(text, *line.span()) if m.group())


def around(text: str, spans: Iterable[Span], length: int) -> Passage:
    """Return the lines that hold the spans; of lines longer than `length` the part around them."""
    found = sorted({_neighbourhood(text, span, length) for span in spans})
    return Passage(tuple(_merged(found)))


def _neighbourhood(text: str, span: Span, length: int) -> Span:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    if end - start <= length:
        return Span(start, end)
    left = max(start, span.start - length // 2)
    right = min(end, max(span.end, left + length))
    cut = max(text.rfind("。", left, span.start), text.rfind("；", left, span.start))
    left = cut + 1 if cut >= 0 and left > start else left
    stop = text.find("。", span.end, right)
    return Span(left, stop + 1 if stop >= 0 and right < end else right)


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    current: Span | None = None
    for span in spans:
        if current is not None and span.start <= current.end:
            current = Span(current.start, max(current.end, span.end))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current
