"""Points between the rates of two years that were told before (执行率93.1% … 上年88.4%，同比提高5.7个百分点).

The year of a rate is that of its fact, so that the order of the two does not matter. Both bear the name that the points
bear, and each of the two years has one rate of it in the paragraph: where another may be meant, nothing is told.
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
from extraction.lexicon.periods import YEAR_DIGITS, last_year
from extraction.quantities.folding import fold

_YEAR = re.compile(YEAR_DIGITS)
_OLD = re.compile(rf"^(?:{last_year()}|{YEAR_DIGITS}年)(?:度|同期)?的?")
_ELSEWHERE = re.compile(r"[高低优多少大小]于|平均|全[国省]|目标|预期|标准|计划")
"""Words of a comparison with something else than another year of the same rate."""
_TO = re.compile(r"[到至为]")
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
    """Return the rates of the points' name before them by year, none where a year has two."""
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
    names = [rate_name(e) for e in found.values()]
    alike = all(a.endswith(b) or b.endswith(a) for a in names for b in names)
    return found if alike else {}


def _goes_on(ledger: Ledger, points: Entry, latest: Entry) -> bool:
    """Tell whether the points stand right behind the rates: no rate of another name comes between."""
    between = ledger.entries[latest.index + 1 : points.index]
    other = any(e.family == "rate" and not named_alike(e, points) for e in between)
    last = max(
        (e for e in ledger.entries[: points.index] if e.family == "rate" and e.line == points.line),
        key=lambda e: e.index,
    )
    return not other and points.sentence - last.sentence <= _SENTENCES


def named_alike(rate: Entry, points: Entry) -> bool:
    """Tell whether points, or another rate, bear a rate's name, or the end of it (垃圾分类覆盖率 … 覆盖率提高)."""
    one, other = rate_name(rate), rate_name(points)
    long_enough = min(len(one), len(other)) >= _LEAST_NAME
    return long_enough and (one.endswith(other) or other.endswith(one))


def rate_name(entry: Entry) -> str:
    """Return what a rate is called, without its year; "" for one that is called by its year alone."""
    return _OLD.sub("", bare(entry.items[0])) if entry.items else ""


def _year(entry: Entry) -> int | None:
    told = entry.period or (entry.key.period if entry.key is not None else None)
    return int(told) if told and re.fullmatch(r"\d{4}", told) else None
