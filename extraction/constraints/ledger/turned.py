"""A change whose amount is right and whose word is not (方向写反): 比上年增加0.81万元 where it fell by as much."""

from __future__ import annotations

import re
from functools import cache

from extraction.constraints.arithmetic.relation import Relation
from extraction.constraints.ledger.entries import Ledger
from extraction.lexicon.changes import moved_pattern
from extraction.quantities.folding import fold

_TELLING_DIGITS = 2
_WORDS = 8


def turned(relation: Relation, ledger: Ledger) -> bool:
    """Tell whether a change or its rate in prose holds once its word of change is turned round.

    Only a word that stands right before the figure is looked at, so that the way it moves is read beyond doubt.
    """
    stated = ledger.by_id[relation.stated]
    moved = stated.change is not None and stated.place is None and not relation.bound
    if relation.kind not in ("diff", "growth") or not moved:
        return False
    if len(stated.number.as_tuple().digits) < _TELLING_DIGITS or stated.value.zero:
        return False
    if not _moved_right_before().search(fold(ledger.before(stated, _WORDS))):
        return False
    try:
        return (-stated.value).meets(relation.expression.value(ledger.values))
    except ZeroDivisionError:
        return False


@cache
def _moved_right_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![未不]){moved_pattern()}(?:了|约)?\s*$")
