"""The memory of a store: what its finished layers teach, kept up as they change.

What somebody took out is a decision of the layer that it came from ("memory-out:<piece>"), with who and
when, and comes back by undo like any other.
"""

from __future__ import annotations

from threading import Lock

from annotations.memory.memory import Memory
from annotations.producing.records import corrected_record, speaking
from annotations.store import Edit, Layer, LayerState, Store
from annotations.store.content import OUT, Value
from extraction.document import Document
from extraction.errors import JixiaoError
from extraction.markup import Markup
from extraction.serialisation import markup_to_json


class StoredMemory:
    """Builds a store's memory, a layer at a time, and remembers it by version."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[int, tuple[int, Memory]] = {}
        self._whole: tuple[tuple[Layer, ...], Memory] = ((), Memory())
        self._lock = Lock()

    def memory(self) -> Memory:
        """Return what the finished layers of the store teach now."""
        layers = self._store.layers()
        finished = self._store.finished(y.id for y in layers if y.kind in ("human", "consensus"))
        of_document: dict[int, list[Layer]] = {}
        for layer in layers:
            of_document.setdefault(layer.document_id, []).append(layer)
        chosen = (speaking(group, finished) for _, group in sorted(of_document.items()))
        teaching = tuple(y for y in chosen if y is not None and y.id in finished)
        if teaching != self._whole[0]:
            whole = Memory()
            for layer in teaching:
                whole = whole.merge(self._of(layer))
            self._whole = (teaching, whole)
        return self._whole[1]

    def _of(self, layer: Layer) -> Memory:
        with self._lock:
            known = self._known.get(layer.id)
        if known is not None and known[0] == layer.version:
            return known[1]
        state = self._store.read(layer.id)
        made = self._built(layer, state) if state.done else Memory()
        with self._lock:
            self._known[layer.id] = (layer.version, made)
        return made

    def _built(self, layer: Layer, state: LayerState) -> Memory:
        document = self._store.load(layer.document_id)
        try:
            record = corrected_record(self._store, layer.document_id, layer)
        except JixiaoError:
            return Memory()
        made = Memory().take_in(document, state.markup(), record)
        for key in state.decisions:
            if key.startswith(OUT):
                made = made.take_out(f"{document.sha256}:{key.removeprefix(OUT)}")
        return made


def advised_edits(memory: Memory, document: Document, state: LayerState) -> tuple[Edit, ...]:
    """Return what memory would change in a layer: never a mention that a person accepted.

    A mention from memory carries "memory": the number of reports that say so, and the first entry.
    """
    markup = state.markup()
    advice = memory.advise(document, markup)
    if not advice.sources:
        return ()
    kept = {k: m for k, m in state.mentions.items() if m.get("accepted")}
    fresh = _mentions(advice.markup, state, kept)
    for key, source in advice.sources.items():
        if key in fresh and key not in kept:
            fresh[key] = {**fresh[key], "memory": [source.reports, source.entries[0]]}
    gone = [Edit("mention", k, None) for k in state.mentions if k not in fresh]
    changed = [
        Edit("mention", k, v) for k, v in fresh.items() if _differs(state.mentions.get(k), v)
    ]
    return (*gone, *changed, *_links(advice.markup, state, frozenset(fresh), frozenset(kept)))


def _mentions(markup: Markup, state: LayerState, kept: dict[str, Value]) -> dict[str, Value]:
    """What memory wants, by id; the accepted mentions as they are, and nothing over them."""
    wanted = {m["id"]: m for m in markup_to_json(markup)["mentions"]}
    fresh: dict[str, Value] = dict(kept)
    for key, value in wanted.items():
        free = all(value["end"] <= m["start"] or m["end"] <= value["start"] for m in kept.values())
        if key not in kept and free:
            old = state.mentions.get(key, {})
            fresh[key] = {**value, "accepted": bool(old.get("accepted"))}
    return fresh


def _differs(old: Value | None, new: Value) -> bool:
    names = ("start", "end", "label", "change", "role")
    return old is None or any(old.get(n) != new.get(n) for n in names)


def _links(
    markup: Markup, state: LayerState, there: frozenset[str], kept: frozenset[str]
) -> tuple[Edit, ...]:
    links = {
        f"{k['source']}>{k['target']}": k
        for k in markup_to_json(markup)["links"]
        if k["source"] in there and k["target"] in there
    }
    gone = [
        Edit("link", key, None)
        for key, k in state.links.items()
        if key not in links and k["source"] in there and k["target"] in there
        and not {k["source"], k["target"]} <= kept
    ]  # fmt: skip
    ranks: dict[str, int] = {}
    made = []
    for key, k in links.items():
        rank = ranks[k["source"]] = ranks.get(k["source"], -1) + 1
        if key not in state.links and not {k["source"], k["target"]} <= kept:
            made.append(Edit("link", key, {**k, "rank": rank}))
    return (*gone, *made)
