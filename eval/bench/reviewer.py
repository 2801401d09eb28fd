"""A scripted reviewer: correct our sample reports in the browser, key by key, until they are as annotated.

Run as `python -m eval.bench.reviewer DATABASE [--model DIR] [--family NAME [--alone]]`. The samples (or the
reports of a family, see `annotations.corpus.families`) are extracted and imported; the
reviewer opens each in Chromium, compares what is marked with the gold annotation and does what a person
would: delete, relabel, move boundaries, add, set flags, link and unlink, finish. What it leaves in the
database is what `jixiao annotate learn` learns from. Printed: F1 of spans and links before and after, and the
actions that it took (keys and clicks). Each finished report is remembered for the next one; with --alone each
has a database of its own, so that none is.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.corpus.families import FORMATS, members
from annotations.corpus.rendering import gold_of, samples, to_text
from annotations.record import Annotation, AnnotationRecord, flags_of
from annotations.store import LayerState, Store, edits_of_markup
from eval.bench.review_server import served, signed_in
from extraction.labels import Label
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.pipeline import default_pipeline

REVIEWER = "reviewer"
_FIRST_CHARACTER = """(id) => {
  const mark = document.querySelector(`mark[data-id="${id}"]`);
  mark.scrollIntoView({ block: "center" });
  const { x, y, height } = mark.getClientRects()[0];
  return [x + 4, y + height / 2];
}"""
_TRIES = 20
_KEYS = dict(zip(Label, "1234567890qwe", strict=True))
_Place = tuple[int, int]


@dataclass(slots=True)
class Desk:
    """The open page, the layer it edits, and how many keys were pressed and mentions clicked."""

    page: Any
    store: Store
    layer: int
    keys: int = 0
    clicks: int = 0

    def press(self, *keys: str) -> None:
        """Press keys in turn."""
        for key in keys:
            self.page.keyboard.press(key)
        self.keys += len(keys)

    def select(self, mention: str) -> None:
        """Click a mention; once more where the text moved under the mouse (equations come with the checks)."""
        chosen = f'mark.current[data-id="{mention}"]'
        for _ in range(_TRIES):
            x, y = self.page.evaluate(_FIRST_CHARACTER, mention)
            self.page.mouse.click(x, y)
            if self.page.locator(chosen).count():
                break
        self.clicks += 1

    def state(self) -> LayerState:
        """Return the layer once everything is saved."""
        self.page.wait_for_selector("#review[data-settled]")
        return self.store.read(self.layer)


@dataclass(frozen=True, slots=True)
class Outcome:
    """F1 of spans (labels and flags too) and of links, before and after; and the actions it took."""

    before: tuple[float, float]
    after: tuple[float, float]
    keys: int
    actions: int = 0

    def __str__(self) -> str:
        spans, links = zip(self.before, self.after, strict=True)
        return (
            f"spans F1 {spans[0]:.3f} → {spans[1]:.3f}, links F1 {links[0]:.3f} → {links[1]:.3f}, "
            f"{self.keys} keys, {self.actions} actions"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Correct the samples and print how far they came; return 1 if one is not as its gold."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.reviewer", description=__doc__)
    parser.add_argument("database", help="SQLite file to work in")
    parser.add_argument("--model", help='weights, or "pattern" (default: the shipped model)')
    parser.add_argument("--reports", type=int, default=99, help="correct only so many")
    parser.add_argument("--family", choices=tuple(FORMATS), help="reports of a family instead")
    parser.add_argument("--alone", action="store_true", help="a database a report: no memory")
    options = parser.parse_args(arguments)
    if options.alone:
        places = [Path(f"{options.database}-{i}") for i in range(options.reports)]
        outcomes = [o for i, p in enumerate(places) for o in _all(p, options, slice(i, i + 1))]
    else:
        outcomes = _all(Path(options.database), options, slice(0, options.reports))
    print(f"{len(outcomes)} reports, {sum(o.actions for o in outcomes)} actions")
    return 0 if all(min(o.after) == 1 for o in outcomes) else 1


def _all(database: Path, options: argparse.Namespace, which: slice) -> list[Outcome]:
    """Correct some of the reports in one database, one after the other."""
    store = Store.open(database)
    golds = _reports(store, options, which)
    outcomes = []
    with served(database) as url, signed_in(url, REVIEWER) as page:
        for document, gold in golds:
            outcomes.append(correct_report(page, store, f"{url}/documents/{document}", gold))
            print(f"{gold.document}: {outcomes[-1]}", flush=True)
    store.close()
    return outcomes


def _reports(
    store: Store, options: argparse.Namespace, which: slice
) -> list[tuple[int, AnnotationRecord]]:
    if options.family is None:
        return bring_in(store, options.model)[which]
    pipeline, found = default_pipeline(options.model), []
    for member in list(members(options.family, options.reports))[which]:
        stored = store.add_document(member.document)
        edits = edits_of_markup(pipeline.extract(member.document).facts.markup)
        store.create_layer(stored.id, "model", kind="model", edits=edits)
        found.append((stored.id, member.gold))
    return found


def bring_in(store: Store, model: str | None) -> list[tuple[int, AnnotationRecord]]:
    """Extract the samples' texts into model layers; return document ids and gold records."""
    pipeline = default_pipeline(model)
    found = []
    for sample in samples():
        document = load_source(Source.of(f"{sample.slug}.txt", to_text(sample)))
        stored = store.add_document(document)
        if store.find_layer(stored.id, "model") is None:
            edits = edits_of_markup(pipeline.extract(document).facts.markup)
            origin = pipeline.tagger.name
            store.create_layer(stored.id, "model", kind="model", edits=edits, origin=origin)
        found.append((stored.id, gold_of(sample)))
    return found


def correct_report(page: Any, store: Store, address: str, gold: AnnotationRecord) -> Outcome:
    """Correct one report at its address until it is as its gold, and finish it."""
    page.goto(address)
    page.wait_for_selector("#review[data-ready]")
    page.wait_for_selector("#text[data-whole]")
    desk = Desk(page, store, int(page.get_attribute("#review", "data-layer")))
    before = _scores(store.read(desk.layer), gold)
    correct(desk, gold)
    return Outcome(before, _scores(desk.state(), gold), desk.keys, desk.keys + desk.clicks)


def correct(desk: Desk, gold: AnnotationRecord) -> None:
    """Make the layer as the gold annotation is, through the page alone."""
    _clear_away(desk, gold)
    _add_missing(desk, gold)
    _set_flags(desk, gold)
    _set_links(desk, gold)
    desk.press("D")


def _clear_away(desk: Desk, gold: AnnotationRecord) -> None:
    """Relabel what stands right, trim or grow what stands nearly right, delete the rest."""
    wanted = {(s.start, s.end): s for s in gold.spans}
    state = desk.store.read(desk.layer)
    for mention in state.ordered():
        place = (mention["start"], mention["end"])
        same = wanted.get(place)
        if same is not None and same.label == mention["label"]:
            continue
        near = same or _near(mention, gold, state)
        desk.select(mention["id"])
        if near is None:
            desk.press("x")
            continue
        _resize(desk, mention, near)
        if near.label != mention["label"]:
            desk.press(_KEYS[near.label])
    places = {(s.start, s.end) for s in gold.spans}
    for mention in desk.state().ordered():
        if (mention["start"], mention["end"]) not in places:
            desk.select(mention["id"])
            desk.press("x")  # a neighbour was in the way
    desk.state()


def _near(mention: dict[str, Any], gold: AnnotationRecord, state: LayerState) -> Annotation | None:
    """The one gold span that a mention overlaps, if no other mention overlaps it."""
    start, end = mention["start"], mention["end"]
    over = [s for s in gold.spans if s.start < end and start < s.end]
    if len(over) != 1:
        return None
    (span,) = over
    rivals = [m for m in state.mentions.values() if m["start"] < span.end and span.start < m["end"]]
    return span if len(rivals) == 1 else None


def _resize(desk: Desk, mention: dict[str, Any], span: Annotation) -> None:
    left, right = mention["start"] - span.start, span.end - mention["end"]
    desk.press(*(["["] * left if left > 0 else ["{"] * -left))
    desk.press(*(["]"] * right if right > 0 else ["}"] * -right))


def _add_missing(desk: Desk, gold: AnnotationRecord) -> None:
    for span in sorted(gold.spans, key=lambda s: s.start):
        state = desk.state()
        if any((m["start"], m["end"]) == (span.start, span.end) for m in state.mentions.values()):
            continue
        beside = min(state.mentions.values(), key=lambda m: abs(m["end"] - span.start))
        desk.select(beside["id"])
        steps = span.start - beside["end"]
        desk.press("a", *["ArrowRight" if steps > 0 else "ArrowLeft"] * abs(steps))
        desk.press(*["Shift+ArrowRight"] * (span.end - span.start), _KEYS[span.label])


def _set_flags(desk: Desk, gold: AnnotationRecord) -> None:
    flags = {(s.start, s.end): s.flags for s in gold.spans}
    cycle = ("", "+", "-")
    for mention in desk.state().markup().mentions:
        have, want = flags_of(mention), flags[mention.start, mention.end]
        if have == want:
            continue
        desk.select(mention.id)
        steps = cycle.index(want.rstrip("b")) - cycle.index(have.rstrip("b"))
        desk.press(*["d"] * (steps % 3))
        if ("b" in have) != ("b" in want):
            desk.press("b")


def _set_links(desk: Desk, gold: AnnotationRecord) -> None:
    places = {s.id: (s.start, s.end) for s in gold.spans}
    want = {(places[s.id], places[t]) for s in gold.spans for t in s.links}
    state = desk.state()
    names = {(m["start"], m["end"]): m["id"] for m in state.mentions.values()}
    for source, target in sorted(_links(state) ^ want):
        desk.select(names[source])
        desk.press("l")
        desk.select(names[target])
        desk.press("Enter")


def _links(state: LayerState) -> set[tuple[_Place, _Place]]:
    places = {k: (m["start"], m["end"]) for k, m in state.mentions.items()}
    return {(places[v["source"]], places[v["target"]]) for v in state.links.values()}


def _scores(state: LayerState, gold: AnnotationRecord) -> tuple[float, float]:
    places = {s.id: (s.start, s.end) for s in gold.spans}
    spans = {(s.label.value, s.start, s.end, s.flags) for s in gold.spans}
    links = {(places[s.id], places[t]) for s in gold.spans for t in s.links}
    found = {(m.label.value, m.start, m.end, flags_of(m)) for m in state.markup().mentions}
    return _f1(found, spans), _f1(_links(state), links)


def _f1(found: set[Any], wanted: set[Any]) -> float:
    total = len(found) + len(wanted)
    return 2 * len(found & wanted) / total if total else 1.0


if __name__ == "__main__":
    raise SystemExit(main())
