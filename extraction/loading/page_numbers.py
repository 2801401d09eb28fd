"""Page numbers that a text dump kept: bare numbers on lines of their own that run on through the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.document import Region, RegionKind, Table
from extraction.span import Span

_BARE = re.compile(r"^[ \t\u3000]*(\d{1,4})[ \t\u3000]*$", re.MULTILINE)
_FEWEST = 3
_APART = 200
"""Characters that a page holds at least."""


def page_numbers(text: str, tables: Sequence[Table]) -> Iterator[Region]:
    """Yield the page numbers of a text in order; numbers inside a table are cells and none.

    Three at least have to follow each other, one more each time, a page's text apart.
    """
    found = [(int(m[1]), Span(m.start(1), m.end(1))) for m in _BARE.finditer(text)]
    bare = [(n, s) for n, s in found if not any(t.span.overlaps(s) for t in tables)]
    runs: list[list[tuple[int, Span]]] = []
    for number, span in bare:
        before = next((r for r in runs if _goes_on(r[-1], number, span)), None)
        if before is None:
            runs.append([(number, span)])
        else:
            before.append((number, span))
    for members in runs:
        if len(members) >= _FEWEST:
            yield from (Region(RegionKind.PAGE_NUMBER, span) for _, span in members)


def _goes_on(last: tuple[int, Span], number: int, span: Span) -> bool:
    return number == last[0] + 1 and span.start - last[1].end >= _APART
