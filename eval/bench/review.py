"""How smooth the review page is on a long report: time to open, time from a key to the changed screen.

Run as `python -m eval.bench.review [--characters N] [--mentions N]`. The report is our samples, joined until
it is long enough; the browser is the system's Chromium. "Open" runs from the start of the navigation to
the second frame with the text (what is off the screen is drawn
while the browser is idle: "whole"); "edit" from the key event to the frame that shows it; "saved" is
the time of the request that puts it on the disk.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotations.corpus.rendering import gold_of, samples, to_text
from annotations.record import Annotation, AnnotationRecord
from annotations.store import Store, import_gold
from annotations.worklist.checking import Checker
from eval.bench.review_server import served, signed_in

_KEYS = ["6", "{", "[", "}", "]", "d", "b", "Space", "x", "z", "j"]
_CHECKED = '#checks[data-version]:not([data-version=""])'
_WATCH = """() => {
  window.took = [];
  addEventListener("keydown", (event) => {
    const began = event.timeStamp;
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => window.took.push(performance.now() - began);
      after.port2.postMessage(0);
    });
  }, true);
}"""
_SAVES = """() => performance.getEntriesByType("resource")
  .filter((e) => /edits|undo/.test(e.name)).map((e) => e.duration)"""


def long_report(characters: int, mentions: int) -> tuple[str, AnnotationRecord]:
    """Return our samples joined to a text of that length, and so many of their mentions."""
    text, spans = "", list[Annotation]()
    for round_, sample in enumerate(itertools.cycle(list(samples()))):
        if len(text) >= characters:
            break
        spans += _moved(gold_of(sample).spans, len(text), round_)
        text += to_text(sample).decode() + "\n"
    step = len(spans) / mentions
    kept = [spans[int(i * step)] for i in range(min(mentions, len(spans)))] if step > 1 else spans
    known = {s.id for s in kept}
    tied = tuple(replace(s, links=tuple(t for t in s.links if t in known)) for s in kept)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return text, AnnotationRecord("long.txt", digest, len(text), tied)


def _moved(spans: Sequence[Annotation], by: int, round_: int) -> list[Annotation]:
    def name(identifier: str) -> str:
        letters = identifier.rstrip("0123456789")
        return f"{letters}{round_:03d}{identifier[len(letters) :]}"

    return [
        replace(
            s,
            id=name(s.id),
            start=s.start + by,
            end=s.end + by,
            links=tuple(name(t) for t in s.links),
        )
        for s in spans
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.review", description=__doc__)
    parser.add_argument("--characters", type=int, default=100_000, help="length (default 100000)")
    parser.add_argument("--mentions", type=int, default=3000, help="mentions (default 3000)")
    parser.add_argument("--rounds", type=int, default=10, help="rounds of keys (default 10)")
    options = parser.parse_args(arguments)
    text, record = long_report(options.characters, options.mentions)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "review.db"
        store = Store.open(database)
        layer = import_gold(store, record, text)
        size = len(text.encode())
        print(f"{len(text)} characters, {size} bytes, {len(record.spans)} mentions")
        began = time.perf_counter()
        Checker(store).record(layer.id)
        print(
            f"checks recomputed in {(time.perf_counter() - began) * 1000:.0f} ms (beside the edit)"
        )
        store.close()
        with served(database) as url, signed_in(url, "bench") as page:
            _measure(page, f"{url}/documents/{layer.document_id}", options.rounds)
    return 0


def _measure(page: Any, address: str, rounds: int) -> None:
    opened, whole = list[float](), list[float]()
    for _ in range(6):
        page.goto(address)
        page.wait_for_selector("[data-ready]")
        opened.append(float(page.get_attribute("#review", "data-ready")))
        page.wait_for_selector("#text[data-whole]", timeout=60_000)
        whole.append(float(page.get_attribute("#text", "data-whole")))
        page.wait_for_selector(_CHECKED, timeout=60_000)
    print(f"first open (copies the layer) {opened[0]:.0f} ms")
    _print("open", opened[1:])
    _print("whole text drawn", whole[1:])
    page.evaluate(_WATCH)
    inspector = page.context.new_cdp_session(page)
    inspector.send("Performance.enable", {"timeDomain": "threadTicks"})
    busy = -_busy(inspector)
    for i in range(rounds):
        page.locator("mark").nth(i * 250).click()
        for key in _KEYS:
            page.keyboard.press(key)
            page.wait_for_timeout(60)
    page.wait_for_timeout(1000)
    took = page.evaluate("() => window.took")
    busy += _busy(inspector)
    _print("edit", took)
    print(
        f"edit: {busy / len(took):.1f} ms of the page's processor time each, redrawn checks included"
    )
    _print("saved", page.evaluate(_SAVES))


def _busy(inspector: Any) -> float:
    """Processor milliseconds that the page's main thread has used."""
    metrics = inspector.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def _print(name: str, milliseconds: list[float]) -> None:
    ordered = sorted(milliseconds)
    worst = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    middle = statistics.median(ordered)
    print(
        f"{name}: median {middle:.1f} ms, 95% {worst:.1f} ms, longest {ordered[-1]:.1f} ms, "
        f"n = {len(ordered)}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
