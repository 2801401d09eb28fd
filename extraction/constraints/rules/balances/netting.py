"""Balances that a sentence nets (收支相抵): what came in less what was spent is what is left.

Told only where the words say that both sides are whole: totals of both, and 收支相抵 or the balance of the
year before the figure. A balance carried from earlier years (滚存, 累计) is none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.constraints.arithmetic.relation import Claim, Relation, Sum, Term
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import adds, outermost
from extraction.lexicon.outlays import outlay_words
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.source import any_of
from extraction.lexicon.totals import sum_pattern

_EVENED = rf"收支(?:{sum_pattern('grand')}|总额|两项)?(?:相抵|相减|轧差|轧抵|冲抵|品迭|两抵|[一互]抵)|[两二](?:相|者|项)?(?:相抵|相减|抵减)|收大于支"
_NETTED = re.compile(
    rf"(?:{_EVENED})[^。；;\d]{{0,16}}$|(?:收支|当年|本年|当期)(?:收支)?结余(?:为|是)?$"
)
_CHANGED = re.compile(r"扣除|剔除|减去|加上|补充|安排|上解")
"""Words between 收支相抵 and a figure that put something else beside the two totals."""
_DEFICIT = re.compile(r"(?:赤字|缺口|亏空|亏损|透支|超支)(?:为|达|约)?$")
_OF_YEAR = re.compile(r"(?:收支|当年|本年|当期)(?:收支)?结余(?:为|是)?$")
_LEFT = re.compile(r"(?:年终|年末)?(?:结余|结转(?:结余|下年(?:使用|支出)?)?)(?:为|是)?$")
_GIVEN = re.compile(rf"{any_of(outlay_words().may_be_given)}(?:资金|金额|数)?(?:为|共计?)?$")
_USED = re.compile(rf"{any_of(outlay_words().spent)}(?:资金|金额|数)?(?:为|共计?)?$")
_FAR = 5
_ENDS_IN_INCOME = re.compile(
    rf"收入(?:完成|实现|{sum_pattern('grand')}|总额|总量|为|决算|执行|数)*\s*$"
)
_IS_SPENDING = re.compile(
    rf"\s*[，,、；;]\s*(?:{YEAR_DIGITS}年度?|当年|本年|全年|基金|保险|社会|总)*支出(?:完成|实现|{sum_pattern('grand')}|总额|总量|为|决算|执行|数)*\s*"
)
_LISTED = re.compile(r"[①-⑳]|其中|其构成|[（(]\d[)）]")
_SETTLED = re.compile(_EVENED)
_EARLIER = re.compile(r"滚存|累计|历年|上年|净")
_INCOME = re.compile(
    rf"收入(?:{sum_pattern('grand')}|总额)|总收入|总财力|收入总量|(?:能|可)用的?(?:钱|资金|财力)"
)
_SPENDING = re.compile(rf"支出(?:{sum_pattern('grand')}|总额)|总支出|支出总量|(?:花|用)(?:出去|掉)")
_SPENT = re.compile(r"支出(?:完成|实现|为|决算|执行|数)*$")
_USE = re.compile(
    r"上解|还本|调出|补助下级|转贷支出|(?:安排|补充|设置)[^，。；]{0,8}(?:基金|周转金)|结转下年"
)
_LEFT_BEFORE = re.compile(r"结余|结转|余额")
_SIDE = re.compile(r"收入|支出")
_OPENS_LIST = re.compile(r"[，,]?(?:其中|包括|分为?[一-鿿\d]{0,6}|具体|用于)[:：，,]?")
_REACH = 20
_SENTENCES = {_INCOME: 4, _SPENDING: 1}
"""Sentences before the balance's own in which the total of a side may stand."""


def nettings(ledger: Ledger) -> Iterator[Relation]:
    """Yield the balance that a sentence nets from the totals right before it."""
    for left in ledger.of_kind("money"):
        words = ledger.before(left, 24)
        if not left.spoken or _EARLIER.search(words[-12:]):
            continue
        of_year, carried = bool(_OF_YEAR.search(words)), bool(_LEFT.search(words))
        if carried:
            yield from _unused(ledger, left)
        if of_year or carried:
            whole = not of_year and not _SETTLED.search(words)
            yield from _beside(ledger, left, whole=whole)
        if of_year:
            yield from _of_sentences(ledger, left)
        netted = _NETTED.search(words)
        if netted is None or _CHANGED.search(netted[0]):
            continue
        if not _DEFICIT.search(words):
            yield from _less_uses(ledger, left)
        income, spending = (_total(ledger, left, side) for side in (_INCOME, _SPENDING))
        if income is None or spending is None or not compatible(income, spending):
            continue
        if income.value.point == spending.value.point:
            continue  # what is left is in the spending's total
        if not compatible(left, income, ("scope", "fund")):
            continue
        if of_year and _of_a_part(ledger, spending, left):
            continue
        short = _DEFICIT.search(words) is not None
        net = Sum((Term(income.id), Term(spending.id)), (-1, 1) if short else (1, -1))
        yield _netted(left, net)


def _unused(ledger: Ledger, left: Entry) -> Iterator[Relation]:
    """Yield 到位A，实际使用B，结余C of one sentence or of two halves of it, levels of money alone."""
    near = [
        e for e in ledger.entries[max(0, left.index - _FAR) : left.index]
        if e.family == left.family and e.line == left.line and left.sentence - e.sentence <= 1 and e.place is None
    ]  # fmt: skip
    if len(near) < 2 or any(e.change is not None or e.depth != left.depth for e in near[-2:]):
        return
    if len(near) > 2 and _LEFT_BEFORE.search(ledger.clause_before(near[-3], 12)):
        return  # what was left of earlier years comes on top
    given, used = near[-2:]
    if _GIVEN.search(ledger.before(given, 8)) and _USED.search(ledger.before(used, 8)):
        yield _netted(left, Sum((Term(given.id), Term(used.id)), (1, -1)))


def _less_uses(ledger: Ledger, left: Entry) -> Iterator[Relation]:
    """Yield 收入总计A。支出B，其中…；上解支出C。收支相抵，年终结转D, where no total of the uses is told: D = A - B - C.

    The first use may have a list of its own; every other level between must be a use by its words.
    """
    near = [
        e for e in ledger.entries[max(0, left.index - 2 * _REACH) : left.index]
        if left.line - e.line <= 1 and adds(e) and e.family == left.family and e.change is None
    ]  # fmt: skip
    heads = [i for i, e in enumerate(near) if not e.depth and _INCOME.search("".join(e.items))]
    behind = near[heads[-1] + 1 :] if heads else []
    uses = outermost(ledger, behind)
    if not uses or not _SPENT.search(ledger.clause_before(uses[0], 16)) or _has_total(behind):
        return
    further = uses[1:]
    if any(not _USE.search(ledger.clause_before(e, 16)) or e.role != left.role for e in further):
        return
    income = near[heads[-1]]
    if compatible(income, left, ("scope", "fund")) and income.role == left.role == uses[0].role:
        parts = (income, *uses)
        signs = (1, *(-1 for _ in uses))
        yield _netted(left, Sum(tuple(Term(e.id) for e in parts), signs))


def _has_total(entries: Sequence[Entry]) -> bool:
    return any(_SPENDING.search("".join(e.items)) for e in entries)


def _of_a_part(ledger: Ledger, spending: Entry, left: Entry) -> bool:
    """Tell whether a balance stands in the list of what was spent, so that it is of one of its parts."""
    words = ledger.between(spending, left)
    return bool(_LISTED.search(words)) and not _SETTLED.search(words)


def _beside(ledger: Ledger, left: Entry, *, whole: bool) -> Iterator[Relation]:
    """Yield 收入A，支出B，当年结余C, where nothing else of money stands between the three.

    What is carried over is left of the whole income alone, `whole`; where both totals are alike it is in the spending.
    """
    levels = ledger.levels_right_before(left, 2)
    if not levels or any(e.role != left.role for e in levels):
        return
    income, spending = levels
    sides = [
        ledger.text[ledger.entries[e.index - 1].mention.end if e.index else 0 : e.mention.start]
        for e in levels
    ]
    if whole and income.value.meets(spending.value):
        return
    if whole and not (_INCOME.search(sides[0]) and _SPENDING.search(sides[1])):
        return
    if _ENDS_IN_INCOME.search(sides[0]) and _IS_SPENDING.fullmatch(sides[1]):
        net = Sum((Term(income.id), Term(spending.id)), (1, -1))
        yield _netted(left, net)


def _of_sentences(ledger: Ledger, left: Entry) -> Iterator[Relation]:
    """Yield 基金收入A：…。基金支出B，其中…。当年收支结余C: what the sentences before a balance open with."""
    heads: list[Entry] = []
    for entry in ledger.entries[max(0, left.index - _REACH) : left.index]:
        opens = entry.index == 0 or ledger.entries[entry.index - 1].sentence < entry.sentence
        if opens and entry.line == left.line and entry.family == left.family:
            heads.append(entry)
    if len(heads) < 2 or any(not e.spoken or e.role != left.role for e in heads[-2:]):
        return
    income, spending = heads[-2:]
    apart = income.sentence < spending.sentence < left.sentence and compatible(income, spending)
    sides = _SIDE.findall(income.name), _SIDE.findall(spending.name)
    if apart and sides == (["收入"], ["支出"]):
        net = Sum((Term(income.id), Term(spending.id)), (1, -1))
        yield replace(_netted(left, net), claim=Claim.LIKELY, certain=False, slips_only=True)


def _netted(left: Entry, net: Sum) -> Relation:
    return Relation("sum", left.id, net, "netting", Claim.STATED, 0.85, certain=True)


def _ends_its_list(ledger: Ledger, whole: Entry, left: Entry) -> bool:
    """Tell whether nothing but the list of a total, in one full sentence, stands between it and a balance behind it."""
    words = ledger.between(whole, left)
    return words.count("。") <= 1 and bool(_OPENS_LIST.match(words))


def _total(ledger: Ledger, left: Entry, side: re.Pattern[str]) -> Entry | None:
    """Return the last total of a side before a balance, in its paragraph: no budget or year that it is compared with."""
    for entry in reversed(ledger.entries[max(0, left.index - _REACH) : left.index]):
        if entry.line != left.line:
            return None
        level = entry.family == left.family and entry.spoken and not entry.compared
        words = "".join(entry.items) + ledger.clause_before(entry, 12)
        if level and not entry.aside and side.search(words):
            stops = ledger.between(entry, left).count("。")
            near = left.sentence - entry.sentence <= _SENTENCES[side] or stops < _SENTENCES[side]
            return entry if near or _ends_its_list(ledger, entry, left) else None
    return None
