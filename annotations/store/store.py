"""The annotation store: documents, layers of annotation, and every edit ever made to them.

    store = Store.open("review.db")                       # or postgresql://…
    document = store.add_document(loaded)                 # once per file, by its hash
    layer = store.create_layer(document.id, "model", kind="model", edits=edits_of_markup(markup))
    state = store.read(layer.id)                          # LayerState: mentions, links, …
    store.save(layer.id, [Edit("mention", "m3", None)], base=state.version, actor="li", action="delete")

Edits are made against a version. Independent ones merge; where somebody else changed the same element
since, `save` raises `ConflictError` with both sides and writes nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from annotations.record import AnnotationRecord
from annotations.store import tables
from annotations.store.assigning import assign_documents
from annotations.store.chain import Verified, verify
from annotations.store.clock import now
from annotations.store.content import Edit, Kind, LayerState, Value, edits_of_state
from annotations.store.engine import open_engine, reading, writing
from annotations.store.entities import Corrected, Layer, LayerKind, StoredDocument
from annotations.store.errors import LayerExistsError, NotFoundError, StoreError
from annotations.store.history import (
    IMPORT,
    Direction,
    Event,
    events,
    finished_layers,
    read_state,
    state_at,
)
from annotations.store.saving import Saved, Signature, save_edits, saved_before
from annotations.store.stepping import take_step
from annotations.store.structure import boxes_to_bytes, build_document, structure_to_json
from extraction.document import Document
from extraction.identity import header, identify

_T = TypeVar("_T")
_TEXTS_KEPT = 64


def _asked(request: str | None) -> str | None:
    """Return how an event remembers the browser's request that it answers."""
    return None if request is None else f"request {request}"


class Store:
    """A database of annotated documents; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._texts: OrderedDict[int, str] = OrderedDict()

    @classmethod
    def open(cls, where: str | Path) -> Store:
        """Open a SQLite file (made if absent) or a database URL; brings the schema up to date."""
        return cls(open_engine(where))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine, for questions this class does not answer."""
        return self._engine

    # Documents

    def add_document(
        self,
        document: Document,
        *,
        source: str | None = None,
        header_json: dict[str, Any] | None = None,
    ) -> StoredDocument:
        """Store a document, or find the one that has the same hash and text.

        Args:
            source: the file that pages are drawn from, if it is at hand.
            header_json: the record's document header; what it lacks is worked out from the text.

        Raises:
            StoreError: another text is stored under the same hash.
        """
        known = self.find_document(document.sha256)
        if known is not None:
            if self.text(known.id) != document.text:
                raise StoreError(f"{document.path}: expected the stored text, found another one")
            return known
        shown = dict(header_json or {})
        if "report_kind" not in shown:
            shown = asdict(header(document, identify(document))) | shown
        with writing(self._engine) as connection:
            connection.execute(
                insert(tables.document).values(
                    sha256=document.sha256,
                    path=document.path,
                    source=source,
                    format=document.format,
                    title=shown.get("title"),
                    header=shown,
                    characters=len(document.text),
                    text=document.text,
                    structure=structure_to_json(document),
                    boxes=boxes_to_bytes(document.boxes),
                    imported_at=now(),
                )
            )
        return self._known(self.find_document(document.sha256), document.sha256)

    def find_document(self, sha256: str) -> StoredDocument | None:
        """Return the document of a file's hash, None if it is not stored."""
        return next(iter(self._documents(tables.document.c.sha256 == sha256)), None)

    def document(self, document_id: int) -> StoredDocument:
        """Return a document by id."""
        found = next(iter(self._documents(tables.document.c.id == document_id)), None)
        return self._known(found, document_id)

    def documents(self) -> tuple[StoredDocument, ...]:
        """Return all documents in the order they came."""
        return self._documents()

    def _documents(self, *conditions: Any) -> tuple[StoredDocument, ...]:
        d = tables.document.c
        columns = (d.id, d.sha256, d.path, d.source, d.format, d.title, d.header, d.characters)
        with reading(self._engine) as connection:
            rows = connection.execute(select(*columns).where(*conditions).order_by(d.id))
            return tuple(StoredDocument(*row) for row in rows)

    @staticmethod
    def _known(found: _T | None, what: object) -> _T:
        if found is None:
            raise NotFoundError(f"expected a stored document or layer, found none for {what}")
        return found

    def text(self, document_id: int) -> str:
        """Return a document's canonical text."""
        known = self._texts.get(document_id)
        if known is not None:
            return known
        query = select(tables.document.c.text).where(tables.document.c.id == document_id)
        with reading(self._engine) as connection:
            found: str = self._known(connection.scalar(query), document_id)
        self._texts[document_id] = found
        while len(self._texts) > _TEXTS_KEPT:
            self._texts.popitem(last=False)
        return found

    def load(self, document_id: int) -> Document:
        """Return a document whole: text, pages, tables, regions and boxes."""
        d = tables.document.c
        query = select(d.path, d.sha256, d.format, d.title, d.structure, d.boxes)
        with reading(self._engine) as connection:
            row = connection.execute(query.where(d.id == document_id)).first()
        path, sha256, format, title, structure, boxes = self._known(row, document_id)
        return build_document(
            path=path,
            sha256=sha256,
            format=format,
            text=self.text(document_id),
            title=title,
            structure=structure,
            boxes=boxes,
        )

    # Layers

    def create_layer(
        self,
        document_id: int,
        annotator: str,
        *,
        kind: LayerKind,
        edits: Sequence[Edit] = (),
        origin: str | None = None,
        actor: str | None = None,
    ) -> Layer:
        """Make an annotator's layer with its first content (event "import", version 1).

        Raises:
            StoreError: the annotator has a layer on this document.
            EditError: the content contradicts the text or itself.
        """
        text = self.text(document_id)
        with writing(self._engine) as connection:
            c = tables.layer.c
            theirs = (c.document_id == document_id, c.annotator == annotator)
            if connection.scalar(select(c.id).where(*theirs)) is not None:
                raise LayerExistsError(document_id, annotator)
            made = connection.scalar(
                insert(tables.layer)
                .values(
                    document_id=document_id,
                    annotator=annotator,
                    kind=kind,
                    origin=origin,
                    version=0,
                    created_at=now(),
                )
                .returning(tables.layer.c.id)
            )
            layer_id = int(made or 0)
            signature = Signature(actor or annotator, IMPORT, origin)
            save_edits(connection, layer_id, edits, base=0, signature=signature, text=text)
        return self.layer(layer_id)

    def copy_layer(self, source: Layer, annotator: str, *, kind: LayerKind = "human") -> Layer:
        """Return the annotator's layer on the same document, begun as a copy of `source` if new."""
        known = self.find_layer(source.document_id, annotator)
        if known is not None:
            return known
        state = self.read(source.id)
        origin = f"{source.annotator}@{state.version}" + (
            f" ({source.origin})" if source.origin else ""
        )
        edits = edits_of_state(state)
        try:
            return self.create_layer(
                source.document_id, annotator, kind=kind, edits=edits, origin=origin
            )
        except (LayerExistsError, IntegrityError):  # begun by another request just now
            made = self.find_layer(source.document_id, annotator)
            return self._known(made, annotator)

    def layer(self, layer_id: int) -> Layer:
        """Return a layer by id."""
        found = self._layers(tables.layer.c.id == layer_id)
        return self._known(next(iter(found), None), layer_id)

    def find_layer(self, document_id: int, annotator: str) -> Layer | None:
        """Return an annotator's layer on a document, None if there is none."""
        named = tables.layer.c.annotator == annotator
        found = self._layers(tables.layer.c.document_id == document_id, named)
        return next(iter(found), None)

    def layers(self, document_id: int | None = None) -> tuple[Layer, ...]:
        """Return the layers of a document (of all without one), oldest first."""
        if document_id is None:
            return self._layers()
        return self._layers(tables.layer.c.document_id == document_id)

    def _layers(self, *conditions: Any) -> tuple[Layer, ...]:
        c = tables.layer.c
        columns = (c.id, c.document_id, c.annotator, c.kind, c.origin, c.version)
        with reading(self._engine) as connection:
            rows = connection.execute(select(*columns).where(*conditions).order_by(c.id))
            return tuple(Layer(*row) for row in rows)

    def read(self, layer_id: int) -> LayerState:
        """Return a layer's current mentions, links, relations and decisions."""
        with reading(self._engine) as connection:
            return read_state(connection, layer_id)

    def finished(self, layer_ids: Iterable[int]) -> frozenset[int]:
        """Return which of some layers are finished, in one question."""
        with reading(self._engine) as connection:
            return finished_layers(connection, list(layer_ids))

    def values(self, layer_id: int, kind: Kind, keys: Sequence[str]) -> dict[str, Value]:
        """Return the elements of one kind that are there among `keys`."""
        e = tables.element.c
        found: dict[str, Value] = {}
        with reading(self._engine) as connection:
            for i in range(0, len(keys), 400):
                chosen = e.key.in_(keys[i : i + 400])
                query = select(e.key, e.value).where(e.layer_id == layer_id, e.kind == kind, chosen)
                found.update((key, value) for key, value in connection.execute(query))
        return found

    # Edits

    def save(
        self,
        layer_id: int,
        edits: Sequence[Edit],
        *,
        base: int,
        actor: str,
        action: str,
        origin: str | None = None,
        request: str | None = None,
    ) -> Saved:
        """Save edits made against version `base`; on return they are on the disk.

        Args:
            action: what was done, in one word (relabel, resize, accept …).
            origin: the model version or the import that suggested it, if any.
            request: the browser's id of this edit; one that was saved before is answered, not repeated.

        Raises:
            ConflictError, EditError: nothing was saved; see the module.
        """
        text = self.text(self.layer(layer_id).document_id)
        signature = Signature(actor, action, _asked(request) or origin)
        with writing(self._engine) as connection:
            done = saved_before(connection, layer_id, _asked(request), after=base)
            if done is not None:
                return done
            return save_edits(
                connection, layer_id, edits, base=base, signature=signature, text=text
            )

    def undo(self, layer_id: int, *, actor: str, request: str | None = None) -> Saved | None:
        """Take the actor's last edit back (as a new event); None if there is none left.

        Raises:
            ConflictError: somebody else changed the same element since.
        """
        return self._step(layer_id, actor, "undo", request)

    def redo(self, layer_id: int, *, actor: str, request: str | None = None) -> Saved | None:
        """Do again what the actor undid last; None if there is nothing."""
        return self._step(layer_id, actor, "redo", request)

    def _step(
        self, layer_id: int, actor: str, direction: Direction, request: str | None
    ) -> Saved | None:
        text = self.text(self.layer(layer_id).document_id)
        with writing(self._engine) as connection:
            origin = _asked(request)
            return take_step(connection, layer_id, direction, actor=actor, origin=origin, text=text)

    def verify_chain(self) -> Verified:
        """Look whether the trail of events, and that of accounts, is as it was written."""
        with reading(self._engine) as connection:
            return verify(connection)

    def history(self, layer_id: int, *, after: int = 0) -> tuple[Event, ...]:
        """Return a layer's events behind version `after`, oldest first."""
        with reading(self._engine) as connection:
            return events(connection, layer_id, after=after)

    def state_at(self, layer_id: int, version: int) -> LayerState:
        """Return a layer as it was at a version."""
        with reading(self._engine) as connection:
            return state_at(connection, layer_id, version)

    # Records

    def export(self, layer_id: int) -> AnnotationRecord:
        """Return a layer as an annotation record; its document is named by its path."""
        layer = self.layer(layer_id)
        document = self.document(layer.document_id)
        return self.read(layer_id).record(
            document=document.path, sha256=document.sha256, characters=document.characters
        )

    def corrected(self, *, done_only: bool = True) -> Iterator[Corrected]:
        """Yield every document that a person corrected, the consensus before single reviewers."""
        for document in self.documents():
            layers = [y for y in self.layers(document.id) if y.kind in ("human", "consensus")]
            for layer in sorted(layers, key=lambda y: (y.kind != "consensus", y.id)):
                state = self.read(layer.id)
                if state.done or not done_only:
                    yield Corrected(
                        document,
                        layer,
                        self.text(document.id),
                        self.export(layer.id),
                        state.accepted,
                        state.done,
                    )
                    break

    # Assignments

    def assign(self, document_id: int, reviewer: str, *, actor: str, release: bool = False) -> None:
        """Give a document to a reviewer, or release them from it; both are kept as they happened."""
        self.assign_all([document_id], reviewer, actor=actor, release=release)

    def assign_all(
        self, document_ids: Sequence[int], reviewer: str, *, actor: str, release: bool = False
    ) -> None:
        """Assign several documents, or none: they are one transaction on one connection.

        Raises:
            NotFoundError: one of them does not exist.
        """
        with writing(self._engine) as connection:
            assign_documents(connection, document_ids, reviewer, actor=actor, release=release)
