"""Names in the form in which accounts and concepts are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from extraction.remembering import remembered


class Named(Protocol):
    """Anything with official names and aliases."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its names, as they are written."""
        ...


T = TypeVar("T", bound=Named)

_NOTE = re.compile(r"\((?:类|款|项)\)")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\(?[一二三四五六七八九十\d]+[)、.])")
_QUOTES = str.maketrans("", "", "“”\"'")


@remembered(8192)
def plain_name(surface: str) -> str:
    """Return a name without blanks, numbering, quotes, brackets' width and （类）（款）（项） notes."""
    name = re.sub(r"\s", "", unicodedata.normalize("NFKC", surface)).strip("“”\"'：:")
    return _NOTE.sub("", _NUMBERING.sub("", name)).translate(_QUOTES)


def by_plain_name(things: Iterable[T]) -> Mapping[str, tuple[T, ...]]:
    """Return what bears each name, in the form in which names are compared."""
    index: dict[str, list[T]] = {}
    for thing in things:
        for name in thing.names:
            index.setdefault(plain_name(name), []).append(thing)
    return {name: tuple(found) for name, found in index.items()}
