"""A memory file as the adviser of a bulk extraction (`jixiao extract --corrections FILE`)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotations.memory.memory import Memory, load_memory
from extraction.document import Document
from extraction.markup import Markup


@dataclass(frozen=True, slots=True)
class MemoryAdviser:
    """Advises from a memory of corrections (see `extraction.advising.Adviser`)."""

    memory: Memory

    def advise(self, document: Document, markup: Markup) -> Markup:
        """Return the mark-up with what corrected reports of the document's template say."""
        return self.memory.advise(document, markup).markup


def open_memory(path: str | Path) -> MemoryAdviser:
    """Open a memory file.

    Raises:
        RecordError: it is none.
    """
    return MemoryAdviser(load_memory(path))
