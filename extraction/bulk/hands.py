"""How many hands a document has (几人同读): windows tagged at once, where workers would else be idle.

The parent tells the number in a file beside the notes of the workers, anew whenever a document is done. A
worker looks there before each few windows, so that the last long document of a run gets the processors of
the workers that have no more to do. What is found is the same, however many hands there are.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

_FILE = "hands"


def tell_hands(folder: Path, hands: int) -> None:
    """Tell the workers that note in this folder how many hands each document may have."""
    (folder / _FILE).write_text(str(hands), encoding="ascii")


def hands_beside(note: str) -> Callable[[], int]:
    """Return a function that reads how many hands the document of a note may have now; one where nobody tells."""

    def told() -> int:
        try:
            return max(1, int((Path(note).parent / _FILE).read_text(encoding="ascii")))
        except (OSError, ValueError):  # nothing was told, or it is being written
            return 1

    return told if note else lambda: 1
