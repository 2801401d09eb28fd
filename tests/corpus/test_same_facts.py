"""The same report gives the same facts, whatever the format it came in."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Hashable
from typing import Any

import pytest

from annotations.corpus.rendering import RENDERED, RENDERERS, samples
from extraction import extract, load

_SLUGS = tuple(s.slug for s in samples())
_FORMATS = tuple(RENDERERS)
_STRUCTURED = tuple(f for f in _FORMATS if f not in ("txt", "docx"))
_MEASURED = frozenset({"AMOUNT", "RATE", "COUNT", "TARGET", "ACTUAL", "WEIGHT", "SCORE"})
Facts = Counter[tuple[Hashable, ...]]


@functools.cache
def _record(slug: str, suffix: str) -> dict[str, Any]:
    return extract(RENDERED / f"{slug}.{suffix}", model="pattern").to_dict()


def _facts(record: dict[str, Any], header: Callable[[str], str]) -> Facts:
    """Return everything a record says, without ids and places; `header` reduces a header path."""
    texts = {m["id"]: m["text"] for m in record["mentions"]}

    def names(ids: list[str]) -> tuple[str, ...]:
        return tuple(texts[i] for i in ids)

    def name(identifier: str | None) -> str | None:
        return None if identifier is None else texts[identifier]

    facts: Facts = Counter()
    for m in record["mentions"]:
        cell = (
            m["cell"]
            and m["label"] in _MEASURED
            and tuple(header(m["cell"][k]) for k in ("row_header", "column_header"))
        )
        facts["mention", m["label"], m["text"], cell] += 1
    for kind in ("amounts", "rates", "counts"):
        for f in record[kind]:
            plain = tuple(f.get(k) for k in ("value", "unit", "yuan", "role", "change", "period"))
            owner = name(f.get("owner"))
            facts[kind, texts[f["mention"]], *plain, names(f["items"]), owner] += 1
    for k in record["indicators"]:
        values = tuple(k[side] and k[side]["text"] for side in ("target", "actual"))
        marks = (name(k["weight"]), name(k["score"]), name(k["claimed"]))
        facts["indicator", texts[k["name"]], names(k["levels"]), *values, k["status"], *marks] += 1
    for s in record["scores"]:
        facts["score", texts[s["mention"]], s["kind"], s["value"], name(s["subject"])] += 1
    for u in record["unread"]:
        facts["unread", texts[u["mention"]], u["reason"]] += 1
    for c in record["checks"]:
        facts["check", c["kind"], c["status"], c["stated"], c["computed"], names(c["terms"])] += 1
    return facts


def _whole(path: str) -> str:
    return path


def _last(path: str) -> str:
    return path.rpartition("/")[2]


@pytest.mark.parametrize("slug", _SLUGS)
@pytest.mark.parametrize("suffix", _STRUCTURED)
def test_formats_with_tables_agree_wholly(slug: str, suffix: str) -> None:
    expected, found = (_facts(_record(slug, f), _whole) for f in ("docx", suffix))
    assert found - expected == Counter()
    assert expected - found == Counter()


@pytest.mark.parametrize("slug", _SLUGS)
def test_a_text_dump_agrees_but_for_the_merges_that_it_lost(slug: str) -> None:
    """A dump cannot tell how far a merged header reaches: only the innermost header is compared."""
    expected, found = (_facts(_record(slug, f), _last) for f in ("docx", "txt"))
    assert found - expected == Counter()
    assert expected - found == Counter()


@pytest.mark.parametrize("slug", _SLUGS)
@pytest.mark.parametrize("suffix", _FORMATS)
def test_every_mention_is_what_stands_at_its_offsets(slug: str, suffix: str) -> None:
    text = load(RENDERED / f"{slug}.{suffix}").text
    mentions = _record(slug, suffix)["mentions"]
    assert len(mentions) > 50
    for m in mentions:
        assert text[m["start"] : m["end"]] == m["text"]


@pytest.mark.parametrize("slug", _SLUGS)
def test_mentions_of_a_pdf_have_page_and_box(slug: str) -> None:
    for m in _record(slug, "pdf")["mentions"]:
        assert m["page"] is not None
        x0, top, x1, bottom = m["box"]
        assert 0 <= x0 < x1 <= 596
        assert 0 <= top < bottom <= 843


@pytest.mark.parametrize("slug", _SLUGS)
def test_tables_have_the_same_shape(slug: str) -> None:
    def shape(suffix: str) -> list[tuple[int, ...]]:
        document = load(RENDERED / f"{slug}.{suffix}")
        return [
            (c.row, c.column, c.row_span, c.column_span) for t in document.tables for c in t.cells
        ]

    shapes = {suffix: shape(suffix) for suffix in ("docx", *_STRUCTURED)}
    assert all(found == shapes["docx"] for found in shapes.values())
