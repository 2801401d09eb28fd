"""Edits survive any answer: a browser edits on while its server restarts, locks, fills its disk or is mute."""

import json
import resource
import sqlite3
import threading
import time
from functools import partial

import pytest
from sqlalchemy import delete

from annotations.review.app import create_app
from annotations.review.settings import ReviewSettings
from annotations.store import Store, tables
from tests.review.driving import Desk, opened, say_who

SAMPLE = "lanxi-veterans-overall"
FAULTS = ("401", "500", "503", "mute", "drop", "answer lost", "restart", "locked", "full", "forged")
"""What happens to the server, in turn."""


class Flaky:
    """The application behind a gate that fails in a given way for the next changing requests."""

    def __init__(self, app):
        self.app, self.left = app, []

    async def __call__(self, scope, receive, send):
        changing = (
            scope["type"] == "http"
            and scope["method"] == "POST"
            and "/api/layers/" in scope["path"]
        )
        fault = self.left.pop(0) if changing and self.left else None
        if fault is None:
            await self.app(scope, receive, send)
        elif fault == "answer lost":
            await self.app(scope, receive, lambda message: _nothing())
            raise ConnectionError("the answer is lost")
        elif fault == "drop":
            raise ConnectionError("dropped")
        elif fault == "mute":
            import asyncio

            await asyncio.sleep(3)
            raise ConnectionError("mute")
        else:
            status = int(fault)
            await send({"type": "http.response.start", "status": status, "headers": []})
            await send({"type": "http.response.body", "body": b"{}"})


async def _nothing():
    return None


def _nothing_to_mend():
    return None


class Desktop:
    """A database, its server on one port whatever happens, and the wrongs that can be done to them."""

    def __init__(self, folder, settings):
        self.path, self.settings = folder / "review.db", settings
        self.store = Store.open(self.path)
        self.port = 0
        self.mend = _nothing_to_mend
        self.start()

    def start(self):
        import uvicorn

        app = create_app(self.store, self.settings)
        self.context, self.gate = app.state.context, Flaky(app)
        config = uvicorn.Config(self.gate, port=self.port, log_level="critical", lifespan="off")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            assert self.thread.is_alive(), "the server does not start"
            time.sleep(0.02)
        self.port = self.server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def stop(self):
        self.server.should_exit = self.server.force_exit = True
        self.thread.join()

    def wrong(self, kind):
        """Do one wrong to the server; one that lasts does so until `mend`."""
        if kind in ("401", "500", "503", "mute", "drop", "answer lost"):
            self.gate.left.append(kind)
        elif kind == "forged":
            with self.store.engine.begin() as connection:
                connection.execute(delete(tables.session))
            self.context.entrance.sessions.forget()
        elif kind == "restart":
            self.stop()
            self.mend = self.start
        elif kind == "locked":
            self._lock()
        elif kind == "full":
            self._fill()

    def _lock(self):
        base = sqlite3.connect(self.path, isolation_level=None, timeout=60)
        base.execute("BEGIN IMMEDIATE")
        self.mend = base.close

    def _fill(self):
        """No file may grow: what a full disk does to a database."""
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
        self.mend = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (soft, hard))


WATCH = """() => {
  const saved = document.getElementById("saved");
  window.unsaved = 0;
  new MutationObserver(() => { if (saved.dataset.state === "unsaved") window.unsaved += 1; })
    .observe(saved, { attributes: true });
}"""
"""Counts how often the page says that something is unsaved, however short."""


def seen_unsaved(page):
    """Wait until the page has said so; return 1."""
    page.wait_for_function("() => window.unsaved > 0")
    page.evaluate("window.unsaved = 0")
    return 1


def edit_through(desk, desktop, faults, edits):
    """Make so many edits by key, with the wrongs spread among them; return how often the page told of it.

    What is wrong stays so until the page has told of it.
    """
    told = 0
    every = max(1, edits // max(1, len(faults)))
    left = list(faults)
    for number in range(edits):
        wronged = number % every == every // 2 and bool(left)
        if wronged:
            desk.page.wait_for_selector('#saved:not([data-state="unsaved"])')
            desk.page.evaluate("window.unsaved = 0")
            desktop.wrong(left.pop(0))
        desk.press("d")
        if wronged:
            told += seen_unsaved(desk.page)
            desktop.mend()
            desktop.mend = _nothing_to_mend
    desk.saved()
    return told


@pytest.fixture
def desktop(tmp_path, monkeypatch, browser):
    monkeypatch.setattr("annotations.store.engine._PATIENCE", 1)
    made = Desktop(tmp_path, ReviewSettings(port=0, model="pattern"))
    yield made
    for context in list(browser.contexts):
        context.close()
    made.stop()
    made.store.close()


@pytest.mark.slow
def test_two_hundred_edits_through_twenty_faults(desktop, browser):
    from annotations.corpus.rendering import gold_of, samples, to_text
    from annotations.store import import_gold

    sample = next(s for s in samples() if s.slug == SAMPLE)
    document_id = import_gold(desktop.store, gold_of(sample), to_text(sample).decode()).document_id
    page = opened(browser.new_context())
    page.set_default_timeout(180_000)  # what failed often is tried again after half a minute
    say_who(page, desktop.url, "王敏")
    desk = Desk(page, desktop.url, document_id)
    desk.press("j")
    mention = desk.current()
    page.evaluate(WATCH)
    faults = [*FAULTS, *FAULTS]
    assert edit_through(desk, desktop, faults, 200) == len(faults)
    state = desktop.store.read(desk.layer)
    events = [e for e in desktop.store.history(desk.layer) if e.action not in ("import", "copy")]
    assert (
        sum(e.actor == "王敏" and any(c.key == mention for c in e.changes) for e in events) == 200
    )
    # increase, decrease, none: 200 turns end where 200 mod 3 do.
    assert state.mentions[mention].get("change") == (None, "increase", "decrease")[200 % 3]
    assert (
        page.evaluate(
            "Object.keys(localStorage).filter((k) => k.startsWith('jixiao-unsaved')).length"
        )
        == 0
    )


def test_unsaved_edits_are_told_guarded_and_survive_the_page(desktop, browser):
    from annotations.corpus.rendering import gold_of, samples, to_text
    from annotations.store import import_gold

    sample = next(s for s in samples() if s.slug == SAMPLE)
    document_id = import_gold(desktop.store, gold_of(sample), to_text(sample).decode()).document_id
    context = browser.new_context()
    page = opened(context)
    say_who(page, desktop.url, "王敏")
    desk = Desk(page, desktop.url, document_id)
    desk.press("j")
    mention = desk.current()
    page.route("**/api/layers/*/edits", lambda route: route.fulfill(status=503, body="{}"))
    desk.press("d")
    desk.saved("unsaved")
    assert "1" in page.text_content("#saved")
    guarded = page.evaluate(
        "(() => { const e = new Event('beforeunload', {cancelable: true}); return !window.dispatchEvent(e); })()"
    )
    assert guarded
    kept = page.evaluate(
        "Object.entries(localStorage).filter(([k]) => k.startsWith('jixiao-unsaved'))"
    )
    assert json.loads(kept[0][1])[0]["edits"][0][1] == mention
    page.close(run_before_unload=False)
    again = Desk(opened(context), desktop.url, document_id)
    again.saved()
    assert desktop.store.read(again.layer).mentions[mention]["change"] == "increase"


def test_a_refused_edit_is_told_and_the_others_stay(desktop, browser):
    from annotations.corpus.rendering import gold_of, samples, to_text
    from annotations.store import import_gold

    sample = next(s for s in samples() if s.slug == SAMPLE)
    document_id = import_gold(desktop.store, gold_of(sample), to_text(sample).decode()).document_id
    held: list = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    page = opened(browser.new_context())
    page.route("**/api/layers/*/edits", hold_the_first)  # before the page asks for anything
    say_who(page, desktop.url, "王敏")
    desk = Desk(page, desktop.url, document_id)
    desk.press("j")
    page.wait_for_selector("mark.current")
    desk.press("d")
    desk.until(lambda: len(held) == 1)
    desk.press("j", "d")  # the second edit is made while the first is on its way
    held[0].fulfill(status=422, content_type="application/json", body='{"message": "no"}')
    desk.saved()
    changed = [e for e in desktop.store.history(desk.layer) if e.action not in ("import", "copy")]
    assert len(changed) == 1
