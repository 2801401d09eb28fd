"""Plain text: the decoded file is the canonical text, unchanged.

UTF-8 (with or without BOM), UTF-16 with BOM, GB18030 and Big5 are told apart strictly, other encodings
are refused; tabs, NBSP, blank
lines and line ends stay. A BOM is not text. Tables that fell apart in the dump are rebuilt in place.
A report whose last sentence breaks off is told as cut off, one whose prose breaks inside as well (`seams`); a piece
that is gone between two characters and leaves no such sign shows nowhere.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter

from extraction.document import Document, Gap
from extraction.errors import DamagedError, LimitExceededError
from extraction.loading.contents import find_contents
from extraction.loading.dumps import find_tables
from extraction.loading.encodings import is_plausible, likely_encoding, other_reading
from extraction.loading.page_numbers import page_numbers
from extraction.loading.seams import seams
from extraction.loading.source import Source

MAXIMUM_TEXT_BYTES = 64 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TOLERATED_CONTROLS = frozenset("\t\n\r\f\v\x1a\x07\x08\x1e\x1f\x85")
_MAXIMUM_CONTROL_SHARE = 0.001
_REPORT = 150
_LONG_LINE = 20
_SENTENCE_ENDS = "。！？；：!?;:….”’\"'》）)】]〕」"
_CUT_NUMBER = re.compile(r"\d[.:]$")
"""The point or colon of a number whose rest is gone; it ends no sentence."""
_CUT_DIGIT = re.compile(r"(?<![附件表图页第])[\u4e00-\u9fff]\d\Z")
"""A single digit behind words, with which a number or a year breaks off."""
_LEAST_LINE = 8
_CUT_OFF = (Gap("文末", "正文在句中中断，其后可能有内容缺失"),)


def load_text(source: Source) -> Document:
    """Return the document of a text file.

    Raises:
        DamagedError: the bytes are no text in UTF-8, UTF-16 with BOM or GB18030.
        LimitExceededError: the file is larger than `MAXIMUM_TEXT_BYTES`.
    """
    if len(source.data) > MAXIMUM_TEXT_BYTES:
        limit = f"at most {MAXIMUM_TEXT_BYTES} bytes of text"
        found = f"{len(source.data)} bytes"
        raise LimitExceededError(limit, found, "split the file", path=source.path)
    text = decode(source)
    contents = tuple(find_contents(text))
    rebuilt = find_tables(text)
    tables = tuple(t for t in rebuilt if not any(r.span.overlaps(t.span) for r in contents))
    return Document(
        path=source.path,
        sha256=source.sha256,
        format="txt",
        text=text,
        tables=tables,
        regions=tuple(sorted((*contents, *page_numbers(text, tables)), key=lambda r: r.span)),
        partial=(*seams(text), *(_CUT_OFF if _breaks_off(text) else ())),
    )


def _breaks_off(text: str) -> bool:
    """Tell whether a report ends in the middle of a sentence of running text, or of a number in a heading."""
    whole = text.rstrip()
    last = whole[whole.rfind("\n") + 1 :]
    if len(whole) < _REPORT or "\t" in last:
        return False
    if len(last) >= _LEAST_LINE and _CUT_DIGIT.search(last):
        return True
    if len(last) < _LONG_LINE:
        return False
    if not any(c in last for c in "，。；、"):
        return False
    return last[-1] not in _SENTENCE_ENDS or bool(_CUT_NUMBER.search(last))


def decode(source: Source) -> str:
    """Decode a text file strictly, without its BOM."""
    for mark, encoding in _BOMS:
        if source.data.startswith(mark):
            return _checked(source, source.data[len(mark) :], encoding)
    try:
        return _checked(source, source.data, "utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = _checked(source, source.data, "gb18030")
    except UnicodeDecodeError as error:
        other = other_reading(source.data)
        if other is not None:
            return other
        found = f"byte 0x{source.data[error.start]:02x} at {error.start} that fits neither"
        raise _foreign(source, found) from error
    if is_plausible(text):
        return text
    other = other_reading(source.data)
    if other is None:
        raise _foreign(source, f"what may be {likely_encoding(source.data)}")
    return other


def _foreign(source: Source, found: str) -> DamagedError:
    expected = "Chinese text in UTF-8, GB18030 or Big5"
    return DamagedError(expected, found, "save it as UTF-8", path=source.path)


def _checked(source: Source, data: bytes, encoding: str) -> str:
    text = data.decode(encoding)
    controls = sum(
        times
        for c, times in Counter(text).items()
        if unicodedata.category(c) in ("Cc", "Cn") and c not in _TOLERATED_CONTROLS
    )
    if controls > max(2, _MAXIMUM_CONTROL_SHARE * len(text)) or "\x00" in text:
        found = f"binary data ({controls} control or unassigned characters)"
        raise DamagedError("text", found, "check what kind of file it is", path=source.path)
    if not text.strip():
        raise DamagedError("text", "only white space", "fetch the file again", path=source.path)
    return text
