"""What came of asking: what was accepted, what was dropped and why (采纳统计)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from extraction.markup import Mention


@dataclass(frozen=True, slots=True)
class Suggested:
    """One change: the mention before (None: added) and after (None: removed).

    Attributes:
        links: ids that the mention points to after it.
        proved: whether text and checks bear it out; else it is for a person to decide on.
    """

    before: Mention | None
    after: Mention | None
    links: tuple[str, ...] = ()
    proved: bool = True


@dataclass(slots=True)
class Outcome:
    """Answers by what became of them, and the accepted changes.

    Attributes:
        accepted: answers that were taken over, those without any change included.
        dropped: answers that were not, by reason.
        unanswered: questions for which no answer came, by reason.
        suggested: changes that were taken over; pending: those that only a person can decide on.
        stopped: why asking ended early, empty if it did not.
    """

    accepted: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    unanswered: Counter[str] = field(default_factory=Counter)
    suggested: list[Suggested] = field(default_factory=list)
    pending: list[Suggested] = field(default_factory=list)
    stopped: str = ""

    @property
    def answers(self) -> int:
        """Answers in all."""
        return self.accepted + self.dropped.total()

    @property
    def is_silent(self) -> bool:
        """Whether questions were asked and none was answered with anything that can be read."""
        asked = self.answers + self.unanswered.total()
        return asked > 0 and self.accepted == 0

    @property
    def acceptance(self) -> float | None:
        """Share of answers that were accepted, None without any."""
        return self.accepted / self.answers if self.answers else None

    def add(self, other: Outcome) -> None:
        """Count another document's outcome in."""
        self.accepted += other.accepted
        self.dropped += other.dropped
        self.unanswered += other.unanswered
        self.suggested += other.suggested
        self.pending += other.pending
        self.stopped = self.stopped or other.stopped

    def changes(self) -> dict[Literal["added", "changed", "removed"], int]:
        """Return the number of accepted changes by kind."""
        added = sum(s.before is None for s in self.suggested)
        removed = sum(s.after is None for s in self.suggested)
        return {
            "added": added,
            "changed": len(self.suggested) - added - removed,
            "removed": removed,
        }

    def lines(self) -> list[str]:
        """Return what a reader of the run wants to know, a line each."""
        share = "" if self.acceptance is None else f" ({self.acceptance:.1%})"
        found = [f"answers accepted: {self.accepted} of {self.answers}{share}"]
        found += [f"  dropped: {n} × {why}" for why, n in self.dropped.most_common()]
        found += [f"  unanswered: {n} × {why}" for why, n in self.unanswered.most_common()]
        counts = self.changes()
        found.append("mentions: " + ", ".join(f"{n} {what}" for what, n in counts.items()))
        if self.pending:
            found.append(f"not proved, for a person to decide: {len(self.pending)}")
        return found + ([f"stopped: {self.stopped}"] if self.stopped else [])
