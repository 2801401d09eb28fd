"""Marks beside rates (得分率、按执行率计分): what was got over the full mark, and marks that follow the execution rate.

A rule that turns a rate into marks (预算执行得分 = 分值 × 执行率) is checked where a row has both, or where a sentence says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.evaluate import evaluate
from extraction.constraints.arithmetic.relation import Claim, Product, Ratio, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.grids import grids

_EXECUTION = re.compile(r"执行率|预算执行|资金|支出进度|执行进度|执行情况")
_SCORE_RATE = re.compile(r"得分率\W*(?:为|达)?\W*$")
_RATE_OF_BUDGET = re.compile(r"(?:执行|支出|支付)率")
_BY_RULE = re.compile(r"按[^。；;]{0,8}(?:率|比例)|乘以?|×|折算|换算")
_ROW_OF_MARKS = ("weight", "score", "rate")
_FEW_BEFORE = 5


def score_rates(ledger: Ledger) -> Iterator[Relation]:
    """Yield the rate of marks got (满分30分，得27.9分，得分率93%) over the full marks right before them, or of its row."""
    for rate in ledger.of_kind("rate"):
        if (
            rate.index < 2
            or rate.place is not None
            or not _SCORE_RATE.search(ledger.before(rate, 8))
        ):
            continue
        full, got = ledger.entries[rate.index - 2 : rate.index]
        kinds = full.kind == "weight" and got.kind == "score"
        if kinds and full.sentence == got.sentence == rate.sentence:
            yield _score_rate(rate, full, got)
    yield from _rates_of_rows(ledger)


def _rates_of_rows(ledger: Ledger) -> Iterator[Relation]:
    """Yield the rates of a column of tables over the marks of their rows, where one row at least follows them."""
    for grid in grids(ledger, kinds=("weight", "score", "rate")):
        rows = [
            kinds
            for _, line in grid.lines(across=True)
            if len(kinds := {e.kind: e for e in line.values()}) == len(line) == len(_ROW_OF_MARKS)
        ]
        rates = [c for c in grid.columns if "得分率" in grid.name(c, across=True)]
        told = [_score_rate(row["rate"], row["weight"], row["score"]) for row in rows]
        verdicts = [evaluate(relation, ledger.values) for relation in told]
        if len(rates) == 1 and any(v is not None and v.status != "violated" for v in verdicts):
            yield from told


def _score_rate(rate: Entry, full: Entry, got: Entry) -> Relation:
    ratio = Ratio(Term(got.id), Term(full.id))
    return Relation("share", rate.id, ratio, "score-rate", Claim.STATED, 0.9, certain=True)


def execution_marks(ledger: Ledger) -> Iterator[Relation]:
    """Yield marks for budget execution: full marks times the execution rate of the same row, or of the sentence."""
    for i, entry in enumerate(ledger.entries):
        if entry.kind != "score":
            continue
        if entry.place is None:
            yield from _by_rate(ledger, entry)
        if not any(_EXECUTION.search(n) for n in entry.items):
            continue
        near = [e for e in ledger.entries[max(0, i - 4) : i + 3] if abs(e.line - entry.line) <= 3]
        rates = [e for e in near if e.kind == "rate" and set(e.item_ids) & set(entry.item_ids)]
        full = [e for e in near if e.kind == "weight" and set(e.item_ids) & set(entry.item_ids)]
        if rates and full:
            yield _rated_mark(entry, full[0], rates[0], Claim.LIKELY)


def _by_rate(ledger: Ledger, score: Entry) -> Iterator[Relation]:
    """Yield 执行率90%，满分10分，得9分: stated where the words say that the mark follows the rate (按比例, 乘以)."""
    before: list[Entry] = []
    for entry in reversed(ledger.entries[max(0, score.index - _FEW_BEFORE) : score.index]):
        if entry.kind == "score" or entry.line != score.line:
            break
        before.append(entry)
    rates = [e for e in before if e.kind == "rate" and score.index - e.index <= 2]
    full = [e for e in before if e.kind == "weight"]
    if len(rates) != 1 or len(full) != 1 or rates[0].change is not None:
        return
    rate = rates[0]
    said = _RATE_OF_BUDGET.search("".join(rate.items) + ledger.before(rate, 10))
    if said and rate.value.point <= 1 and score.number <= full[0].number:
        by_rule = _BY_RULE.search(ledger.between(rate, score))
        yield _rated_mark(score, full[0], rate, Claim.STATED if by_rule else Claim.LIKELY)


def _rated_mark(score: Entry, full: Entry, rate: Entry, claim: Claim) -> Relation:
    expression = Product(Term(full.id), Term(rate.id))
    return Relation("score", score.id, expression, "execution-marks", claim, 0.8)
