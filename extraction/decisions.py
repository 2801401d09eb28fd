"""What people decided about findings (复核结论) and what they corrected, as a record carries it.

A decision is kept under the fingerprint of its finding, so that it finds it again in another extraction:
by the whole fingerprint, else by kind and values where exactly one finding and one decision have them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from extraction.constraints.telling.fingerprint import same_values
from extraction.errors import RecordError

Verdict = Literal["confirmed", "rejected", "explained"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
VERDICT_WORDS: dict[str, str] = {"confirmed": "确认", "rejected": "驳回", "explained": "已说明"}
REASONS: dict[str, str] = {
    "typing": "笔误", "rounding": "四舍五入", "scope": "口径不同", "period": "时点不同", "unit": "单位不同",
    "incomplete": "列示不全", "reading": "程序读错", "not-meant": "并非此关系", "other": "其他",
}  # fmt: skip
"""Why a finding is explained or rejected: the short list, with the words that a reader sees."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One person's word on one finding.

    Attributes:
        check: fingerprint of the finding.
        reason: a key of `REASONS`, or empty.
        note: free words.
        who, when: the person, and the time as ISO 8601.
    """

    check: str
    verdict: Verdict
    reason: str = ""
    note: str = ""
    who: str = ""
    when: str = ""

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS or not self.check:
            raise RecordError(f"expected a decision on a fingerprint, found {self}")

    def to_json(self) -> dict[str, str]:
        """Return the decision as in the contract."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Corrections:
    """What people changed in a record against what the machine had found.

    Attributes:
        layer: whose layer it is; `by` everybody who edited it.
        added, changed: ids of mentions; `removed` the number of those that are gone.
        linked: links that were added, as pairs of ids; `unlinked` the number of removed ones.
        values: mention ids with what should stand there instead, in a person's words.
        done: whether the review was finished.
    """

    layer: str
    by: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: int = 0
    linked: tuple[tuple[str, str], ...] = ()
    unlinked: int = 0
    values: tuple[tuple[str, str], ...] = ()
    done: bool = False

    @property
    def count(self) -> int:
        """How many marks and links are not as the machine left them."""
        mentions = len(self.added) + len(self.changed) + self.removed
        return mentions + len(self.linked) + self.unlinked + len(self.values)

    def to_json(self) -> dict[str, Any]:
        """Return them as one JSON object."""
        return {
            **asdict(self),
            "by": list(self.by),
            "added": list(self.added),
            "changed": list(self.changed),
            "linked": [list(pair) for pair in self.linked],
            "values": [list(pair) for pair in self.values],
            "count": self.count,
        }


def decisions_from_json(data: Iterable[Mapping[str, Any]]) -> tuple[Decision, ...]:
    """Return the decisions of a record's JSON; unknown fields are left out."""
    names = Decision.__dataclass_fields__
    return tuple(Decision(**{k: v for k, v in d.items() if k in names}) for d in data)


def decision_words(decision: Mapping[str, Any] | None) -> str:
    """Return a decision as a reader sees it (已说明：口径不同，另账；李 2026-11-29), empty without one."""
    if not decision:
        return ""
    reason = str(decision.get("reason") or "")
    why = "，".join(w for w in (REASONS.get(reason, reason), str(decision.get("note") or "")) if w)
    who = " ".join(
        w for w in (str(decision.get("who") or ""), str(decision.get("when") or "")[:10]) if w
    )
    verdict = VERDICT_WORDS.get(str(decision["verdict"]), str(decision["verdict"]))
    return verdict + (f"：{why}" if why else "") + (f"（{who}）" if who else "")


def corrections_from_json(data: Mapping[str, Any] | None) -> Corrections | None:
    """Return the corrections of a record's JSON, None where nobody corrected."""
    if data is None:
        return None
    kept = {k: v for k, v in data.items() if k in Corrections.__dataclass_fields__}
    lists = {k: tuple(kept.get(k, ())) for k in ("by", "added", "changed")}
    pairs = {k: tuple((str(a), str(b)) for a, b in kept.get(k, ())) for k in ("linked", "values")}
    return Corrections(**{**kept, **lists, **pairs})


def decided(
    fingerprints: Sequence[str], decisions: Iterable[Mapping[str, Any]]
) -> dict[str, Mapping[str, Any]]:
    """Return the decision on each fingerprint that has one; the last word counts."""
    known = {str(d["check"]): d for d in sorted(decisions, key=lambda d: str(d.get("when", "")))}
    found = {f: known[f] for f in fingerprints if f in known}
    free = {f for f in fingerprints if f and f not in found}
    left = {f: d for f, d in known.items() if f not in found}
    wanted, given = (Counter(same_values(f) for f in side) for side in (free, left))
    by_values = {same_values(f): d for f, d in left.items()}
    for fingerprint in free:
        values = same_values(fingerprint)
        if wanted[values] == given[values] == 1:
            found[fingerprint] = by_values[values]
    return found


def record_decisions(record: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return a record's decisions by the id of the check that each is about."""
    checks = [c for c in record["checks"] if c.get("fingerprint")]
    found = decided([c["fingerprint"] for c in checks], record.get("decisions", ()))
    return {c["id"]: found[c["fingerprint"]] for c in checks if c["fingerprint"] in found}
