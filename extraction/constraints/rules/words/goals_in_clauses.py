"""A goal in the clause that speaks of it (目标写在说法里): 满意度为83.8%，达到了85%的年度目标, which it does not.

The result stands right before the clause, its verb says which side of the goal it should be on, and an aim behind the
goal (的目标) says that it is one. A share of a goal (完成95%的任务) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extraction.constraints.ledger.entries import Ledger
from extraction.constraints.rules.words.written_form import Slip
from extraction.facts.build import goal_quantity
from extraction.facts.status import comparable
from extraction.labels import Label
from extraction.lexicon.comparators import (
    before_pattern,
    comparator_before,
    sign_characters,
    verb_pattern,
)
from extraction.lexicon.indicators import claim_words
from extraction.markup import Mention
from extraction.quantities.folding import fold

_NUMBERS = frozenset({Label.AMOUNT, Label.RATE, Label.COUNT, Label.TARGET, Label.ACTUAL})
_LEAD = re.compile(
    rf"\s*,\s*(?P<claim>[^,。;\d]{{2,16}}?)\s*(?P<sign>(?:[{sign_characters()}]|{before_pattern()})?)\s*"
)
_COMPARED = re.compile(
    rf"(?:已|均|都|也)*(?P<verb>(?:[不未]|没有)?{verb_pattern()})了?(?:年度|年初|全年|绩效|预期|既定|设定|规定|考核|控制|的)*"
)
_WITHIN = re.compile(r"[^,。;]{0,8}[之以]?内")
_TAKE_SHARES = re.compile(r"完成|实现")
_END = re.compile(r"\s*(?:[,。;、)\d]|$)")
"""What follows an aim that ends its clause, or by how much it is passed; 的目标还有差距 says that it is not met."""
_REACH = 16


def goals_in_clauses(ledger: Ledger) -> Iterator[Slip]:
    """Yield A，达到B的目标 where A does not, and A，未达到B的目标 where it does."""
    mentions = ledger.facts.markup.mentions
    numbers = [m for m in mentions if m.label in _NUMBERS and m.cell is None]
    for actual, goal in pairwise(numbers):
        if actual.change is not None or goal.start - actual.end > _REACH + len(goal.text):
            continue
        more = _should_be_more(ledger.text, actual, goal)
        if more is None:
            continue
        done, aim = goal_quantity(actual), goal_quantity(goal)
        if done is None or aim is None or not comparable(aim, done):
            continue
        reached, wanted = done.base_value, aim.base_value
        if None not in (done.unit, aim.unit) and (reached < wanted if more else reached > wanted):
            yield Slip("diff", (actual.id, goal.id), _message(ledger.text, actual, goal))


def _should_be_more(text: str, actual: Mention, goal: Mention) -> bool | None:
    """Tell whether the clause has the result at its goal or above, or below; None where it says nothing of the two."""
    digit = re.search(r"\d", goal.text)
    lead = _LEAD.fullmatch(fold(text[actual.end : goal.start + digit.start()])) if digit else None
    if lead is None:
        return None
    after = fold(text[goal.end : goal.end + _REACH])
    claim, sign, words = lead["claim"], lead["sign"], claim_words()
    if words.kept.fullmatch(claim):
        return False if _ends(words.aim, after) or _WITHIN.match(after) else None
    if not _ends(words.aim, after):
        return None
    floor = comparator_before(sign) not in ("<=", "<")
    if words.reached.fullmatch(claim):
        share = not sign and "%" in fold(goal.text) and _TAKE_SHARES.search(claim)
        return None if share else floor
    if words.missed.fullmatch(claim):
        return not floor
    compared = _COMPARED.fullmatch(claim)
    return comparator_before(compared["verb"]) in (">", ">=") if compared else None


def _ends(aim: re.Pattern[str], after: str) -> bool:
    found = aim.match(after)
    return found is not None and _END.match(after, found.end()) is not None


def _message(text: str, actual: Mention, goal: Mention) -> str:
    said = re.sub(r"\s+", "", text[actual.end : goal.end]).lstrip(",，")
    return f"实际为{actual.text}，文中却称“{said}”的目标，文字与数字不符。"
