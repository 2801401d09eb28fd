"""Facts: values read exactly and tied to what they measure."""

from extraction.facts.model import (
    Assessed,
    Facts,
    Figure,
    Goal,
    Indicator,
    Score,
    Status,
    Unread,
)

__all__ = ["Assessed", "Facts", "Figure", "Goal", "Indicator", "Score", "Status", "Unread"]
