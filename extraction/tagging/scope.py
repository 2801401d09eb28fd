"""What of a document a model is asked about (标注范围): the open text, which no table reading decided on.

Closed stretches hold what the table interpreter read; headers, footers, page numbers and contents are
closed to extraction; a table cell of a few words without a digit holds no figure to find. A window that
holds closed text alone need not be scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from extraction.document import Document
from extraction.span import Span
from extraction.tables import TableMarkup

Mask = NDArray[np.bool_]
_FIGURE = re.compile(r"[\d％%壹贰叁肆伍陆柒捌玖]|[百千万亿]元")
_FEW = 40
_BLANK = re.compile(r"\s+")


def open_text(document: Document, tables: TableMarkup) -> Mask:
    """Return for every character of the text whether a model has a say on it.

    Shape: (characters,). White space is open only between two open characters.
    """
    text = document.text
    mask = np.ones(len(text), dtype=bool)
    for span in _closed(document, tables):
        mask[span.start : span.end] = False
    for blank in _BLANK.finditer(text):
        left = blank.start() > 0 and mask[blank.start() - 1]
        if not (left and blank.end() < len(text) and mask[blank.end()]):
            mask[blank.start() : blank.end()] = False
    return mask


def _closed(document: Document, tables: TableMarkup) -> Iterator[Span]:
    yield from tables.closed
    yield from (region.span for region in document.regions)
    for table in document.tables:
        for cell in table.cells:
            if len(cell.span) <= _FEW and not _FIGURE.search(cell.span.of(document.text)):
                yield cell.span
