"""What was annotated is scored, what was not reads –; figures counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotations.gold import from_json, to_json
from annotations.producing import corrected_record, produce
from annotations.record import Annotation, AnnotationRecord, Equation, JudgedFinding
from annotations.store import DONE, Edit, Store, import_folder
from annotations.store.verdicts import verdict_key
from eval.counts import ABSENT, Counts
from eval.evaluation import evaluate, lines
from eval.scores import score
from extraction.bulk.run import RunSettings, run
from extraction.errors import MarkupError
from extraction.labels import Label
from tests.bulk.reports import REPORT

SPANS = (
    Annotation("i1", Label.ITEM, 0, 2, "支出"),
    Annotation("a1", Label.AMOUNT, 2, 5, "5万元", links=("i1",)),
    Annotation("a2", Label.AMOUNT, 6, 9, "3万元"),
    Annotation("a3", Label.AMOUNT, 10, 13, "1万元"),
)


def _gold(**more: Any) -> AnnotationRecord:
    return AnnotationRecord("d", "0" * 64, 13, SPANS, **more)


def _record() -> dict[str, Any]:
    """All four spans, the link missed, and two violated sums."""
    mentions = [
        {"id": s.id, "label": s.label.value, "start": s.start, "end": s.end, "text": s.text}
        for s in SPANS
    ]
    amount = {"mention": "a1", "items": [], "yuan": "50000"}
    checks = [
        {"kind": "sum", "terms": ["a1", "a2", "a3"], "status": "violated"},
        {"kind": "growth", "terms": ["a2", "a3"], "status": "violated"},
    ]
    return {"mentions": mentions, "amounts": [amount], "checks": checks}


def test_a_gold_of_spans_alone_scores_spans_alone() -> None:
    found = score(_record(), _gold(layers=("spans",)))
    assert found["spans"] == Counts(4, 4, 4)
    assert {n for n, c in found.items() if c.annotated} == {"spans", "values", "items", "names"}
    assert found["findings"].shown("f1") == "–"


def test_a_file_that_does_not_say_holds_what_is_in_it() -> None:
    assert _gold().annotated == {"spans", "links"}
    equation = Equation("sum", "a1 = a2 + a3", ("a1", "a2", "a3"), "violated")
    assert _gold(equations=(equation,)).annotated == {"spans", "links", "equations", "findings"}
    found = score(_record(), _gold(equations=(equation,)))
    assert found["findings"] == Counts(1, 2, 1)
    assert found["links"] == Counts(0, 0, 1)
    assert not found["numbers"].annotated


def test_decided_findings_are_scored_and_others_count_neither_way() -> None:
    confirmed = JudgedFinding("sum", ("a1", "a2", "a3"), "confirmed")
    rejected = JudgedFinding("growth", ("a2", "a3"), "rejected")
    assert score(_record(), _gold(judged=(confirmed,)))["findings"] == Counts(1, 1, 1)
    assert score(_record(), _gold(judged=(confirmed, rejected)))["findings"] == Counts(1, 2, 1)
    assert score(_record(), _gold(judged=(rejected,)))["findings"] == Counts(0, 1, 0)


def test_absent_adds_nothing() -> None:
    assert ABSENT + ABSENT == ABSENT
    assert ABSENT + Counts(1, 2, 3) == Counts(1, 2, 3)


def test_layers_and_findings_go_through_a_gold_file() -> None:
    judged = (JudgedFinding("sum", ("a1", "a2"), "confirmed"),)
    gold = _gold(layers=("spans", "findings"), judged=judged)
    assert from_json(to_json(gold)) == gold
    assert "layers" not in to_json(_gold())
    with pytest.raises(MarkupError, match="layers"):
        from_json({**to_json(gold), "layers": ["colours"]})


def test_corrected_reports_are_evaluated_from_the_store_in_one_command(tmp_path: Path) -> None:
    """Two finished reports and an open one; one finding confirmed, one rejected, one undecided."""
    place = tmp_path / "in"
    place.mkdir()
    for i, total in enumerate(("510.00", "501.00", "500.00")):
        unit = "甲乙丙"[i] + "县粮站"
        text = REPORT.format(unit=unit, year=2022, total=total)
        (place / f"{i}.txt").write_text(text, encoding="utf-8")
    run([str(place)], tmp_path / "out", RunSettings(model="pattern"))
    store = Store.open(tmp_path / "out" / "review.db")
    layers = import_folder(store, tmp_path / "out")
    for layer, verdict in zip(layers[:2], ("confirmed", "rejected"), strict=True):
        mine = store.copy_layer(layer, "li")
        record = corrected_record(store, layer.document_id)
        assert record is not None
        words = [
            Edit("decision", verdict_key(c.fingerprint), {"verdict": verdict})
            for c in record.findings
        ]
        assert words
        done = Edit("decision", DONE, {"verdict": "done"})
        store.save(mine.id, [*words, done], base=1, actor="li", action="decide")
    store.copy_layer(layers[2], "li")
    produce(store, tmp_path / "made")
    store.close()
    evaluation = evaluate(tmp_path / "out", [tmp_path / "out"])
    assert len(evaluation.documents) == 2
    pooled = evaluation.pooled
    assert (pooled["findings"].right, pooled["findings"].found, pooled["findings"].gold) == (
        1,
        2,
        1,
    )
    assert pooled["spans"].f1 == 1
    assert not pooled["numbers"].annotated
    assert not pooled["checks"].annotated
    shown = list(lines(evaluation))
    assert sum("–" in line for line in shown) == 2 * 3


def test_inline_mark_up_is_gold_too(tmp_path: Path) -> None:
    from annotations.inline import parse
    from extraction.document import Document
    from extraction.markup import Markup
    from extraction.pipeline import check_markup

    marked = "本年⟦ITEM i1|渠系清淤⟧支出⟦AMOUNT a1>i1|12.5万元⟧，⟦ITEM i2|设备⟧支出⟦AMOUNT a2>i2|3万元⟧。"
    (tmp_path / "a.txt").write_text(marked, "utf-8")
    text, record = parse(marked)
    whole = record.markup()
    fewer = Markup(
        tuple(m for m in whole.mentions if m.id != "i2"),
        tuple(k for k in whole.links if k.target != "i2"),
    )
    found = check_markup(Document("a.txt", record.sha256, "txt", text), fewer).to_dict()
    (tmp_path / "records.jsonl").write_text(json.dumps(found) + "\n", "utf-8")
    scores = evaluate(tmp_path / "records.jsonl", [tmp_path / "a.txt"]).pooled
    assert (scores["spans"].right, scores["spans"].found, scores["spans"].gold) == (3, 3, 4)
    assert (scores["links"].right, scores["links"].gold) == (1, 2)
