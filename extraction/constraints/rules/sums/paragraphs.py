"""Totals over paragraphs in prose: the first figures of numbered paragraphs add up to one further up."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.arithmetic.relation import Claim, Relation
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import LONGEST, add, adds, two_count
from extraction.constraints.ledger.naming import is_other
from extraction.constraints.rules.sums.breakdowns import ENOUGH_DIGITS, told_sum
from extraction.constraints.rules.sums.whole_names import complementary
from extraction.lexicon.numbering import ListNumber, bullet_of, list_number, list_number_of

_NEW = re.compile(r"无此|新增|首次|上年无|未安排|新设|新成立")
_FURTHEST_UP = 60
"""Figures above a list among which its total is looked for."""
_LONGEST_UNNUMBERED = 6
_ALL = re.compile(r"(?:(?:具体|构成|明细).{0,4}如下|分为|构成)[:：]$")
_WITHIN = 10
_ANNOUNCES = re.compile(r"(?:如下|包括|其中|分为|下列|构成)[:：]$")


_TOTAL_ALONE = re.compile(
    rf"\W*(?:{list_number()})?\W*[^，,。；;：:\d]{{0,12}}(?:合计|总计|共计|一共|共)[^，,。；;：:\d]{{0,12}}[\d.,，]+[万亿]*元[;；:：]?"
)
"""A paragraph that tells a total and nothing else."""
_MADE_OF = re.compile(r"(?:来源|构成|组成)(?:情况)?[:：]?$")
"""A heading between a total and its parts (资金来源)."""


def rows_of_figures(ledger: Ledger) -> dict[int, dict[tuple[str, bool, bool], Entry]]:
    """Return the first figure of each lane in every paragraph."""
    rows: dict[int, dict[tuple[str, bool, bool], Entry]] = {}
    for entry in ledger.entries:
        if adds(entry) and entry.kind != "score":
            rows.setdefault(entry.line, {}).setdefault(entry.lane, entry)
    return rows


def paragraph_totals(ledger: Ledger) -> Iterator[Relation]:
    """Yield sums over paragraphs: the first figure of each adds up to one further up."""
    heads = _heads(ledger)
    for lane, entries in heads.items():
        everything = [e for e in ledger.entries if e.lane == lane and adds(e)]
        if lane[1]:
            entries = _with_new_items(heads, lane, entries, ledger)
        yield from _paragraph_runs(ledger, entries, everything)


def headed_totals(ledger: Ledger) -> Iterator[Relation]:
    """Yield a total that announces its numbered paragraphs (支出合计…，具体如下：一、… 二、…)."""
    rows = rows_of_figures(ledger)
    for line, row in rows.items():
        words = ledger.line_text(line).rstrip()
        if not (_ANNOUNCES.search(words) or _TOTAL_ALONE.fullmatch(words)):
            continue
        for lane, first in row.items():
            parts = _numbered_parts(ledger, rows, line, lane)
            parts = parts or _bulleted_parts(ledger, rows, line, lane)
            parts = parts or _complements_below(ledger, rows, line, lane)
            whole = _announced(ledger, first)
            if lane[1] or len(parts) < 2 or not two_count(parts):
                continue
            names = [p.name for p in parts]
            firm = complementary(names) or is_other(names[-1])
            more = (
                add(parts).low > whole.value.high > 0
            )  # what is more than its total is not all its own
            firm = firm or ((_announces_all(ledger, line) or more) and _near(whole, parts))
            claim = Claim.STATED if firm else Claim.LIKELY
            last = [e for e in ledger.entries[whole.index + 1 : parts[0].index] if e.lane == lane]
            if not last:
                yield told_sum(whole, parts, "headed-paragraphs", claim)


def _announced(ledger: Ledger, first: Entry) -> Entry:
    """Return the figure that a paragraph announces the parts of: its last level, in the sentence that it ends with."""
    same = [e for e in ledger.entries if e.line == first.line and e.lane == first.lane and adds(e)]
    last = same[-1]
    ends = last.place is None and "。" not in ledger.line_text(last.line)[_offset(ledger, last) :]
    return last if ends and not last.depth else first


def _offset(ledger: Ledger, entry: Entry) -> int:
    return entry.mention.end - ledger.line_starts[entry.line]


def _bulleted_parts(
    ledger: Ledger,
    rows: dict[int, dict[tuple[str, bool, bool], Entry]],
    line: int,
    lane: tuple[str, bool, bool],
) -> list[Entry]:
    """Return the first figures of the lines right below that open with one sign (——教育支出5万元;), none if one has no figure."""
    parts: list[Entry] = []
    sign = ""
    for here in range(line + 1, min(len(ledger.line_starts), line + 1 + LONGEST)):
        opened = bullet_of(ledger.line_text(here))
        if not opened or (sign and opened != sign):
            break
        if lane not in rows.get(here, {}):
            return []
        sign = opened
        parts.append(rows[here][lane])
    return parts


def _announces_all(ledger: Ledger, line: int) -> bool:
    """Tell whether a paragraph says that what it is made of follows (具体如下：), not its main items."""
    words = ledger.line_text(line).rstrip()
    return bool(_ALL.search(words)) and "主要" not in words


def _near(whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether the parts come within a tenth of their total: what misses more is not all there."""
    value = whole.value.point
    return abs(add(parts).point - value) * _WITHIN <= abs(value)


def _numbered_parts(
    ledger: Ledger,
    rows: dict[int, dict[tuple[str, bool, bool], Entry]],
    line: int,
    lane: tuple[str, bool, bool],
) -> list[Entry]:
    """Return the first figures of the numbered paragraphs below a line, none if one has no figure."""
    parts: list[Entry] = []
    expected: ListNumber | None = None
    for here in range(line + 1, min(len(ledger.line_starts), line + 1 + 2 * LONGEST)):
        text = ledger.line_text(here)
        own = list_number_of(text)
        if own is None:
            if text.strip() and not parts:
                return []
            continue
        if expected is None and lane not in rows.get(here, {}) and _MADE_OF.search(text.rstrip()):
            continue
        if expected is None:
            expected = own if own.value == 1 else None
        if own != expected:
            break
        if lane not in rows.get(here, {}):
            return []
        parts.append(rows[here][lane])
        expected = own.following
    return parts


def _complements_below(
    ledger: Ledger,
    rows: dict[int, dict[tuple[str, bool, bool], Entry]],
    line: int,
    lane: tuple[str, bool, bool],
) -> list[Entry]:
    """Return the first figures of the unnumbered paragraphs right below that make up a whole (人员经费, 公用经费)."""
    parts: list[Entry] = []
    for here in range(line + 1, min(len(ledger.line_starts), line + 1 + _LONGEST_UNNUMBERED)):
        text = ledger.line_text(here)
        if list_number_of(text) is not None or (text.strip() and lane not in rows.get(here, {})):
            break
        if lane in rows.get(here, {}):
            parts.append(rows[here][lane])
    return parts if len(parts) == 2 and complementary([p.name for p in parts]) else []


def _heads(ledger: Ledger) -> dict[tuple[str, bool, bool], list[Entry]]:
    heads: dict[tuple[str, bool, bool], list[Entry]] = {}
    seen: set[tuple[int, tuple[str, bool, bool]]] = set()
    for entry in ledger.entries:
        if adds(entry) and entry.kind != "score" and (entry.line, entry.lane) not in seen:
            seen.add((entry.line, entry.lane))
            heads.setdefault(entry.lane, []).append(entry)
    return heads


def _with_new_items(
    heads: dict[tuple[str, bool, bool], list[Entry]],
    lane: tuple[str, bool, bool],
    entries: list[Entry],
    ledger: Ledger,
) -> list[Entry]:
    """Add the levels of items that are new this year: their whole level is the change."""
    lines = {e.line for e in entries}
    new = [
        e
        for other, levels in heads.items()
        if other[0] == lane[0] and not other[1]
        for e in levels
        if e.line not in lines and _NEW.search(ledger.line_text(e.line))
    ]
    return sorted((*entries, *new), key=lambda e: e.index)


def _paragraph_runs(
    ledger: Ledger, heads: list[Entry], everything: list[Entry]
) -> Iterator[Relation]:
    busy = {e.line for e in ledger.entries}
    numbers = [_number_of(ledger, h.line, busy) for h in heads]
    for first in range(len(heads)):
        if not _may_begin(numbers, first):
            continue
        value = heads[first].value
        for last in range(first + 1, min(len(heads), first + LONGEST)):
            if heads[last].line - heads[last - 1].line > 4:
                break
            if not _in_order(numbers[last - 1], numbers[last]):
                break
            if numbers[last] is None and last - first >= _LONGEST_UNNUMBERED:
                break
            value = value + heads[last].value
            if not _may_end(numbers, last) or not two_count(heads[first : last + 1]):
                continue
            whole = _nearest_total(heads[first], value, everything, numbers[first] is not None)
            if whole is not None:
                yield told_sum(whole, heads[first : last + 1], "paragraphs", Claim.SUGGESTED)


def _number_of(ledger: Ledger, line: int, busy: set[int]) -> ListNumber | None:
    """Return the number of a paragraph; it may stand on a line of its own before the figures."""
    own = list_number_of(ledger.line_text(line))
    if own is None and line and line - 1 not in busy:
        return list_number_of(ledger.line_text(line - 1))
    return own


def _in_order(before: ListNumber | None, after: ListNumber | None) -> bool:
    """Tell whether two paragraphs are of one list: the next number, a new 1, or none at all."""
    if before is None or after is None:
        return before is after
    return before.style == after.style and (after.value == 1 or after.value > before.value)


def _may_begin(numbers: list[ListNumber | None], place: int) -> bool:
    own = numbers[place]
    return own is None or own.value == 1 or place == 0 or numbers[place - 1] is None


def _may_end(numbers: list[ListNumber | None], place: int) -> bool:
    if place + 1 >= len(numbers):
        return True
    own, following = numbers[place], numbers[place + 1]
    return own is None or following is None or following != own.following


def _nearest_total(
    first: Entry, value: Interval, everything: list[Entry], numbered: bool
) -> Entry | None:
    """Return the nearest figure further up that the sum meets; chance hits need many digits."""
    needed = ENOUGH_DIGITS if numbered else ENOUGH_DIGITS + 1
    end = bisect.bisect_left(everything, first.line, key=lambda e: e.line)
    for entry in reversed(everything[max(0, end - _FURTHEST_UP) : end]):
        if entry.digits >= needed and entry.value.meets(value):
            if not numbered and entry.value.point != value.point:
                continue
            return entry
    return None
