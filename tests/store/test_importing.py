import json
import shutil
from pathlib import Path

import pytest

from annotations.corpus.rendering import RENDERED, gold_of, samples, to_text
from annotations.corpus.rendering_source import Sample
from annotations.record import AnnotationRecord
from annotations.store import DONE, Edit, Store, StoreError, import_folder, import_gold
from annotations.store.verdicts import verdicts
from extraction.bulk.run import RunSettings, run
from extraction.document import Document
from extraction.loading import load
from extraction.output.folder import read_records
from extraction.serialisation import markup_from_json


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    inputs = [str(RENDERED / f"yunling-road-project.{suffix}") for suffix in ("pdf", "txt")]
    run(inputs, out, RunSettings(model="pattern"))
    return out


def test_output_folder_comes_in_whole(store: Store, folder: Path) -> None:
    layers = import_folder(store, folder)
    assert [y.annotator for y in layers] == ["model", "model"]
    for layer, data in zip(layers, read_records(folder), strict=True):
        markup, given = store.read(layer.id).markup(), markup_from_json(data)
        assert markup.mentions == given.mentions
        for mention in given.mentions:
            links = [[k for k in m.links if k.source == mention.id] for m in (markup, given)]
            assert links[0] == links[1]
        stored = store.document(layer.document_id)
        loaded = load(stored.source or "")
        again = store.load(layer.document_id)
        assert (again.text, again.pages, again.regions) == (
            loaded.text,
            loaded.pages,
            loaded.regions,
        )
        assert [t.grid() for t in again.tables] != []
        assert (again.boxes is None) == (loaded.boxes is None)
    assert import_folder(store, folder) == layers


def test_folder_whose_originals_are_gone_still_comes_in(store: Store, folder: Path) -> None:
    for layer in import_folder(store, folder, reload=False):
        assert store.load(layer.document_id).text


@pytest.mark.parametrize("sample", list(samples()), ids=lambda s: s.slug)
def test_gold_goes_in_and_out_unchanged(tmp_path: Path, sample: Sample) -> None:
    store = Store.open(tmp_path / "review.db")
    record = gold_of(sample)
    layer = import_gold(store, record, to_text(sample).decode())
    out = store.export(layer.id)
    assert (out.sha256, out.characters) == (record.sha256, record.characters)
    assert {s.id: (s.label, s.start, s.end, s.flags, s.links) for s in out.spans} == {
        s.id: (s.label, s.start, s.end, s.flags, s.links) for s in record.spans
    }
    assert {(e.kind, e.terms) for e in out.equations} == {
        (e.kind, e.terms) for e in record.equations
    }


def test_corrected_gives_what_a_person_finished(
    store: Store, sample: tuple[str, AnnotationRecord]
) -> None:
    body, record = sample
    layer = store.copy_layer(import_gold(store, record, body), "li")
    assert list(store.corrected()) == []
    done = Edit("decision", DONE, {"verdict": "done"})
    store.save(layer.id, [done], base=1, actor="li", action="done")
    (found,) = store.corrected()
    assert (found.layer.annotator, found.text, found.done) == ("li", body, True)


def test_text_with_odd_characters_survives(store: Store) -> None:
    body = "收入\x00\ud800 12万元\n"
    store.add_document(Document("odd.txt", "0" * 64, "txt", body), header_json={"title": None})
    found = store.find_document("0" * 64)
    assert found is not None
    store._texts.clear()
    assert store.text(found.id) == body


def test_another_text_under_the_same_hash_is_refused(store: Store) -> None:
    store.add_document(Document("a.txt", "1" * 64, "txt", "甲"))
    with pytest.raises(StoreError, match="expected the stored text"):
        store.add_document(Document("b.txt", "1" * 64, "txt", "乙"))


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("not a database, certainly not one at all" * 100)
    with pytest.raises(StoreError, match="expected a SQLite file"):
        Store.open(tmp_path / "x.db")


def test_another_extraction_refreshes_the_model_and_keeps_peoples_work(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    layer = import_folder(store, folder)[0]
    mine = store.copy_layer(layer, "li")
    kept = store.read(mine.id)
    again = tmp_path / "again"
    shutil.copytree(folder, again)
    records = list(read_records(folder))
    gone = records[0]["mentions"].pop()["id"]
    records[0]["links"] = [k for k in records[0]["links"] if gone not in (k["source"], k["target"])]
    records[0]["mentions"][0]["label"] = "ITEM"
    word = {"check": "sum-aa-11", "verdict": "rejected", "reason": "", "note": "", "who": "li"}
    records[0]["decisions"] = [{**word, "when": ""}]
    lines = [json.dumps(r, ensure_ascii=False) for r in records]
    (again / "reports.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    fresh = import_folder(store, again)[0]
    assert (fresh.id, fresh.version) == (layer.id, layer.version + 1)
    now = store.read(layer.id)
    assert gone not in now.mentions
    assert now.mentions[records[0]["mentions"][0]["id"]]["label"] == "ITEM"
    assert [d.verdict for d in verdicts(now)] == ["rejected"]
    assert store.read(mine.id) == kept
    assert import_folder(store, again)[0].version == fresh.version
    assert [d.verdict for d in verdicts(store.read(import_folder(store, folder)[0].id))] == [
        "rejected"
    ]
