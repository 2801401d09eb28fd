"""Headers in bars that a line break inside has cut in two (目标任务 | 实际完成情况 |⏎任务完成率 | 备注 |)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.loading.dumps.lines import Line
from extraction.span import Span
from extraction.tables.vocabulary import header_word

_BAR = re.compile(r"[|│┃｜]")
_AHEAD = 6
_LEAST_BARS = 3
_LEAST_ROWS = 2


def heads_joined(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines with the pieces of such headers joined; the second line stays as a blank one."""
    bars = [len(_BAR.findall(line.text)) for line in lines]
    joined = list(lines)
    for i in range(len(lines) - 2):
        together = bars[i] + bars[i + 1]
        if bars[i] < _LEAST_BARS or not bars[i + 1] or not _BAR.match(lines[i].text.rstrip()[-1:]):
            continue
        if (
            bars[i + 2 : i + 2 + _AHEAD].count(together) < _LEAST_ROWS
            or together in bars[i : i + 2]
        ):
            continue
        if _heads(lines[i].text) and _heads(lines[i + 1].text):
            span = Span(lines[i].span.start, lines[i + 1].span.end)
            joined[i] = Line(span, f"{lines[i].text}\n{lines[i + 1].text}")
            joined[i + 1] = Line(Span(span.end, span.end), "")
    return joined


def _heads(row: str) -> bool:
    """Tell whether half the cells of a row and more are words of headers."""
    cells = [c.strip() for c in _BAR.split(row) if c.strip()]
    return bool(cells) and 2 * sum(header_word(c) is not None for c in cells) >= len(cells)
