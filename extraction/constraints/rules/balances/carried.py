"""Balances carried on (结转结余的滚动): what was left, with what came in, less what was spent, is what is left.

上年结转A，本年到位B，支出C，年末结转D: D = A + B - C; 上年滚存结余A，当年结余B，年末滚存结余C: C = A + B; 当年收支缺口B: C = A - B; so
assets by what they cost (年初原值A，新增B，处置C，年末原值D). Told where a sentence, or it and the one before it, has just these levels of
money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.relation import Claim, Relation, Sum, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.lexicon.outlays import outlay_words
from extraction.lexicon.source import any_of
from extraction.quantities.folding import fold

_OPENING = re.compile(
    r"(?:上年|去年|年初|期初|上年末|上年度|以前年度)末?(?:(?:累计|滚存|资金|财政拨款)*(?:结余|结转|余额|结存)|[^，,。；;]{0,6}原值)"
)
_CLOSING = re.compile(
    r"(?:年末|期末|年终|年底|累计|滚存|结转下年|结余结转)[^上去]{0,8}$|(?:结余|结转|余额|剩余)(?:资金)?(?:为|共计?)?$"
)
_OF_A_YEAR = re.compile(r"\d{4}年[末底].{0,4}(?:结余|结转|余额|结存)")
_NET = re.compile(r"(?:当年|本年|当期|本期)(?:收支)?(?:结余|(缺口|赤字))")
_IN = re.compile(rf"{any_of(outlay_words().may_be_given)}|收入|新增|再融资|发行|预算")
_OUT = re.compile(rf"{any_of(outlay_words().spent)}|拨出|偿还|还本|处置|报废|核销")
_NEW = re.compile(r"(?:当年|本年|当期|本期)?新增$")
_OWED = re.compile(r"余额")
_RAISED = re.compile(r"债|发行")
_REPAID = re.compile(r"偿还|还本")
_HOLDS = re.compile(r"其中|含|包括|超支|收回|上缴|调|总计|合计|总量|总额")
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_NOT_SO = re.compile(r"(?:没有|并无|无|未)[^，,。；;]*")
_SINCE = re.compile(
    r"\s*[，,、；;（(]?\s*(?:比|较)(?:年初|期初|上年末|去年末)(?:数|余额|结余|结转)*\S{0,4}\s*"
)
_WORDS = 14
_FEW = 4


def carried(ledger: Ledger) -> Iterator[Relation]:
    """Yield closing balances with the opening ones that their sentence tells."""
    for figure in ledger.of_kind("money"):
        words = _before(ledger, figure)
        if _level(figure) and _CLOSING.search(words) and not _OPENING.search(words):
            yield from _rolled(ledger, figure)


def _rolled(ledger: Ledger, figure: Entry) -> Iterator[Relation]:
    """Yield how a closing balance follows from what its own sentence tells, or else that and the one before it."""
    for back in range(2):
        made = tuple(_told_with(ledger, figure, _beside(ledger, figure, back)))
        if made:
            yield from made
            return


def _told_with(ledger: Ledger, figure: Entry, others: list[Entry]) -> Iterator[Relation]:
    found: dict[str, list[Entry]] = {"opening": [], "net": [], "in": [], "out": [], "other": []}
    for entry in others:
        found[_kind(ledger, entry)].append(entry)
    if len(found["opening"]) != 1 or found["other"]:
        return
    opening = found["opening"][0]
    yield from _since_opening(ledger, figure, opening)
    if opening.index > figure.index and not _OPENING.search(_before(ledger, opening)):
        return  # 2030年末余额 … 2031年末余额: the later one is no opening
    owed = all(_OWED.search(_before(ledger, e)) for e in (figure, opening))
    owed = owed and all(_RAISED.search(_before(ledger, e)) for e in found["in"])
    owed = owed and all(_REPAID.search(_before(ledger, e)) for e in found["out"])
    if owed and found["in"] and found["out"] and not found["net"]:
        moves = [*found["in"], *found["out"]]
        signs = (1, *([1] * len(found["in"])), *([-1] * len(found["out"])))
        yield _made(figure, (opening, *moves), signs)
        return
    if any(len(e) > 1 for e in found.values()):
        return
    if found["net"]:
        net = found["net"][0]
        short = _NET.search(_before(ledger, net))
        yield _made(figure, (opening, net), (1, -1 if short and short.group(1) else 1))
    elif found["in"] and found["out"] and len(others) == _FEW - 1:
        yield _made(figure, (opening, found["in"][0], found["out"][0]), (1, 1, -1))


def _since_opening(ledger: Ledger, figure: Entry, opening: Entry) -> Iterator[Relation]:
    """Yield the change since the opening that stands right behind a closing balance (年末结余A，较年初减少B)."""
    behind = ledger.entries[figure.index + 1 : figure.index + 2]
    for change in behind:
        moved = change.change is not None and change.family == figure.family
        if moved and _SINCE.fullmatch(ledger.between(figure, change)):
            difference = Sum((Term(figure.id), Term(opening.id)), (1, -1))
            yield Relation(
                "diff", change.id, difference, "carried", Claim.STATED, 0.85, certain=True
            )


def _beside(ledger: Ledger, figure: Entry, back: int) -> list[Entry]:
    """Return the other levels of money of the figure's sentence and of `back` before it, () where a list is among them.

    What stands in brackets of its own is of the figure before it; a change behind the figure is of the figure.
    """
    near = [
        e
        for e in ledger.entries[max(0, figure.index - 2 * _FEW) : figure.index + _FEW]
        if e is not figure and e.family == figure.family and e.line == figure.line
        if 0 <= figure.sentence - e.sentence <= back and e.depth <= figure.depth
        if e.index < figure.index or e.change is None
    ]
    if not near:
        return []
    start, end = near[0].mention.start, max(near[-1].mention.end, figure.mention.start)
    words = _NOT_SO.sub("", _IN_BRACKETS.sub("", ledger.text[start:end]))
    listed = _HOLDS.search(words)
    plain = all(_level(e) or _came_in(ledger, e) for e in near)
    return near if plain and not listed and all(e.depth == figure.depth for e in near) else []


def _came_in(ledger: Ledger, entry: Entry) -> bool:
    """Tell whether a rise is what came in (当年新增A), no change of something else."""
    rise = entry.change == "increase" and entry.place is None and not entry.aside
    return rise and _NEW.search(_before(ledger, entry)) is not None


def _kind(ledger: Ledger, entry: Entry) -> str:
    words = _before(ledger, entry)
    if _OPENING.search(words) or _OF_A_YEAR.search(words):
        return "opening"
    if _NET.search(words):
        return "net"
    return "out" if _OUT.search(words) else "in" if _IN.search(words) else "other"


def _before(ledger: Ledger, entry: Entry) -> str:
    return fold(ledger.clause_before(entry, _WORDS))


def _level(entry: Entry) -> bool:
    return entry.spoken and not entry.aside


def _made(figure: Entry, parts: tuple[Entry, ...], signs: tuple[int, ...]) -> Relation:
    rolled = Sum(tuple(Term(p.id) for p in parts), signs)
    return Relation("sum", figure.id, rolled, "carried", Claim.STATED, 0.85, certain=True)
