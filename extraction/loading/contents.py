"""Tables of contents in plain text (目录): a heading, then lines that end in page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.document import Region, RegionKind
from extraction.span import Span

_HEADING = re.compile(r"^[ \t\u3000]*目[ \t\u3000]*[录錄次][ \t\u3000]*$", re.MULTILINE)
_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_ENTRY = re.compile(r"(?P<title>[^，。；]{2,80}?)[\s.…·．\-—]+(?P<page>\d{1,3})")
_FEWEST = 3


def find_contents(text: str) -> Iterator[Region]:
    """Yield the tables of contents of a plain text, each as one closed region.

    Their page numbers never fall from line to line; blank lines may stand between the entries.
    """
    for heading in _HEADING.finditer(text):
        end, entries, page, at = heading.end(), 0, 0, heading.end() + 1
        while at < len(text):
            line = _LINE.match(text, at)
            entry = _ENTRY.fullmatch(line[0].strip()) if line else None
            if line is None or (line[0].strip() and not (entry and int(entry["page"]) >= page)):
                break
            if entry is not None:
                end, entries, page = line.end(), entries + 1, int(entry["page"])
            at = line.end()
        if entries >= _FEWEST:
            yield Region(RegionKind.CONTENTS, Span(heading.start(), end))
