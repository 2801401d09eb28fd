"""What others do appears in open pages within seconds; queues are a person's own; unread numbers are one key apart."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from annotations.accounts import People, Role
from annotations.review import watching
from annotations.store import Edit, Store
from extraction.census.words import unread_places
from extraction.pipeline import check_markup
from tests.review.conftest import Served
from tests.review.driving import PATIENCE, Desk
from tests.store.conftest import postgres_server, postgres_url, where

__all__ = ["postgres_server", "postgres_url", "where"]
PHRASE = "丹枫白露 seven 7 cranes"
SLUG = "yunling-road-project"
Add = Callable[[str], int]
Reviewer = Callable[[str], Any]


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """In SQLite and in PostgreSQL."""
    opened = Store.open(where)
    yield opened
    opened.close()


def relabel(store: Store, layer: int, mention: str, label: str, actor: str) -> int:
    state = store.read(layer)
    edit = Edit("mention", mention, {**state.mentions[mention], "label": label})
    saved = store.save(layer, [edit], base=state.version, actor=actor, action="relabel")
    return saved.version


class Ear(threading.Thread):
    """A browser's stream: the lines that came."""

    def __init__(self, url: str, path: str, cookies: Any) -> None:
        super().__init__(daemon=True)
        self.url, self.cookies = f"{url}{path}", cookies
        self.lines: list[str] = []
        self.ended = threading.Event()
        self.start()

    def run(self) -> None:
        with (
            contextlib.suppress(httpx.HTTPError),  # the server ended
            httpx.Client(cookies=self.cookies, timeout=None) as client,
            client.stream("GET", self.url) as answer,
        ):
            assert answer.headers["content-type"].startswith("text/event-stream")
            for line in answer.iter_lines():
                self.lines.append(line)
        self.ended.set()

    def heard(self, line: str) -> None:
        """Wait for a line."""
        until = time.monotonic() + PATIENCE / 1000
        while line not in self.lines:
            if time.monotonic() > until:
                raise AssertionError(f"expected {line!r}, heard {self.lines}")
            time.sleep(0.02)


def signed_in(served: Served, name: str = "李明", phrase: str = "") -> httpx.Client:
    client = httpx.Client(base_url=served.url, timeout=30)
    assert client.post("/sign-in", data={"name": name, "token": phrase}).status_code == 303
    return client


def test_an_edit_of_another_process_is_told_to_who_shows_the_layer(
    served: Served, store: Store, add_gold: Add, where: str
) -> None:
    document = add_gold(SLUG)
    layer = store.create_layer(document, "王芳", kind="human", edits=[]).id
    other = store.create_layer(document, "赵强", kind="human", edits=[]).id
    client = signed_in(served)
    one = Ear(served.url, f"/api/layers/{layer}/events?after=1", client.cookies)
    two = Ear(served.url, f"/api/layers/{other}/events?after=1", client.cookies)
    queue = Ear(served.url, f"/api/events?after={queue_version(client)}", client.cookies)
    for ear in (one, two, queue):
        ear.heard("retry: 2000")
    elsewhere = Store.open(where)  # as another process would
    word = Edit("decision", "check:x", {"verdict": "confirmed"})
    elsewhere.save(layer, [word], base=1, actor="王芳", action="decide")
    one.heard("data: 2")
    queue.heard("event: changed")
    elsewhere.close()
    assert "event: changed" not in two.lines


def queue_version(client: httpx.Client) -> int:
    """Open the queue; return the version that its page was made from."""
    return int(client.get("/").text.split('data-version="')[1].split('"')[0])


def test_what_happens_between_the_queue_and_its_stream_is_told(
    served: Served, store: Store, add_gold: Add
) -> None:
    document = add_gold(SLUG)
    client = signed_in(served)
    known = queue_version(client)
    store.assign_all([document], "李明", actor="周正")
    Ear(served.url, f"/api/events?after={known}", client.cookies).heard("event: changed")


def test_a_queue_as_it_is_known_is_told_nothing(
    served: Served, add_gold: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "SILENCE", 2.5)  # longer than two looks at the store
    add_gold(SLUG)
    client = signed_in(served)
    ear = Ear(served.url, f"/api/events?after={queue_version(client)}", client.cookies)
    ear.heard(": still here")
    assert "event: changed" not in ear.lines


def test_what_was_saved_before_the_stream_began_is_told_at_once(
    served: Served, store: Store, add_gold: Add
) -> None:
    document = add_gold(SLUG)
    layer = store.create_layer(document, "王芳", kind="human", edits=[]).id
    word = Edit("decision", "check:x", {"verdict": "confirmed"})
    store.save(layer, [word], base=1, actor="王芳", action="decide")
    client = signed_in(served)
    Ear(served.url, f"/api/layers/{layer}/events?after=1", client.cookies).heard("data: 2")


def test_strangers_hear_nothing_and_an_ended_session_falls_silent(
    served: Served, store: Store, add_gold: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "SILENCE", 0.5)
    document = add_gold(SLUG)
    people = People(store.engine)
    people.join(people.invite("李明", "reader", actor="test").code, PHRASE)
    layer = store.create_layer(document, "王芳", kind="human", edits=[]).id
    path = f"/api/layers/{layer}/events?after=1"
    assert httpx.get(f"{served.url}{path}").status_code == 401
    ear = Ear(served.url, path, signed_in(served, "李明", PHRASE).cookies)
    ear.heard(": still here")
    people.close("李明", actor="test")
    assert ear.ended.wait(PATIENCE / 1000)


def test_pages_that_go_are_forgotten(served: Served, store: Store) -> None:
    client, watcher = signed_in(served), served.app.state.context.watcher
    with client.stream("GET", "/api/events?after=0") as answer:
        lines = answer.iter_lines()  # kept: without a reader the client closes the stream
        next(lines)
        assert watcher.listeners == 1
    until = time.monotonic() + PATIENCE / 1000
    while watcher.listeners and time.monotonic() < until:
        time.sleep(0.1)
    assert watcher.listeners == 0


def joined(store: Store, **roles: Role) -> None:
    people = People(store.engine)
    for name, role in roles.items():
        people.join(people.invite(name, role, actor="test").code, PHRASE)


def test_each_role_finds_its_own_queue(served: Served, store: Store, add_gold: Add) -> None:
    first, second, third = (
        add_gold(s) for s in (SLUG, "lanxi-veterans-overall", "baichuan-archives-final")
    )
    joined(store, 李明="reviewer", 王芳="reviewer", 周正="adjudicator", 赵强="reader")
    store.assign_all([second], "李明", actor="周正")
    for name in ("李明", "王芳"):
        layer = store.create_layer(third, name, kind="human", edits=[])
        done = [Edit("decision", "done", {"verdict": "done"})]
        store.save(layer.id, done, base=1, actor=name, action="done")

    def seen(name: str, query: str = "") -> set[int]:
        page = signed_in(served, name, PHRASE).get(f"/{query}").text
        return {int(p.split('"')[0]) for p in page.split('<tr data-document="')[1:]}

    everything = {first, second, third}
    assert seen("李明") == {second}
    assert seen("李明", "?view=all") == everything
    assert seen("王芳") == everything
    assert seen("周正") == {third}
    assert seen("赵强") == everything
    mine = store.create_layer(second, "李明", kind="human", edits=[])
    done = [Edit("decision", "done", {"verdict": "done"})]
    store.save(mine.id, done, base=1, actor="李明", action="done")
    assert seen("李明") == everything
    assert seen("李明", "?view=mine") == {second}


# In a browser


def test_anothers_edit_appears_and_the_queue_says_so(
    reviewer: Reviewer, served: Served, store: Store, add_gold: Add
) -> None:
    document = add_gold(SLUG)
    desk = Desk(reviewer("李明"), served.url, document)
    queue = reviewer("周正")
    for page in (desk.page, queue):
        page.wait_for_selector('html[data-heard="open"]')
    relabel(store, desk.layer, "a3", "COUNT", "王芳")
    desk.page.wait_for_selector('mark.l-COUNT[data-id="a3"]')
    assert "王芳" in desk.page.inner_text("#saved")
    queue.wait_for_selector("#stale:not([hidden])")


def test_the_next_unread_number_is_one_key_away(
    reviewer: Reviewer, served: Served, store: Store, make_document: Callable[[str], Any]
) -> None:
    text = (
        "2023年支出合计8 1.5元。\n上年结转12·3·4万元，其中：基本支出。\n"
        "办结事项共3,45,6件，人均补助1..5万元。\n"
    )
    document = make_document(text)
    stored = store.add_document(document)
    store.create_layer(stored.id, "model", kind="model", edits=[])
    places = unread_places(check_markup(document, store.read(1).markup()).census)
    assert len(places) > 1, "the text is to hold unread numbers that no mention covers"
    desk = Desk(reviewer("李明"), served.url, stored.id)
    assert f"未读数字 {len(places)}" in desk.page.inner_text("#unread")
    for turn in (0, 1, len(places) - 1, 0):
        if turn == len(places) - 1 and len(places) > 2:
            for _ in range(len(places) - 2):
                desk.press("n")
        else:
            desk.press("n")
        start, end, why = places[turn]
        selected = desk.page.evaluate("document.getSelection().toString()")
        assert selected == text[start:end]
        assert why in desk.page.inner_text("#unread")
    desk.press("N")
    start, end, _ = places[-1]
    assert desk.page.evaluate("document.getSelection().toString()") == text[start:end]
    desk.press("4")
    desk.saved()
    marked = [m["text"] for m in store.read(desk.layer).mentions.values()]
    assert marked == [text[start:end]]


def test_finishing_locks_under_an_open_page_and_opening_unlocks(
    reviewer: Reviewer, served: Served, store: Store, add_gold: Add
) -> None:
    document = add_gold(SLUG)
    one = Desk(reviewer("李明"), served.url, document)
    two = Desk(reviewer("王芳"), served.url, document, layer="李明")
    one.press("D")
    one.saved()
    two.page.wait_for_selector("#review.finished")
    two.select("a3")
    two.press("6")
    assert "请先重新打开" in two.page.inner_text("#saved")
    assert store.read(one.layer).mentions["a3"]["label"] == "AMOUNT"
    one.press("D")
    two.page.wait_for_selector("#review:not(.finished)")
    two.press("6")
    two.saved()
    assert store.read(one.layer).mentions["a3"]["label"] == "COUNT"
