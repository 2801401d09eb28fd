"""`jixiao annotate`, from arguments to exit code."""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import pytest

from annotations.commands import annotate
from annotations.formats import AnnotatedText, formats
from annotations.store import Store
from annotations.synthesis import synthesise
from extraction.pipeline import check_markup
from tests.llm.server import Body, Reply, playing


def jixiao(*arguments: object) -> int:
    """Run the command as the command line does."""
    parser = argparse.ArgumentParser()
    annotate.add_arguments(parser)
    return annotate.run(parser.parse_args([str(a) for a in arguments]))


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """Return a folder of three annotated reports in this project's JSON."""
    texts = [AnnotatedText(*synthesise(seed)) for seed in (1, 2, 3)]
    formats()["json"].write(texts, tmp_path / "json")
    return tmp_path / "json"


@pytest.mark.parametrize(
    ("name", "target"),
    [("labelstudio", "t.json"), ("doccano", "t.jsonl"), ("conll", "t.conll"), ("brat", "brat")],
)
def test_there_and_back(
    corrected: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, target: str
) -> None:
    there = tmp_path / target
    assert jixiao("convert", corrected, there, "--from", "json", "--to", name) == 0
    assert capsys.readouterr().out.startswith("3 documents, ")
    assert jixiao("convert", there, tmp_path / "back", "--from", name, "--to", "json") == 0
    ours, theirs = (formats()["json"].read(p).texts for p in (corrected, tmp_path / "back"))
    assert [t.record.spans for t in ours] == [t.record.spans for t in theirs]


def test_what_is_lost_is_printed(
    corrected: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = corrected / "x.json"
    path.write_text(next(corrected.glob("*.json")).read_text("utf-8"), "utf-8")
    data = json.loads(path.read_text("utf-8"))
    data["spans"][0]["yuan"] = "1.00"
    path.write_text(json.dumps(data), "utf-8")
    assert jixiao("convert", path, tmp_path / "in.txt", "--from", "json", "--to", "inline") == 0
    assert "lost in writing: 1 × yuan of an amount" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [["--from", "json", "--to", "docx"], ["--from", "json", "--to", "brat", "--label", "A"]],
)
def test_wrong_usage(corrected: Path, tmp_path: Path, wrong: list[str]) -> None:
    assert jixiao("convert", corrected, tmp_path / "x", *wrong) == 2


def test_corrections_made_elsewhere_reach_the_loop(
    corrected: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    db = tmp_path / "review.db"
    into = ("--to", "store", "--kind", "human", "--annotator", "li", "--done")
    assert jixiao("convert", corrected, db, "--from", "json", *into) == 0
    assert jixiao("stats", db) == 0
    out = capsys.readouterr().out
    assert "documents: 3 (0 new, 0 open, 3 done)" in out
    assert jixiao("stats", db, "--json") == 0
    assert json.loads(capsys.readouterr().out)["documents"]["done"] == 3
    assert jixiao("next", db) == 0
    assert "nothing is left" in capsys.readouterr().out
    assert jixiao("convert", db, tmp_path / "again", "--from", "store", "--to", "json") == 0
    assert len(formats()["json"].read(tmp_path / "again").texts) == 3
    output = tmp_path / "out"
    base = ("--base", tmp_path, "--trainer", "default")
    assert jixiao("learn", db, "--output", output, *base) == 1
    assert "found 3; nothing was trained" in capsys.readouterr().err
    told = json.loads((output / "progress.json").read_text("utf-8"))
    assert told["state"] == "refused"


def test_refresh_reads_again_and_keeps_peoples_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from annotations.store import Edit, Store
    from extraction.loading import load

    report, db = tmp_path / "report.txt", tmp_path / "review.db"
    report.write_text(TEXT, "utf-8")
    store = Store.open(db)
    stored = store.add_document(load(report))
    first = {"id": "m0", "start": 5, "end": 9, "label": "ITEM", "text": TEXT[5:9]}
    machine = store.create_layer(
        stored.id, "model", kind="model", edits=[Edit("mention", "m0", first)]
    )
    mine = store.copy_layer(machine, "li")
    store.save(
        mine.id,
        [Edit("mention", "m0", {**first, "label": "ORG"})],
        base=1,
        actor="li",
        action="relabel",
    )
    before = store.read(mine.id)
    assert jixiao("refresh", db, "--model", "pattern", "--progress", tmp_path / "told") == 0
    assert "1 reports read again, 1 with other annotations now" in capsys.readouterr().out
    amounts = [
        m["text"] for m in store.read(machine.id).mentions.values() if m["label"] == "AMOUNT"
    ]
    assert amounts == ["100.00万元", "60.00万元", "40.00万元"]
    assert store.read(mine.id) == before
    assert json.loads((tmp_path / "told" / "progress.json").read_text("utf-8"))["state"] == "done"
    assert jixiao("refresh", db, "--model", "pattern") == 0
    assert "0 with other annotations now" in capsys.readouterr().out
    store.close()


# Suggestions

TEXT = "2023年支出合计100.00万元，其中：基本支出60.00万元，项目支出40.00万元。"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return path


def answer(body: Body, number: int) -> Reply:
    shared = {"context": "", "change": "none", "budget": False}
    mentions = [
        {"id": 1, "label": "ITEM", "quote": "支出合计", "links": [], **shared},
        {"id": 2, "label": "AMOUNT", "quote": "100.00万元", "links": [1], **shared},
    ]
    return Reply(json.dumps({"mentions": mentions}))


def test_nothing_is_sent_without_a_url(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert jixiao("suggest", report, "--output", tmp_path / "o", "--llm-model", "m") == 2
    assert "nothing was sent" in capsys.readouterr().err


def test_nothing_is_sent_unasked(
    report: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    with playing(answer) as played:
        asked = ("--llm-url", played.url, "--llm-model", "m", "--output", tmp_path / "o")
        assert jixiao("suggest", report, *asked) == 2
    err = capsys.readouterr().err
    assert "report.txt: annotate, 1 passages, " in err
    assert f"will be sent to {played.url}/chat/completions (model m)" in err
    assert played.bodies == []


def test_a_dry_run_prints_what_would_be_sent(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with playing(answer) as played:
        asked = ("--llm-url", played.url, "--llm-model", "m")
        assert jixiao("suggest", report, *asked, "--dry-run") == 0
        shown = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert played.bodies == []
        assert jixiao("suggest", report, *asked, "--yes", "--output", tmp_path / "o") == 0
    assert played.bodies == shown


def test_suggestions_go_to_a_folder_and_a_store(
    report: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JIXIAO_LLM_KEY", "secret")
    with playing(answer) as played:
        asked = ("--llm-url", played.url, "--llm-model", "m", "--yes")
        kept = ("--output", tmp_path / "o", "--store", tmp_path / "review.db")
        prices = ("--price-prompt", "4", "--price-completion", "16")
        assert jixiao("suggest", report, *asked, *kept, *prices) == 0
    assert played.headers[0]["Authorization"] == "Bearer secret"
    out = capsys.readouterr().out
    assert "answers accepted: 1 of 1 (100.0%)" in out
    assert "cost: 0.00056 CNY" in out
    (found,) = formats()["json"].read(tmp_path / "o").texts
    assert [s.text for s in found.record.spans] == ["支出合计", "100.00万元"]
    assert found.annotator == "llm:m"
    store = Store.open(tmp_path / "review.db")
    (layer,) = store.layers()
    assert (layer.annotator, layer.kind, layer.origin) == ("llm:m", "model", "llm:m")
    assert len(store.read(layer.id).mentions) == 2


def test_a_spent_budget_ends_with_1_and_keeps_what_came(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report.write_text("\n".join([TEXT, "甲" * 480, "乙" * 480]), "utf-8")
    with playing(answer) as played:
        asked = ("--llm-url", played.url, "--llm-model", "m", "--yes", "--max-requests", "1")
        assert jixiao("suggest", report, *asked, "--output", tmp_path / "o") == 1
    assert "stopped: the budget of 1 requests" in capsys.readouterr().out
    assert len(formats()["json"].read(tmp_path / "o").texts[0].record.spans) == 2


def test_records_are_adjudicated(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from dataclasses import replace

    from annotations.record import from_markup
    from extraction.labels import Label
    from extraction.loading import load
    from extraction.markup import Markup, Mention
    from extraction.output.folder import FolderWriter
    from extraction.span import Span

    document = load(report)
    start = TEXT.index("支出合计")
    doubtful = Mention("m1", Label.ITEM, Span(start, start + 2), "支出", confidence=0.2)
    record = check_markup(document, Markup((doubtful,)))
    with FolderWriter(tmp_path / "out") as writer:
        writer.record(record.to_dict(), document.text)
    decision = {"id": "m1", "action": "change", "label": "ITEM", "quote": "支出合计"}
    decision |= {"context": "", "change": "none", "budget": False, "links": []}
    reply = Reply(json.dumps({"decisions": [decision]}))
    with playing(lambda body, n: reply) as played:
        asked = ("--llm-url", played.url, "--llm-model", "m", "--yes")
        assert jixiao("suggest", tmp_path / "out", *asked, "--output", tmp_path / "o") == 0
    assert "adjudicate, 1 passages" in capsys.readouterr().err
    (found,) = formats()["json"].read(tmp_path / "o").texts
    expected = replace(doubtful, span=Span(start, start + 4), text="支出合计")
    wanted = from_markup(
        Markup((expected,)), document="report", sha256=document.sha256, characters=len(TEXT)
    )
    assert found.record == wanted
