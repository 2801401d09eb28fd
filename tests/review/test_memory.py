"""Memory in the browser: one report teaches the next, a correction goes to all alike, entries are taken out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from annotations.corpus.families import Member, members
from annotations.store import DONE, Edit, Store, edits_of_markup
from extraction.markup import Markup
from tests.review.conftest import Served
from tests.review.driving import Desk

FAMILY = "score-table"


def _add(store: Store, member: Member) -> int:
    """Store a report as a machine might find it: without names of indicators and totals."""
    stored = store.add_document(member.document)
    gold = member.gold.markup()
    kept = tuple(m for m in gold.mentions if m.label != "INDICATOR" and m.text != "合计得分")
    ids = {m.id for m in kept}
    links = tuple(k for k in gold.links if {k.source, k.target} <= ids)
    edits = edits_of_markup(Markup(kept, links))
    store.create_layer(stored.id, "model", kind="model", edits=edits)
    return stored.id


def _correct(store: Store, document: int, member: Member, who: str, *, done: bool) -> int:
    """Make a layer that says what the gold says."""
    edits = [*edits_of_markup(member.gold.markup(), accepted=True)]
    layer = store.create_layer(document, who, kind="human", edits=edits)
    if done:
        word = [Edit("decision", DONE, {"verdict": "done"})]
        store.save(layer.id, word, base=1, actor=who, action="done")
    return layer.id


@pytest.fixture
def batch(store: Store) -> list[tuple[int, Member]]:
    """Twenty-one reports of one template, as the machine read them."""
    return [(_add(store, m), m) for m in members(FAMILY, 21)]


def test_a_finished_report_teaches_the_next_and_is_named_as_source(
    batch: list[tuple[int, Member]],
    reviewer: Callable[[str], Any],
    served: Served,
    store: Store,
    picture: Callable[[Any, str], None],
) -> None:
    (first, one), (second, two), (third, _), *_ = batch
    _correct(store, first, one, "王芳", done=True)
    desk = Desk(reviewer("李明"), served.url, second)
    found = {(m["start"], m["end"], m["label"]) for m in store.read(desk.layer).mentions.values()}
    wanted = {(s.start, s.end, s.label.value) for s in two.gold.spans}
    assert len(found & wanted) >= 0.95 * len(wanted)
    assert [e.actor for e in store.history(desk.layer)] == ["李明", "memory"]
    indicator = next(m for m in store.read(desk.layer).ordered() if m.get("memory"))
    desk.select(indicator["id"])
    source = desk.page.locator(".recalled a")
    assert source.inner_text() == "同 1 份已更正的报告"
    assert source.get_attribute("href").startswith(f"/memory/{one.document.sha256[:8]}:")
    picture(desk.page, "memory")
    desk.page.click(".recalled button")
    desk.page.wait_for_selector(".recalled button[disabled]")
    again = Desk(reviewer("赵强"), served.url, third)
    spoken = {tuple(m["memory"])[1] for m in store.read(again.layer).ordered() if m.get("memory")}
    assert indicator["memory"][1] not in spoken


def test_a_correction_goes_to_twenty_reports_in_two_gestures(
    batch: list[tuple[int, Member]],
    reviewer: Callable[[str], Any],
    served: Served,
    store: Store,
    picture: Callable[[Any, str], None],
) -> None:
    (first, one), *others = batch
    _correct(store, first, one, "李明", done=False)
    desk = Desk(reviewer("李明"), served.url, first)
    total = next(s for s in one.gold.spans if s.text == "合计得分")
    desk.select(total.id)
    before = {d: _items(store, d) for d, _ in others}
    assert not any("合计得分" in found for found in before.values())
    desk.press("i")
    desk.page.wait_for_selector("#alike[open] tbody tr:nth-child(20)")
    picture(desk.page, "alike")
    desk.press("Enter")
    desk.page.wait_for_selector('#saved[data-state="alike"]')
    assert desk.page.inner_text("#saved") == "已照改 20 份报告"
    for document, _ in others:
        assert "合计得分" in _items(store, document)
        layer = store.find_layer(document, "李明")
        assert layer is not None
        assert store.history(layer.id)[-1].action == "alike"
        assert store.undo(layer.id, actor="李明") is not None
        assert "合计得分" not in _items(store, document)


def _items(store: Store, document: int) -> set[str]:
    layer = store.find_layer(document, "李明") or store.find_layer(document, "model")
    assert layer is not None
    return {m["text"] for m in store.read(layer.id).mentions.values() if m["label"] == "ITEM"}


def test_what_a_person_accepted_is_never_changed(
    batch: list[tuple[int, Member]], store: Store
) -> None:
    from annotations.memory.stored import StoredMemory, advised_edits

    (first, one), (second, two), *_ = batch
    _correct(store, first, one, "王芳", done=True)
    model = store.find_layer(second, "model")
    assert model is not None
    layer = store.copy_layer(model, "李明")
    state = store.read(layer.id)
    mention = next(m for m in state.ordered() if m["label"] == "LEVEL")
    kept = {**mention, "label": "ORG", "accepted": True}
    store.save(layer.id, [Edit("mention", mention["id"], kept)], base=1, actor="李明", action="x")
    memory = StoredMemory(store).memory()
    edits = advised_edits(memory, two.document, store.read(layer.id))
    store.save(layer.id, edits, base=2, actor="memory", action="recall")
    now = store.read(layer.id)
    assert now.mentions[mention["id"]]["label"] == "ORG"
    now.markup()
