"""Shares told one after another (占比列举): over a whole that the words name, else over their own list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Term, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.respective import counterparts
from extraction.constraints.rules.shares import SHARE_OF, level_described, stated_shares
from extraction.constraints.rules.whole_names import complementary

_FEW = 3
_ROUNDED = Decimal("0.005")
_AROUND = 60


def shares(ledger: Ledger) -> Iterator[Relation]:
    """Yield the relations that a rate in prose states, the likeliest whole first."""
    stated: set[str] = set()
    for relation in stated_shares(ledger):
        stated |= {relation.stated} if relation.claim is Claim.STATED else set()
        yield relation
    for relation in _of_siblings(ledger):
        known = relation.stated in stated  # what comes out over its own list has no other whole
        yield replace(relation, claim=Claim.SUGGESTED) if known else relation


def _of_siblings(ledger: Ledger) -> Iterator[Relation]:
    """Yield shares over the sum of their list, where the whole is named and nowhere printed.

    A占“三公”经费的x%；B占y%；C占z%: the list is complete where its shares come to 100%.
    """
    row: list[tuple[Entry, Entry]] = []
    pairs = counterparts(ledger)
    for rate in ledger.of_kind("rate"):
        own = pairs.get(rate.id) if rate.change is None else None
        part = own or _share_beside(ledger, rate)
        if part is None:
            continue
        if row and not _next_of(row[-1][0], part):
            yield from _list_of_shares(ledger, row)
            row = []
        row.append((part, rate))
    yield from _list_of_shares(ledger, row)


def _share_beside(ledger: Ledger, rate: Entry) -> Entry | None:
    """Return the level right before a share (A…，占…的x%)."""
    if not rate.index or rate.place is not None or rate.change is not None:
        return None
    part = level_described(ledger, rate)
    between = ledger.entries[part.index + 1 : rate.index] if part is not None else ()
    if (
        part is None
        or any(e.depth <= rate.depth for e in between)
        or "。" in ledger.between(part, rate)
    ):
        return None
    words = ledger.between(part, rate)
    return part if SHARE_OF.search(words) or words.strip() in ("(", "（") else None


def _next_of(last: Entry, part: Entry) -> bool:
    """Tell whether two parts stand in one list."""
    near = part.line - last.line <= 1 and part.index - last.index <= 3
    return part.family == last.family and near


def _list_of_shares(ledger: Ledger, row: Sequence[tuple[Entry, Entry]]) -> Iterator[Relation]:
    points = sum((rate.value.point for _, rate in row), Decimal(0))
    if len(row) < 2:
        return
    all_told = abs(points - 1) <= _ROUNDED * len(row)
    last = None if all_told or points >= 1 else _unshared(ledger, row)
    printed = _printed_whole(ledger, row)
    if not all_told and last is None and (printed is None or len(row) <= _FEW):
        return
    whole = total((*(part.id for part, _ in row), *([last.id] if last else [])))
    known = printed is not None and (len(row) > _FEW or _tell(row))
    claim = Claim.STATED if known or last is not None else Claim.LIKELY
    for part, rate in row:
        ratio = Ratio(Term(part.id), whole if printed is None else Term(printed.id))
        yield Relation("share", rate.id, ratio, "share-of-list", claim, 0.85)


def _tell(row: Sequence[tuple[Entry, Entry]]) -> bool:
    """Tell whether two of three shares that come out are too exact to do so by chance."""
    return len(row) == _FEW and all(rate.digits >= _FEW for _, rate in row)


def _unshared(ledger: Ledger, row: Sequence[tuple[Entry, Entry]]) -> Entry | None:
    """Return the level right behind a list that makes its parts up to a known whole (出国, 用车 and 接待)."""
    following = row[-1][1].index + 1
    last = ledger.entries[following] if following < len(ledger.entries) else None
    if last is None or not _next_of(row[-1][0], last) or last.change is not None or last.place:
        return None
    return last if complementary([*(part.name for part, _ in row), last.name]) else None


def _printed_whole(ledger: Ledger, row: Sequence[tuple[Entry, Entry]]) -> Entry | None:
    """Return the level before a list, or right behind it, that all its shares but one, or all of them, come out over."""
    first, behind = row[0][0].index, row[-1][1].index + 1
    before = reversed(ledger.entries[max(0, first - _AROUND) : first])
    for entry in (*before, *ledger.entries[behind : behind + 1]):
        level = entry.family == row[0][0].family and entry.change is None and entry.value.low > 0
        if level and entry.place is None:
            right = sum(_comes_out(part, rate, entry) for part, rate in row)
            if right > 1 and right >= len(row) - 1:
                return entry
    return None


def _comes_out(part: Entry, rate: Entry, whole: Entry) -> bool:
    low, high = part.value.low / whole.value.high, part.value.high / whole.value.low
    return low <= rate.value.high and rate.value.low <= high
