"""What must hold whatever bytes a loader gets and whatever characters the quantity reader gets."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import xlwt

from extraction.document import Document
from extraction.errors import LoadError
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.quantities import Quantity, UnreadQuantity, find_quantities, read_quantity
from tests.loading.ofd.writing import OfdWriter

RENDERED = Path(__file__).resolve().parents[2] / "annotations/corpus/samples/rendered"
PACKAGES = ("docx", "xlsx", "ofd")
FORMATS = ("txt", "html", "docx", "xlsx", "pdf", "ofd", "xls")


@cache
def sample(format: str) -> bytes:
    """Return a whole small file of a format."""
    if format == "ofd":
        writer = OfdWriter()
        writer.page()
        writer.text(20, 20, "某局2022年度支出合计118.20万元，比上年增长3%。")
        writer.table(20, 60, (("项目", "金额"), ("合计", "118.20")))
        return writer.data()
    if format == "xls":
        return _workbook()
    return min(RENDERED.glob(f"*.{format}"), key=lambda p: p.stat().st_size).read_bytes()


def _workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("支出")
    for row, cells in enumerate((("项目", "金额（万元）"), ("合计", 118.2), ("培训", 3.5))):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def members(format: str) -> tuple[str, ...]:
    """Return the names of the members of a package format's sample."""
    with zipfile.ZipFile(io.BytesIO(sample(format))) as package:
        return tuple(package.namelist())


def member(format: str, name: str) -> bytes:
    """Return one member of a package format's sample."""
    with zipfile.ZipFile(io.BytesIO(sample(format))) as package:
        return package.read(name)


def packed(format: str, data: bytes) -> bytes:
    """Return the sample with one member, which the first byte names, exchanged for the other bytes.

    So a campaign reaches what lies behind the check sums of a package.
    """
    names = members(format)
    changed = names[data[0] % len(names)] if data else ""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in names:
            package.writestr(name, data[1:] if name == changed else member(format, name))
    return target.getvalue()


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
