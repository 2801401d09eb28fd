"""Points between the rates of two years that were told before (执行率93.1% … 上年88.4%，同比提高5.7个百分点).

The year of a rate is that of its fact, so that the order of the two does not matter. Both bear the name that the points
bear, and each of the two years has one rate of it in the paragraph: where another may be meant, nothing is told. A share
bears the name of its part (专项收入…，占61.7%。专项收入占比比上年的58.9%提高2.8个百分点).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.relation import Claim, Relation, Sum, Term
from extraction.constraints.ledger.comparison import BOUNDED, Comparisons
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import bare
from extraction.constraints.ledger.whose import of_others
from extraction.lexicon.periods import YEAR_DIGITS, last_year, relative_years
from extraction.quantities.folding import fold

_YEAR = re.compile(YEAR_DIGITS)
_OLD = re.compile(rf"^(?:{last_year()}|{YEAR_DIGITS}年)(?:度|同期)?的?")
_ELSEWHERE = re.compile(r"[高低优多少大小]于|平均|全[国省]|目标|预期|标准|计划")
"""Words of a comparison with something else than another year of the same rate."""
_TO = re.compile(r"[到至为]")
_OF_SHARE = re.compile(r"(?:所占|占)?的?(?:占比|比重|份额)$")
_FLOW = re.compile(r"(?:收入|支出)$")
_LEAST_NAME = 2
_FAR = 10
_SENTENCES = 1


def year_points(ledger: Ledger) -> Iterator[Relation]:
    """Yield points as the rate of the latest year less that of the year they are told against."""
    against = Comparisons(ledger)
    for points in ledger.of_kind("rate"):
        usable = points.family == "points" and points.change is not None and points.place is None
        if not usable or points.aside or BOUNDED.match(ledger.after(points, 6)):
            continue
        told = against.of(points)
        words = fold(against.words_before(points))
        if told not in (None, "prior") or _ELSEWHERE.search(words):
            continue
        rates = _of_years(ledger, points)
        if len(rates) < 2:
            continue
        latest = max(rates)
        said = _YEAR.findall(words)
        earlier = int(said[-1]) if said else latest - 1
        if not said and len(rates) == 2 and _moves(ledger, points, rates):
            earlier = min(rates)
        if earlier >= latest or earlier not in rates or not _goes_on(ledger, points, rates[latest]):
            continue
        new, old = rates[latest], rates[earlier]
        if compatible(new, old, ("scope", "fund")) and not of_others(ledger, new, old):
            difference = Sum((Term(new.id), Term(old.id)), (1, -1))
            yield Relation(
                "diff",
                points.id,
                difference,
                "year-points",
                Claim.STATED,
                0.85,
                certain=told is not None,
            )


def _moves(ledger: Ledger, points: Entry, rates: dict[int, Entry]) -> bool:
    """Tell whether the points' sentence says from which rate to which it went (从2015年的15%升到2018年的41%)."""
    old, new = rates[min(rates)], rates[max(rates)]
    here = old.sentence == new.sentence == points.sentence and old.index < new.index
    return here and bool(_TO.search(ledger.between(old, new)))


def _of_years(ledger: Ledger, points: Entry) -> dict[int, Entry]:
    """Return the rates of the points' name before them by year, none where a year has two; of a share (占比) shares alone."""
    found: dict[int, Entry] = {}
    for entry in ledger.entries[max(0, points.index - _FAR) : points.index]:
        level = entry.family == "rate" and entry.spoken
        if not level or entry.line != points.line or not named_alike(entry, points):
            continue
        year = _year(entry)
        if year is None or year in found or entry.aside or entry.role == "budget":
            return {}
        if entry.depth != points.depth or entry.owner != points.owner:
            return {}
        found[year] = entry
    names = [_stem(e) if _shared(points) else rate_name(e) for e in found.values()]
    alike = all(a.endswith(b) or b.endswith(a) for a in names for b in names)
    return found if alike else {}


def _goes_on(ledger: Ledger, points: Entry, latest: Entry) -> bool:
    """Tell whether the points stand right behind the rates: no rate of another name comes between, unless they say theirs."""
    between = ledger.entries[latest.index + 1 : points.index]
    other = any(e.family == "rate" and not named_alike(e, points) for e in between)
    last = max(
        (e for e in ledger.entries[: points.index] if e.family == "rate" and e.line == points.line),
        key=lambda e: e.index,
    )
    named = _shared(points) and points.items[0] in bare(ledger.sentence_before(points))
    return (not other or named) and points.sentence - last.sentence <= _SENTENCES


def named_alike(rate: Entry, points: Entry) -> bool:
    """Tell whether points, or another rate, bear a rate's name, or the end of it (垃圾分类覆盖率 … 覆盖率提高)."""
    if _shared(points):
        measured = _shared(rate) or (rate.key is not None and rate.key.measure == "share")
        return measured and _stem(rate) == _stem(points)
    one, other = rate_name(rate), rate_name(points)
    long_enough = min(len(one), len(other)) >= _LEAST_NAME
    return long_enough and (one.endswith(other) or other.endswith(one))


def rate_name(entry: Entry) -> str:
    """Return what a rate is called, without its year; "" for one that is called by its year alone."""
    return _OLD.sub("", bare(entry.items[0])) if entry.items else ""


def _shared(entry: Entry) -> bool:
    """Tell whether a name is that of a part's share (专项收入占比)."""
    return len(_stem(entry)) >= _LEAST_NAME and _OF_SHARE.search(rate_name(entry)) is not None


def _stem(entry: Entry) -> str:
    """Return the name of the part that a share is of."""
    return _FLOW.sub("", _OF_SHARE.sub("", rate_name(entry)))


def _year(entry: Entry) -> int | None:
    """Return the year of a rate; in a report of no year 0, and -1 for what is told of the year before."""
    told = entry.period or (entry.key.period if entry.key is not None else None)
    if told is None:
        return relative_years().get(entry.mention.period or "", 0)
    return int(told) if re.fullmatch(r"\d{4}", told) else None
