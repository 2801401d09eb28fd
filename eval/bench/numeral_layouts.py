"""Write a table's cells as texts and pages in every layout: tabs, bars, blanks, one cell a line, a web page."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands above a table, and the blanks between its cells where blanks part them."""

    title: str
    note: str
    apart: str

    def around(self, rows: str) -> str:
        """Return a page of the rows between title and note."""
        return f"{self.title}\n{self.note}\n{rows}\n说明：以上数据未经审计。\n"


def _once(header: Rows) -> list[list[str]]:
    """Return the header rows with a header over several columns printed above the first of them."""
    rows = [list(row) for row in header]
    for row in rows[:-1]:
        for c in range(len(row) - 1, 0, -1):
            if row[c] and row[c] == row[c - 1]:
                row[c] = ""
    return rows


def _tabs(parts: Parts, header: Rows, body: Rows) -> str:
    rows = "\n".join("\t".join(row) for row in (*_once(header), *body))
    return parts.around(rows)


def _bars(parts: Parts, header: Rows, body: Rows) -> str:
    rows = "\n".join("| " + " | ".join(row) + " |" for row in (*_once(header), *body))
    return parts.around(rows)


def _parted(parts: Parts, header: Rows, body: Rows) -> str:
    return parts.around("\n".join(parts.apart.join(row).rstrip() for row in (*header, *body)))


def _aligned(parts: Parts, header: Rows, body: Rows) -> str:
    rows = (*header, *body)
    widths = [max(_width(row[c]) for row in rows) for c in range(len(rows[0]))]
    names = 2 if header[-1][0] == "序号" or header[0][0] == "序号" else 1
    upper = [_centred(row, widths, names, parts.apart) for row in header[:-1]]
    lines = [_justified(row, widths, names, parts.apart) for row in (header[-1], *body)]
    return parts.around("\n".join([*upper, *lines]))


def _justified(row: Sequence[str], widths: Sequence[int], names: int, apart: str) -> str:
    """Return a line: names flush left, the rest flush right, `apart` at least between them."""
    line = ""
    for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
        pad = " " * (width - _width(cell))
        gap = apart if column else ""
        line += gap + (cell + pad if column < names else pad + cell)
    return line.rstrip()


def _centred(row: Sequence[str], widths: Sequence[int], names: int, apart: str) -> str:
    """Return the line of an upper header row, each header in the middle of its columns."""
    line, column, left = "", 0, 0
    while column < len(row):
        end = column + 1
        while end < len(row) and column >= names and row[end] and row[end] == row[column]:
            end += 1
        room = sum(widths[column:end]) + len(apart) * (end - column - 1)
        before = 0 if column < names else (room - _width(row[column])) // 2
        line += " " * (left + before - _width(line)) + row[column]
        left += room + len(apart)
        column = end
    return line.rstrip()


def _width(text: str) -> int:
    return sum(2 if ord(ch) > 0x2E7F else 1 for ch in text)


def _stacked(parts: Parts, header: Rows, body: Rows) -> str:
    cells = "\n".join(cell for row in (*_once(header), *body) for cell in row if cell)
    return parts.around(cells)


def _web(parts: Parts, header: Rows, body: Rows) -> str:
    rows = [_plain(header[0])] if len(header) == 1 else _spanned(header)
    rows += [_plain(row) for row in body]
    table = "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>'
        f"<h1>{parts.title}</h1><p>{parts.note}</p>{table}<p>说明：以上数据未经审计。</p></body></html>"
    )


def _plain(row: Sequence[str]) -> str:
    return "".join(f"<td>{html.escape(cell)}</td>" for cell in row)


def _spanned(header: Rows) -> list[str]:
    """Return two header rows: equal neighbours above share one cell, one over a blank reaches down."""
    upper, lower = header
    first, second = "", ""
    column = 0
    while column < len(upper):
        end = column + 1
        while end < len(upper) and upper[end] and upper[end] == upper[column]:
            end += 1
        if end == column + 1 and not lower[column]:
            first += f'<td rowspan="2">{upper[column]}</td>'
        else:
            first += f'<td colspan="{end - column}">{upper[column]}</td>'
            second += "".join(f"<td>{html.escape(c)}</td>" for c in lower[column:end])
        column = end
    return [first, second]


_Writer = Callable[[Parts, Rows, Rows], str]
LAYOUTS: dict[str, tuple[str, _Writer]] = {
    "tabs": (".txt", _tabs),
    "bars": (".txt", _bars),
    "aligned": (".txt", _aligned),
    "parted": (".txt", _parted),
    "stacked": (".txt", _stacked),
    "web": (".html", _web),
}
"""Name → suffix and how what stands above it, header rows and body are written."""
