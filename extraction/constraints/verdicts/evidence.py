"""How sure a finding is (把握): its rule's record on real reports, and what it stands on here.

Nothing is a constant of the code: the settings with their origin lie in `confidence.toml`, and
`python -m eval.bench.confidence` fits the rules' part on judged findings.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from extraction.constraints.arithmetic.relation import Claim, Relation, Sum
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import names_total
from extraction.constraints.verdicts.judging import (
    Judged,
    explained,
    plausible,
    slipped_digits,
    told_unit,
)
from extraction.constraints.verdicts.precision import printed_alike
from extraction.constraints.verdicts.records import RuleRecords, is_whole, large_in_decimals
from extraction.constraints.verdicts.support import Support

_LONG = 4
_SHORT = 3
_FULL = 100
_TENTH = Decimal("0.1")
_TELLING_ZEROS, _TELLING_HEAD = 2, 3
_NEXT_TO_NOTHING = 10_000
"""A gap of less than such a part of a total is taken for rounding in any report."""
_SMALL_PART = 10
"""A difference may miss by less than such a part of its terms."""
_BY_WORDS = frozenset(
    {
        "bound", "carried", "closing-total", "counted-rate", "debt-room", "growth-apart", "growth-prior", "left-open", "twin-rate", "netting", "over-plan", "part-marks", "points", "price-times-number", "savings",
        "total-after", "over-by", "still-open", "answers-share", "gap-times-number", "breakdown-by-number",
        "goal-completion", "counted-list", "month-and-year", "referred-back", "survey", "defined-rate", "rate-of-done",
    }
)  # fmt: skip
"""Rules that read the words before their figures, not what these are linked to."""
_BY_ORDER = frozenset(
    {
        "class-counts",
        "execution-marks",
        "full-marks",
        "share-before-part",
        "weighted-mark",
        "weights",
    }
)
"""Rules that take numbers, full marks, marks got and weights alike, by their order: which label each got says nothing."""
_WITNESSED = frozenset(
    {
        "referred-back",
        "retold",
        "retold-change",
        "retold-swapped",
        "self-score",
        "table-total",
        "twin-rate",
    }
)
"""Rules whose figures stand beside others that agree: their scope is one."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What makes a finding sure; see the data file.

    Attributes:
        told: a violated check below it is no finding.
        most: nothing is surer; `unexplained`: nor is a finding that no slip of the pen explains.
        rules: share of true findings by rule; `unjudged` for a rule without judged findings.
        evidence: factors by name; `priors` are those that the fit draws them towards.
        power: of the least sure figure.
    """

    told: float
    most: float
    unexplained: float
    unjudged: float
    weight: float
    rules: Mapping[str, float]
    evidence: Mapping[str, float]
    priors: Mapping[str, float]
    power: float


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of the data file."""
    source = files("extraction.constraints.verdicts").joinpath("confidence.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    plain = {k: float(data[k]) for k in ("told", "most", "unexplained", "unjudged", "weight")}
    return Settings(
        **plain,
        rules=data["rule"],
        evidence=data["evidence"],
        priors=data["prior"],
        power=float(data["readings"]["power"]),
    )


def confidences(told: Sequence[Judged], ledger: Ledger) -> tuple[float, ...]:
    """Return how sure each check of a report is, in [0, 1], to two places."""
    records, support = RuleRecords(told, ledger), Support(told, ledger)
    return tuple(_confidence(judged, ledger, records, support) for judged in told)


def _confidence(judged: Judged, ledger: Ledger, records: RuleRecords, support: Support) -> float:
    known = settings()
    terms = [ledger.by_id[t] for t in judged.relation.terms]
    value = judged.relation.confidence
    if judged.violated:
        value = known.rules.get(judged.relation.rule, known.unjudged)
    found = _evidence(judged, terms, ledger, records)
    vouched = not judged.violated or judged.relation in records.witnessed
    for name in found or (() if vouched else support.against(judged)):
        value *= known.evidence[name]
    by_words = judged.relation.rule in _BY_WORDS
    ordered = judged.relation.rule in _BY_ORDER and judged.relation.claim is Claim.STATED
    value *= 1.0 if ordered else float(_least_sure(terms, by_words=by_words) ** known.power)
    sure = vouched or explained(judged.relation, ledger)
    return round(float(min(value, known.most if sure else known.unexplained)), 2)


def _evidence(
    judged: Judged, terms: list[Entry], ledger: Ledger, records: RuleRecords
) -> list[str]:
    relation = judged.relation
    found: list[str] = list(relation.doubts) if judged.violated else []
    if judged.violated and relation.claim < Claim.STATED:
        found.append(_why_likely(judged, terms, ledger))
    witnessed = relation.rule in _WITNESSED
    if judged.violated and relation.kind == "equal" and records.several_scopes and not witnessed:
        found.append("scopes")
    by_place = relation.rule in _BY_WORDS | _BY_ORDER or _in_one_sentence(relation, terms)
    marks = terms[0].kind in ("score", "weight")  # what they are of is their place in the report
    if not any(t.name for t in terms) and not by_place and not marks:
        found.append("nameless")
    money = {e.sure and bool(e.unit) for e in terms if e.kind == "money"}
    if len(money) > 1:
        found.append("bare")  # a unit was lent
    elif money == {False}:
        found.append("unitless")  # figures that all have none compare as they stand
    near = (
        not judged.violated
        or relation.kind != "sum"
        or relation.bound
        or plausible(relation, judged.verdict, firm=False)
        or _small_beside_its_terms(judged, terms)
    )
    near = near or relation in records.witnessed or _full_marks(judged, terms)
    if not near and not explained(relation, ledger):
        found.append("far")
    if judged.violated and _over_others(judged, terms, ledger) and not explained(relation, ledger):
        found.append("across")
    if judged.violated and relation.kind == "sum" and _counted_again(judged):
        found.append("levels")
    if judged.violated and relation.kind == "sum" and any(t.place is None for t in terms):
        found += _told_again(judged, terms)
    if judged.violated and relation.kind == "equal" and _undated_budget(terms):
        found.append("undated")
    if judged.violated and _by_rounding(judged, terms, ledger, records):
        found.append("rounded")
    if judged.violated and records.doubtful(judged):
        found.append("pattern")
    return found


def _full_marks(judged: Judged, terms: list[Entry]) -> bool:
    """Tell whether the marks of a table come to a hundred, whatever is printed as their total."""
    computed = judged.verdict.computed
    return terms[0].kind == "weight" and computed is not None and computed.point == _FULL


def _in_one_sentence(relation: Relation, terms: list[Entry]) -> bool:
    """Tell whether the words of one sentence join the figures, whatever they are of (由A减少到B，下降r)."""
    joined = len({t.sentence for t in terms}) == 1 and all(t.place is None for t in terms)
    return joined and relation.certain and relation.claim is Claim.STATED


def _over_others(judged: Judged, terms: list[Entry], ledger: Ledger) -> bool:
    """Tell whether a relation of one paragraph misses by a tenth and more, with levels or changes between its figures.

    At first sight one of 26 of these was true, fifteen of them growth over another level of the sentence.
    """
    rule = judged.relation.rule
    named = rule in _BY_WORDS | _BY_ORDER or rule in (
        "share",
        "share-of-list",
        "growth-respective",
    )  # the words, or the shares beside it, say which figure is meant
    apart = len({t.line for t in terms}) > 1 or any(t.place for t in terms)
    if named or apart or not _misses_widely(judged):
        return False
    first, last = min(t.index for t in terms), max(t.index for t in terms)
    families = {t.family for t in terms if t.kind != "rate"}
    known = {"prior"} | ({"budget"} if all(t.role != "budget" for t in terms) else set())
    moves = judged.relation.rule != "growth-base"  # its own change stands beside its rate
    return any(
        moves
        if e.change is not None
        else e.family in families and not e.compared and e.role not in known
        for e in ledger.entries[first + 1 : last]
        if e.kind != "rate" and e.id not in judged.relation.terms
    )


def _small_beside_its_terms(judged: Judged, terms: list[Entry]) -> bool:
    """Tell whether a difference of large figures misses by a small part of them: it may be several times too large."""
    expression, computed = judged.relation.expression, judged.verdict.computed
    if not isinstance(expression, Sum) or -1 not in expression.signs or computed is None:
        return False
    gap = abs(computed.point - judged.verdict.stated.point)
    return gap * _SMALL_PART < max(abs(t.value.point) for t in terms)


def _counted_again(judged: Judged) -> bool:
    """Tell whether a sum is exactly twice or three times its total: rows and their own parts were added."""
    stated, computed = judged.verdict.stated, judged.verdict.computed
    few = len(judged.relation.terms) <= _LONG
    if computed is None or stated.point == 0 or few:
        return False
    return computed.point in (2 * stated.point, 3 * stated.point)


def _told_again(judged: Judged, terms: list[Entry]) -> list[str]:
    """Return what says that a list of sentences holds its total once more, or one of its parts twice."""
    expression, computed = judged.relation.expression, judged.verdict.computed
    if not isinstance(expression, Sum) or -1 in expression.signs or computed is None:
        return []
    parts = [t.value.point for t in terms[1:] if t.value.point]
    stated = judged.verdict.stated.point
    found = ["again"] if len(parts) > 1 and stated in parts else []
    return [*found, "twice"] if parts.count(computed.point - stated) > 1 else found


def _undated_budget(terms: list[Entry]) -> bool:
    """Tell whether a budget has its year from headings only: a report tells of two years' budgets."""
    keys = [e.key for e in terms if e.key is not None]
    budget = any(k.role is not None and k.role not in ("actual", "prior") for k in keys)
    return budget and any(k.sources.get("period") in ("report", "heading") for k in keys)


def _by_rounding(judged: Judged, terms: list[Entry], ledger: Ledger, records: RuleRecords) -> bool:
    """Tell whether rounding of another kind explains the gap: cut off, upwards, to whole units."""
    if judged.relation.kind == "equal":
        coarsest = max(e.value.high - e.value.low for e in terms)
        points = [e.value.point for e in terms]
        several = len({e.unit for e in terms}) > 1
        return several and abs(points[0] - points[-1]) <= coarsest
    if judged.relation.kind != "sum" or judged.relation.bound or _marks_apart(judged, terms):
        return False
    rounded = _rounded_in_print(judged, terms, records) or _to_common_zeros(judged, terms)
    return rounded or _cut_or_rounded(judged, ledger)


def _marks_apart(judged: Judged, terms: list[Entry]) -> bool:
    """Tell whether a sum of marks misses by a mark's tenth: marks are added as they are printed."""
    computed = judged.verdict.computed
    if computed is None or terms[0].kind not in ("score", "weight"):
        return False
    return abs(computed.point - judged.verdict.stated.point) >= _TENTH


def _rounded_in_print(judged: Judged, terms: list[Entry], records: RuleRecords) -> bool:
    """Tell whether figures of whole units that are printed with decimals (300.00 beside 150.68) explain the gap.

    A small one (5.00) is taken as it stands: nobody rounds away a tenth of a figure; so is a total that decimals
    add up to, and any in a report that has no such habit, unless the gap is next to nothing.
    """
    computed = judged.verdict.computed
    whole = [
        e
        for e in terms
        if large_in_decimals(e.number) and is_whole(e.number) and e.id not in records.exact
    ]
    if computed is None or not 0 < len(whole) < len(terms):
        return False
    gap = abs(computed.point - judged.verdict.stated.point)
    if not records.prints_whole and gap * _NEXT_TO_NOTHING > abs(judged.verdict.stated.point):
        return False
    return gap < sum((abs(e.value.point / e.number) for e in whole), Decimal(0))


def _to_common_zeros(judged: Judged, terms: list[Entry]) -> bool:
    """Tell whether all figures end in the same zeros, two at least, and the gap is what rounding to them leaves.

    So print those who give 28.20亿元 as 282000万元; a total of one or two digits before the zeros tells nothing.
    """
    computed = judged.verdict.computed
    known = [e for e in terms if e.number]
    zeros = min(_zeros(e.number) for e in known) if known else 0
    if computed is None or zeros < _TELLING_ZEROS or len({e.unit for e in known}) > 1:
        return False
    if len(known[0].number.as_tuple().digits) - zeros < _TELLING_HEAD:
        return False
    unit = abs(known[0].value.point / known[0].number).scaleb(zeros)
    gap = abs(computed.point - judged.verdict.stated.point)
    return 2 * gap <= len(known) * unit


def _zeros(number: Decimal) -> int:
    """Return how many zeros a whole number ends in, 0 for one with decimals."""
    exponent = number.as_tuple().exponent
    written = "".join(map(str, number.as_tuple().digits)) if exponent == 0 else ""
    return len(written) - len(written.rstrip("0"))


def _cut_or_rounded(judged: Judged, ledger: Ledger) -> bool:
    """Tell whether the sum holds if some of its figures were cut off instead of rounded (截位)."""
    relation = judged.relation
    values = printed_alike(relation, ledger) or ledger.values
    wide = {t: values[t].truncatable() for t in relation.terms}
    return relation.expression.value(wide).meets(wide[relation.stated])


def _why_likely(judged: Judged, terms: list[Entry], ledger: Ledger) -> str:
    """Return what explains why a relation that is only likely fails.

    In prose only two digits exchanged, or one of four or more wrong that moves the figure by less than a tenth, tell:
    what is lost, shifted or changed places comes out by chance.
    """
    relation = judged.relation
    if not explained(relation, ledger):
        return "suggested"
    if told_unit(relation, ledger):
        return "unit_slip"
    digits = slipped_digits(relation, ledger)
    if relation.kind == "equal" and digits.get("swap", 0) >= _SHORT:
        return "swapped"
    if any(t.place is not None for t in terms):
        return "slip" if max(e.digits for e in terms) >= _LONG else "short_slip"
    if digits.get("swap", 0) >= _SHORT:
        return "swapped"
    wrong = digits.get("digit", 0) >= _LONG and not _misses_widely(judged)
    return "slip" if wrong else "short_slip"


def _misses_widely(judged: Judged) -> bool:
    """Tell whether stated and computed are a tenth of the larger one apart, or more."""
    computed, stated = judged.verdict.computed, judged.verdict.stated.point
    if computed is None:
        return False
    return abs(computed.point - stated) >= _TENTH * max(abs(computed.point), abs(stated))


def _least_sure(terms: list[Entry], *, by_words: bool) -> float:
    """Return the confidence of the least sure figure; what people or tables gave is sure.

    A bare total (三项合计) is what the words around it make it, and so is every figure of a rule that reads words
    alone: what it links to says nothing.
    """
    known = (
        e.mention.confidence if by_words or names_total(e.name) else e.confidence for e in terms
    )
    return min((c for c in known if c is not None), default=1.0)
