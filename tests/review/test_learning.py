"""Learning in the browser: too few reports, started and stopped, used, reports read again, dropped."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations.learning import Learned, ProgressFile, Verdict, read_progress
from annotations.learning.chance import Gain
from annotations.learning.learning import REPORT
from annotations.learning.scores import Counts, Score
from annotations.review.beside import folder_of
from annotations.review.lessons import Lessons
from annotations.store import Edit, Store
from annotations.synthesis import synthesise
from extraction.errors import SettingsError
from tests.learning.conftest import put_record
from tests.models.conftest import encoder, network, weights
from tests.review.conftest import Served

__all__ = ["encoder", "network", "weights"]

NAME = "baichuan-archives-final.pdf"
RUN = "20260102-030405-000006"


def finish(store: Store, count: int) -> None:
    """Put finished reviews of made-up reports into the store."""
    for seed in range(count):
        text, record = synthesise(seed)
        put_record(store, text, record, who="李明", done=True)


def ended(store: Store, weights: Path) -> Path:
    """A run that ended with new weights, as the command leaves it; its figures are invented."""
    place = folder_of(store, "learning")
    assert place is not None
    folder = place / RUN
    shutil.copytree(weights, folder)
    old, new = (
        Score(Counts(n, 100, 100), Counts(n, 100, 100), {"ITEM": Counts(n, 50, 50)})
        for n in (40, 45)
    )
    corrected, known = Gain(old, new, 0.021, 0.083), Gain(old, old, 0.0, 0.0)
    learned = Learned(Verdict.TAKEN, corrected, known, weights, folder, 6e-5, 0.5, ("a", "b"))
    (folder / REPORT).write_text(json.dumps(learned.to_json()), encoding="utf-8")
    told = ProgressFile(folder)
    told("final", 1.0)
    told.end("done", learned.reason)
    return folder


def test_too_few_reports_cannot_start(
    reviewer: Callable[[str], Any], served: Served, store: Store
) -> None:
    finish(store, 2)
    page = reviewer("李明")
    page.goto(f"{served.url}/learning")
    assert "已完成复核 2 份（至少 6 份才能学习）" in page.inner_text("#finished")
    assert page.is_disabled("#start .primary")


def test_learning_is_started_watched_and_stopped(
    reviewer: Callable[[str], Any], served: Served, store: Store, tmp_path: Path
) -> None:
    finish(store, 6)
    page = reviewer("李明")
    page.goto(f"{served.url}/learning")
    page.click("#start .primary")
    page.wait_for_selector('[data-state="running"] progress')
    page.locator(".told", has_text="测原权重").wait_for(timeout=300_000)
    assert page.is_disabled("#start .primary")
    page.click("#stop")
    page.locator(".told", has_text="已停止，原权重不变").wait_for(timeout=120_000)
    assert page.is_enabled("#start .primary")
    page.click('[data-do="learning_drop"]')
    page.wait_for_selector("[data-run]", state="detached")
    assert list((tmp_path / "review-learning").glob("*-*")) == []


def test_weights_are_used_reports_read_again_and_the_run_dropped(
    add_model: Callable[[str], int],
    reviewer: Callable[[str], Any],
    served: Served,
    store: Store,
    weights: Path,
    picture: Callable[[Any, str], None],
) -> None:
    document = add_model(NAME)
    machine = store.find_layer(document, "model")
    assert machine is not None
    mine = store.copy_layer(machine, "王芳")
    first = store.read(mine.id).ordered()[0]
    relabelled = {**first, "label": "LEVEL"}
    edit = Edit("mention", first["id"], relabelled)
    store.save(mine.id, [edit], base=1, actor="王芳", action="relabel")
    kept = store.read(mine.id)
    finish(store, 6)
    folder = ended(store, weights)
    page = reviewer("李明")
    page.goto(f"{served.url}/learning")
    reason = page.inner_text(".reason")
    assert (
        reason
        == "可以采用：留出的报告 F1 +0.050 [+0.021, +0.083]，超出偶然；自编语料 +0.000 [+0.000, +0.000]，没有变差。"
    )
    cells = page.locator('[data-part="corrected"][data-label="ITEM"] td').all_inner_texts()
    assert cells[1:] == ["0.800", "0.900"]
    page.click('[data-do="learning_use"]')
    page.locator("h2", has_text="正在使用（李明 采用）").wait_for()
    picture(page, "learning")
    assert Lessons(store, folder_of(store, "learning"), "pattern").model == str(folder)
    page.click("#refresh")
    page.locator("#refreshed", has_text="已结束").wait_for(timeout=300_000)
    fresh = store.layer(machine.id)
    assert fresh.version == machine.version + 1
    assert store.history(machine.id)[-1].action == "import"
    assert store.read(mine.id) == kept
    page.click('[data-do="learning_drop"]')
    page.wait_for_selector("[data-run]", state="detached")
    assert not folder.exists()
    assert Lessons(store, folder_of(store, "learning"), "pattern").model == "pattern"


def test_a_run_without_weights_is_not_used(store: Store, tmp_path: Path) -> None:
    lessons = Lessons(store, tmp_path / "runs", None)
    (tmp_path / "runs" / RUN).mkdir(parents=True)
    with pytest.raises(SettingsError, match="new weights"):
        lessons.use(RUN, "李明")


def test_a_process_that_died_without_a_word_has_failed(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "runs" / RUN
    ProgressFile(folder).begin(2**22 + 1)  # no such process
    (run,) = Lessons(store, tmp_path / "runs", None).state()["runs"]
    assert (run["state"], run["weights"], run["report"]) == ("failed", False, None)


def test_a_process_that_ended_before_its_begin_was_noted_has_ended(tmp_path: Path) -> None:
    told = ProgressFile(tmp_path)
    told.end("refused", "too few")
    ProgressFile(tmp_path).begin(12345)
    found = read_progress(tmp_path)
    assert found is not None
    assert found["state"] == "refused"
    told.clear()
    ProgressFile(tmp_path).begin(12345)
    begun = read_progress(tmp_path)
    assert begun is not None
    assert (begun["state"], begun["process"]) == ("running", 12345)


def test_finished_reports_are_counted_once_each(store: Store) -> None:
    finish(store, 2)
    lessons = Lessons(store, None, None)
    assert lessons.state()["finished"] == 2
    document = store.documents()[0].id
    other = store.copy_layer(store.layers(document)[0], "王芳")
    assert lessons.state()["finished"] == 2
    layer = store.layers(document)[0]
    again = Edit("decision", "done", None)
    store.save(layer.id, [again], base=layer.version, actor="李明", action="reopen")
    assert lessons.state()["finished"] == 1 + store.read(other.id).done
