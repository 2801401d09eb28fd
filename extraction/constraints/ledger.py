"""The figures of one report laid out for finding relations (底账).

Every number that can take part in a relation becomes an `Entry`: its interval in comparable units, its
names, where it stands (line, sentence, table place), and whether it is a level, a change, a budget.
Invariants: entries are in text order; `entry.index` is the place in `Ledger.entries`.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from extraction.constraints.intervals import Interval, exact, last_place, percent, printed
from extraction.constraints.naming import bare, core
from extraction.facts.model import Facts, Figure, Score
from extraction.labels import Label
from extraction.markup import CellReference, Change, Mention
from extraction.quantities import Quantity

EntryKind = Literal["money", "rate", "count", "score", "weight", "goal"]
_BREAK = re.compile(r"[。;；!！?？]")
_REASON = re.compile(r"原因|主要是|主要系|由于|受.{1,20}影响|[一二三四]是|致使|导致|同时增加|为此")
_BUDGET = re.compile(
    r"(?:年初|全年|年度|调整后?|部门|本年|当年|批复|项目|支出|收入|安排)预算(?!执行|管理|收入|支出|单位)"
    r"|预算(?:数|安排|总?额|总计|资金|批复|下达|指标)|^预算$"
)
_FRESH = re.compile(r"\s|[一二三四五六七八九十]{1,3}[、.．]|[(（]|\d{1,2}[、.．](?!\d)|第|注")
_IN_YUAN = re.compile(r"单位[:：]\s*元|[（(]\s*元\s*[)）]")
_IN_WAN = re.compile(r"单位[:：]\s*(?:人民币)?[万亿]元|[（(]\s*万元\s*[)）]")
_BARE = re.compile(r"[\d.,，．\s%％\-−－()（）]+")
_FULL_LINE = 25
_PEOPLE = frozenset("人名位")
_WAN = Decimal(10_000)
_LARGE = Decimal(1_000_000)


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

    def between(self, left: Entry | Mention, right: Entry | Mention) -> str:
        """Return the text between two figures, in this order."""
        a = left.mention if isinstance(left, Entry) else left
        b = right.mention if isinstance(right, Entry) else right
        return self.text[a.end : b.start]

    def before(self, entry: Entry, size: int = 24) -> str:
        """Return up to `size` characters before the figure, within its line."""
        start = max(self.line_starts[entry.line], entry.mention.start - size)
        return self.text[start : entry.mention.start]

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


def open_ledger(text: str, facts: Facts) -> Ledger:
    """Lay out the facts of a report."""
    lines = paragraph_starts(text)
    sentences = tuple(sorted({*(m.end() for m in _BREAK.finditer(text)), *lines}))
    raw = [*_figures(facts), *_scores(facts), *_goals(facts)]
    raw.sort(key=lambda r: r.mention.span)
    if _IN_YUAN.search(text) and not _IN_WAN.search(text):
        raw = [_in_yuan(r) for r in raw]
    outside = [r for r in raw if r.mention.cell is None and _BARE.fullmatch(r.mention.text)]
    places = _places(facts, outside)
    entries = tuple(
        Entry(
            index=i,
            mention=r.mention,
            kind=r.kind,
            value=r.value,
            family=r.family,
            line=bisect.bisect_right(lines, r.mention.start) - 1,
            sentence=bisect.bisect_right(sentences, r.mention.start),
            items=tuple(bare(m.text) for m in r.items),
            item_ids=tuple(m.id for m in r.items),
            change=r.mention.change,
            role=_role(text, r),
            period=r.period,
            owner=r.owner,
            place=_cell_place(r.mention.cell) or places.get(r.mention.id),
            aside=_aside(text, sentences, r.mention.start),
            sure=r.sure,
            number=r.number,
            unit=r.unit,
            digits=_significant(r.number),
            depth=_depth(text, lines, r.mention.start),
        )
        for i, r in enumerate(raw)
    )
    return Ledger(
        text,
        facts,
        entries,
        {e.id: e for e in entries},
        {e.id: e.value for e in entries},
        lines,
    )


def _column_order(
    pairs: Mapping[str, tuple[Mention, Mention]], columns: Mapping[str, Mention]
) -> dict[str, int]:
    """Return the columns from left to right: as the fullest row has them, the others by header."""
    rows: dict[str, list[str]] = {}
    for row, column in pairs.values():
        rows.setdefault(row.id, []).append(column.id)
    order: dict[str, int] = {}
    for line in sorted(rows.values(), key=len, reverse=True):
        if not any(c in order for c in line):
            order.update((c, len(order) + i) for i, c in enumerate(dict.fromkeys(line)))
    for name in sorted(columns, key=lambda i: columns[i].span):
        order.setdefault(name, len(order))
    return order


def _role(text: str, raw: _Raw) -> str:
    """Return budget only where words say so; 一般公共预算收入 is a fund's name, no budget figure."""
    stated = raw.mention.role
    if stated is not None:
        return stated
    if raw.kind not in ("money", "count"):
        return raw.role
    lead = re.split(r"[,，。;；\n]", text[max(0, raw.mention.start - 14) : raw.mention.start])[-1]
    header = raw.mention.cell.column_header if raw.mention.cell else ""
    words = (*(m.text for m in raw.items), lead, header)
    return "budget" if any(_BUDGET.search(w) for w in words) else "actual"


def paragraph_starts(text: str) -> tuple[int, ...]:
    """Return the offsets where paragraphs start; a line broken in mid-sentence goes on.

    A line goes on where it is long, ends without punctuation, and the next one is neither numbered
    nor indented (text dumps of PDFs break after any character).
    """
    starts = [0]
    line_start = 0
    for match in re.finditer(r"\n", text):
        end = match.start()
        long = end - line_start >= _FULL_LINE
        line_start = match.end()
        ends = end == 0 or text[end - 1] in "。;；:：!！?？\n\r\t |"
        if not long or ends or _FRESH.match(text, line_start):
            starts.append(line_start)
    return tuple(starts)


@dataclass(frozen=True, slots=True)
class _Raw:
    mention: Mention
    kind: EntryKind
    value: Interval
    family: str
    items: tuple[Mention, ...] = ()
    role: str = "actual"
    period: str | None = None
    owner: str | None = None
    sure: bool = True
    number: Decimal = Decimal(0)
    unit: str = ""


def _figures(facts: Facts) -> Iterator[_Raw]:
    kinds: tuple[tuple[EntryKind, tuple[Figure, ...]], ...] = (
        ("money", facts.amounts),
        ("rate", facts.rates),
        ("count", facts.counts),
    )
    for kind, figures in kinds:
        for f in figures:
            value, sure = _interval(kind, f.quantity)
            if f.change == "decrease" and value.point > 0:
                value = -value
            owner = bare(f.owner.text) if f.owner else None
            yield _Raw(
                mention=f.mention,
                kind=kind,
                value=value,
                family=_family(kind, f.quantity),
                items=f.items,
                role=f.role,
                period=f.period,
                owner=owner,
                sure=sure,
                number=f.quantity.value,
                unit=f.quantity.unit or "",
            )


def _interval(kind: EntryKind, quantity: Quantity) -> tuple[Interval, bool]:
    q = quantity
    if kind == "rate":
        return percent(_widened(q, Decimal(1))), True
    if kind == "money" and q.yuan is None:
        scale = Decimal(1) if abs(q.value) >= _LARGE else _WAN
        half = q.half_unit or (last_place(q.value) / 2 if scale != 1 else Decimal(0))
        return printed(q.value, half=half, scale=scale), False
    return _widened(q, q.scale), True


def _widened(q: Quantity, scale: Decimal) -> Interval:
    """Return value ± half a unit, further where the words say about, more than or a range."""
    plain = printed(q.value, half=q.half_unit, scale=scale)
    if not q.approximate and (q.low is None or q.high is None or q.low == q.high):
        return plain
    low = plain.low if q.low is None else min(plain.low, q.low * scale)
    high = plain.high if q.high is None else max(plain.high, q.high * scale)
    if q.approximate:
        room = abs(plain.point) / 10
        low, high = min(low, plain.low - room), max(high, plain.high + room)
    return Interval(low, plain.point, high)


def _in_yuan(raw: _Raw) -> _Raw:
    """Read a bare amount in 元, where that is the only unit that the report's tables name."""
    if raw.sure or raw.kind != "money":
        return raw
    whole = raw.number == raw.number.to_integral_value()
    half = Decimal(0) if whole else last_place(raw.number) / 2
    value = printed(raw.number, half=half)
    return replace(raw, value=-value if raw.value.point < 0 < raw.number else value)


def _family(kind: EntryKind, q: Quantity) -> str:
    if kind == "money":
        return "per" if q.unit and "/" in q.unit else "money"
    if kind == "rate":
        return "points" if q.unit and "点" in q.unit else "rate"
    unit = (q.unit or "").lstrip("万亿千百")
    return "count:人" if not unit or unit[:1] in _PEOPLE else f"count:{unit}"


def _scores(facts: Facts) -> Iterator[_Raw]:
    for s in facts.scores:
        kind: EntryKind = "score" if s.kind == "score" else "weight"
        whole = s.value == s.value.to_integral_value()
        half = Decimal(0) if whole else last_place(s.value) / 2
        subject = (s.subject,) if s.subject else ()
        value = printed(s.value, half=half)
        yield _Raw(s.mention, kind, value, kind, subject, number=s.value, unit="分")


def _goals(facts: Facts) -> Iterator[_Raw]:
    for k in facts.indicators:
        for goal in (k.target, k.actual):
            if goal is None or goal.quantity is None:
                continue
            q = goal.quantity
            value = percent(_widened(q, Decimal(1))) if q.kind == "rate" else _widened(q, q.scale)
            role = "actual" if goal is k.actual else "budget"
            yield _Raw(
                mention=goal.mention,
                kind="goal",
                value=value,
                family=f"goal:{q.kind}",
                items=(k.name,),
                role=role,
                number=q.value,
                unit=q.unit or "",
            )


def _cell_place(cell: CellReference | None) -> Place | None:
    if cell is None:
        return None
    return Place(cell.table, cell.row, cell.column, cell.row_header, cell.column_header)


def _places(facts: Facts, raw: list[_Raw]) -> dict[str, Place]:
    """Return table places told by links alone: one item is the row label, one the column header.

    The row label is the item that stands last before the figure, the header the one further up.
    Figures whose headers stand together form a table.
    """
    pairs: dict[str, tuple[Mention, Mention]] = {}
    owners = {f.mention.id: f.owner for f in facts.figures}
    for r in raw:
        known = sorted((m for m in r.items if m.label == Label.ITEM), key=lambda m: m.span)
        ahead = [m for m in known if m.end <= r.mention.start]
        if len(known) >= 2 and len(ahead) >= 2:
            pairs[r.mention.id] = (ahead[-1], ahead[0])
        elif known and (owner := owners.get(r.mention.id)) is not None:
            pairs[r.mention.id] = (owner, known[-1])
    return _tables(pairs)


def _tables(pairs: Mapping[str, tuple[Mention, Mention]]) -> dict[str, Place]:
    rows = {m.id: m for m, _ in pairs.values()}
    columns = {m.id: m for _, m in pairs.values()}
    table_of: dict[str, int] = {}
    table, last = 0, None
    shared: dict[str, set[str]] = {}
    for row, column in pairs.values():
        shared.setdefault(row.id, set()).add(column.id)
    seen: set[str] = set()
    for row in sorted(rows.values(), key=lambda m: m.span):
        here = shared[row.id]
        if last is not None and not here & seen:
            table, seen = table + 1, set()
        seen |= here
        table_of[row.id] = table
        last = row
    order = {m: i for i, m in enumerate(sorted(rows, key=lambda i: rows[i].span))}
    across = _column_order(pairs, columns)
    return {
        figure: Place(
            f"links:{table_of[row.id]}",
            order[row.id],
            across[column.id],
            bare(row.text),
            bare(column.text),
        )
        for figure, (row, column) in pairs.items()
    }


def _aside(text: str, sentences: tuple[int, ...], start: int) -> bool:
    """Tell whether an explanation (主要原因是 …) stands before the figure in its sentence."""
    i = bisect.bisect_right(sentences, start)
    left = sentences[i - 1] if i else 0
    return bool(_REASON.search(text[left:start]))


def _depth(text: str, lines: tuple[int, ...], start: int) -> int:
    before = text[lines[bisect.bisect_right(lines, start) - 1] : start].rsplit("。", 1)[-1]
    opened = before.count("（") + before.count("(")
    return max(0, opened - before.count("）") - before.count(")"))


def _significant(number: Decimal) -> int:
    """Count the digits of a number that carry information (trailing zeros of a round one do not)."""
    digits = "".join(map(str, number.as_tuple().digits)).strip("0")
    return len(digits)


def score_of(ledger: Ledger, mention: Mention | None) -> Entry | None:
    """Return the entry of a mention, None where it has none."""
    return ledger.by_id.get(mention.id) if mention else None


__all__ = ["Entry", "EntryKind", "Ledger", "Place", "Score", "exact", "open_ledger", "score_of"]
