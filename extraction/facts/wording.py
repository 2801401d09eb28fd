"""Judge goals and results of which one at least is told in words, where it is plain (定性指标判断).

未发生 is 0, 全覆盖 is 100%, 全部完成 is done or not, 优 and 良 are steps, 11月底前 is a day; the same words
on both sides are met. Words that only praise (显著提升 against 有所提升) stay undetermined.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extraction.facts.model import Goal, Status
from extraction.lexicon.outcomes import Outcome, outcome, plain_words
from extraction.quantities import Quantity

_DAY = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])[日号]|(?P<part>底|末|上旬|中旬|下旬|初))?"
    r"(?:[之以]?前|内)?(?:完成|完工|到位|建成|交付|竣工|开工|发放)?\Z"
)
_PARTS = {"初": 5, "上旬": 10, "中旬": 20, "下旬": 31, "底": 31, "末": 31, None: 31}


def judge_words(target: Goal, actual: Goal) -> Status:
    """Return the status of a goal and a result of which one at least has no number."""
    aim, done = outcome(target.mention.text), outcome(actual.mention.text)
    days = _day(target.mention.text), _day(actual.mention.text)
    if days[0] is not None and days[1] is not None:
        return _by_day(days[0], days[1])
    if target.quantity is None and actual.quantity is None:
        return _both_words(target.mention.text, actual.mention.text, aim, done)
    if aim is not None and actual.quantity is not None:
        return _number_against_words(aim, actual.quantity)
    if done is not None and target.quantity is not None:
        return _words_against_number(target.quantity, done)
    return "undetermined"


def _both_words(target: str, actual: str, aim: Outcome | None, done: Outcome | None) -> Status:
    if aim is not None and done is not None:
        if aim.grade is not None and done.grade is not None:
            return "met" if done.grade <= aim.grade else "unmet"
        if aim.kind is not None and aim.kind == done.kind:
            return "met" if aim.kind in ("none", "all", "done") else "undetermined"
        if aim.kind in ("done", "all") and done.kind in ("not_done", "partly"):
            return "unmet"
        if {aim.kind, done.kind} == {"done", "all"}:
            return "met"
    same = plain_words(target) == plain_words(actual)
    return "met" if same and len(plain_words(target)) > 1 else "undetermined"


def _number_against_words(aim: Outcome, done: Quantity) -> Status:
    if aim.kind == "none":
        return "met" if done.value == 0 else "unmet"
    if aim.kind in ("all", "done") and done.unit == "%":
        return "met" if done.value >= 100 else "unmet"
    return "undetermined"


def _words_against_number(aim: Quantity, done: Outcome) -> Status:
    reached = {"none": Decimal(0), "all": Decimal(100), "done": Decimal(100)}.get(done.kind or "")
    if reached is None or (done.kind != "none" and aim.unit != "%"):
        return "undetermined"
    if aim.operator in ("<=", "<") or (done.kind == "none" and aim.value == 0):
        holds = reached <= aim.value if aim.operator != "<" else reached < aim.value
    elif done.kind == "none":
        return "undetermined"
    else:
        holds = reached >= aim.value
    return "met" if holds else "unmet"


def _day(text: str) -> tuple[int | None, int, int] | None:
    match = _DAY.match(plain_words(text))
    if match is None:
        return None
    day = int(match["day"]) if match["day"] else _PARTS[match["part"]]
    return int(match["year"]) if match["year"] else None, int(match["month"]), day


def _by_day(aim: tuple[int | None, int, int], done: tuple[int | None, int, int]) -> Status:
    """Compare two days; without years on both sides they are of one year."""
    if aim[0] is not None and done[0] is not None and aim[0] != done[0]:
        return "met" if done[0] < aim[0] else "unmet"
    return "met" if done[1:] <= aim[1:] else "unmet"
