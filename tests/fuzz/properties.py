"""What must hold whatever bytes a loader gets and whatever characters the quantity reader gets."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from extraction.document import Document
from extraction.errors import LoadError
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.quantities import Quantity, UnreadQuantity, find_quantities, read_quantity
from tests.loading.ofd.writing import OfdWriter

RENDERED = Path(__file__).resolve().parents[2] / "annotations/corpus/samples/rendered"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FORMATS = ("txt", "html", "docx", "xlsx", "pdf", "ofd", "xls")


@cache
def sample(format: str) -> bytes:
    """Return a whole small file of a format, for `xls` what begins like one."""
    if format == "ofd":
        writer = OfdWriter()
        writer.page()
        writer.text(20, 20, "某局2022年度支出合计118.20万元，比上年增长3%。")
        writer.table(20, 60, (("项目", "金额"), ("合计", "118.20")))
        return writer.data()
    if format == "xls":
        return OLE + bytes(1_536)
    return min(RENDERED.glob(f"*.{format}"), key=lambda p: p.stat().st_size).read_bytes()


def check_loading(format: str, data: bytes) -> None:
    """A loader gives a document whose offsets lie in its text, or a `LoadError`, and nothing else."""
    found = _loaded(Source.of(f"report.{format}", data))
    if isinstance(found, LoadError):
        assert str(found).startswith(f"report.{format}: expected ")
        return
    document = found
    end = len(document.text)
    for table in document.tables:
        assert 0 <= table.span.start <= table.span.end <= end
        for cell in table.cells:
            assert table.span.start <= cell.span.start <= cell.span.end <= table.span.end
    starts = [page.span.start for page in document.pages]
    assert starts == sorted(starts)


def _loaded(source: Source) -> Document | LoadError:
    try:
        return load_source(source)
    except LoadError as error:
        return error


def check_reading(surface: str) -> None:
    """A surface is read or refused, never anything else; bounds stand around the value."""
    found = read_quantity(surface)
    assert isinstance(found, Quantity | UnreadQuantity)
    assert found.surface == surface
    if isinstance(found, Quantity):
        assert found.value.is_finite()
        assert found.low is None or found.low <= found.value
        assert found.high is None or found.value <= found.high


def check_finding(text: str) -> None:
    """Found quantities lie in the text, in order, apart from each other."""
    last = 0
    for found in find_quantities(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end


def damaged(data: bytes, places: list[tuple[int, int]], cut: int | None) -> bytes:
    """Return the data with single bytes changed, and cut off."""
    changed = bytearray(data)
    for place, value in places:
        changed[place % len(changed)] = value
    return bytes(changed if cut is None else changed[: cut % len(changed)])
