"""Goals said to be met that are not, and said to be missed that are met (目标与说法).

An indicator's goal and result speak for themselves; its verdict, or the clause right behind the result, says what the
report makes of them (完成了年度目标).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.constraints.ledger.entries import Ledger
from extraction.facts.model import Indicator
from extraction.lexicon.indicators import Verdict, claim_words, verdicts, within_limit
from extraction.quantities.folding import fold

_MET = re.compile(r"完成|达到|达标|实现|达成")
_NOT_MET = re.compile(r"未|没有|不|部分|基本|偏|尚")
_ANOTHER = re.compile(r"[%％]?\s*(?:[与和及、]\s*\d|（|\()")
"""One of several results (73.8%与78.1%，平均达标): the verdict is of them together."""
_NEXT_CLAUSE = re.compile(r"[，,](?P<words>[^，,。；;\n]+)[，,。；;\n]")
_CLAUSE_REACH = 18
_SO_FAR = re.compile(
    r"(?:的?(?:任务|目标|计划|指标|工作)?(?:总?[量数额值])?的?|率|进度)\s*(?:为|达到?|约)?\s*(?:\d|百分之|[一-十]成)"
)
"""What follows 完成计划 where it says how much of the plan was done (完成计划的97.5%)."""
_SHORT = 16


@dataclass(frozen=True, slots=True)
class SaidGoal:
    """A goal with its result, and what the report says of them where that is not so."""

    actual: str
    target: str
    said: Verdict | None = None


def goals(ledger: Ledger) -> Iterator[SaidGoal]:
    """Yield results with their goals: those that meet them, and those of which the report says what is not so."""
    for indicator in ledger.facts.indicators:
        if indicator.target is None or indicator.actual is None:
            continue
        if indicator.target.quantity is None or indicator.actual.quantity is None:
            continue
        actual, target = indicator.actual.mention, indicator.target.mention
        alone = not _ANOTHER.match(ledger.text[actual.end : actual.end + 8])
        if indicator.status == "met":
            missed = alone and _owns_up(ledger, indicator)
            yield SaidGoal(actual.id, target.id, "unmet" if missed else None)
        elif indicator.status == "unmet" and alone and _boasts(ledger, indicator):
            yield SaidGoal(actual.id, target.id, "met")


def _boasts(ledger: Ledger, indicator: Indicator) -> bool:
    """Tell whether an indicator is said to be met: by its verdict, or by the clause right behind its result."""
    if indicator.claimed is not None:
        claim = indicator.claimed.text
        if _SO_FAR.match(fold(ledger.text[indicator.claimed.end :][:_SHORT])):
            return False
        kept = any(phrase in claim for phrase in within_limit())
        return kept or (bool(_MET.search(claim)) and not _NOT_MET.search(claim))
    words = _said_behind(ledger, indicator)
    known = verdicts().get(words.removeprefix("均")) == "met" or words in within_limit()
    return known or claim_words().met.fullmatch(words) is not None


def _owns_up(ledger: Ledger, indicator: Indicator) -> bool:
    """Tell whether the clause behind a result that meets its goal says that it does not, and the numbers leave no doubt."""
    words = _said_behind(ledger, indicator)
    target, actual = indicator.target, indicator.actual
    if claim_words().unmet.fullmatch(words) is None or target is None or actual is None:
        return False
    aim, done = target.quantity, actual.quantity
    if aim is None or done is None:
        return False
    bounded = aim.operator not in (None, "=")
    return bounded or aim.kind not in ("rate", "money") or aim.value == done.value


def _said_behind(ledger: Ledger, indicator: Indicator) -> str:
    """Return the clause of running text right behind a result, "" where there is none."""
    if indicator.actual is None or indicator.actual.mention.cell is not None:
        return ""
    end = indicator.actual.mention.end
    behind = _NEXT_CLAUSE.match(ledger.text[end : end + _CLAUSE_REACH])
    return behind["words"].strip() if behind else ""
