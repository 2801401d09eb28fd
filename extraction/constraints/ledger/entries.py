"""The figures of one report laid out for finding relations (底账).

Every number that can take part in a relation becomes an `Entry`: its interval in comparable units, its
names, where it stands (line, sentence, table place), and whether it is a level, a change, a budget.
Invariants: entries are in text order; `entry.index` is the place in `Ledger.entries`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import wraps
from typing import Any, Literal, TypeVar

from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.ledger.effort import Effort
from extraction.constraints.ledger.naming import core
from extraction.facts.key import Key
from extraction.facts.model import Facts
from extraction.markup import Change, Mention

T = TypeVar("T")
EntryKind = Literal["money", "rate", "count", "score", "weight", "goal"]
_CLAUSE_END = re.compile(r"[,，。;；]")
_SENTENCE_END = re.compile(r"[。;；!！?？]")


@dataclass(frozen=True, slots=True)
class Place:
    """Row and column of a figure in a table, with the header names."""

    table: str
    row: int
    column: int
    row_name: str
    column_name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure.

    Attributes:
        value: its interval, signed by its change (a decrease is negative).
        family: entries of one family may be added and compared.
        items: names of what it measures; `item_ids` the mentions that say so.
        line, sentence: counters of the line and of the sentence it stands in.
        aside: it stands in an explanation (主要原因是…), not in the account itself.
        sure: its unit is known, not guessed.
        number, unit: as written; `digits` counts the significant ones.
        depth: how many brackets of its paragraph stand open around it.
        compared: it is what another figure is compared with (比上年X, 上年为X), no part of a list.
        confidence: of its mention and its weakest link, None where no model gave one.
        bracket: offset of the innermost of them, -1 where none is open.
        key: the figure's identity, None for goals, marks and records of earlier versions.
    """

    index: int
    mention: Mention
    kind: EntryKind
    value: Interval
    family: str
    line: int
    sentence: int
    items: tuple[str, ...] = ()
    item_ids: tuple[str, ...] = ()
    change: Change | None = None
    role: str = "actual"
    period: str | None = None
    owner: str | None = None
    place: Place | None = None
    aside: bool = False
    sure: bool = True
    number: Decimal = Decimal(0)
    unit: str = ""
    digits: int = 0
    depth: int = 0
    bracket: int = -1
    confidence: float | None = None
    compared: bool = False
    key: Key | None = None

    @property
    def id(self) -> str:
        """The mention's id."""
        return self.mention.id

    @property
    def name(self) -> str:
        """The most telling name: the row label in a table, else the first item."""
        if self.place is not None and self.place.row_name:
            return self.place.row_name
        return self.items[0] if self.items else ""

    @property
    def core(self) -> str:
        """The name in comparable form."""
        return core(self.name)

    @property
    def concept(self) -> str | None:
        """The id of the taxonomy's concept, None where its key has none."""
        return self.key.concept if self.key is not None else None

    @property
    def spoken(self) -> bool:
        """Whether it is a level told in running text: no cell of a table, and no change."""
        return self.place is None and self.change is None

    @property
    def lane(self) -> tuple[str, bool, bool]:
        """What may stand beside it in a sum: family, change or level, budget or not."""
        changes = self.change is not None
        return self.family, changes, self.role == "budget" and not changes


@dataclass(frozen=True, slots=True)
class Ledger:
    """All entries of a report with the text they stand in."""

    text: str
    facts: Facts
    entries: tuple[Entry, ...]
    by_id: Mapping[str, Entry]
    values: Mapping[str, Interval]
    line_starts: tuple[int, ...] = field(repr=False, default=())
    effort: Effort = field(repr=False, compare=False, default_factory=Effort)
    known: dict[object, Any] = field(init=False, repr=False, compare=False, default_factory=dict)

    def between(self, left: Entry | Mention, right: Entry | Mention) -> str:
        """Return the text between two figures, in this order."""
        a = left.mention if isinstance(left, Entry) else left
        b = right.mention if isinstance(right, Entry) else right
        return self.text[a.end : b.start]

    def before(self, entry: Entry, size: int = 24) -> str:
        """Return up to `size` characters before the figure, within its line."""
        start = max(self.line_starts[entry.line], entry.mention.start - size)
        return self.text[start : entry.mention.start]

    def lead_start(self, entry: Entry, size: int | None = None) -> int:
        """Return where the words begin that lead up to a figure; see `lead`."""
        before = self.entries[entry.index - 1].mention.end if entry.index else 0
        start = max(before, self.line_starts[entry.line])
        return start if size is None else max(start, entry.mention.start - size)

    def lead(self, entry: Entry, size: int | None = None) -> str:
        """Return the words that lead up to a figure: behind the one before it, within its line, `size` at most."""
        return self.text[self.lead_start(entry, size) : entry.mention.start]

    def levels_right_before(self, entry: Entry, count: int) -> Sequence[Entry]:
        """Return the `count` entries right before one, () unless all are levels beside it.

        Beside it are figures of prose of its family, in its sentence and its brackets.
        """
        found = self.entries[max(0, entry.index - count) : entry.index]
        beside = all(
            e.spoken and e.family == entry.family
            and e.sentence == entry.sentence and e.bracket == entry.bracket
            for e in found
        )  # fmt: skip
        return found if beside and len(found) == count else ()

    def clause_before(self, entry: Entry, size: int = 24) -> str:
        """Return what of those characters stands in the figure's own clause."""
        return _CLAUSE_END.split(self.before(entry, size))[-1]

    def sentence_before(self, entry: Entry, size: int = 80) -> str:
        """Return what of those characters stands in the figure's own sentence."""
        return _SENTENCE_END.split(self.before(entry, size))[-1]

    def after(self, entry: Entry, size: int = 24) -> str:
        """Return up to `size` characters after the figure."""
        return self.text[entry.mention.end : entry.mention.end + size]

    def line_text(self, line: int) -> str:
        """Return a whole line without its line end."""
        end = self.line_starts[line + 1] if line + 1 < len(self.line_starts) else len(self.text)
        return self.text[self.line_starts[line] : end].rstrip("\r\n")

    def of_kind(self, *kinds: EntryKind) -> Iterator[Entry]:
        """Yield the entries of the kinds, in text order."""
        return (e for e in self.entries if e.kind in kinds)

    def prose(self) -> Iterator[Entry]:
        """Yield the entries outside tables."""
        return (e for e in self.entries if e.place is None)

    def lanes(self, entries: Iterable[Entry]) -> dict[tuple[str, bool, bool], list[Entry]]:
        """Group entries that could be added up."""
        found: dict[tuple[str, bool, bool], list[Entry]] = {}
        for entry in entries:
            found.setdefault(entry.lane, []).append(entry)
        return found


def once(find: Callable[[Ledger], T]) -> Callable[[Ledger], T]:
    """Return a function that keeps on a ledger what it found in it: several rules ask, and none changes it.

    What is found must not hold the ledger itself, which would then outlive its report.
    """

    @wraps(find)
    def found(ledger: Ledger) -> T:
        if find not in ledger.known:
            ledger.known[find] = find(ledger)
        result: T = ledger.known[find]
        return result

    return found
