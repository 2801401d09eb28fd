"""Facts: values read exactly and tied to what they measure."""

from extraction.facts.model import (
    Facts,
    Figure,
    Goal,
    Indicator,
    Score,
    Status,
    Unread,
)

__all__ = ["Facts", "Figure", "Goal", "Indicator", "Score", "Status", "Unread"]
