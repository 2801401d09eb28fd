"""A sample report as .doc gives the same text and tables as its .docx."""

from __future__ import annotations

import pytest

from annotations.corpus.rendering import RENDERED
from extraction.document import Document
from extraction.loading.doc import load_doc
from extraction.loading.docx import load_docx
from extraction.loading.office_convert import convert, find_office
from extraction.loading.source import Source, read_source


def _cells(document: Document) -> list[tuple[int, int, int, int, str]]:
    return [
        (c.row, c.column, c.row_span, c.column_span, c.span.of(document.text))
        for t in document.tables
        for c in t.cells
    ]


@pytest.mark.skipif(
    find_office() is None, reason="needs LibreOffice (apt install libreoffice-writer)"
)
@pytest.mark.slow
def test_a_doc_equals_its_docx() -> None:
    source = read_source(RENDERED / "lanxi-veterans-overall.docx")
    old = convert(source, suffix=".docx", target="doc")
    found, expected = load_doc(Source.of("a.doc", old.data)), load_docx(source)
    assert found.text == expected.text
    assert _cells(found) == _cells(expected)
