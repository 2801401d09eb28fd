"""Advice on a document's mark-up (建议): what corrected reports of the same template say of it.

The pipeline knows no memory. The entry-point group `jixiao.advisers` names functions that open a file and
return an `Adviser`; `corrections` is the one that `annotations` brings.
"""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from typing import Protocol, cast

from extraction.document import Document
from extraction.errors import MissingToolError
from extraction.markup import Markup

_GROUP, _NAME = "jixiao.advisers", "corrections"


class Adviser(Protocol):
    """Says of a document what is known of its like."""

    def advise(self, document: Document, markup: Markup) -> Markup:
        """Return the mark-up with the advice taken; the very same where nothing is known."""
        ...


def open_adviser(path: str | Path) -> Adviser:
    """Return the adviser of a memory of corrections (`jixiao annotate memory build`).

    Raises:
        RecordError: the file is none.
        MissingToolError: nothing that reads such a file is installed.
    """
    for entry in metadata.entry_points(group=_GROUP, name=_NAME):
        return cast(Adviser, entry.load()(path))
    wanted = f"a reader of memories ({_NAME!r} of the entry points {_GROUP})"
    raise MissingToolError(wanted, "none", "install jixiao whole")
