"""The scores against the scorer that the project was given, on real gold and hand-made records."""

import importlib.util
import json

import pytest

from annotations.gold import from_json, read_gold
from eval.counts import Counts
from eval.evaluation import pool
from eval.scores import score


@pytest.fixture(scope="module")
def outside(shared):
    spec = importlib.util.spec_from_file_location("outside_score", shared / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_counts(scores):
    return {k: Counts(*v) for k, v in scores.items()}


def record_of(gold):
    """A record with a few mistakes: every seventh mention shifted, every fifth link dropped."""
    mentions = [
        {
            "id": s.id,
            "label": s.label.value,
            "start": s.start + (i % 7 == 0),
            "end": s.end,
            "text": s.text,
        }
        for i, s in enumerate(gold.spans)
    ]
    known = {s.id: s for s in gold.spans}
    figures = {"AMOUNT": "amounts", "RATE": "rates", "COUNT": "counts"}
    record = {"mentions": mentions, "amounts": [], "rates": [], "counts": [], "indicators": []}
    for i, s in enumerate(gold.spans):
        if s.label.value in figures:
            items = [t for t in s.links if known[t].label == "ITEM"] if i % 5 else []
            fact = {"mention": s.id, "items": items, "yuan": s.yuan if i % 3 else "1"}
            record[figures[s.label.value]].append(fact)
    for s in gold.spans:
        if s.label == "INDICATOR":
            parts = dict.fromkeys(("target", "actual", "weight", "score"))
            for v in gold.spans:
                part = v.label.value.lower()
                if s.id in v.links and part in parts:
                    wrap = {"mention": v.id} if part in ("target", "actual") else v.id
                    parts[part] = parts[part] or wrap
            record["indicators"].append({"name": s.id, **parts})
    record["checks"] = [
        {"kind": e.kind, "terms": list(e.terms), "status": "violated" if i % 4 == 0 else "holds"}
        for i, e in enumerate(gold.equations)
    ]
    return record


def test_same_as_the_given_scorer(shared, outside):
    for path in sorted((shared / "gold").glob("*.json")):
        gold = read_gold(path)
        record = record_of(gold)
        with path.open(encoding="utf-8") as file:
            given = outside.score(record, json.load(file))
        assert score(record, gold) == as_counts(given), path.name


GOLD = {
    "document": "d",
    "sha256": "0" * 64,
    "characters": 20,
    "spans": [
        {"id": "i1", "label": "ITEM", "start": 0, "end": 3, "text": "总支出", "links": []},
        {
            "id": "a1",
            "label": "AMOUNT",
            "start": 3,
            "end": 6,
            "text": "5万元",
            "links": ["i1"],
            "yuan": "50000",
        },
    ],
    "equations": [],
}


def test_scores_of_a_small_record():
    record = {
        "mentions": [
            {"id": "m1", "label": "ITEM", "start": 1, "end": 3},
            {"id": "m2", "label": "AMOUNT", "start": 3, "end": 6},
        ],
        "amounts": [{"mention": "m2", "items": ["m1"], "yuan": "50000.00"}],
    }
    scores = score(record, from_json(GOLD))
    assert scores["spans"] == Counts(1, 2, 2)
    assert scores["items"] == Counts(0, 1, 1)
    assert scores["links"] == Counts(1, 1, 1)
    assert scores["numbers"] == Counts(1, 1, 1)


def test_scores_add_up_over_documents():
    empty = score({"mentions": []}, from_json(GOLD))
    assert pool([empty, empty])["spans"] == Counts(0, 0, 4)


def test_precision_and_recall_of_nothing():
    assert Counts(0, 0, 0).f1 == 1.0
    assert Counts(0, 0, 3).f1 == 0.0
