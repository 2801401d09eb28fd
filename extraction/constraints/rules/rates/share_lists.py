"""Shares told one after another (占比列举): over a whole that the words name, else over their own list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Term, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import add, is_standard, other_account
from extraction.constraints.ledger.respective import counterparts
from extraction.constraints.rules.rates.shares import SHARE_OF, level_described, stated_shares
from extraction.constraints.rules.sums.whole_names import complementary

_FEW = 3
_ROUNDED = Decimal("0.005")
_AROUND = 60
_NAMED_SHARE = re.compile(r"(?:^|[，,。；;：:、（(\n])[^，,。；;：:、\d]{2,16}$")
_TELLS_PART = re.compile(r"\s*[，,、（(]?\s*(?:即|为|计|合|共|约|折合|承担|出资|安排|资金)*\s*")


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
        part = _share_of_next(ledger, rate) or own or _share_beside(ledger, rate)
        if part is None:
            continue
        if row and not _next_of(row[-1][0], part):
            yield from _list_of_shares(ledger, row)
            row = []
        row.append((part, rate))
    yield from _list_of_shares(ledger, row)


def _share_of_next(ledger: Ledger, rate: Entry) -> Entry | None:
    """Return the level right behind a share that its clause tells first (中央承担60%，为195.6万元)."""
    following = rate.index + 1
    part = ledger.entries[following] if following < len(ledger.entries) else rate
    level = part.kind == "money" and part.spoken
    if not rate.spoken or not level:
        return None
    named = _NAMED_SHARE.search(ledger.lead(rate)) if part.line == rate.line else None
    return part if named and _TELLS_PART.fullmatch(ledger.between(rate, part)) else None


def _share_beside(ledger: Ledger, rate: Entry) -> Entry | None:
    """Return the level right before a share (A…，占…的x%)."""
    if not rate.index or not rate.spoken:
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
    first = printed is not None and _told_first(row)
    known = printed is not None and (len(row) > _FEW or _tell(row))
    sure = first or _two_exchanged(row)
    known = known or sure
    claim = Claim.STATED if known or last is not None else Claim.LIKELY
    rule = "share-before-part" if first else "share-of-list"
    for part, rate in row:
        ratio = Ratio(Term(part.id), whole if printed is None else Term(printed.id))
        yield Relation("share", rate.id, ratio, rule, claim, 0.85, certain=sure)


def _tell(row: Sequence[tuple[Entry, Entry]]) -> bool:
    """Tell whether two of three shares that come out are too exact to do so by chance."""
    return len(row) == _FEW and all(rate.digits >= _FEW for _, rate in row)


def _told_first(row: Sequence[tuple[Entry, Entry]]) -> bool:
    """Tell whether each share stands before its part, and the parts are too exact to come out by chance."""
    before = all(rate.index < part.index for part, rate in row)
    written = [len(part.number.as_tuple().digits) for part, _ in row]
    return len(row) == _FEW and before and min(written[:-1]) >= _FEW


def _two_exchanged(row: Sequence[tuple[Entry, Entry]]) -> bool:
    """Tell whether all shares come out over their own list once two of them change places."""
    whole = add([part for part, _ in row])
    wrong = [(part, rate) for part, rate in row if not _is_share(part, rate, whole)]
    if len(row) < _FEW or len(wrong) != 2:
        return False
    (one, its), (other, own) = wrong
    exact = min(one.digits, other.digits) >= 2
    return exact and _is_share(one, own, whole) and _is_share(other, its, whole)


def _unshared(ledger: Ledger, row: Sequence[tuple[Entry, Entry]]) -> Entry | None:
    """Return the level right behind a list that makes its parts up to a known whole (出国, 用车 and 接待)."""
    following = row[-1][1].index + 1
    last = ledger.entries[following] if following < len(ledger.entries) else None
    if last is None or not _next_of(row[-1][0], last) or not last.spoken:
        return None
    return last if complementary([*(part.name for part, _ in row), last.name]) else None


def _printed_whole(ledger: Ledger, row: Sequence[tuple[Entry, Entry]]) -> Entry | None:
    """Return the level before a list, or right behind it, that all its shares but one, or all of them, come out over."""
    first, behind = row[0][0].index, row[-1][1].index + 1
    before = reversed(ledger.entries[max(0, first - _AROUND) : first])
    for entry in (*before, *ledger.entries[behind : behind + 1]):
        level = entry.family == row[0][0].family and entry.change is None and entry.value.low > 0
        other = is_standard(ledger, entry) or other_account(ledger, entry, row[0][0])
        if level and entry.place is None and not other:
            right = sum(_comes_out(part, rate, entry) for part, rate in row)
            if right > 1 and right >= len(row) - 1:
                return entry
    return None


def _comes_out(part: Entry, rate: Entry, whole: Entry) -> bool:
    return _is_share(part, rate, whole.value)


def _is_share(part: Entry, rate: Entry, whole: Interval) -> bool:
    low, high = part.value.low / whole.high, part.value.high / whole.low
    return low <= rate.value.high and rate.value.low <= high
