"""The records of a workbook stream (BIFF, MS-XLS 2.1.4): what a damaged one no longer holds, which xlrd passes over.

xlrd skips a record that it does not know, so that zeros over a sheet look like a sheet with fewer cells, and takes
the strings of the shared table one behind the other, so that zeros in it move every later text to another cell.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from xlrd import compdoc

_BOF, _EOF, _CONTINUE, _SST, _BOUND_SHEET = 0x0809, 0x000A, 0x003C, 0x00FC, 0x0085
_LENGTHS = {0x00FD: 10, 0x0201: 6, 0x0203: 14, 0x0208: 16, 0x027E: 10}
"""Bytes of records that have always as many: LabelSst, Blank, Number, Row, RK."""
_NOT_KNOWN = ((0x0000, 0x0001), (0x0500, 0x0800), (0x0900, 0x1000), (0x1100, 0x10000))
"""Codes that no version of the format has given to a record."""
_CELLS = frozenset(
    {0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x0208, 0x027E}
)
"""Rows and cells: Formula, MulRk, MulBlank, RString, LabelSst, Blank, Number, Label, BoolErr, Row, RK."""
_AMONG_CELLS = frozenset({0x003C, 0x00D7, 0x01C2, 0x0207, 0x0221, 0x0236, 0x04BC})
"""What else a cell table holds: Continue, DBCell, EntExU2, String, Array, Table, ShrFmla (MS-XLS 2.1.7.20.6)."""
_FONT, _FORMAT, _XF = 0x0031, 0x041E, 0x00E0
_OWN_FORMATS = 164
"""From this number on a format is one that the workbook holds itself."""
_WIDE, _PHONETIC, _RICH = 0x01, 0x04, 0x08


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its code, and where its data lie in the stream."""

    code: int
    start: int
    end: int


def workbook_stream(data: bytes) -> bytes:
    """Return the workbook's stream out of its OLE container; a file without one is the stream itself."""
    if not data.startswith(compdoc.SIGNATURE):
        return data
    container = compdoc.CompDoc(data, logfile=io.StringIO())
    for name in ("Workbook", "Book"):
        memory, base, size = container.locate_named_stream(name)
        if memory:
            return bytes(memory[base : base + size])
    return b""


def records(stream: bytes) -> Iterator[Record]:
    """Yield the records of a stream; zeros that only fill its last sector are none."""
    place, filled = 0, len(stream.rstrip(b"\0"))
    while place + 4 <= len(stream) and (place < filled or place == 0):
        code, size = struct.unpack_from("<HH", stream, place)
        yield Record(code, place + 4, place + 4 + size)
        place += 4 + size


def fault(stream: bytes) -> str | None:
    """Return what in a workbook's stream cannot be, in words; None where all of it can."""
    sheets = substreams = 0
    last = None
    for record in records(stream):
        last = record
        if record.end > len(stream):
            return "a record that goes beyond the end"
        if any(low <= record.code < high for low, high in _NOT_KNOWN):
            return f"a record of the unknown kind 0x{record.code:04x}"
        size = record.end - record.start
        if _LENGTHS.get(record.code, size) != size:
            return f"a record 0x{record.code:04x} of {size} bytes"
        sheets += record.code == _BOUND_SHEET
        substreams += record.code == _BOF
    if substreams and substreams <= sheets:
        return f"{sheets} sheets and {substreams - 1} of them there"
    if last is None or last.code != _EOF:
        return "no end"
    return None


def has_whole_cells(stream: bytes) -> bool:
    """Tell whether the cells of every sheet stand together: a record of another kind among them was one."""
    states: list[tuple[bool, bool]] = []
    for record in records(stream):
        if record.code == _BOF:
            states.append((False, False))
        elif record.code == _EOF and states:
            states.pop()
        elif states:
            begun, left = states[-1]
            if record.code in _CELLS and left:
                return False
            begun = begun or record.code in _CELLS
            left = begun and (left or record.code not in _CELLS | _AMONG_CELLS)
            states[-1] = (begun, left)
    return True


def has_whole_styles(stream: bytes) -> bool:
    """Tell whether the styles of cells name fonts and number formats that the workbook has."""
    fonts, formats = 0, set[int]()
    named: list[tuple[int, int]] = []
    for record in records(stream):
        if record.code == _EOF:
            break
        fonts += record.code == _FONT
        if record.code == _FORMAT and record.end - record.start >= 2:
            formats.add(struct.unpack_from("<H", stream, record.start)[0])
        elif record.code == _XF and record.end - record.start >= 4:
            named.append(struct.unpack_from("<HH", stream, record.start))
    known = all(number < _OWN_FORMATS or number in formats for _, number in named)
    return known and all(font <= fonts for font, _ in named)  # number 4 is left out


def has_whole_strings(stream: bytes) -> bool:
    """Tell whether the table of shared strings ends where its last string does."""
    pieces: list[bytes] = []
    for record in records(stream):
        if record.code == _SST or (pieces and record.code == _CONTINUE):
            pieces.append(stream[record.start : record.end])
        elif pieces:
            break
    if not pieces or len(pieces[0]) < 8:
        return not pieces
    strings = _Strings(pieces)
    try:
        for _ in range(struct.unpack_from("<I", pieces[0], 4)[0]):
            strings.skip_one()
    except (IndexError, struct.error):
        return False
    return strings.left == 0


class _Strings:
    """Goes over the strings of a table that is spread over records (MS-XLS 2.5.293)."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces, self._piece, self._place = pieces, 0, 8

    @property
    def left(self) -> int:
        """Bytes behind the place that is reached."""
        here = len(self._pieces[self._piece]) - self._place
        return here + sum(map(len, self._pieces[self._piece + 1 :]))

    def skip_one(self) -> None:
        if self._place >= len(self._pieces[self._piece]):
            self._turn()
        length, flags = struct.unpack_from("<HB", self._pieces[self._piece], self._place)
        self._place += 3
        further = 0
        if flags & _RICH:
            further += 4 * int(self._number("<H"))
        if flags & _PHONETIC:
            further += int(self._number("<I"))
        self._characters(length, flags & _WIDE)
        self._bytes(further)

    def _number(self, form: str) -> int:
        (found,) = struct.unpack_from(form, self._pieces[self._piece], self._place)
        self._place += struct.calcsize(form)
        return int(found)

    def _characters(self, count: int, wide: int) -> None:
        """Skip characters; a record that goes on with them says anew how wide they are."""
        while True:
            width = 2 if wide else 1
            here = (len(self._pieces[self._piece]) - self._place) // width
            if count <= here:
                self._place += count * width
                return
            count -= here
            self._turn()
            wide = self._pieces[self._piece][0] & _WIDE
            self._place = 1

    def _bytes(self, count: int) -> None:
        while count > len(self._pieces[self._piece]) - self._place:
            count -= len(self._pieces[self._piece]) - self._place
            self._turn()
        self._place += count

    def _turn(self) -> None:
        self._piece, self._place = self._piece + 1, 0
        if self._piece >= len(self._pieces):
            self._piece -= 1
            raise IndexError("a string beyond the end of the table")
