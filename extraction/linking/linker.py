"""What every linker promises."""

from __future__ import annotations

from typing import Protocol

from extraction.document import Document
from extraction.markup import Markup


class Linker(Protocol):
    """Adds links, changes and roles to mentions; keeps those that the tagger already gave."""

    def link(self, document: Document, markup: Markup) -> Markup:
        """Return the mark-up with every mention linked as far as the text tells."""
        ...
