"""Rates of which the words say what they are over (率的口径): a bracket, 按…计算, or a name that the field defines.

核减率（核减金额占送审金额的比例）8.6%, 满意度（占有效问卷的比例）为88%, 按到位资金计算，执行率为93.1%, 在职人员控制率93.65%.

The two figures are found by the words of the definition: in the rate's own line the last that bears them, else the only
one of the figures before it that does. Where several could be meant nothing is told. A bracket that names the whole alone is of
the figure right before the rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.constraints.arithmetic.check import CheckKind
from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.lexicon.outlays import outlay_words
from extraction.lexicon.periods import last_year
from extraction.lexicon.rates import named_rate
from extraction.lexicon.source import any_of
from extraction.quantities.folding import fold

_DEFINED = re.compile(
    r"\((?:即|指|按)?(?P<top>[^()，,。；;:：]{0,24}?)"
    r"(?:(?:占|与|同|和)(?P<whole>[^()，,。；;:：占与]{2,24}?)(?:的(?:比例|比重|比率|百分比|比值?)|之比|相比)"
    r"|(?:[/÷]|除以)(?P<divisor>[^()，,。；;:：/÷]{2,24}?)(?:[x×*]100%)?)"
    r"\s*\)\s*(?:为|是|达到?|约|仅|只有|[:：])*\s*$"
)
_COUNTED_BY = re.compile(
    r"(?:按照?|以)(?P<whole>[^()，,。；;:：按以占与除]{2,24}?)(?:口径|数)?(?:计算|测算|核算)[,，]?"
    r"(?P<name>[^()，,。；;:：\d]{0,16}率)(?:为|是|达到?|约|仅|只有)*\s*$"
)
"""A rate whose whole is named before it, its top by its own name (按到位资金计算，预算执行率为93.1%)."""
_LINK = re.compile(r"(?:为|是|达到?|约|仅|只有|[:：])*\s*$")
_TAIL = re.compile(r"(?:总(?:额|数|量|金额)|金额|资金|数额|数量|[数额量])$")
_LAST_YEAR = re.compile(last_year())
_SPENT = re.compile(any_of(outlay_words().spent))
_REACH = 64
_WORDS = 24
_LEAST = 2
_FAR = 200
"""Figures before a rate among which those of its definition are looked for."""
_NEGATED = frozenset("不未非没净")
"""Before a word they make another of it: 未完成, 净资产."""
_RATES = frozenset({"rate", "goal:rate"})
_KINDS = frozenset({"money", "count", "goal"})


def defined_rates(ledger: Ledger) -> Iterator[Relation]:
    """Yield rates over the two figures that the bracket before them names."""
    for rate in ledger.of_kind("rate", "goal"):
        if rate.place is not None or rate.family not in _RATES:
            continue
        words = fold(ledger.before(rate, _REACH))
        if told := _DEFINED.search(words):
            whole = named_figure(ledger, rate, told["whole"] or told["divisor"])
            top = (
                named_figure(ledger, rate, told["top"])
                if told["top"]
                else _right_before(ledger, rate)
            )
        elif told := _COUNTED_BY.search(words):
            whole = named_figure(ledger, rate, told["whole"])
            top = _spent(ledger, rate) if _SPENT.search(told["name"]) else None
        elif (field := named_rate(_LINK.sub("", words))) and not _of_last_year(ledger, rate):
            top, whole = (_any_named(ledger, rate, w) for w in (field.top, field.whole))
        else:
            continue
        if top and whole and _fit(rate, top, whole):
            kind: CheckKind = "share" if rate.change is None else "growth"
            ratio = Ratio(Term(top.id), Term(whole.id))
            yield Relation(
                kind, rate.id, ratio, "defined-rate", Claim.STATED, 0.96, certain=True, defined=True
            )


def _of_last_year(ledger: Ledger, rate: Entry) -> bool:
    """Tell whether a rate is told of the year before (上年资产负债率33.2%): the figures of this year do not make it."""
    return rate.role == "prior" or bool(_LAST_YEAR.search(fold(ledger.clause_before(rate, _WORDS))))


def _fit(rate: Entry, top: Entry, whole: Entry) -> bool:
    """Tell whether two figures can make the rate: a share of levels, or a cut over a level."""
    moves = top.change is not None if rate.change is not None else top.change != "decrease"
    alike = top.family == whole.family and top.id != whole.id and whole.change is None
    return moves and alike and whole.value.low > 0


def _right_before(ledger: Ledger, rate: Entry) -> Entry | None:
    before = ledger.entries[rate.index - 1] if rate.index else rate
    return before if _is_figure(before) and before.sentence == rate.sentence else None


def _any_named(ledger: Ledger, rate: Entry, words: Sequence[str]) -> Entry | None:
    """Return the only figure of a rate's paragraph that bears one of some words, the first of them that any bears."""
    before = ledger.entries[max(0, rate.index - _FAR) : rate.index]
    line = [e for e in before if _is_figure(e) and e.line == rate.line]
    borne = ([e for e in line if _bears(ledger, e, word)] for word in words)
    return _only(next((found for found in borne if found), ()))


def _spent(ledger: Ledger, rate: Entry) -> Entry | None:
    """Return what a paragraph says was spent before any part of it, the only figure that its words or names call so."""
    before = ledger.entries[max(0, rate.index - _FAR) : rate.index]
    line = [e for e in before if _is_figure(e) and e.line == rate.line and e.kind == "money"]
    spent = [
        e
        for e in line
        if e.change is None
        and e.role not in ("budget", "prior")
        and any(_SPENT.search(w) for w in (ledger.clause_before(e, _WORDS), *e.items))
    ]
    return (
        spent[0] if spent and all(e.value.point < spent[0].value.point for e in spent[1:]) else None
    )


def named_figure(ledger: Ledger, rate: Entry, words: str) -> Entry | None:
    """Return the figure before another one that some words of its sentence mean, None where none or several do."""
    near = [e for e in ledger.entries[max(0, rate.index - _FAR) : rate.index] if _is_figure(e)]
    for wanted in (words, _TAIL.sub("", words)):
        if len(wanted) < _LEAST:
            return None
        borne = [e for e in near if _bears(ledger, e, wanted)]
        line = [e for e in borne if e.line == rate.line]
        said = [e for e in line if _says(ledger, e, wanted)]
        if borne:
            return _only(said or line or borne)
    return None


def _only(found: Sequence[Entry]) -> Entry | None:
    values = {(e.family, e.value.point) for e in found}
    return found[-1] if len(values) == 1 else None


def _bears(ledger: Ledger, entry: Entry, stem: str) -> bool:
    """Tell whether a figure's names, or the words before it in its clause, are those of a definition."""
    return _says(ledger, entry, stem) or any(_holds(words, stem) for words in entry.items)


def _says(ledger: Ledger, entry: Entry, stem: str) -> bool:
    return _holds(fold(ledger.clause_before(entry, _WORDS)), stem)


def _holds(words: str, stem: str) -> bool:
    at = words.find(stem)
    return at >= 0 and words[at - 1 : at] not in _NEGATED


def _is_figure(entry: Entry) -> bool:
    return entry.kind in _KINDS and entry.place is None and "rate" not in entry.family
