"""A store of corrected synthetic reports, and the tiny weights of the tests of `models`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.record import AnnotationRecord
from annotations.store import DONE, Edit, Layer, Store, import_gold
from annotations.synthesis import synthesise
from tests.models.conftest import encoder, network, weights

__all__ = ["encoder", "network", "weights"]

Correct = Callable[..., Layer]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A fresh store."""
    opened = Store.open(tmp_path / "review.db")
    yield opened
    opened.close()


@pytest.fixture
def correct(store: Store) -> Correct:
    """Put a synthetic report into the store as if a person had corrected it."""

    def put(seed: int, *, who: str = "li", done: bool = True, kind: str = "human") -> Layer:
        text, record = synthesise(seed)
        return put_record(store, text, record, who=who, done=done, kind=kind)

    return put


def put_record(
    store: Store, text: str, record: AnnotationRecord, *, who: str, done: bool, kind: str = "human"
) -> Layer:
    """Store a record as somebody's layer, finished or not."""
    layer = import_gold(store, record, text, annotator=who, kind=kind, origin="test")  # type: ignore[arg-type]
    if done:
        finished = Edit("decision", DONE, {"verdict": "done"})
        store.save(layer.id, [finished], base=layer.version, actor=who, action="done")
    return store.layer(layer.id)
