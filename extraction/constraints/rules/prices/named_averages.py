"""An average that bears the names of its total and its number (户均补助), wherever these stand.

甲类改造户均补助x: 甲类改造补助A, 甲类改造n户. The name before 户均 is that of the number, counted in 户; both names together are
that of the total. Where none stands there (户均改厕补助x) the number begins with the name of the total, or is the only one of
its unit in the total's sentence. Each must be told with one value; a slip of the pen must explain what does not come out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extraction.constraints.arithmetic.relation import Claim, Product, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import core
from extraction.constraints.rules.prices.products import is_of, same_unit
from extraction.quantities.folding import fold

_AVERAGE = re.compile(
    r"(?P<of>.*?)(?:(?P<unit>[人户亩辆车台套间所个场期次件处座艘栋生])均|(?:平均)?每个?(?P<each>[人名户亩辆台套间所个场期次件处座艘栋])(?:平均)?)"
    r"(?P<what>.*)"
)
_SET = re.compile(r"标准|上限|下限|目标|控制|定额|不[高低超多少]|最[高低]")
_TAIL = re.compile(r"(?<=..)(?:总额|金额|资金|经费|支出|费用|成本|合计|数|额)+$")
_SHORTEST = 2


def named_averages(ledger: Ledger) -> Iterator[Relation]:
    """Yield each average's number times it as its total, where the names say which these are."""
    averages = [(e, found) for e in ledger.of_kind("money") if (found := _average(ledger, e))]
    if not averages:
        return
    amounts = _amounts(ledger)
    counts = [e for e in ledger.of_kind("count") if e.change is None and not e.aside]
    for price, (of, unit, what) in averages:
        told = [e for e in amounts.get(_plain(of + what), ()) if _average(ledger, e) is None]
        total = _only(told, price)
        if total is None or total.value.point <= 0:
            continue
        number = _only([e for e in counts if is_of(e, unit) and _is_named(e, of, what)], price)
        if number is None and not of:
            number = _only(
                [e for e in counts if is_of(e, unit) and e.sentence == total.sentence], price
            )
        if number is not None:
            product = Product(Term(number.id), Term(price.id))
            yield Relation("product", total.id, product, "named-average", Claim.LIKELY, 0.8)


def _average(ledger: Ledger, entry: Entry) -> tuple[str, str, str] | None:
    """Return whose average a figure is, for one of what, and of what: by its own name, or by the words before it."""
    words = fold(ledger.clause_before(entry))
    if entry.change is not None or entry.aside or _SET.search(words):
        return None
    found, said = _AVERAGE.fullmatch(core(entry.name)), _AVERAGE.search(words)
    if found is not None and found["what"]:
        return found["of"], _unit(found), found["what"]
    return ("", _unit(said), core(entry.name)) if said is not None else None


def _unit(found: re.Match[str]) -> str:
    return same_unit(found["unit"] or found["each"] or "")


def _is_named(number: Entry, of: str, what: str) -> bool:
    """Tell whether a number bears the name before 户均, or one that begins as that of the total does."""
    own = _plain(number.core)
    return own == _plain(of) if of else what.startswith(own[:_SHORTEST]) and len(own) >= _SHORTEST


def _amounts(ledger: Ledger) -> Mapping[str, Sequence[Entry]]:
    """Return the levels of money by their names."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in ledger.of_kind("money"):
        name = _plain(entry.core)
        if entry.family == "money" and entry.change is None and not entry.aside and name:
            found[name].append(entry)
    return found


def _plain(name: str) -> str:
    return _TAIL.sub("", core(fold(name)))


def _only(found: Sequence[Entry], price: Entry) -> Entry | None:
    """Return the figure nearest to an average, where all of its name and year have one value."""
    own = [e for e in found if None in (e.period, price.period) or e.period == price.period]
    if not own or len({e.value.point for e in own}) != 1:
        return None
    return min(own, key=lambda e: abs(e.index - price.index))
