"""A count told twice in the same words and of the same period (移送问题线索15件 … 共移送问题线索17件，其中…).

No key says whose a count is; verb, thing and the dates beside them do. Where one of the two is the sum of the parts that
its own sentence tells, the other is wrong; else a slip of the pen must explain the difference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, takewhile

from extraction.constraints.arithmetic.relation import Claim, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import add
from extraction.lexicon.comparators import bound_pattern
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.quantities.folding import fold

_DATE = re.compile(
    rf"{YEAR_DIGITS}年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:(?:至|到|[-—~～])(?:{YEAR_DIGITS}年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?)?"
)
_CLAUSE = re.compile(r"[,。;:、()\n]")
_SENTENCE = re.compile(r"[。;]")
_SAYS_NOTHING = re.compile(r"[\s共]|共计|合计|总共|一共|全年|年内|本年|已|了|约|度")
_OF_ANOTHER = re.compile(
    r"[上去]年|上一年|其中|累计|平均|人均|每|目标|计划|拟|应|预计|第[一二三四五六七八九十]|首|另|又|再|其他|同比|截至"
)
_BEHIND = re.compile(rf"\s*(?:{bound_pattern()}|左右|余)")
_PARTS = re.compile(r"\s*[,，(（]?\s*(?:其中|包括|分别|按)")
_SHORTEST = 5
"""How long the words that two counts share must be: a verb and the name of a thing."""
_REACH = 40
_LONGEST = 60
_MOST = 8
_FEWEST_PARTS = 2


def same_words(ledger: Ledger) -> Iterator[Relation]:
    """Yield counts of two paragraphs that are told in the same words with the same dates, and differ."""
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in ledger.of_kind("count", "goal"):
        unit = entry.unit.split("(")[0]
        words = _clause(ledger, entry)[-_SHORTEST:]
        counted = unit and unit != "%" and len(words) == _SHORTEST
        if counted and entry.spoken and not entry.aside and not entry.compared:
            groups[words, unit].append(entry)
    for told in groups.values():
        if 1 < len(told) <= _MOST:
            yield from _differing(ledger, told)


def _differing(ledger: Ledger, told: Sequence[Entry]) -> Iterator[Relation]:
    pairs = [(a, b) for a, b in combinations(told, 2) if _are_one(ledger, a, b)]
    for first, last in pairs:
        if first.value.point == last.value.point:
            yield Relation("equal", last.id, Term(first.id), "same-words", Claim.SUGGESTED, 0.85)
    if len({e.value.point for pair in pairs for e in pair}) != 2:
        return
    for first, last in pairs:
        if first.value.point != last.value.point:
            proved = [e for e in (first, last) if _has_parts(ledger, e)]
            claim = Claim.STATED if len(proved) == 1 else Claim.LIKELY
            wrong, other = (first, last) if proved == [last] else (last, first)
            yield Relation("equal", wrong.id, Term(other.id), "same-words", claim, 0.9)
            return


def _are_one(ledger: Ledger, first: Entry, last: Entry) -> bool:
    """Tell whether two counts stand in different paragraphs behind the same words and the same dates."""
    if first.line == last.line or any(_BEHIND.match(ledger.after(e, 4)) for e in (first, last)):
        return False
    dates = [_date(ledger, e) for e in (first, last)]
    if not dates[0] or dates[0] != dates[1]:
        return False
    one, other = (_clause(ledger, e) for e in (first, last))
    ends = zip(reversed(one), reversed(other), strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends))
    fronts = {c[: len(c) - shared] for c in (one, other)}
    alike = shared >= _SHORTEST and "" in fronts
    return alike and not any(
        _OF_ANOTHER.search(c) or "全" in f for c in (one, other) for f in fronts
    )


def _clause(ledger: Ledger, entry: Entry) -> str:
    words = _DATE.sub("", fold(ledger.before(entry, _REACH)))
    return _SAYS_NOTHING.sub("", _CLAUSE.split(words)[-1])


def _date(ledger: Ledger, entry: Entry) -> str:
    """Return the last date of a figure's sentence before it."""
    before = ledger.text[ledger.line_starts[entry.line] : entry.mention.start]
    found = _DATE.findall(_SENTENCE.split(fold(before))[-1])
    return found[-1] if found else ""


def _has_parts(ledger: Ledger, whole: Entry) -> bool:
    """Tell whether the figures of its unit behind a count in its sentence come to it."""
    if not _PARTS.match(ledger.after(whole, _REACH)):
        return False
    behind = ledger.entries[whole.index + 1 : whole.index + 1 + _LONGEST]
    parts = [
        e for e in behind
        if e.sentence == whole.sentence and e.spoken and e.unit[:1] == whole.unit[:1]
    ]  # fmt: skip
    return len(parts) >= _FEWEST_PARTS and add(parts).point == whole.value.point
