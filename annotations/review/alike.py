"""One correction over all reports of the batch with the same line or row (同类套用)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotations.memory import Memory
from annotations.memory.report import remember
from annotations.memory.stored import advised_edits
from annotations.producing.records import chosen_layer
from annotations.store import Edit, Layer, LayerState, Store, StoredDocument
from extraction.document import Document
from extraction.errors import MarkupError


@dataclass(frozen=True, slots=True)
class Alike:
    """What a correction would change in one other report."""

    document: StoredDocument
    layer: Layer
    state: LayerState
    edits: tuple[Edit, ...]
    examples: tuple[str, ...]


def alike(store: Store, document: Document, state: LayerState, mention: str) -> Iterator[Alike]:
    """Yield the other unfinished reports that have the line or row of a mention, and what would change.

    Raises:
        MarkupError: the layer has no such mention in a line or row.
    """
    memory = _of_one_piece(document, state, mention)
    for stored in store.documents():
        if stored.sha256 == document.sha256:
            continue
        layer = chosen_layer(store, stored.id)
        if layer is None or layer.kind in ("gold", "consensus"):
            continue
        there = store.read(layer.id)
        if there.done:
            continue
        other = store.load(stored.id)
        edits = advised_edits(memory, other, there)
        if edits:
            yield Alike(stored, layer, there, edits, tuple(_examples(other, edits)))


def _of_one_piece(document: Document, state: LayerState, mention: str) -> Memory:
    """A memory of the document in which one line or row alone may speak."""
    known = remember(document, state.markup())
    place = known.where().get(mention)
    if place is None:
        raise MarkupError(f"expected a mention inside one line or table row, found {mention!r}")
    others = frozenset(range(len(known.pieces))) - {place[0]}
    return Memory({document.sha256: replace(known, taken_out=others)})


def _examples(document: Document, edits: tuple[Edit, ...]) -> Iterator[str]:
    """Yield the line of the first changed mentions."""
    for edit in [e for e in edits if e.kind == "mention" and e.value is not None][:2]:
        start, end = edit.value["start"], edit.value["end"]  # type: ignore[index]
        left = document.text.rfind("\n", 0, start) + 1
        right = document.text.find("\n", end)
        line = document.text[left : right if right >= 0 else len(document.text)]
        yield " ".join(line.split())[:80]
