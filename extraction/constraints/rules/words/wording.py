"""Words against numbers (文字与数字): 大于, 小于, 持平, and levels that moved the other way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from extraction.constraints.arithmetic.relation import Claim, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.rules.rates.earlier import named_by_role, next_year, same_thing
from extraction.lexicon.changes import change_words
from extraction.lexicon.comparators import comparator_before, compared_pattern
from extraction.lexicon.periods import YEAR_DIGITS, last_year
from extraction.lexicon.source import any_of
from extraction.quantities.folding import fold

_ORDER = re.compile(
    rf"决算数?(?P<word>{compared_pattern()}|与预算数?持平|与年初预算数?持平)(?:年初|全年|调整后?)?(?:预算)?数?"
)
_LEVEL = re.compile(
    rf"(?:与|和|同|比|较)(?:{last_year()}|预算|年初预算)(?:决算|预算|同期)?数?(?:相比)?(?:保持)?持平"
)
_HELD_AGAINST = re.compile(
    rf"(?:与|和|同|比|较)(?:{last_year()}|{YEAR_DIGITS}年|[^,，]{{0,4}}(?:预算|计划))[^,，]{{0,10}}$"
)
_STILL = re.compile(r"\s*(?:相比|相对比)?[，,]?(?:保持)?持平")
_MOVED = re.compile(
    rf"(?:大幅|逐步|逐年|已)?(?:(?P<up>{any_of(change_words().rise)})"
    rf"|(?P<down>{any_of(change_words().fall)})){any_of(change_words().reached)}"
    r"(?:(?:\d{4}|今|本|当)年度?的?)?"
)
_FROM = re.compile(r"(?:由|从)(?:上年度?|去年|年初|原来|原先|\d{4}年度?)?的?$")
_FEW = 3


def orders(ledger: Ledger) -> Iterator[Relation]:
    """Yield 决算数大于预算数 and the like where the two figures of the paragraph contradict it."""
    for before, match in _money_before(ledger, _ORDER):
        levels = [e for e in before if e.change is None]
        yield from _contradicted(levels[-2:], match["word"])


def _money_before(
    ledger: Ledger, words: re.Pattern[str]
) -> Iterator[tuple[list[Entry], re.Match[str]]]:
    """Yield every match of some words in a line, with the amounts of the line before it."""
    amounts: dict[int, list[Entry]] = {}
    for entry in ledger.of_kind("money"):
        amounts.setdefault(entry.line, []).append(entry)
    for line, own in amounts.items():
        start = ledger.line_starts[line]
        for match in words.finditer(ledger.line_text(line)):
            yield [e for e in own if e.mention.end <= start + match.start()], match


def _contradicted(pair: Sequence[Entry], word: str) -> Iterator[Relation]:
    if len(pair) < 2 or {e.role == "budget" for e in pair} != {True, False}:
        return
    budget, actual = sorted(pair, key=lambda e: e.role != "budget")
    if not set(budget.item_ids) & set(actual.item_ids):
        return
    if _says_otherwise(actual, budget, word):
        yield _contradiction(actual, budget, word)


def levels(ledger: Ledger) -> Iterator[Relation]:
    """Yield 与上年持平 and the like where the two figures of the sentence differ."""
    for before, match in _money_before(ledger, _LEVEL):
        near = before[-2:]
        if len(near) == 2 and _compared(*near, budget="预算" in match[0]):
            other, actual = sorted(near, key=_is_result(*near))
            if not other.value.meets(actual.value):
                yield _contradiction(actual, other, "持平")


def kept(ledger: Ledger) -> Iterator[Relation]:
    """Yield 与上年的B万元持平 where the level that it is said of is another."""
    for other in ledger.of_kind("money", "count"):
        level = other.spoken
        compares = _HELD_AGAINST.search(fold(ledger.clause_before(other, 24)))
        if not level or not compares or not _STILL.match(ledger.after(other, 12)):
            continue
        own = [
            e
            for e in ledger.entries[max(0, other.index - _FEW) : other.index]
            if e.sentence == other.sentence and e.family == other.family and same_thing(e, other)
            and e.change is None and not e.compared
        ]  # fmt: skip
        if own and not own[-1].value.meets(other.value):
            yield _contradiction(own[-1], other, "持平")


def _compared(first: Entry, second: Entry, *, budget: bool) -> bool:
    """Tell whether two figures of a sentence are one item's result and what it is held against.

    `budget`: the words compare with the budget, else with the year before.
    """
    named = same_thing(first, second) or named_by_role(second)
    if not named or first.sentence != second.sentence:
        return False
    if first.change is not None or second.change is not None:
        return False
    roles = {first.role, second.role}
    if roles == {"actual"}:
        return not budget and (next_year(first, second) or next_year(second, first))
    return roles == {"actual", "budget" if budget else "prior"}


def _is_result(first: Entry, second: Entry) -> Callable[[Entry], bool]:
    """Return the key that sorts the result of two figures last."""
    if first.role != second.role:
        return lambda e: e.role == "actual"
    later = first if next_year(first, second) else second
    return lambda e: e is later


def moves(ledger: Ledger) -> Iterator[Relation]:
    """Yield 由…增加到… where the second figure is the smaller one, and the other way round."""
    for first, second in zip(ledger.entries, ledger.entries[1:], strict=False):
        if first.family != second.family or first.sentence != second.sentence:
            continue
        told = _MOVED.fullmatch(ledger.between(first, second).strip("，, "))
        if told is None or not _FROM.search(ledger.before(first, 8)):
            continue
        fell = second.value.high < first.value.low
        rose = second.value.low > first.value.high
        if (told["up"] and fell) or (told["down"] and rose):
            yield _contradiction(second, first, told["up"] or told["down"])


def _contradiction(stated: Entry, other: Entry, word: str) -> Relation:
    return Relation(
        "diff", stated.id, Term(other.id), "wording", Claim.STATED, 0.8, certain=True, word=word
    )


def _says_otherwise(actual: Entry, budget: Entry, word: str) -> bool:
    if comparator_before(word) == ">":
        return actual.value.high < budget.value.low
    if comparator_before(word) == "<":
        return actual.value.low > budget.value.high
    return not actual.value.meets(budget.value)
