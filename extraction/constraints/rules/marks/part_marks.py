"""Marks told in sentences, part by part (分部分得分): a part's marks are those of its indicators, the score that of all parts.

Full mark and mark got stand in pairs (满分10分，得8.5分; 18／20). A part says that it is one (过程类30分, 本部分共36分); the
pairs behind it whose full marks come to its own are its indicators. Parts whose full marks come to a hundred are all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.lexicon.indicators import indicator_classes

_CLASSES = "|".join(n for n, c in indicator_classes().items() if c.rank == 1 and len(n) <= 3)
_PART = re.compile(
    r"(?:[本该此]类|[本该此]部分|[一-鿿]{1,8}类(?:指标)?|[一二]级指标|(?:^|[，,。；;：:、.．）)\s])"
    rf"(?:{_CLASSES}|(?:预算|资金)?执行率?)[^，。；;、\d]{{0,6}})"
    r"(?:[^，。；;\d]{0,4}\d+个[^，。；;\d]{0,6}[，,])?[（(]?(?:满分|分值|权重|标准分|总分|设|共|合)*(?:为|是)?[（(]?\s*$"
)
_FULL_GOT = re.compile(r"(?:得|评)(?:了|为)?满分\s*$")
_OVERALL = re.compile(r"总分|总得分|得分|评价|自评|综合|总计|合计|总评")
_SLASH = re.compile(r"\s*[/／]\s*")
_CLAUSES = 40
_HUNDRED = Decimal(100)
_FEWEST = 2
_MOST = 24


@dataclass(frozen=True, slots=True)
class Pair:
    """A full mark with the mark got for it; `part` where the words before say that it is of a part."""

    full: Entry
    got: Entry
    part: bool


def part_marks(ledger: Ledger) -> Iterator[Relation]:
    """Yield the marks of parts over their indicators, and the score over the parts."""
    pairs = _pairs(ledger)
    parts = [(i, p) for i, p in enumerate(pairs) if p.part]
    for i, part in parts:
        own = _indicators(part, pairs[i + 1 : i + 1 + _MOST])
        if own:
            yield _sum(part.got, [p.got for p in own])
    if len(parts) >= _FEWEST and sum(p.full.number for _, p in parts) == _HUNDRED:
        overall = _score(ledger, pairs)
        if overall is not None:
            yield _sum(overall, [p.got for _, p in parts])


def _pairs(ledger: Ledger) -> list[Pair]:
    """Return full marks with the marks got right behind them in their paragraph, in text order."""
    marks = [e for e in ledger.of_kind("weight", "score") if e.place is None]
    found: list[Pair] = []
    here = 0
    while here + 1 < len(marks):
        first, second = marks[here : here + 2]
        slashed = second.index - first.index == 1 and bool(
            _SLASH.fullmatch(ledger.between(first, second))
        )
        if slashed:
            full, got = (second, first) if second.number >= first.number else (first, second)
        else:
            full, got = first, second
        if slashed or (full.kind == "weight" and _got(ledger, got) and first.line == second.line):
            found.append(Pair(full, got, bool(_PART.search(ledger.before(first, _CLAUSES)))))
            here += 2
        else:
            here += 1
    return found


def _got(ledger: Ledger, entry: Entry) -> bool:
    return entry.kind == "score" or bool(_FULL_GOT.search(ledger.before(entry, 6)))


def _indicators(part: Pair, behind: Sequence[Pair]) -> list[Pair]:
    """Return the pairs behind a part whose full marks come to its own, none if they never do."""
    found: list[Pair] = []
    left = part.full.number
    for pair in behind:
        if pair.part or left <= 0:
            break
        found.append(pair)
        left -= pair.full.number
        if left == 0:
            return found if len(found) >= _FEWEST else []
    return []


def _score(ledger: Ledger, pairs: Sequence[Pair]) -> Entry | None:
    """Return the one score of the whole, which has no full mark or a hundred; None where several are told."""
    paired = {p.got.id for p in pairs if p.full.number != _HUNDRED}
    paired |= {p.full.id for p in pairs}
    alone = [
        e
        for e in ledger.of_kind("score", "weight")
        if e.place is None and e.id not in paired and _OVERALL.search(ledger.before(e, 24))
        and (e.kind == "score" or any(p.got is e for p in pairs))
    ]  # fmt: skip
    return alone[0] if alone and len({e.number for e in alone}) == 1 else None


def _sum(whole: Entry, parts: Sequence[Entry]) -> Relation:
    return Relation(
        "sum", whole.id, total(tuple(p.id for p in parts)), "part-marks", Claim.STATED, 0.9
    )
