"""A served review application over the sample reports, and a real browser to use it with."""

from __future__ import annotations

import io
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from annotations.corpus.rendering import RENDERED, gold_of, samples, to_text
from annotations.review.app import create_app
from annotations.review.settings import ReviewSettings
from annotations.store import Store, edits_of_markup, import_gold
from extraction.loading import load
from extraction.markup import Markup
from extraction.pipeline import default_pipeline
from tests.review.driving import opened, say_who

CHROMIUM = Path("/usr/bin/chromium")
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "review"
BROWSER_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened = Store.open(tmp_path / "review.db")
    yield opened
    opened.close()


@pytest.fixture
def add_gold(store: Store) -> Callable[[str], int]:
    """Store a sample report's text with its gold layer; return the document's id."""

    def add(slug: str) -> int:
        sample = next(s for s in samples() if s.slug == slug)
        return import_gold(store, gold_of(sample), to_text(sample).decode()).document_id

    return add


@pytest.fixture(scope="session")
def extracted() -> Callable[[str], tuple[Any, Markup]]:
    """The document and mark-up that the patterns find in a rendered sample (by file name)."""
    known: dict[str, tuple[Any, Markup]] = {}

    def extract(name: str) -> tuple[Any, Markup]:
        if name not in known:
            document = load(RENDERED / name)
            record = default_pipeline("pattern").extract(document)
            known[name] = (document, record.facts.markup)
        return known[name]

    return extract


@pytest.fixture
def add_model(store: Store, extracted: Callable[[str], tuple[Any, Markup]]) -> Callable[[str], int]:
    """Store a rendered sample with a model layer; return the document's id."""

    def add(name: str) -> int:
        document, markup = extracted(name)
        stored = store.add_document(document, source=str(RENDERED / name))
        edits = edits_of_markup(markup)
        store.create_layer(stored.id, "model", kind="model", edits=edits, origin="pattern")
        return stored.id

    return add


class Served:
    """A running application: its address, and how to stop it."""

    def __init__(self, store: Store, settings: ReviewSettings) -> None:
        import uvicorn

        from annotations.review.connections import Server

        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.app = create_app(store, settings)
        config = uvicorn.Config(self.app, log_level="error", lifespan="off")
        self._server = Server(config, self.app.state.context.watcher)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop serving."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()


@pytest.fixture
def served(store: Store) -> Iterator[Served]:
    """The application on a free port of this machine."""
    running = Served(store, ReviewSettings(model="pattern"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium from the system."""
    if not CHROMIUM.exists():
        pytest.skip("no browser: install the Debian package chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=BROWSER_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def reviewer(browser: Any, served: Served) -> Iterator[Callable[[str], Any]]:
    """Sign a reviewer in, in a browser of their own; return their page. No script may fail."""
    contexts, problems = [], []

    def sign_in(name: str) -> Any:
        context = browser.new_context(viewport={"width": 1400, "height": 860})
        contexts.append(context)
        page = opened(context)
        page.on("pageerror", lambda error: problems.append(str(error)))
        say_who(page, served.url, name)
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def picture() -> Callable[[Any, str], None]:
    """Keep a screenshot for the documentation where JIXIAO_UPDATE_PICTURES is set."""

    def take(page: Any, name: str) -> None:
        if os.environ.get("JIXIAO_UPDATE_PICTURES"):
            PICTURES.mkdir(parents=True, exist_ok=True)
            shot = Image.open(io.BytesIO(page.screenshot()))
            shot.convert("RGB").quantize(64).save(PICTURES / f"{name}.png", optimize=True)

    return take
