"""Correcting without the mouse, in a real browser: every key does what the help panel says."""

from collections.abc import Callable
from typing import Any

import pytest

from annotations.store import LayerState, Store
from tests.review.conftest import Served
from tests.review.driving import Desk

SLUG = "yunling-road-project"


@pytest.fixture
def desk(add_gold: Callable[[str], int], reviewer: Callable[[str], Any], served: Served) -> Desk:
    """A reviewer at the project report, the annual target's AMOUNT a3 current."""
    opened = Desk(reviewer("李明"), served.url, add_gold(SLUG))
    opened.select("a3")
    return opened


def state(store: Store, desk: Desk, version: int) -> LayerState:
    desk.checked(version)
    found = store.read(desk.layer)
    assert found.version == version
    return found


def test_next_and_previous(desk: Desk, store: Store) -> None:
    order = [m["id"] for m in store.read(desk.layer).ordered()]
    desk.press("j", "j", "k")
    assert desk.current() == order[order.index("a3") + 1]


def test_relabel(desk: Desk, store: Store) -> None:
    desk.press("6")
    assert state(store, desk, 2).mentions["a3"]["label"] == "COUNT"
    assert "l-COUNT" in desk.page.get_attribute('mark[data-id="a3"]', "class")


@pytest.mark.parametrize(
    ("key", "start", "end"), [("{", 1, 0), ("}", 0, -1)], ids=["shrink-start", "shrink-end"]
)
def test_shrink(desk: Desk, store: Store, key: str, start: int, end: int) -> None:
    before = store.read(desk.layer).mentions["a3"]
    desk.press(key)
    after = state(store, desk, 2).mentions["a3"]
    assert (after["start"], after["end"]) == (before["start"] + start, before["end"] + end)
    assert after["text"] == store.text(1)[after["start"] : after["end"]]


@pytest.mark.parametrize(("shrink", "grow"), [("{", "["), ("}", "]")], ids=["start", "end"])
def test_grow_is_the_way_back(desk: Desk, store: Store, shrink: str, grow: str) -> None:
    before = store.read(desk.layer).mentions["a3"]
    desk.press(shrink, grow)
    after = state(store, desk, 3).mentions["a3"]
    assert (after["start"], after["end"]) == (before["start"], before["end"])


def test_grow_stops_at_the_neighbour(desk: Desk, store: Store) -> None:
    desk.press(*["]"] * 12)
    desk.saved()
    store.read(desk.layer).markup()


def test_split_and_merge(desk: Desk, store: Store) -> None:
    before = store.read(desk.layer).mentions["a3"]
    desk.press("s", "ArrowRight", "Enter")
    halves = state(store, desk, 2)
    at = before["start"] + 2
    assert halves.mentions["a3"]["end"] == at
    assert [m["end"] for m in halves.mentions.values() if m["start"] == at] == [before["end"]]
    desk.press("m")
    whole = state(store, desk, 3)
    assert whole.mentions["a3"]["text"] == before["text"]
    assert len(whole.mentions) == len(halves.mentions) - 1


def test_delete_and_undo_and_redo(desk: Desk, store: Store) -> None:
    before = store.read(desk.layer)
    desk.press("x")
    assert "a3" not in state(store, desk, 2).mentions
    desk.press("z")
    back = state(store, desk, 3)
    assert (back.mentions, back.links) == (before.mentions, before.links)
    desk.press("Shift+Z")
    assert "a3" not in state(store, desk, 4).mentions


def test_add_by_caret(desk: Desk, store: Store) -> None:
    mention = store.read(desk.layer).mentions["a3"]
    desk.press("x")
    desk.checked(2)
    previous = store.read(desk.layer).markup().mentions
    left = [m for m in previous if m.end <= mention["start"]][-1]
    desk.select(left.id)
    steps = mention["start"] - left.end
    length = mention["end"] - mention["start"]
    desk.press("a", *["ArrowRight"] * steps, *["Shift+ArrowRight"] * length, "4")
    found = state(store, desk, 3)
    added = [m for m in found.mentions.values() if m["start"] == mention["start"]]
    assert [(m["label"], m["text"]) for m in added] == [("AMOUNT", mention["text"])]


def test_link_and_unlink(desk: Desk, store: Store) -> None:
    links = store.read(desk.layer).links
    assert "a3>p1" in links
    order = [m["id"] for m in store.read(desk.layer).ordered()]
    steps = order.index("a3") - order.index("p1")
    desk.press("l", *["k"] * steps, "Enter")
    assert "a3>p1" not in state(store, desk, 2).links
    assert desk.current() == "a3"
    desk.press("l", *["k"] * steps, "Enter")
    assert "a3>p1" in state(store, desk, 3).links
    desk.press("U")
    assert not [k for k in state(store, desk, 4).links if k.startswith("a3>")]


def test_change_and_budget(desk: Desk, store: Store) -> None:
    desk.press("d", "d", "b")
    mention = state(store, desk, 4).mentions["a3"]
    assert (mention["change"], mention["role"]) == ("decrease", "budget")


def test_finish_and_reopen(desk: Desk, store: Store) -> None:
    desk.press("D")
    assert state(store, desk, 2).done
    desk.press("D")
    assert not state(store, desk, 3).done


def test_accept_goes_on_and_accept_all_keeps_to_the_threshold(
    add_model: Callable[[str], int],
    reviewer: Callable[[str], Any],
    served: Served,
    store: Store,
) -> None:
    document_id = add_model(f"{SLUG}.txt")
    model = store.layers(document_id)[0]
    edits = store.read(model.id).mentions
    sure = list(edits)[:10]
    from annotations.store import Edit

    store.save(
        model.id,
        [
            Edit("mention", k, {**m, "confidence": 0.95 if k in sure else 0.5})
            for k, m in edits.items()
        ],
        base=1,
        actor="model",
        action="score",
    )
    desk = Desk(reviewer("李明"), served.url, document_id)
    desk.press("A")
    assert state(store, desk, 2).accepted == set(sure)
    desk.press("J", "Space")
    assert len(state(store, desk, 3).accepted) == 11


def test_help_shows_every_key(desk: Desk, picture: Callable[[Any, str], None]) -> None:
    desk.press("?")
    help_text = desk.page.inner_text("#help")
    for words in ("改类别", "拆分", "合并", "关联", "撤销", "确认不低于", "左边界", "新增"):
        assert words in help_text
    picture(desk.page, "keys")
    desk.press("?")
    assert not desk.page.is_visible("#help")


def test_mouse_selects_and_adds(desk: Desk, store: Store) -> None:
    desk.press("x")
    desk.checked(2)
    cell = desk.page.locator("td", has_text="494.00").first
    cell.dblclick(position={"x": 20, "y": 14})
    desk.page.click('#labels [data-label="AMOUNT"]')
    found = state(store, desk, 3)
    assert len(found.mentions) == len(store.state_at(desk.layer, 2).mentions) + 1
