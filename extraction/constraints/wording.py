"""Words against numbers (文字与数字): 大于, 小于, 持平, and targets said to be met that are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.constraints.ledger import Entry, Ledger
from extraction.constraints.relation import WORDING, Claim, Relation, Term

_ORDER = re.compile(
    r"决算数?(?P<word>大于|小于|高于|低于|等于|与预算数?持平|与年初预算数?持平)(?:年初|全年|调整后?)?(?:预算)?数?"
)
_LEVEL = re.compile(
    r"(?:与|和|同|比|较)(?:上年|去年|上年度|预算|年初预算)(?:决算|预算|同期)?数?(?:相比)?(?:保持)?持平"
)
_MOVED = re.compile(
    r"(?:大幅|逐步|逐年|已)?(?:(?P<up>增加|增长|提高|提升|上升|上涨|扩大)"
    r"|(?P<down>下降|减少|降低|压减|压缩|缩小))[到至为]"
)
_FROM = re.compile(r"(?:由|从)(?:上年度?|去年|年初|原来|原先|\d{4}年度?)?的?$")
_MET = re.compile(r"完成|达到|达标|实现|达成")
_NOT_MET = re.compile(r"未|没有|不|部分|基本|偏|尚")


def orders(ledger: Ledger) -> Iterator[Relation]:
    """Yield 决算数大于预算数 and the like where the two figures of the paragraph contradict it."""
    for before, match in _money_before(ledger, _ORDER):
        levels = [e for e in before if e.change is None]
        yield from _contradicted(levels[-2:], match["word"])


def _money_before(
    ledger: Ledger, words: re.Pattern[str]
) -> Iterator[tuple[list[Entry], re.Match[str]]]:
    """Yield every match of some words in a line, with the amounts of the line before it."""
    for line, start in enumerate(ledger.line_starts):
        for match in words.finditer(ledger.line_text(line)):
            place = start + match.start()
            before = [
                e for e in ledger.of_kind("money") if e.line == line and e.mention.end <= place
            ]
            yield before, match


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
    for before, _ in _money_before(ledger, _LEVEL):
        near = before[-2:]
        if len(near) == 2 and _compared(*near):
            other, actual = sorted(near, key=lambda e: e.role == "actual")
            if not other.value.meets(actual.value):
                yield _contradiction(actual, other, "持平")


def _compared(first: Entry, second: Entry) -> bool:
    """Tell whether two figures of a sentence are one item's result and what it is held against."""
    same = set(first.item_ids) & set(second.item_ids) or first.core == second.core != ""
    roles = {first.role, second.role}
    return (
        bool(same)
        and first.sentence == second.sentence
        and "actual" in roles
        and len(roles) == 2
        and first.change is None
        and second.change is None
    )


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
    rule = f"{WORDING}{word}"
    return Relation("diff", stated.id, Term(other.id), rule, Claim.STATED, 0.8, certain=True)


def _says_otherwise(actual: Entry, budget: Entry, word: str) -> bool:
    if word in ("大于", "高于"):
        return actual.value.high < budget.value.low
    if word in ("小于", "低于"):
        return actual.value.low > budget.value.high
    return not actual.value.meets(budget.value)


def targets(ledger: Ledger) -> Iterator[tuple[str, str, bool]]:
    """Yield actual and target ids of indicators, with whether the report claims what is not so."""
    for indicator in ledger.facts.indicators:
        if indicator.target is None or indicator.actual is None:
            continue
        if indicator.target.quantity is None or indicator.actual.quantity is None:
            continue
        claim = indicator.claimed.text if indicator.claimed else ""
        boasts = bool(_MET.search(claim)) and not _NOT_MET.search(claim)
        if indicator.status == "met":
            yield indicator.actual.mention.id, indicator.target.mention.id, False
        elif indicator.status == "unmet" and boasts:
            yield indicator.actual.mention.id, indicator.target.mention.id, True
