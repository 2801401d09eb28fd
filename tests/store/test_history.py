from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.record import AnnotationRecord
from annotations.store import ConflictError, Edit, EditError, Layer, Store, import_gold
from extraction.labels import Label


def relabel(store: Store, layer: Layer, place: int, label: str, actor: str = "li") -> None:
    state = store.read(layer.id)
    mention = state.ordered()[place]
    edit = Edit("mention", mention["id"], {**mention, "label": label})
    store.save(layer.id, [edit], base=state.version, actor=actor, action="relabel")


def test_undo_and_redo_go_all_the_way(store: Store, layer: Layer) -> None:
    start = store.read(layer.id).mentions
    for place in range(25):
        relabel(store, layer, place, "STATUS")
    end = store.read(layer.id).mentions
    while store.undo(layer.id, actor="li"):
        pass
    assert store.read(layer.id).mentions == start
    while store.redo(layer.id, actor="li"):
        pass
    assert store.read(layer.id).mentions == end
    assert len(store.history(layer.id)) == 1 + 25 * 3


def test_fresh_edit_ends_redo_and_keeps_every_event(store: Store, layer: Layer) -> None:
    relabel(store, layer, 0, "STATUS")
    store.undo(layer.id, actor="li")
    relabel(store, layer, 1, "LEVEL")
    assert store.redo(layer.id, actor="li") is None
    assert [e.action for e in store.history(layer.id)] == ["import", "relabel", "undo", "relabel"]
    assert store.history(layer.id)[2].undoes == store.history(layer.id)[1].id


def test_everybody_undoes_their_own_edits(store: Store, layer: Layer) -> None:
    relabel(store, layer, 0, "STATUS", actor="li")
    relabel(store, layer, 1, "LEVEL", actor="wang")
    store.undo(layer.id, actor="li")
    labels = [m["label"] for m in store.read(layer.id).ordered()]
    assert (labels[0] != "STATUS", labels[1]) == (True, "LEVEL")
    assert store.undo(layer.id, actor="zhao") is None


def test_undo_of_what_somebody_changed_since_is_a_conflict(store: Store, layer: Layer) -> None:
    relabel(store, layer, 0, "STATUS", actor="li")
    relabel(store, layer, 0, "LEVEL", actor="wang")
    with pytest.raises(ConflictError):
        store.undo(layer.id, actor="li")


_STEP = st.one_of(
    st.tuples(st.just("delete"), st.integers(0, 30), st.none()),
    st.tuples(st.just("relabel"), st.integers(0, 30), st.sampled_from(list(Label))),
    st.tuples(st.just("grow"), st.integers(0, 30), st.none()),
    st.tuples(st.just("undo"), st.none(), st.none()),
    st.tuples(st.just("redo"), st.none(), st.none()),
)


@pytest.fixture(scope="module")
def fresh_layer(
    tmp_path_factory: pytest.TempPathFactory, sample: tuple[str, AnnotationRecord]
) -> Callable[[], tuple[Store, Layer]]:
    body, record = sample
    folder: Path = tmp_path_factory.mktemp("history")
    store = Store.open(folder / "review.db")
    gold = import_gold(store, record, body)
    count = iter(range(10**6))
    return lambda: (store, store.copy_layer(gold, f"r{next(count)}"))


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(_STEP, max_size=12))
def test_events_alone_rebuild_every_state(
    fresh_layer: Callable[[], tuple[Store, Layer]], steps: list[tuple[str, int | None, str | None]]
) -> None:
    store, layer = fresh_layer()
    seen = {1: store.read(layer.id)}
    for action, place, label in steps:
        _take(store, layer, action, place, label)
        state = store.read(layer.id)
        seen[state.version] = state
    for version, state in seen.items():
        assert store.state_at(layer.id, version) == state
        state.markup().verify(store.text(layer.document_id))


def _take(store: Store, layer: Layer, action: str, place: int | None, label: str | None) -> None:
    if action in ("undo", "redo"):
        (store.undo if action == "undo" else store.redo)(layer.id, actor="li")
        return
    state, text = store.read(layer.id), store.text(layer.document_id)
    mention = state.ordered()[place or 0]
    value: dict[str, object] | None = None
    if action == "relabel":
        value = {**mention, "label": str(label)}
    elif action == "grow":
        end = mention["end"] + 1
        value = {**mention, "end": end, "text": text[mention["start"] : end]}
    try:
        store.save(
            layer.id,
            [Edit("mention", mention["id"], value)],
            base=state.version,
            actor="li",
            action=action,
        )
    except EditError:
        assert store.read(layer.id) == state


def test_edits_of_one_element_are_undone_and_redone_one_after_the_other(
    store: Store, layer: Layer
) -> None:
    start = store.read(layer.id).mentions
    relabel(store, layer, 0, "STATUS")
    relabel(store, layer, 0, "LEVEL")
    end = store.read(layer.id).mentions
    for _ in range(2):
        store.undo(layer.id, actor="li")
    assert store.read(layer.id).mentions == start
    for _ in range(2):
        store.redo(layer.id, actor="li")
    assert store.read(layer.id).mentions == end
