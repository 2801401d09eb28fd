"""Debts that a report says are within their limits (均未突破限额): each kind of them is held to its own limit.

Limits move between kinds of debt, so that the total alone is asked where nothing is said (`bounds`). Where a paragraph says that
all of them are kept, a kind over its limit contradicts it. Each must have one limit and one balance there, of one level.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from extraction.constraints.arithmetic.relation import Claim, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.rules.balances.debts import words_before

_KEPT = re.compile(
    r"(?:未|没有?|不)(?:突破|超过|超出|超)[^，,。；;\d]{0,12}限额(?![\d为])"
    r"|(?:在|于)[^，,。；;\d]{0,14}限额(?:之内|以内|范围|内)|低于[^，,。；;\d]{0,8}限额(?![\d为])"
)
_EACH = re.compile(r"[均都各]|全部|分类|分别|两类")
_CLAUSE = re.compile(r"[。；;\n]")
_MOVED = re.compile(r"新增|增加|追加|核增|调增|调减|上年|年初|期初")
_SIDE = re.compile(r"限额|余额")
_KINDS = frozenset({"general", "fund"})
_FAR = 400
"""Characters before a claim in which the debts stand that it is of."""
_Sides = Mapping[str, list[Entry]]
"""Limits and balances of one kind of debt, by the word of each."""


def claimed_limits(ledger: Ledger) -> Iterator[Relation]:
    """Yield the debts of a kind that are over their limit, where their paragraph says that each is within it."""
    for claim in _KEPT.finditer(ledger.text):
        clause = _CLAUSE.split(ledger.text[: claim.start()][-_FAR:])[-1]
        if not _EACH.search(clause + claim[0]):
            continue
        for both in _by_kind(ledger, claim.start()).values():
            limits, owed = both["限额"], both["余额"]
            alone = len(limits) == len(owed) == 1
            if alone and owed[0].value.low > limits[0].value.high:
                yield Relation(
                    "sum", limits[0].id, Term(owed[0].id), "limit-kept", Claim.STATED, 0.85,
                    bound=True, certain=True,
                )  # fmt: skip


def _by_kind(ledger: Ledger, end: int) -> Mapping[str, _Sides]:
    """Return limits and balances of each kind of debt in the paragraph of a claim, before it."""
    found: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    start = max(ledger.text.rfind("\n", 0, end), end - _FAR)
    before: tuple[str, str] | None = None
    for entry in ledger.of_kind("money"):
        if not start <= entry.mention.start < end:
            continue
        told = _kind_and_side(ledger, entry, before)
        if told is not None:
            found[told[0]][told[1]].append(entry)
        before = told
    return found


def _kind_and_side(
    ledger: Ledger, entry: Entry, before: tuple[str, str] | None
) -> tuple[str, str] | None:
    """Return the kind of debt that a figure is of and whether it is a limit or a balance; None for other figures.

    A bare 余额 right behind a limit is of the limit's kind (一般债务限额40800万元，余额41200万元).
    """
    words = words_before(ledger, entry) + entry.name
    side = _SIDE.findall(words)
    fund = entry.key.fund if entry.key is not None else None
    level = entry.spoken and not _MOVED.search(words)
    if not side or not level or fund not in _KINDS:
        return None
    goes_on = before == (fund, "限额") and side[-1] == "余额"
    return (str(fund), side[-1]) if "债" in words or goes_on else None
