"""What a census says: each number expression with its fate, and the counts by fate and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from extraction.span import Span


class Fate(StrEnum):
    """What became of a number: in a value that was read, refused, or no figure at all."""

    READ = "read"
    UNREAD = "unread"
    IGNORED = "ignored"


class Reason(StrEnum):
    """The closed list of reasons for which a number is no figure."""

    DATE = "date"
    ORDINAL = "ordinal"
    CODE = "code"
    DOCUMENT_NUMBER = "document_number"
    REFERENCE = "reference"
    PHONE = "phone"
    PAGE_NUMBER = "page_number"
    NAME = "name"
    NOTE_MARK = "note_mark"


IGNORED: Mapping[Reason, str] = {
    Reason.DATE: "日期、年份",
    Reason.ORDINAL: "序号",
    Reason.CODE: "代码",
    Reason.DOCUMENT_NUMBER: "文号",
    Reason.REFERENCE: "法规、文件引用",
    Reason.PHONE: "电话、邮编",
    Reason.PAGE_NUMBER: "页码",
    Reason.NAME: "名称、词语的一部分",
    Reason.NOTE_MARK: "注号",
}
"""What a reader of reports is told of each reason."""

UNPLACED = "no fact takes it"
CRITERION = "in scoring criteria or a definition"
EXPLAINED = "in running words of a table cell"
WITHOUT_INDICATOR = "belongs to no indicator"
OTHER_GOAL = "its indicator has another goal"
NO_SINGLE_NUMBER = "the words around it are no single number"


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number expression of a document and its fate.

    Attributes:
        span: half-open code-point offsets into the canonical text; `text` is what stands there.
        page: 1-based, None for formats without pages.
        cell: table, row and column ("t3:4:2"), None in running text.
        reason: a `Reason` where it is ignored, words where it is unread, None where it is read.
    """

    span: Span
    text: str
    fate: Fate
    reason: str | None = None
    page: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Census:
    """The numerals of a document in text order; they never overlap."""

    numerals: tuple[Numeral, ...] = ()

    def count(self, fate: Fate) -> int:
        """Return how many numerals have this fate."""
        return sum(n.fate is fate for n in self.numerals)

    @property
    def ignored(self) -> dict[str, int]:
        """The ignored numerals by reason, in the order of the closed list."""
        found = Counter(n.reason for n in self.numerals if n.fate is Fate.IGNORED)
        return {reason.value: found[reason.value] for reason in Reason if found[reason.value]}

    @property
    def unread(self) -> tuple[Numeral, ...]:
        """The numerals that were not read, in text order."""
        return tuple(n for n in self.numerals if n.fate is Fate.UNREAD)
