"""The headers of a table that ran together: what each column holds (粘连表头)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.lexicon.headers import ColumnKind, account_headers
from extraction.span import Span

_HEADER = re.compile("|".join(f"({words})" for _, words in account_headers()))
_KINDS = tuple(kind for kind, _ in account_headers())
_BEGINS = re.compile(r"(?:元|表|[）):：\s])\Z")
_VALUES = frozenset({"budget", "done", "prior", "completion", "growth"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind and where its header stands."""

    kind: ColumnKind
    span: Span

    @property
    def holds_values(self) -> bool:
        """Whether its cells are figures."""
        return self.kind in _VALUES


def read_header(text: str, start: int, end: int) -> tuple[Column, ...] | None:
    """Return the columns of the first header in [start, end): words right behind each other, else None.

    A header stands at the line's start or behind a unit or a table's name. It has one column of names and figures
    behind it; a code or an ordinal may stand before, remarks behind.

    Args:
        text: folded.
    """
    found: list[Column] = []
    for match in _HEADER.finditer(text, start, end):
        if found and match.start() != found[-1].span.end:
            if _whole(found):
                break
            found = []
        at = match.start()
        if not found and at > start and not _BEGINS.search(text, at - 1, at):
            continue
        kind = _KINDS[(match.lastindex or 1) - 1]
        found.append(Column(kind, Span(match.start(), match.end())))
    return tuple(found) if _whole(found) else None


def _whole(columns: list[Column]) -> bool:
    kinds = [c.kind for c in columns]
    if kinds.count("name") != 1:
        return False
    name = kinds.index("name")
    before, behind = kinds[:name], columns[name + 1 :]
    if behind and behind[-1].kind == "note":
        behind = behind[:-1]
    led = before in (["code"], ["ordinal"])
    values = all(c.holds_values for c in behind)
    return values and (led or not before) and len(behind) >= (1 if led else 2)
