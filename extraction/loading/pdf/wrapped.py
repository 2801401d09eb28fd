"""Row labels of two lines in tables without rules: the halves stand around or under the row's numbers.

近岸海域增殖放流及
                    820.50    815.25          one row of the label 近岸海域增殖放流及礁体投放支出
礁体投放支出
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extraction.document import Box
from extraction.loading.pdf.lines import Line, Run, Strip

_NUMBER = re.compile(r"[-+−(（]?\d[\d,]*(?:\.\d+)?[)）]?[%％]?")
_CLOSE = 1.05
"""Half the distance of two label lines, in characters: the numbers stand between them."""


def whole_labels(found: Sequence[Line]) -> list[Line]:
    """Return the lines with every label whose halves stand above and below its numbers put together."""
    result: list[Line] = []
    i = 0
    while i < len(found):
        if i + 2 < len(found) and _around(*found[i : i + 3]):
            result.append(_joined(*found[i : i + 3]))
            i += 3
            continue
        result.append(found[i])
        i += 1
    return result


def _around(above: Line, row: Line, below: Line) -> bool:
    if not (_label(above) and _label(below)) or abs(above.box.x0 - below.box.x0) > above.em:
        return False
    if not all(_NUMBER.fullmatch(s.strip.text) for s in row.segments):
        return False
    near = max(row.base - above.base, below.base - row.base) < _CLOSE * above.em
    right = row.segments[0].x0 > max(above.box.x1, below.box.x1)
    return near and right and below.base - above.base > 0.9 * above.em


def _label(line: Line) -> bool:
    return len(line.segments) == 1 and not _NUMBER.fullmatch(line.text)


def _joined(above: Line, row: Line, below: Line) -> Line:
    strip = Strip.joined([above.strip, below.strip])
    upper, lower = above.box, below.box
    label = Run(
        strip,
        row.base,
        above.em,
        min(upper.x0, lower.x0),
        upper.top,
        max(upper.x1, lower.x1),
        lower.bottom,
    )
    segments = (label, *row.segments)
    box = Box(label.x0, upper.top, row.box.x1, lower.bottom)
    parts: list[Strip | str] = [label.strip]
    for _, segment in pairwise(segments):
        parts += [" ", segment.strip]
    return replace(row, strip=Strip.joined(parts), box=box, segments=segments)
