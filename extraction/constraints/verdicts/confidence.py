"""How sure a finding is (把握): its rule's record on real reports, and what it stands on here.

Nothing is a constant of the code: the settings with their origin lie in `confidence.toml`, and
`python -m eval.bench.confidence` fits the rules' part on judged findings.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from extraction.constraints.arithmetic.relation import Claim
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import names_total
from extraction.constraints.verdicts.evidence import Evidence
from extraction.constraints.verdicts.explaining import explained
from extraction.constraints.verdicts.grounds import Grounds
from extraction.constraints.verdicts.judged import Judged
from extraction.constraints.verdicts.records import RuleRecords
from extraction.constraints.verdicts.support import Support

_UNIT = re.compile(r"\d\s*[\u4e00-\u9fff%％‰]")


@dataclass(frozen=True, slots=True)
class Settings:
    """What makes a finding sure; see the data file.

    Attributes:
        told: a violated check below it is no finding.
        most: nothing is surer; `unexplained`: nor is a finding that no slip of the pen explains.
        rules: share of true findings by rule; `unjudged` for a rule without judged findings.
        evidence: factors by name; `priors` are those that the fit draws them towards.
        power: of the least sure figure.
        plain: how sure a figure of prose is at least that stands with its own unit, whatever kind it was taken for.
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
    plain: float


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
        plain=float(data["readings"]["plain"]),
    )


def confidences(told: Sequence[Judged], ledger: Ledger, grounds: Grounds) -> tuple[float, ...]:
    """Return how sure each check of a report is, in [0, 1], to two places."""
    records = RuleRecords(told, ledger)
    evidence, support = Evidence(ledger, records, grounds), Support(told, ledger)
    return tuple(_confidence(j, evidence, support, records, ledger) for j in told)


def _confidence(
    judged: Judged, evidence: Evidence, support: Support, records: RuleRecords, ledger: Ledger
) -> float:
    known, relation = settings(), judged.relation
    value = relation.confidence
    if judged.violated:
        value = known.rules.get(relation.rule, known.unjudged)
    vouched = not judged.violated or relation in records.witnessed
    for name in evidence.against(judged) or (() if vouched else support.against(judged)):
        value *= known.evidence[name]
    value *= _readings(judged, ledger, evidence.grounds)
    sure = vouched or explained(relation, ledger)
    return round(float(min(value, known.most if sure else known.unexplained)), 2)


def _readings(judged: Judged, ledger: Ledger, grounds: Grounds) -> float:
    """Return what the least sure figure leaves of a relation; order alone tells which label a mark got."""
    relation = judged.relation
    if relation.rule in grounds.by_order and relation.claim is Claim.STATED:
        return 1.0
    terms = [ledger.by_id[t] for t in relation.terms]
    least = _least_sure(terms, by_words=relation.rule in grounds.by_words)
    return float(least ** settings().power)


def _least_sure(terms: Sequence[Entry], *, by_words: bool) -> float:
    """Return the confidence of the least sure figure; what people or tables gave is sure.

    A bare total (三项合计) is what the words around it make it, and so is every figure of a rule that reads words
    alone: what it links to says nothing.
    """
    known = (_sure(e, by_words=by_words or names_total(e.name)) for e in terms)
    return min((c for c in known if c is not None), default=1.0)


def _sure(entry: Entry, *, by_words: bool) -> float | None:
    """Return how sure a figure is; the value of one of prose with its own unit is plain, be it a fact or a result."""
    sure = entry.mention.confidence if by_words else entry.confidence
    plain = entry.place is None and _UNIT.search(entry.mention.text) is not None
    return max(sure, settings().plain) if plain and sure is not None else sure
