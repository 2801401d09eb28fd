"""The share of taxes in a government's revenue (税收占比, 税收比重): of the revenue whose taxes were told before it.

收入A，其中：税收收入B…，税收占比r. The whole is the one that the words name, else the revenue that the taxes were
told as part of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import core
from extraction.quantities.folding import fold

_SHARE = re.compile(
    r"(非税|税收)(?:收入)?(?:所?占(?P<whole>[^，,。；;\d]{2,16}?)的?)?(?:比重|占比|比例)(?:为|达到?)?\s*$"
)
_CONCEPT = {"税收": "tax-revenue", "非税": "non-tax-revenue"}
_REVENUES = frozenset({"revenue-of-year", "revenue-total", "revenue-unspecified"})
_AS_PART = re.compile(r"其中")
_REACH = 12
_LEAD = 30
_LINES = 1


def tax_shares(ledger: Ledger) -> Iterator[Relation]:
    """Yield the share of taxes, or of other revenue, over the revenue that they were told as part of."""
    for rate in ledger.of_kind("rate"):
        plain = rate.spoken and not rate.aside
        named = _SHARE.search(fold(ledger.clause_before(rate, _LEAD))) if plain else None
        part = _before(ledger, rate, frozenset({_CONCEPT[named[1]]})) if named else None
        whole = _before(ledger, part, _REVENUES) if part is not None else None
        whole = whole or (_named_above(ledger, part, named["whole"]) if named and part else None)
        if named is None or part is None or whole is None or whole.family != part.family:
            continue
        above = whole.line < part.line
        meant = above or _is_named(named["whole"], whole)
        told = above or _AS_PART.search(ledger.between(whole, part))
        if meant and told and _before(ledger, rate, _REVENUES) in (whole, None):
            ratio = Ratio(Term(part.id), Term(whole.id))
            yield Relation("share", rate.id, ratio, "tax-share", Claim.STATED, 0.85)


def _named_above(ledger: Ledger, part: Entry, words: str | None) -> Entry | None:
    """Return the only revenue of the lines right above that the words for a whole name (占财政总收入的)."""
    found = [
        e
        for e in ledger.entries[max(0, part.index - _REACH) : part.index]
        if e.kind == "money" and e.spoken and not e.compared and e.role == part.role
        and 0 < part.line - e.line <= _LINES and "收入" in e.core
    ]  # fmt: skip
    named = [e for e in found if words and core(words) and e.core.endswith(core(words))]
    return named[0] if len({e.value.point for e in found}) == len(named) == 1 else None


def _is_named(words: str | None, whole: Entry) -> bool:
    """Tell whether the words for a whole, where there are any, may be of this revenue."""
    if not words:
        return True
    said, own = core(words), whole.core
    return said in own or own in said or (whole.concept == "revenue-total" and "总收入" in said)


def _before(ledger: Ledger, entry: Entry, concepts: frozenset[str]) -> Entry | None:
    """Return the last level of one of the concepts before a figure of its paragraph."""
    for other in reversed(ledger.entries[max(0, entry.index - _REACH) : entry.index]):
        if other.line != entry.line:
            return None
        level = other.kind == "money" and other.change is None and other.depth <= entry.depth
        level = level and not other.compared and other.role != "prior"
        if level and other.concept in concepts:
            return other
    return None
