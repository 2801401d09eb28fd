"""What a gap in price comes to (单价高出0.75万元，多支付…): the gap for one × the number bought.

The sentence tells one gap in the price of one piece and, behind it, what was paid too much or saved. The number is the
only one of its measure before the amount: where two were told (采购500盏，结算420盏), either may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.constraints.arithmetic.relation import Claim, Product, Relation, Sum, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.quantities.folding import fold

_OF_ONE = re.compile(
    r"单价|均价|市场价|零售价|中标价|采购价|结算价|询价|价差|差价|每[一-鿿]{1,2}|单[户台套件人]"
)
_GAP = re.compile(r"(?:差价|价差|差额|相差)(?:为|达|约)?$")
_OF_TIME = re.compile(r"每[年月天日季次学周]|[年月日季周]均|月人均|/[年月天日]")
_COMES_TO = re.compile(
    r"多(?:支付|付|支出|支|拨付|拨|结算|结|计|花)|少(?:收|支付|付|支出|支)|节约|节省|超付|超支"
)
_WITH_MORE = re.compile(r"连同|加上|加之|扣除|以及|另[有外]|部分")
"""Words that put something else than the gap into the amount."""
_PIECES = frozenset("台套辆件个张把间艘座本册棵株吨亩米桶盒支盏部副只块床头匹根")
_HEADS = frozenset("户人名")
_FAR = 12


def price_gaps(ledger: Ledger) -> Iterator[Relation]:
    """Yield amounts as a gap in price times a number."""
    for amount in ledger.of_kind("money"):
        words = fold(ledger.clause_before(amount, 20))
        if amount.place is not None or amount.aside or not _COMES_TO.search(words):
            continue
        if _WITH_MORE.search(words):
            continue
        gap = _gap(ledger, amount)
        counts = _counts(ledger, amount, gap) if gap is not None else []
        if gap is not None and len(counts) == 1:
            times = Product(Term(counts[0].id), Term(gap.id))
            same = (amount.value.point < 0) is (gap.value.point < 0)
            expression = Sum((times,), (1 if same else -1,))
            yield Relation("product", amount.id, expression, "gap-times-number", Claim.STATED, 0.8)


def _gap(ledger: Ledger, amount: Entry) -> Entry | None:
    """Return the only gap in price of the sentence before an amount, where no other amount stands between."""
    before = ledger.entries[max(0, amount.index - _FAR) : amount.index]
    said = [e for e in before if e.sentence == amount.sentence]
    gaps = [e for e in said if e.kind == "money" and _is_gap(ledger, e)]
    if len(gaps) != 1 or gaps[0].value.high >= amount.value.low > 0:
        return None
    behind = ledger.entries[gaps[0].index + 1 : amount.index]
    words = fold("".join(ledger.clause_before(e, 20) for e in (*said, amount)))
    plain = all(e.kind == "rate" for e in behind) and gaps[0].depth == amount.depth
    return gaps[0] if plain and _OF_ONE.search(words) and not _OF_TIME.search(words) else None


def _is_gap(ledger: Ledger, entry: Entry) -> bool:
    named = _GAP.search(fold(ledger.clause_before(entry, 12)))
    return entry.change is not None or named is not None


def _counts(ledger: Ledger, amount: Entry, gap: Entry) -> Sequence[Entry]:
    """Return the numbers of pieces, or of people and households, in the paragraph before an amount."""
    before = ledger.entries[max(0, amount.index - _FAR) : amount.index]
    counts = [
        e for e in before
        if e.kind == "count" and e.line == amount.line and e.spoken
        and e.family.removeprefix("count:") in _PIECES | _HEADS
    ]  # fmt: skip
    return [e for e in counts if e.index < gap.index] if len(counts) == 1 else counts
