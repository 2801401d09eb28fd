"""Full marks and weights told in a sentence (满分构成、权重): parts of a hundred, and the mark that they weigh out to.

满分100分，其中决策20分、过程20分…: what is told of a hundred may not come to more, and comes to it where the classes are
all. 甲权重50%，得92分；乙权重50%，得88分，加权得分90分: the weights come to a hundred per cent, the mark to the weighted mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extraction.constraints.arithmetic.intervals import exact
from extraction.constraints.arithmetic.relation import (
    Claim,
    Constant,
    Expression,
    Product,
    Ratio,
    Relation,
    Sum,
    Term,
    total,
)
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import add
from extraction.lexicon.indicators import indicator_classes
from extraction.lexicon.totals import weighing_words

_HUNDRED = Decimal(100)
_FEWEST = 3
_MOST = 12
_GOT = re.compile(r"得|评|扣|。|平均|计\s*$")
_BEHIND_TOTAL = re.compile(r"^[^。得扣]{0,40}(?:。[^。得扣]{0,12})?$")
_WEIGHED = re.compile(weighing_words())
_OVERALL = re.compile(r"加权|综合|总分|总得分|最终|合计")
_WHOLE = Constant(exact(1), "100%")
_MARKS = Constant(exact(100), "100")
_COMPLETE = ({"input", "process", "output", "outcome"}, {"output", "outcome", "satisfaction"})
"""Kinds of classes that are all: those of an evaluation, and those of a unit's own goals."""
_RESULT = re.compile(r"率|完成|达|满意|进度|到位|增|降")
_LEAST = 40
"""A mark that is weighed is out of a hundred."""
_PAIR_REACH = 3
_BEHIND = 16


def full_marks(ledger: Ledger) -> Iterator[Relation]:
    """Yield the full marks of a report over those of its parts, told in one sentence behind them."""
    for whole in ledger.of_kind("weight", "score"):
        if whole.place is None and whole.number == _HUNDRED:
            parts = _parts(ledger, whole)
            if len(parts) >= _FEWEST:
                over = add(parts).low > whole.value.high
                claim = Claim.STATED if over or _all_classes(parts) else Claim.SUGGESTED
                ids = tuple(p.id for p in parts)
                relation = Relation("score", whole.id, total(ids), "full-marks", claim, 0.85)
                yield replace(relation, certain=True)


def _parts(ledger: Ledger, whole: Entry) -> list[Entry]:
    """Return the marks that stand one after the other behind a hundred, without a word of what was got."""
    found: list[Entry] = []
    last = whole
    for entry in ledger.entries[whole.index + 1 : whole.index + 1 + _MOST]:
        gap = ledger.between(last, entry)
        leads = _BEHIND_TOTAL.search(gap) if last is whole else not _GOT.search(gap)
        marks = entry.kind in ("weight", "score") and entry.place is None
        if not marks or not leads or entry.line != whole.line or entry.number >= _HUNDRED:
            break
        found.append(entry)
        last = entry
    return found


def _all_classes(parts: Sequence[Entry]) -> bool:
    """Tell whether parts are the classes of an evaluation, or of a unit's goals, each once."""
    classes = indicator_classes()
    known = [classes.get(p.name.removesuffix("类")) for p in parts]
    kinds = {k.kind for k in known if k is not None}
    rest = len(known) - sum(k is not None for k in known)  # 预算执行率 is no class
    return any(need <= kinds for need in _COMPLETE) and rest <= 1


def weights(ledger: Ledger) -> Iterator[Relation]:
    """Yield weights in per cent that should come to a hundred, and the mark that they weigh out to."""
    for pairs in _weighed(ledger):
        rates = [rate for rate, _ in pairs]
        overall = _overall(ledger, pairs)
        full = sum(_share(r) for r in rates) > 1 or (overall is not None and _fills(pairs, overall))
        if len({rate.kind for rate in rates}) == 1:
            yield _to_a_hundred(rates, Claim.STATED if full else Claim.SUGGESTED)
        if overall is not None:
            mean = _mean(pairs)
            yield Relation("score", overall.id, mean, "weighted-mark", Claim.STATED, 0.85)


def _to_a_hundred(rates: Sequence[Entry], claim: Claim) -> Relation:
    whole = _WHOLE if rates[0].kind == "rate" else _MARKS
    rest = Sum((whole, *(Term(r.id) for r in rates[1:])), (1, *(-1 for _ in rates[1:])))
    firm = claim is Claim.STATED
    return Relation("share", rates[0].id, rest, "weights", claim, 0.9, certain=firm)


def _mean(pairs: Sequence[tuple[Entry, Entry]]) -> Sum:
    products = tuple(Product(Term(score.id), _weight(rate)) for rate, score in pairs)
    return Sum(products, (1,) * len(products))


def _weight(rate: Entry) -> Expression:
    """Return a weight as a part of one; 权重40% may be read as 40 of a hundred marks."""
    return Term(rate.id) if rate.kind == "rate" else Ratio(Term(rate.id), _MARKS)


def _share(rate: Entry) -> Decimal:
    return rate.value.point if rate.kind == "rate" else rate.value.point / _HUNDRED


def _fills(pairs: Sequence[tuple[Entry, Entry]], overall: Entry) -> bool:
    """Tell whether the mark comes out once one weight is made up to a hundred per cent, or as they stand."""
    mean = sum((_share(rate) * score.value.point for rate, score in pairs), Decimal(0))
    rest = 1 - sum((_share(rate) for rate, _ in pairs), Decimal(0))
    return any(mean + rest * score.value.point in overall.value for _, score in pairs)


def _weighed(ledger: Ledger) -> Iterator[list[tuple[Entry, Entry]]]:
    """Yield rows of weights with their marks, where their paragraph speaks of weights."""
    row: list[tuple[Entry, Entry]] = []
    for rate in ledger.of_kind("rate", "weight"):
        usable = rate.spoken and 0 < _share(rate) < 1
        usable = usable and _in_per_cent(rate) and not _is_result(ledger, rate)
        score = _mark_of(ledger, rate, row) if usable else None
        goes_on = row and score is not None and rate.index - row[-1][0].index <= _PAIR_REACH
        if row and not goes_on:
            yield from _closed(ledger, row)
            row = []
        if score is not None:
            row.append((rate, score))
    yield from _closed(ledger, row)


def _closed(ledger: Ledger, row: list[tuple[Entry, Entry]]) -> Iterator[list[tuple[Entry, Entry]]]:
    if len(row) >= 2 and len({rate.line for rate, _ in row}) == 1:
        first, last = row[0], row[-1]
        start, end = ledger.line_starts[first[0].line], max(e.mention.end for e in last)
        if _WEIGHED.search(ledger.text, start, end + _BEHIND):
            yield row


def _mark_of(ledger: Ledger, rate: Entry, row: Sequence[tuple[Entry, Entry]]) -> Entry | None:
    """Return the mark beside a weight: behind it, or before it where the first of the row has its mark there."""
    before = bool(row) and row[0][1].index < row[0][0].index
    for step in (-1,) if before else (1,) if row else (-1, 1):
        place = rate.index + step
        if not 0 <= place < len(ledger.entries):
            continue
        other = ledger.entries[place]
        one, two = sorted((rate, other), key=lambda e: e.index)
        marks = (
            other.kind in ("score", "weight") and other.place is None and not _in_per_cent(other)
        )
        marks = marks and _LEAST <= other.number <= _HUNDRED
        if marks and not re.search(r"[。;；]|得分率", ledger.between(one, two)):
            return other
    return None


def _is_result(ledger: Ledger, rate: Entry) -> bool:
    """Tell whether the words before a rate call it a result (执行率95%，得95分), no weight."""
    return bool(_RESULT.search(re.split(r"[,，。;；]", ledger.lead(rate))[-1]))


def _in_per_cent(entry: Entry) -> bool:
    return entry.mention.text.endswith(("%", "％"))


def _overall(ledger: Ledger, pairs: Sequence[tuple[Entry, Entry]]) -> Entry | None:
    """Return the only mark of the paragraph behind or before a row that the words call the whole one."""
    own = {score.id for _, score in pairs}
    first, last = pairs[0][0], pairs[-1][0]
    near = ledger.entries[max(0, first.index - _MOST) : last.index + _MOST]
    found = [
        e for e in near
        if e.kind == "score" and e.place is None and e.line == first.line and e.id not in own
        and _OVERALL.search(ledger.clause_before(e, 16))
    ]  # fmt: skip
    return found[0] if len({e.number for e in found}) == 1 else None
