"""Several reviewers, in browsers of their own: merging, conflicts, second opinion, the queue."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations.corpus.rendering import RENDERED
from annotations.gold import from_json
from annotations.store import Store
from annotations.store.entities import CONSENSUS
from tests.review.conftest import Served
from tests.review.driving import UPLOAD, Desk

Add = Callable[[str], int]
Reviewer = Callable[[str], Any]
Picture = Callable[[Any, str], None]
SLUG = "yunling-road-project"


@pytest.fixture
def pair(add_gold: Add, reviewer: Reviewer, served: Served) -> tuple[Desk, Desk]:
    """Two people at one layer, both with its first version on their screens; the second hears of no change."""
    document_id = add_gold(SLUG)
    one = Desk(reviewer("李明"), served.url, document_id)
    deaf = reviewer("王芳")
    deaf.route(re.compile("/events"), lambda route: route.abort())
    return one, Desk(deaf, served.url, document_id, layer="李明")


def test_independent_edits_merge(pair: tuple[Desk, Desk], store: Store) -> None:
    one, two = pair
    one.select("a3")
    one.press("6")
    one.saved()
    two.select("a6")
    two.press("5")
    two.saved("merged")
    mentions = store.read(one.layer).mentions
    assert (mentions["a3"]["label"], mentions["a6"]["label"]) == ("COUNT", "RATE")
    assert "l-COUNT" in two.page.get_attribute('mark[data-id="a3"]', "class")


@pytest.mark.parametrize(
    ("key", "label", "version"), [("1", "RATE", 3), ("2", "COUNT", 2)], ids=["mine", "theirs"]
)
def test_conflict_shows_both_sides_and_one_key_decides(
    pair: tuple[Desk, Desk],
    store: Store,
    key: str,
    label: str,
    version: int,
    picture: Picture,
) -> None:
    one, two = pair
    one.select("a3")
    one.press("6")
    one.saved()
    two.select("a3")
    two.press("5")
    two.page.wait_for_selector("#conflict[open]")
    sides = two.page.inner_text("#sides")
    assert "RATE" in sides
    assert "COUNT" in sides
    assert "李明" in sides
    if key == "1":
        picture(two.page, "conflict")
    two.press(key)
    two.checked(version)
    assert store.read(one.layer).mentions["a3"]["label"] == label
    assert f"l-{label}" in two.page.get_attribute('mark[data-id="a3"]', "class")


def test_second_opinion_is_decided_with_one_key(
    add_gold: Add, reviewer: Reviewer, served: Served, store: Store, picture: Picture
) -> None:
    document_id = add_gold(SLUG)
    one = Desk(reviewer("李明"), served.url, document_id)
    one.select("a3")
    one.press("6")
    one.saved()
    two = Desk(reviewer("王芳"), served.url, document_id)
    two.select("a6")
    two.press("x", "k", "}")
    two.checked(3)
    page = two.page
    page.goto(f"{served.url}/documents/{document_id}/compare?a=李明&b=王芳")
    assert page.locator(".difference").count() == 3
    row = page.locator('tr[data-label="AMOUNT"] td').all_inner_texts()
    assert 0 < float(row[0]) < 1
    assert 0 < float(row[1]) < 1
    page.keyboard.press("1")
    page.wait_for_selector('.difference[data-verdict="a"]')
    page.keyboard.press("2")
    page.wait_for_selector('.difference[data-verdict="b"]')
    page.keyboard.press("2")
    page.wait_for_selector(".difference:nth-of-type(3)[data-verdict='b']")
    layer = store.find_layer(document_id, CONSENSUS)
    assert layer is not None
    state = store.read(layer.id)
    assert state.mentions["a3"]["label"] == "COUNT"
    assert "a6" not in state.mentions
    assert "a3>p1" in state.links
    assert [d["verdict"] for d in state.decisions.values()] == ["a", "b", "b"]


def test_queue_orders_filters_assigns_and_counts(
    add_model: Add, reviewer: Reviewer, served: Served, store: Store, picture: Picture
) -> None:
    quiet, wrong = add_model(f"{SLUG}.txt"), add_model("baichuan-archives-final.pdf")
    page = reviewer("李明")
    desk = Desk(page, served.url, wrong)
    page.goto(served.url)
    rows = page.locator("tr[data-document]")
    assert [rows.nth(i).get_attribute("data-document") for i in range(2)] == [
        str(wrong),
        str(quiet),
    ]
    page.check(f'input[value="{quiet}"]')
    page.fill('#assignment [name="reviewer"]', "王芳")
    page.click('#assignment button[value="assign"]')
    page.wait_for_selector("tr[data-document] >> text=王芳")
    picture(page, "queue")
    page.select_option('select[name="reviewer"]', "王芳")
    with page.expect_navigation():
        page.click("text=筛选")
    assert page.locator("tr[data-document]").count() == 1
    page.check(f'input[value="{quiet}"]')
    page.fill('#assignment [name="reviewer"]', "王芳")
    page.click('#assignment button[value="release"]')
    page.wait_for_selector("tr[data-document]", state="detached")
    page.goto(f"{served.url}/?findings=true")
    assert page.locator("tr[data-document]").count() == 1
    desk = Desk(page, served.url, wrong)
    desk.press("D")
    desk.saved()
    page.goto(served.url)
    assert "1 / 2" in page.inner_text("header")


def test_export_is_the_corrected_gold(
    add_gold: Add, reviewer: Reviewer, served: Served, store: Store, tmp_path: Path
) -> None:
    document_id = add_gold(SLUG)
    desk = Desk(reviewer("李明"), served.url, document_id)
    desk.select("a3")
    desk.press("6")
    desk.saved()
    with desk.page.expect_download() as download:
        desk.page.click("#export")
    record = from_json(json.loads(Path(download.value.path()).read_text(encoding="utf-8")))
    record.verify(store.text(document_id))
    assert {s.id: s.label for s in record.spans}["a3"] == "COUNT"
    desk.press("D")
    desk.checked(3)
    desk.page.goto(served.url)
    with desk.page.expect_download() as download:
        desk.page.click("text=导出已完成的标注")
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"


def test_uploaded_report_is_read_and_opened(
    reviewer: Reviewer, served: Served, store: Store
) -> None:
    page = reviewer("李明")
    page.set_input_files('input[type="file"]', str(RENDERED / f"{SLUG}.txt"))
    page.set_default_timeout(UPLOAD)
    page.click("text=上传报告")
    page.wait_for_selector("[data-ready]")
    page.wait_for_selector("#text[data-whole]")
    assert page.locator("mark").count() > 30
    assert store.documents()[0].path == f"{SLUG}.txt"
