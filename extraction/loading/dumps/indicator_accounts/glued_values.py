"""Where a name, its weight, goal and result were printed with nothing between them (粘连的指标行).

巡检井盖个数10>=40004120个完成: a weight stands before the comparator, a result behind the goal. A run of digits that goal and
result share is cut where the two are of one size and neither begins with a nought; where two cuts would do,
it stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extraction.lexicon.comparators import sign_characters
from extraction.quantities.single import parse_unit

_SIGNS = f"[{sign_characters()}＞＜]"
_MARKED = re.compile(rf"(?<=[\u4e00-\u9fff）)])(?P<mark>\d{{1,3}}(?:\.5)?)(?={_SIGNS}+\d)")
_GOAL = re.compile(rf"{_SIGNS}+(?P<digits>\d+(?:\.\d+)?)")
_VALUE = re.compile(r"\d+(?:\.\d+)?")
_SHARE = "%％"
_LONGEST_UNIT = 4
_LEAST, _MOST = Decimal("0.5"), Decimal(3)


def marked_cuts(word: str) -> tuple[int, ...]:
    """Return where to part a word that holds a weight right before a comparator, () for other words."""
    marked = _MARKED.search(word)
    goal = _GOAL.match(word, marked.end()) if marked is not None else None
    if marked is None or goal is None:
        return ()
    return tuple(sorted({marked.start(), marked.end(), *_behind(word, goal)} - {0, len(word)}))


def _behind(word: str, goal: re.Match[str]) -> Iterator[int]:
    """Yield where the goal ends, and its result, and the words behind that."""
    end = _with_unit(word, goal.end())
    if end == len(word):
        return
    follows = _VALUE.match(word, end)
    if follows is None and not (cut := _shared(goal["digits"])):
        yield end
        return
    if follows is None:
        yield goal.end() - len(goal["digits"]) + cut
        place = end
    else:
        yield end
        place = _with_unit(word, follows.end())
    yield place
    later = _VALUE.search(word, place)
    if later is not None:
        yield later.start()


def _with_unit(word: str, place: int) -> int:
    """Return where the unit ends that begins at `place`, `place` where there is none."""
    if word[place : place + 1] in tuple(_SHARE):
        return place + 1
    for length in range(_LONGEST_UNIT, 0, -1):
        unit = word[place : place + length]
        if len(unit) == length and not any(c.isdigit() for c in unit) and parse_unit(unit):
            return place + length
    return place


def _shared(digits: str) -> int:
    """Return after how many digits the goal ends whose result follows at once, 0 where that is not told."""
    found: list[int] = []
    for cut in range(1, len(digits)):
        first, second = digits[:cut], digits[cut:]
        whole = not first.endswith(".") and not second.startswith(".") and "." not in first
        nought = (second[0] == "0" and second != "0") or (first[0] == "0" and first != "0")
        if (
            whole
            and not nought
            and Decimal(first)
            and _LEAST <= Decimal(second) / Decimal(first) <= _MOST
        ):
            found.append(cut)
    return found[0] if len(found) == 1 else 0
