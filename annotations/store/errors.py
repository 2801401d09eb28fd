"""Errors of the annotation store.

JixiaoError
└── StoreError (RuntimeError)
    ├── LayerExistsError (ValueError)    the annotator has a layer on this document already
    ├── NotFoundError (LookupError)      no such document, layer or event
    ├── EditError (ValueError)           an edit contradicts the text or the other mentions
    │   └── LockedError                  the layer's review is finished
    └── ConflictError                    somebody else changed the same thing since it was read
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extraction.errors import JixiaoError


class StoreError(JixiaoError, RuntimeError):
    """The store cannot do what was asked."""


class NotFoundError(StoreError, LookupError):
    """No such document, layer or event."""


class LayerExistsError(StoreError, ValueError):
    """The annotator has a layer on this document already."""

    def __init__(self, document_id: int, annotator: str) -> None:
        super().__init__(f"expected no layer of {annotator!r} on document {document_id}, found one")


class EditError(StoreError, ValueError):
    """An edit contradicts the text or the other mentions of its layer; nothing was saved."""


class LockedError(EditError):
    """The layer's review is finished; nothing was saved."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One element that two people changed, with both sides; None stands for "deleted" or "absent".

    Attributes:
        kind, key: which element.
        mine: the value this edit wanted to give it.
        theirs: the value it has in the store now.
        actor, at, action: who changed it last, when and how.
    """

    kind: str
    key: str
    mine: dict[str, Any] | None
    theirs: dict[str, Any] | None
    actor: str
    at: str
    action: str

    def to_json(self) -> dict[str, Any]:
        """Return both sides as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


class ConflictError(StoreError):
    """Somebody else changed the same elements since they were read; nothing was saved.

    Attributes:
        base: the version the edit was made against.
        current: the layer's version now.
        conflicts: both sides of every element in dispute.
    """

    def __init__(self, *, base: int, current: int, conflicts: tuple[Conflict, ...]) -> None:
        self.base = base
        self.current = current
        self.conflicts = conflicts
        named = ", ".join(f"{c.kind} {c.key} (by {c.actor})" for c in conflicts[:5])
        super().__init__(
            f"expected version {base} of the layer, found {current} with changes to {named}; "
            "compare both sides and save again"
        )
