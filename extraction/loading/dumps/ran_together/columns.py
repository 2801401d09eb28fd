"""The headers of a table that ran together: what each column holds (粘连表头)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extraction.span import Span

ColumnKind = Literal[
    "code", "ordinal", "name", "budget", "done", "prior", "completion", "growth", "note"
]
_YEAR = r"(?:20\d\d年度?)?"
_WORDS: tuple[tuple[ColumnKind, str], ...] = (
    ("code", r"(?:支出功能|功能|预算)?(?:科目)?编码"),
    ("ordinal", r"序号"),
    ("completion", r"(?:完成|占|为)(?:年初|调整|变动|调整后)?预算数?的?[%％]"),
    ("growth", r"(?:比|较)?(?:上年|同比|增减)(?:增减|增长)?[±+＋、－/-]{0,4}[%％]"),
    ("prior", r"上年(?:决算数|执行数|完成数)"),
    ("budget", rf"{_YEAR}(?:年初|调整|变动|全年|调整后)?预算数"),
    ("done", rf"{_YEAR}(?:决算数|执行数|完成数)"),
    ("note", r"备注"),
    ("name", r"科目名称|项目名称|功能分类|(?:收入|支出|预算)?(?:项目|科目)"),
)
_HEADER = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS))
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
        kind: ColumnKind = next(k for k, _ in _WORDS if match[k] is not None)
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
