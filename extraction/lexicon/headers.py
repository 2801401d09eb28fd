"""Headers of tables of accounts (表头) and what their columns hold, read from `headers.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from extraction.lexicon.source import any_of, load

ColumnKind = Literal[
    "code", "ordinal", "name", "budget", "done", "prior", "completion", "growth", "note"
]
_YEAR = r"(?:20\d\d年度?)?"
_SIGNS = r"[±+＋、－/-]{0,4}"


@cache
def _data() -> Mapping[str, Any]:
    return load("headers.toml")


@cache
def account_headers() -> tuple[tuple[ColumnKind, str], ...]:
    """Return the kinds of columns, each with an expression without groups for its headers, in order of trial."""
    return tuple((entry["kind"], _expression(entry)) for entry in _data()["column"])


@cache
def opening_headers() -> str:
    """Return an expression for a header that a table of accounts may begin with."""
    opening = (_expression(entry) for entry in _data()["column"] if entry.get("opens"))
    return f"(?:{'|'.join(opening)})"


def _expression(entry: Mapping[str, Any]) -> str:
    shared = _data()["words"]
    lists = (shared[words] if isinstance(words, str) else words for words in entry["words"])
    *first, last = map(any_of, lists)
    signs = _SIGNS if entry.get("signs") else ""
    year = _YEAR if entry.get("year") else ""
    return year + "".join(first) + signs + last
