"""How much work the relations of a report may take, counted in steps, never in seconds (计算预算).

A step is a figure looked at for a list, or a term of a candidate relation. Ordinary reports take a hundredth
of what is granted; what would take more is refused, line by line or as a whole, and the record says so.
"""

from __future__ import annotations

from collections import Counter
from typing import ClassVar


class Effort:
    """Counts the steps of one report; the line or the report that has used up its own gets no more."""

    line_steps: ClassVar[int] = 1_000_000
    document_steps: ClassVar[int] = 20_000_000

    def __init__(self) -> None:
        self._spent: Counter[int] = Counter()
        self.steps = 0

    def spend(self, line: int, steps: int = 1) -> None:
        """Count steps taken for a figure of a line."""
        self.steps += steps
        self._spent[line] += steps

    def is_over(self, line: int) -> bool:
        """Tell whether no more steps are granted to a line."""
        return self.steps > self.document_steps or self._spent[line] > self.line_steps

    @property
    def refused(self) -> tuple[tuple[str, str], ...]:
        """What was refused, for the record: where it stands, and why, in Chinese."""
        if self.steps > self.document_steps:
            return (("全文", "数字之间的关系过多，未全部核对"),)
        over = (line for line, spent in self._spent.items() if spent > self.line_steps)
        return tuple((f"第{line + 1}段", "数字过多，其间关系未全部核对") for line in sorted(over))
