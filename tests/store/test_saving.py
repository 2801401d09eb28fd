from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from annotations.store import ConflictError, Edit, EditError, Layer, NotFoundError, Store, link_key


def relabelled(mention: dict[str, Any], label: str) -> Edit:
    return Edit("mention", mention["id"], {**mention, "label": label})


def first(store: Store, layer: Layer, count: int) -> list[dict[str, Any]]:
    return store.read(layer.id).ordered()[:count]


def save(store: Store, layer: Layer, *edits: Edit, base: int, actor: str = "li") -> Any:
    return store.save(layer.id, edits, base=base, actor=actor, action="edit")


def test_saved_edits_are_read_back_and_counted(store: Store, layer: Layer) -> None:
    (mention,) = first(store, layer, 1)
    saved = save(store, layer, relabelled(mention, "LEVEL"), base=1)
    assert (saved.version, saved.merged) == (2, False)
    assert store.read(layer.id).mentions[mention["id"]]["label"] == "LEVEL"
    assert store.state_at(layer.id, 1).mentions[mention["id"]] == mention


def test_events_keep_who_when_what_before_and_after(store: Store, layer: Layer) -> None:
    (mention,) = first(store, layer, 1)
    store.save(
        layer.id,
        [relabelled(mention, "LEVEL")],
        base=1,
        actor="wang",
        action="relabel",
        origin="model 7",
    )
    imported, edited = store.history(layer.id)
    assert (imported.action, imported.origin) == ("import", "gold@1")
    assert (edited.actor, edited.action, edited.origin, edited.base) == (
        "wang",
        "relabel",
        "model 7",
        1,
    )
    assert edited.at > imported.at
    (change,) = edited.changes
    assert (change.before, (change.after or {})["label"]) == (mention, "LEVEL")


def test_independent_edits_against_an_old_version_merge(store: Store, layer: Layer) -> None:
    one, two = first(store, layer, 2)
    save(store, layer, relabelled(one, "LEVEL"), base=1, actor="li")
    saved = save(store, layer, relabelled(two, "STATUS"), base=1, actor="wang")
    assert (saved.version, saved.merged) == (3, True)
    state = store.read(layer.id)
    assert (state.mentions[one["id"]]["label"], state.mentions[two["id"]]["label"]) == (
        "LEVEL",
        "STATUS",
    )


def test_conflict_carries_both_sides_and_writes_nothing(store: Store, layer: Layer) -> None:
    (mention,) = first(store, layer, 1)
    save(store, layer, relabelled(mention, "LEVEL"), base=1, actor="li")
    with pytest.raises(ConflictError, match="expected version 1") as caught:
        save(store, layer, relabelled(mention, "STATUS"), base=1, actor="wang")
    (conflict,) = caught.value.conflicts
    assert (conflict.mine or {})["label"] == "STATUS"
    assert (conflict.theirs or {})["label"] == "LEVEL"
    assert (conflict.actor, caught.value.current) == ("li", 2)
    assert store.read(layer.id).mentions[mention["id"]]["label"] == "LEVEL"
    assert len(store.history(layer.id)) == 2


def test_the_same_edit_twice_is_no_conflict(store: Store, layer: Layer) -> None:
    (mention,) = first(store, layer, 1)
    save(store, layer, relabelled(mention, "LEVEL"), base=1, actor="li")
    assert not save(store, layer, relabelled(mention, "LEVEL"), base=1, actor="wang").changes


def test_deleting_takes_the_links_along_and_undo_brings_them_back(
    store: Store, layer: Layer
) -> None:
    before = store.read(layer.id)
    source = next(iter(before.links.values()))["source"]
    saved = save(store, layer, Edit("mention", source, None), base=1)
    assert {c.kind for c in saved.changes} == {"mention", "link"}
    store.undo(layer.id, actor="li")
    after = store.read(layer.id)
    assert (after.mentions, after.links) == (before.mentions, before.links)


def test_link_to_a_mention_deleted_since_is_a_conflict(store: Store, layer: Layer) -> None:
    one, two, three = first(store, layer, 3)
    save(store, layer, Edit("mention", one["id"], None), base=1, actor="li")
    key = link_key(three["id"], one["id"])
    link = {"source": three["id"], "target": one["id"], "confidence": None}
    with pytest.raises(ConflictError):
        save(store, layer, Edit("link", key, link), base=1, actor="wang")
    with pytest.raises(EditError, match="known mentions"):
        save(store, layer, Edit("link", key, link), base=2, actor="wang")
    assert two["id"] in store.read(layer.id).mentions


def test_mentions_that_would_overlap_are_refused(store: Store, layer: Layer) -> None:
    one, two = first(store, layer, 2)
    text = store.text(layer.document_id)
    grown = {**one, "end": two["start"] + 1, "text": text[one["start"] : two["start"] + 1]}
    with pytest.raises(EditError, match="expected mentions apart"):
        save(store, layer, Edit("mention", one["id"], grown), base=1)


def test_overlap_with_what_somebody_grew_since_is_a_conflict(store: Store, layer: Layer) -> None:
    one, two = first(store, layer, 2)
    text = store.text(layer.document_id)
    middle = (one["end"] + two["start"]) // 2
    right = {**one, "end": middle + 1, "text": text[one["start"] : middle + 1]}
    left = {**two, "start": middle, "text": text[middle : two["end"]]}
    save(store, layer, Edit("mention", one["id"], right), base=1, actor="li")
    with pytest.raises(ConflictError):
        save(store, layer, Edit("mention", two["id"], left), base=1, actor="wang")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("text", "別的", "expected '別的' at"),
        ("label", "MONEY", "expected one of ORG"),
        ("end", 10**9, "at \\["),
    ],
    ids=["surface", "label", "range"],
)
def test_wrong_mentions_are_refused(
    store: Store, layer: Layer, field: str, value: Any, message: str
) -> None:
    (mention,) = first(store, layer, 1)
    with pytest.raises(EditError, match=message):
        save(store, layer, Edit("mention", mention["id"], {**mention, field: value}), base=1)
    assert store.read(layer.id).version == 1


def test_unknown_layer_is_named(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.save(99, [], base=0, actor="li", action="edit")


def test_two_people_saving_at_once_lose_nothing(store: Store, layer: Layer) -> None:
    mentions = first(store, layer, 40)

    def edit(place: int) -> int:
        change = relabelled({**mentions[place], "accepted": False}, "STATUS")
        return int(save(store, layer, change, base=1, actor=f"r{place % 2}").version)

    with ThreadPoolExecutor(4) as pool:
        versions = sorted(pool.map(edit, range(40)))
    assert versions == list(range(2, 42))
    state = store.read(layer.id)
    assert all(state.mentions[m["id"]]["label"] == "STATUS" for m in mentions)


def test_beginning_a_layer_at_once_begins_it_once(store: Store, layer: Layer) -> None:
    with ThreadPoolExecutor(4) as pool:
        begun = set(pool.map(lambda _: store.copy_layer(layer, "zhao").id, range(8)))
    assert len(begun) == 1
