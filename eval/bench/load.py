"""The review server under load: so many people at once, with uploads, assignments, streams and idle connections.

Run as `python -m eval.bench.load [--clients 50] [--seconds 60] [--database postgresql] [--idle 1100]`. Every client is a person
with an account and a page: a layer of their own, a stream of events, an edit every few seconds (of which the time is
measured), the checks that a page asks for behind it, the queue now and then, an assignment, and uploads. The idle
connections are opened first and held, opened again where the server closes them. Wanted: no error but told
refusals, 95% of edits within 300 ms, at most 500 MB of the server's memory (its upload worker is counted by itself).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import socket
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

from annotations.accounts import People
from annotations.corpus.rendering import gold_of, samples, to_text
from annotations.store import Store, import_gold
from eval.bench import postgres
from eval.bench.review_server import serving

_PHRASE = "丹枫白露 seven 7 cranes"
_REFUSALS = frozenset({409, 413, 422, 429, 503})
"""Answers that tell what is wrong; everything else above 399, and no answer, is an error."""


@dataclass(slots=True)
class Tally:
    """What came of a run: milliseconds of each edit, statuses by what was asked, memory over time."""

    edits: list[float] = field(default_factory=list)
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    server: list[int] = field(default_factory=list)
    workers: list[int] = field(default_factory=list)
    told: int = 0

    def lines(self) -> Iterator[str]:
        """Yield the result, a line each."""
        ordered = sorted(self.edits) or [0.0]
        at = {p: ordered[min(len(ordered) - 1, int(p * len(ordered)))] for p in (0.5, 0.95, 0.99)}
        yield (
            f"edits: {len(self.edits)}, median {at[0.5]:.0f} ms, 95% {at[0.95]:.0f} ms, "
            f"99% {at[0.99]:.0f} ms, longest {ordered[-1]:.0f} ms"
        )
        for (what, status), n in sorted(self.statuses.items()):
            yield f"  {what} {status}: {n}"
        yield f"changes told by streams: {self.told}"
        yield f"errors: {self.errors.total()} {dict(self.errors)}"
        largest, worker = max(self.server, default=0), max(self.workers, default=0)
        yield f"memory: server {largest / 1e6:.0f} MB, upload worker {worker / 1e6:.0f} MB"


class Client:
    """One person at a page."""

    def __init__(self, number: int, url: str, tally: Tally, *, pause: float) -> None:
        self.name, self.tally, self.pause = f"甲{number:03d}", tally, pause
        self.random = random.Random(number)
        self.http = httpx.AsyncClient(base_url=url, timeout=60)
        self.layer = self.version = self.document = 0
        self.mentions: dict[str, dict[str, Any]] = {}

    async def run(self, documents: Sequence[int], until: float) -> None:
        """Come in, open a report, work until the time is over."""
        await self._open(self.random.choice(documents))
        stream = asyncio.create_task(self._listen())
        turn = 0
        while time.monotonic() < until:
            await asyncio.sleep(self.random.expovariate(1 / self.pause))
            turn += 1
            await self._edit()
            await asyncio.sleep(0.25)
            await self._ask("checks", "GET", f"/api/layers/{self.layer}/checks")
            if turn % 4 == 0:
                body = {"documents": [self.document], "reviewer": self.name}
                await self._ask("assign", "POST", "/api/assign", json=body)
            if turn % 6 == 0:
                await self._ask("queue", "GET", "/")
            if self.random.random() < 0.05:
                await self._upload(turn)
        stream.cancel()
        with contextlib.suppress(asyncio.CancelledError, httpx.HTTPError):
            await stream
        await self.http.aclose()

    async def _open(self, document: int) -> None:
        form = {"name": self.name, "token": _PHRASE}
        await self._ask("sign in", "POST", "/sign-in", data=form)
        answer = await self._ask("open", "GET", f"/documents/{document}")
        page = answer.text if answer is not None else ""
        self.document, self.layer = document, int(page.split('data-layer="')[1].split('"')[0])
        self.http.headers["x-csrf-token"] = page.split('name="csrf" content="')[1].split('"')[0]
        data = await self._ask("layer", "GET", f"/api/layers/{self.layer}")
        if data is not None:
            self.version = data.json()["version"]
            self.mentions = {m["id"]: m for m in data.json()["mentions"]}

    async def _edit(self) -> None:
        name = self.random.choice(list(self.mentions))
        change = {None: "increase", "increase": "decrease", "decrease": None}
        value = {**self.mentions[name], "change": change[self.mentions[name].get("change")]}
        edits = [{"kind": "mention", "key": name, "value": value}]
        body = {"base": self.version, "action": "change", "edits": edits}
        began = time.perf_counter()
        answer = await self._ask("edit", "POST", f"/api/layers/{self.layer}/edits", json=body)
        self.tally.edits.append(1000 * (time.perf_counter() - began))
        if answer is not None and answer.status_code == 200:
            self.version, self.mentions[name] = answer.json()["version"], value

    async def _upload(self, turn: int) -> None:
        text = f"{self.name}{turn}单位2023年部门决算\n支出合计{turn + 1}.00万元，其中基本支出1.00万元。\n"
        files = {"report": (f"{self.name}-{turn}.txt", text.encode())}
        form = {"csrf": self.http.headers["x-csrf-token"]}
        await self._ask("upload", "POST", "/upload", data=form, files=files)

    async def _ask(self, what: str, method: str, path: str, **given: Any) -> httpx.Response | None:
        try:
            answer = await self.http.request(method, path, **given)
        except httpx.HTTPError as error:
            self.tally.errors[f"{what}: {type(error).__name__}"] += 1
            return None
        self.tally.statuses[what, answer.status_code] += 1
        if answer.status_code >= 400 and answer.status_code not in _REFUSALS:
            self.tally.errors[f"{what}: {answer.status_code}"] += 1
        return answer

    async def _listen(self) -> None:
        path = f"/api/layers/{self.layer}/events?after={self.version}"
        async with self.http.stream("GET", path, timeout=None) as answer:
            async for line in answer.aiter_lines():
                self.tally.told += line.startswith("event:")


class Idle:
    """Connections that say nothing, opened again where the server closes them."""

    def __init__(self, port: int, count: int) -> None:
        self._port, self._ending = port, threading.Event()
        self.refused = 0
        self._open = [self._connect() for _ in range(count)]
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()

    def _connect(self) -> socket.socket | None:
        try:
            made = socket.create_connection(("127.0.0.1", self._port), timeout=10)
        except OSError:
            self.refused += 1
            return None
        made.setblocking(False)
        return made

    def _keep(self) -> None:
        while not self._ending.wait(1.0):
            for i, one in enumerate(self._open):
                if one is None or _is_closed(one):
                    if one is not None:
                        one.close()
                    self._open[i] = self._connect()

    def close(self) -> None:
        """Let them go."""
        self._ending.set()
        self._thread.join()
        for one in self._open:
            if one is not None:
                one.close()


def _is_closed(one: socket.socket) -> bool:
    try:
        return one.recv(1) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def prepare(where: str | Path, clients: int) -> list[int]:
    """Fill a store with our samples and an account for every client; return the documents' ids."""
    store = Store.open(where)
    texts = [(gold_of(sample), to_text(sample).decode()) for sample in samples()]
    found = [import_gold(store, gold, text).document_id for gold, text in texts]
    people = People(store.engine)
    for number in range(clients):
        made = people.invite(f"甲{number:03d}", "reviewer", actor="bench")
        people.join(made.code, _PHRASE)
    store.close()
    return found


@contextlib.contextmanager
def _database(named: str | None) -> Iterator[str | Path]:
    """Yield where the store is to be: a new SQLite file, a PostgreSQL server of its own, or what is named."""
    if named == "postgresql":
        programs = postgres.binaries()
        if programs is None:
            raise SystemExit("no PostgreSQL: install the Debian package postgresql")
        with postgres.running(programs) as url:
            yield url
    elif named:
        yield named
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder) / "review.db"


def _watch(process: psutil.Process, tally: Tally, ending: threading.Event) -> None:
    while not ending.wait(0.5):
        with contextlib.suppress(psutil.Error):
            tally.server.append(process.memory_info().rss)
            children = process.children(recursive=True)
            tally.workers.append(max((c.memory_info().rss for c in children), default=0))


async def _all(url: str, documents: list[int], tally: Tally, options: argparse.Namespace) -> None:
    until = time.monotonic() + options.seconds
    clients = [Client(i, url, tally, pause=options.pause) for i in range(options.clients)]
    await asyncio.gather(*(c.run(documents, until) for c in clients))


def measure(where: str | Path, options: argparse.Namespace) -> Tally:
    """Serve a store, let everybody loose on it, and return what came of it."""
    documents, tally = prepare(where, options.clients), Tally()
    with serving(where, options=("--model", "pattern")) as (url, process):
        ending = threading.Event()
        arguments = (psutil.Process(process.pid), tally, ending)
        watching = threading.Thread(target=_watch, args=arguments, daemon=True)
        watching.start()
        idle = Idle(int(url.rsplit(":", 1)[1]), options.idle)
        asyncio.run(_all(url, documents, tally, options))
        idle.close()
        ending.set()
        watching.join()
        if idle.refused:
            tally.errors["idle connection refused"] += idle.refused
    return tally


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 1 where something wanted is not met."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.load", description=__doc__)
    parser.add_argument("--clients", type=int, default=50, help="people at once (default 50)")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long (default 60)")
    parser.add_argument("--pause", type=float, default=3.0, help="mean seconds between edits")
    parser.add_argument("--idle", type=int, default=1100, help="idle connections (default 1100)")
    parser.add_argument(
        "--database",
        help='URL of an empty database, or "postgresql" for a server that is started for it '
        "(default: SQLite, a new file)",
    )
    options = parser.parse_args(arguments)
    from annotations.review.connections import allow_many_files

    allow_many_files()
    with _database(options.database) as where:
        tally = measure(where, options)
    print("\n".join(tally.lines()))
    slow = sorted(tally.edits)[int(0.95 * len(tally.edits))] > 300 if tally.edits else True
    return int(bool(tally.errors) or slow or max(tally.server, default=0) > 500e6)


if __name__ == "__main__":
    raise SystemExit(main())
