"""What every tagger promises, whether it works by patterns or by a model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from extraction.document import Document
from extraction.markup import Markup
from extraction.tables import TableMarkup


class Tagger(Protocol):
    """Finds mentions, and the links it can tell itself (the linker adds what is missing)."""

    @property
    def name(self) -> str:
        """A short name with a version, written into run.json ("pattern/1", "onnx/<hash>")."""
        ...

    def tag(self, document: Document) -> Markup:
        """Return mentions in text order without overlap; ids are unique within the document."""
        ...


@runtime_checkable
class ManyHanded(Protocol):
    """A tagger that may work on several parts of one document at once; what it finds is the same."""

    hands: Callable[[], int]


class Advisor(Protocol):
    """Gives its opinion of a document whose tables are read already."""

    def tag_around(self, document: Document, tables: TableMarkup) -> Markup:
        """Return the tables' mentions and links with those of the prose around them."""
        ...
