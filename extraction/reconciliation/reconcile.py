"""Compare what the reports of one unit or government state about the same figure (跨年度、跨报告核对).

One rule covers most: the same fact, stated in two reports, is the same number. So the closing balance of a year is
the opening one of the next, a prior-year column repeats last year's accounts, a self-evaluation repeats the
accounts, and both repeat the budget. The second rule takes a change back: this year's figure less its increase is
last year's. Where two reports differ in most of what they share, they mean different things by it, or one was
misread: then nothing is told as wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import Any, Literal

from extraction.constraints.arithmetic.intervals import Interval, last_place
from extraction.constraints.telling.fingerprint import fingerprint, plain_number
from extraction.decisions import decided
from extraction.reconciliation.statements import Fact, Statement, statements

_LARGEST_GAP = Decimal("0.5")
_CONFIDENCE = {"equal": 0.85, "diff": 0.75}
_MOST_DIFFERING = Decimal("0.5")
"""Share of the figures that two reports share beyond which a difference accuses nobody."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One comparison between reports, with the fields of a check and the reports it is about.

    Attributes:
        kind: "equal" (one figure stated twice) or "diff" (level less change against last year's level).
        status: "holds", "rounding" or "violated".
        terms: the statements, the later report's first.
        stated, computed, gap: decimal notation with unit.
        decision: what a person decided on it, from the decisions of any of the reports.
    """

    unit: str
    year: int
    subject: str
    kind: Literal["equal", "diff"]
    status: Literal["holds", "rounding", "violated"]
    expression: str
    terms: tuple[Statement, ...]
    stated: str
    computed: str
    gap: str
    message: str
    decision: Mapping[str, Any] | None = None

    @property
    def fingerprint(self) -> str:
        """What it is known by in another run: kind, values, and the unit, subject and year."""
        values = [plain_number(t.value.point) for t in self.terms]
        return fingerprint(self.kind, values, [f"{self.unit}/{self.subject}/{self.year}"])

    def to_json(self) -> dict[str, Any]:
        """Return the finding as one JSON object."""
        names = ("unit", "year", "subject", "kind", "status", "expression")
        places = [
            {"path": t.path, "sha256": t.sha256, "report_kind": t.report_kind,
             "fiscal_year": t.report_year, "mention": t.mention["id"], **_spot(t)}
            for t in self.terms
        ]  # fmt: skip
        return {
            **{name: getattr(self, name) for name in names},
            "terms": places,
            "stated": self.stated,
            "computed": self.computed,
            "gap": self.gap,
            "message": self.message,
            "confidence": _CONFIDENCE[self.kind],
            "fingerprint": self.fingerprint,
            "decision": dict(self.decision) if self.decision else None,
        }


def _spot(statement: Statement) -> dict[str, Any]:
    return {k: statement.mention[k] for k in ("start", "end", "page", "text")}


def reconcile(records: Iterable[dict[str, Any]]) -> Iterator[Finding]:
    """Yield every comparison between the reports of one unit or government, by body, year and subject.

    Args:
        records: JSON objects of the contract, of any number of units.
    """
    words: list[Mapping[str, Any]] = []
    levels: _Told = defaultdict(lambda: defaultdict(list))
    changes: _Told = defaultdict(lambda: defaultdict(list))
    for record in records:
        words += record.get("decisions", ())
        for s in statements(record):
            (changes if s.change else levels)[s.fact][s.sha256].append(s)
    found = _credible(list(_compared_all(_one_a_report(levels), _one_a_report(changes))))
    decisions = decided([f.fingerprint for f in found], words)
    yield from (replace(f, decision=decisions.get(f.fingerprint)) for f in found)


_Told = defaultdict[Fact, defaultdict[str, list[Statement]]]


def _one_a_report(told: _Told) -> dict[Fact, tuple[Statement, ...]]:
    """Return one statement a report, the most precise, latest report first; none of a report that contradicts itself."""
    found: dict[Fact, tuple[Statement, ...]] = {}
    for fact, by_report in told.items():
        agreed = [
            min(same, key=lambda s: (s.value.high - s.value.low, s.mention["start"]))
            for same in by_report.values()
            if all(a.value.meets(b.value) for a, b in combinations(same, 2))
        ]
        found[fact] = tuple(sorted(agreed, key=lambda s: (-s.report_year, s.report_kind, s.path)))
    return found


def _compared_all(
    levels: Mapping[Fact, tuple[Statement, ...]], changes: Mapping[Fact, tuple[Statement, ...]]
) -> Iterator[Finding]:
    for fact in sorted(levels, key=_place_in_order):
        yield from _equal(levels[fact])
        after = replace(fact, year=fact.year + 1)
        yield from _taken_back(levels[fact], levels.get(after, ()), changes.get(after, ()))


def _place_in_order(fact: Fact) -> tuple[Any, ...]:
    return (fact.body, fact.year, fact.subject, fact.stage, fact.fund, fact.nature or "")


def _credible(found: Sequence[Finding]) -> list[Finding]:
    """Return the comparisons less the differences between reports that differ in most of what they share."""
    counts: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    for finding in found:
        counts[_group(finding)][finding.status == "violated"] += 1
    return [f for f in found if f.status != "violated" or _accuses(*counts[_group(f)])]


def _accuses(holding: int, differing: int) -> bool:
    return differing == 1 or differing <= _MOST_DIFFERING * (holding + differing)


def _group(finding: Finding) -> tuple[Any, ...]:
    """Return what differences are counted over: the two reports, and the fund, stage and year of the fact."""
    fact = finding.terms[-1].fact
    reports = finding.terms[0].sha256, finding.terms[-1].sha256
    return (*reports, fact.body, fact.fund, fact.stage, fact.year, finding.kind)


def _equal(told: tuple[Statement, ...]) -> Iterator[Finding]:
    for later, earlier in combinations(told, 2):
        found = _compared(later, later.value, earlier, "equal", (later, earlier))
        if found is not None:
            yield found


def _taken_back(
    before: tuple[Statement, ...], after: tuple[Statement, ...], moved: tuple[Statement, ...]
) -> Iterator[Finding]:
    """Compare level less change of one report with the level that the report before it states."""
    changes = {s.sha256: s for s in moved}
    for level in after:
        change = changes.get(level.sha256)
        if change is None or level.report_year != level.fact.year:
            continue
        for earlier in before:
            of_its_year = earlier.report_year == earlier.fact.year
            if of_its_year and earlier.report_kind == level.report_kind:
                value = level.value - change.value
                found = _compared(level, value, earlier, "diff", (level, change, earlier))
                if found is not None:
                    yield found


def _compared(
    stated: Statement,
    value: Interval,
    other: Statement,
    kind: Literal["equal", "diff"],
    terms: tuple[Statement, ...],
) -> Finding | None:
    """Return the comparison; None where the two are too far apart to mean the same thing."""
    gap = abs(value.point - other.value.point)
    status: Literal["holds", "rounding", "violated"] = "holds" if not gap else "rounding"
    if not value.meets(other.value) and gap > max(_place(value), _place(other.value)):
        if gap > _LARGEST_GAP * max(abs(value.point), abs(other.value.point)):
            return None
        status = "violated"
    shown = replace(stated, value=value)
    numbers = (_number(shown, value.point), _number(shown, other.value.point), _number(shown, gap))
    left = _said(stated) + (f" - {_signed(terms[1])}" if kind == "diff" else "")
    return Finding(
        unit=stated.body,
        year=other.fact.year,
        subject=stated.fact.subject,
        kind=kind,
        status=status,
        expression=f"{left} = {_said(other)}",
        terms=terms,
        stated=numbers[0],
        computed=numbers[1],
        gap=numbers[2],
        message=_message(stated, other, kind, status, terms, numbers),
    )


def _place(value: Interval) -> Decimal:
    """Return one of a figure's last place, in 元: one report may cut off what the other rounds."""
    return value.high - value.low


def _number(statement: Statement, yuan: Decimal) -> str:
    """Return an amount in the unit of a statement, as precise as it is written or a little more."""
    number = yuan / statement.scale
    place = last_place(Decimal(str(statement.value.point / statement.scale).rstrip("0") or "0"))
    place = min(place, Decimal("0.01"))
    rounded = number.quantize(place, rounding=ROUND_HALF_UP)
    return f"{rounded:f}{statement.unit_of_value}"


def _signed(change: Statement) -> str:
    return f"变动{_number(change, change.value.point)}"


def _said(s: Statement) -> str:
    unit = "" if s.unit_of_value in s.text else s.unit_of_value
    kind = "报告" if s.report_kind == "其他" else s.report_kind
    return f"{s.report_year}年度{kind}“{s.name}”{s.text}{unit}"


def _message(
    stated: Statement,
    other: Statement,
    kind: str,
    status: str,
    terms: tuple[Statement, ...],
    numbers: tuple[str, str, str],
) -> str:
    left = _said(stated)
    if kind == "diff":
        left += f"，按其所述变动{_number(terms[1], terms[1].value.point)}倒推上年为{numbers[0]}"
    link = "，与" + _said(other)
    verdict = {
        "holds": "相符",
        "rounding": "在四舍五入范围内相符",
        "violated": f"不一致，相差{numbers[2]}",
    }[status]
    return f"{stated.body}：{left}{link}{verdict}。"
