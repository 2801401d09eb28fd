"""Finds the character encoding of a web page.

Pages of government sites declare GB2312 and hold GBK, GB18030 or UTF-8; some are pasted from both.
Order: byte order mark; UTF-8 if the bytes are valid UTF-8 (GB text hardly ever is); line by line if
some lines surely are UTF-8; what the page declares; GB18030; Big5; line by line again. Bytes that no reading explains become U+FFFD, never a
character that was not there, and too many of them are an error.
"""

from __future__ import annotations

import codecs
import re

from extraction.errors import DamagedError
from extraction.loading.encodings import is_plausible, likely_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)|encoding\s*=\s*[\"']([\w-]+)", re.I)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "iso-8859-1": "cp1252"}
_UNDECLARED = ("gb18030", "big5")
_TAGS = re.compile(r"<[^<>]*>")
_TOLERATED = 200
_SURE = 8


def decode(data: bytes, *, path: str) -> str:
    """Return the text of a web page, without a byte order mark.

    Raises:
        DamagedError: more than one character in 200 fits no encoding.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _accept(data[len(mark) :].decode(name, errors="replace"), path)
    lines = data.splitlines(keepends=True)
    mixed = any(map(_is_surely_utf8, lines))
    for name in ("utf-8",) if mixed else ("utf-8", *_declared(data), "gb18030", "big5"):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if name not in _UNDECLARED or is_plausible(visible(text)):
            return _accept(text, path)
    if not mixed and all(not is_plausible(visible(data.decode(n, "replace"))) for n in _UNDECLARED):
        found = f"undecodable text, perhaps {likely_encoding(data)}"
        remedy = "save the page anew from a browser as UTF-8"
        raise DamagedError("a page in Chinese", found, remedy, path=path)
    return _accept("".join(map(_decode_line, lines)), path)


def visible(text: str) -> str:
    """Return a page's text without its tags, roughly."""
    return _TAGS.sub("", text)


def _is_surely_utf8(line: bytes) -> bool:
    """Tell a line with characters enough outside ASCII that being valid UTF-8 is no accident."""
    try:
        return len(line) - len(line.decode("utf-8")) >= _SURE
    except UnicodeDecodeError:
        return False


def _declared(data: bytes) -> tuple[str, ...]:
    match = _DECLARED.search(data[:4096])
    if match is None:
        return ()
    name = (match[1] or match[2]).decode("ascii", errors="replace").lower()
    return () if name in ("iso-8859-1", "us-ascii") else (_WIDER.get(name, name),)


def _decode_line(line: bytes) -> str:
    for name in ("utf-8", "gb18030"):
        try:
            return line.decode(name)
        except UnicodeDecodeError:
            continue
    readings = [line.decode(name, errors="replace") for name in ("utf-8", "gb18030")]
    return min(readings, key=lambda text: text.count("\ufffd"))


def _accept(text: str, path: str) -> str:
    bad = text.count("\ufffd") + text.count("\x00")
    if bad * _TOLERATED > max(len(text), _TOLERATED):
        expected = "text in UTF-8, GB18030 or the declared encoding"
        found = f"{bad} undecodable characters of {len(text)}"
        raise DamagedError(expected, found, "save the page anew from a browser", path=path)
    return text
