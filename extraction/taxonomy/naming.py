"""Names in the form in which accounts and concepts are compared."""

from __future__ import annotations

import re
import unicodedata

from extraction.remembering import remembered

_NOTE = re.compile(r"\((?:类|款|项)\)")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\(?[一二三四五六七八九十\d]+[)、.])")
_QUOTES = str.maketrans("", "", "“”\"'")


@remembered(8192)
def plain_name(surface: str) -> str:
    """Return a name without blanks, numbering, quotes, brackets' width and （类）（款）（项） notes."""
    name = re.sub(r"\s", "", unicodedata.normalize("NFKC", surface)).strip("“”\"'：:")
    return _NOTE.sub("", _NUMBERING.sub("", name)).translate(_QUOTES)
