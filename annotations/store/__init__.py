"""The annotation store: documents, layers and every edit, in SQLite or PostgreSQL."""

from annotations.store.content import (
    DONE,
    Change,
    Edit,
    LayerState,
    edits_of_markup,
    edits_of_record,
    link_key,
)
from annotations.store.entities import Corrected, Layer, StoredDocument
from annotations.store.errors import (
    Conflict,
    ConflictError,
    EditError,
    LockedError,
    NotFoundError,
    StoreError,
)
from annotations.store.history import Event
from annotations.store.importing import import_folder, import_gold, import_text
from annotations.store.saving import Saved
from annotations.store.store import Store

__all__ = [
    "DONE",
    "Change",
    "Conflict",
    "ConflictError",
    "Corrected",
    "Edit",
    "EditError",
    "Event",
    "Layer",
    "LayerState",
    "LockedError",
    "NotFoundError",
    "Saved",
    "Store",
    "StoreError",
    "StoredDocument",
    "edits_of_markup",
    "edits_of_record",
    "import_folder",
    "import_gold",
    "import_text",
    "link_key",
]
