"""Finding a quote in the passage it was taken from (引文定位): verbatim, in one place, or not at all."""

from __future__ import annotations

from annotations.llm.passages import Passage
from extraction.span import Span


class QuoteError(ValueError):
    """A quote does not stand in its passage as it should; the argument says why, for counting."""


def locate(text: str, passage: Passage, quote: str, context: str = "") -> Span:
    """Return where a quote stands.

    It must stand in the passage once; else `context`, which must stand there once and hold it once,
    tells the place.

    Raises:
        QuoteError: it is not there, or its place cannot be told, or it cuts a number in two.
    """
    if not quote.strip():
        raise QuoteError("empty quote")
    if quote != quote.strip():
        raise QuoteError("quote with blanks at its ends")
    places = _all(text, passage.spans, quote)
    if not places:
        raise QuoteError("quote not in the passage")
    if len(places) > 1 and context:
        frames = _all(text, passage.spans, context)
        places = _all(text, frames, quote) if len(frames) == 1 else places
    if len(places) > 1:
        raise QuoteError("quote in several places")
    if _cuts_number(text, places[0]):
        raise QuoteError("quote cuts a number")
    return places[0]


def _all(text: str, spans: tuple[Span, ...] | list[Span], quote: str) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        start = text.find(quote, span.start, span.end)
        while start >= 0:
            found.append(Span(start, start + len(quote)))
            start = text.find(quote, start + 1, span.end)
    return found


def _cuts_number(text: str, span: Span) -> bool:
    return _inside_number(text, span.start) or _inside_number(text, span.end)


def _inside_number(text: str, place: int) -> bool:
    """Tell whether digits stand on both sides of a place, a point or comma between them or not."""
    left, right = text[max(0, place - 2) : place], text[place : place + 2]
    if left[-1:].isdigit() and right[:1].isdigit():
        return True
    points = ".,，．"
    if left[-1:].isdigit() and right[:1] in points and right[1:].isdigit():
        return bool(right[:1])
    return len(left) == 2 and left[0].isdigit() and left[1] in points and right[:1].isdigit()
