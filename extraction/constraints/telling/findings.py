"""From judged relations to checks: numbering, grouping by cause, sentences, and the order to read in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extraction.constraints.arithmetic.check import Check, LeftOut
from extraction.constraints.ledger.entries import Ledger
from extraction.constraints.ledger.stretch import left_out
from extraction.constraints.telling.messages import (
    label,
    numbers,
    repair_text,
    sentence,
    sureness,
    written,
)
from extraction.constraints.telling.plain_findings import plain_findings
from extraction.constraints.verdicts.confidence import settings
from extraction.constraints.verdicts.judged import Judged
from extraction.constraints.verdicts.repair import Repair

_KIND_WEIGHT = {"sum": 5, "equal": 5, "diff": 4, "growth": 3, "share": 3, "product": 3, "score": 2}


@dataclass(frozen=True, slots=True)
class Examination:
    """A report's relations as judged, how sure each is, and the single changes that would mend the violated ones."""

    ledger: Ledger
    told: tuple[Judged, ...]
    sure: tuple[float, ...]
    repairs: tuple[Repair, ...]


def describe(examination: Examination) -> tuple[Check, ...]:
    """Return the checks of the judged relations, in their order."""
    mended: dict[int, Repair] = {}
    for repair in examination.repairs:
        for i in repair.mends:
            mended.setdefault(i, repair)
    ledger, told, sure = examination.ledger, examination.told, examination.sure
    checks = [_check(i, j, mended.get(i), ledger, sure[i]) for i, j in enumerate(told)]
    return (*checks, *plain_findings(ledger, len(checks) + 1))


def _check(place: int, judged: Judged, repair: Repair | None, ledger: Ledger, sure: float) -> Check:
    relation = judged.relation
    stated, computed, gap = numbers(judged, ledger)
    text = sentence(judged, ledger)
    own = f"k{place + 1}"
    advice = (
        repair_text(repair) if repair is not None and (repair.clear or repair.instead) else None
    )
    if relation.word:
        advice = None  # the word may be wrong as well as the figure
    if judged.violated:
        hint = f"；若{advice}，则相符" if advice else ""
        text = f"{text}{hint}（{sureness(sure)}）。"
    else:
        text += "。"
    sign = "≥" if relation.bound else "="
    return Check(
        id=own,
        kind=relation.kind,
        status=judged.verdict.status,
        expression=f"{written_stated(judged, ledger)} {sign} {written(relation.expression, ledger)}",
        terms=relation.terms,
        stated=stated,
        computed=computed,
        gap=gap,
        message=text,
        repair=advice,
        confidence=sure,
        group=f"k{min(repair.mends) + 1}" if judged.violated and repair else own,
        told=not judged.violated or sure >= settings().told,
        left_out=_left_out(judged, ledger),
    )


def _left_out(judged: Judged, ledger: Ledger) -> tuple[LeftOut, ...]:
    """Return the figures of a violated sum's stretch in prose that are no terms, and why."""
    relation = judged.relation
    whole, *parts = (ledger.by_id[t] for t in relation.terms)
    if not judged.violated or relation.kind != "sum" or whole.place is not None or not parts:
        return ()
    found = left_out(ledger, whole, parts)
    return tuple(LeftOut(e.id, why or "未能解释") for e, why in found)


def written_stated(judged: Judged, ledger: Ledger) -> str:
    """Return the stated figure with its name."""
    return label(ledger.by_id[judged.relation.stated])


def rank(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Return the violated checks worst first: by group, size of the gap and confidence."""
    found = [c for c in checks if c.finding]
    groups: dict[str, list[Check]] = {}
    for check in found:
        groups.setdefault(check.group, []).append(check)
    ordered = sorted(groups.values(), key=lambda g: (-_weight(g), g[0].id))
    return tuple(c for group in ordered for c in sorted(group, key=lambda c: -_severity(c)))


def _weight(group: Sequence[Check]) -> float:
    return max(_severity(c) for c in group) + 0.5 * (len(group) - 1)


def _severity(check: Check) -> float:
    sure = check.confidence if check.confidence is not None else 0.5
    return sure * (_KIND_WEIGHT.get(check.kind, 1) + 4 * _relative(check))


def _relative(check: Check) -> float:
    """Return the gap over the stated figure, at most 1; 1 over a zero base."""
    if not check.computed:
        return 1.0
    stated, gap = _number(check.stated), _number(check.gap)
    return float(min(Decimal(1), gap / abs(stated))) if stated else 1.0


def _number(text: str) -> Decimal:
    kept = "".join(c for c in text if c.isdigit() or c in ".-").rstrip("-.")
    return Decimal(kept) if kept else Decimal(0)
