"""Marks that answers or grades are given (四档分别赋值100分、80分、60分、0分): values of a scale, which add up to nothing.

They are set, nobody got them. A scale names its grades, or says that it has some (三个等级), says that marks
are assigned to them (赋, 计, 记, 折), and its marks go one way, from best to worst or from worst to best.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extraction.constraints.ledger.readings import Reading
from extraction.lexicon.outcomes import grade_words
from extraction.lexicon.source import any_of
from extraction.lexicon.totals import answers

_GRADE = any_of((*answers(), *grade_words()))
_QUOTE = r"[\s“”\"'‘’「」]*"
_ASSIGNED = r"(?:赋|计|记|折|对应|取|得|为|设)"
_STEPS = re.compile(
    rf"(?:[一二两三四五六七\d]\s*(?:个)?(?:档|等|级|类)|等级|等次|档次|选项|答项|级别){_QUOTE}[^。；;\d]{{0,30}}?{_ASSIGNED}[^。；;\d]{{0,8}}$"
)
_OF_GRADE = re.compile(
    rf"(?:^|[^一-鿿]|[不非较很比基本])(?:{_GRADE})(?![度率]){_QUOTE}(?:的|者|档|等级|级|等|选项|答卷)*[:：]?(?:统一|每份|各|按)?{_ASSIGNED}?[值分为]?\s*$"
)
_JOINT = re.compile(r"\s*分?\s*[、,，和及与/／]\s*")
_FEWEST = 3


def without_scales(
    text: str, sentences: Sequence[int], found: Sequence[Reading]
) -> Iterator[Reading]:
    """Yield the readings of a report, less the values of scales."""
    scaled = {
        id(r)
        for run in _runs(text, sentences, found)
        if _is_scale(text, sentences, run)
        for r in run
    }
    yield from (r for r in found if id(r) not in scaled)


def _runs(text: str, sentences: Sequence[int], found: Sequence[Reading]) -> Iterator[list[Reading]]:
    """Yield marks of prose that stand in one sentence, nothing between them but a comma or the grade of the next."""
    run: list[Reading] = []
    for reading in found:
        mark = reading.kind in ("score", "weight") and reading.mention.cell is None
        if mark and run and _goes_on(text, sentences, run[-1], reading):
            run.append(reading)
            continue
        yield run
        run = [reading] if mark else []
    yield run


def _goes_on(text: str, sentences: Sequence[int], last: Reading, own: Reading) -> bool:
    gap = text[last.mention.end : own.mention.start]
    joined = _JOINT.fullmatch(gap) or _OF_GRADE.search(gap)
    places = (bisect.bisect_right(sentences, r.mention.start) for r in (last, own))
    return bool(joined) and len(set(places)) == 1


def _is_scale(text: str, sentences: Sequence[int], run: Sequence[Reading]) -> bool:
    if len(run) < _FEWEST:
        return False
    steps = [b.number - a.number for a, b in pairwise(run)]
    if not (all(s > 0 for s in steps) or all(s < 0 for s in steps)):
        return False
    place = bisect.bisect_right(sentences, run[0].mention.start)
    start = sentences[place - 1] if place else 0
    lead = text[start : run[0].mention.start]
    return bool(_STEPS.search(lead) or _OF_GRADE.search(lead))
