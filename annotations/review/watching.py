"""What happens in the store, told to the pages that are open (实时更新): server-sent events.

One look at the versions a second serves every open page; what another process saves is seen like what this one
does. A page names the version that it was made from, so that nothing falls between its making and its stream; it
is told that its layer, or the queue, is not as it knows it, and asks for what changed itself.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from annotations.store import Store
from annotations.store.engine import reading
from annotations.store.tables import assignment, document, layer

EVERY = 1.0
"""Seconds between two looks."""
SILENCE = 15.0
"""Seconds without news after which a page is told that it is still connected."""
QUEUE = 0
"""The "layer" of pages that show the queue."""


@dataclass(slots=True, eq=False)
class _Page:
    """One open page: the layer it shows, the version it knows, and what wakes its stream."""

    layer: int
    known: int
    news: asyncio.Event = field(default_factory=asyncio.Event)


class Watcher:
    """Looks at the store while pages are open, and tells them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pages: set[_Page] = set()
        self._task: asyncio.Task[None] | None = None
        self._stopped = False
        self._versions: dict[int, int] = {}

    @property
    def listeners(self) -> int:
        """How many pages are open."""
        return len(self._pages)

    def stop(self) -> None:
        """Let every page go: the server ends. To be called in its loop."""
        self._stopped = True
        for page in self._pages:
            page.news.set()

    async def listen(
        self, layer_id: int, known: int, is_welcome: Callable[[], bool]
    ) -> AsyncIterator[str]:
        """Yield server-sent events until the page is closed or its session has ended.

        Args:
            layer_id: which layer, or `QUEUE`; known: the version that the page has.
            is_welcome: asked in silences whether the session lasts.
        """
        page = _Page(layer_id, known)
        self._pages.add(page)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look())
        try:
            yield "retry: 2000\n\n"
            while not self._stopped:
                try:
                    await asyncio.wait_for(page.news.wait(), SILENCE)
                except TimeoutError:
                    if not await run_in_threadpool(is_welcome):
                        return
                    yield ": still here\n\n"
                    continue
                page.news.clear()
                if not self._stopped:
                    yield f"event: changed\ndata: {page.known}\n\n"
        finally:
            self._pages.discard(page)

    async def _look(self) -> None:
        while self._pages and not self._stopped:
            with contextlib.suppress(SQLAlchemyError):  # a database that is busy is asked again
                layers = frozenset(p.layer for p in self._pages)
                self._tell(await run_in_threadpool(self.versions, layers))
            await asyncio.sleep(EVERY)

    def _tell(self, versions: dict[int, int]) -> None:
        for page in self._pages:
            version = versions.get(page.layer, page.known)
            if version != page.known:
                page.news.set()
            page.known = version

    def versions(self, layers: frozenset[int]) -> dict[int, int]:
        """Return the versions of layers; that of the queue is a count of everything that happened."""
        y = layer.c
        found: dict[int, int] = {}
        with reading(self._store.engine) as connection:
            chosen = select(y.id, y.version).where(y.id.in_(layers))
            found.update((i, version) for i, version in connection.execute(chosen))
            if QUEUE in layers:
                counts = (
                    func.sum(y.version),
                    func.count(assignment.c.id),
                    func.count(document.c.id),
                )
                parts = (select(func.coalesce(c, 0)).scalar_subquery() for c in counts)
                found[QUEUE] = sum(connection.execute(select(*parts)).one())
        return found
