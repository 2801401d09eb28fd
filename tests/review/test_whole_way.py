"""From upload to the corrected workbook: two reviewers and an adjudicator, by keys, in a real browser."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from annotations.corpus.rendering import RENDERED
from annotations.store import Store
from extraction.checking import verify_records
from extraction.output.folder import read_records
from tests.review.conftest import Served
from tests.review.driving import UPLOAD, Desk

NAME = "baichuan-archives-final.docx"


def _upload(page: Any, url: str) -> int:
    page.goto(f"{url}/")
    page.set_input_files("[name=report]", str(RENDERED / NAME))
    page.set_default_timeout(UPLOAD)
    page.click('form[action="/upload"] button')
    page.wait_for_url(f"{url}/documents/*")
    page.wait_for_selector(
        "#review[data-ready]"
    )  # what the page asks for is answered before it goes
    return int(page.url.rsplit("/", 1)[1])


def test_two_reviewers_and_an_adjudicator_from_upload_to_workbook(
    reviewer: Callable[[str], Any],
    served: Served,
    store: Store,
    tmp_path: Path,
    picture: Callable[[Any, str], None],
) -> None:
    first = reviewer("李明")
    document = _upload(first, served.url)
    assert store.document(document).header["report_kind"] == "部门决算"
    one = Desk(first, served.url, document)
    two = Desk(reviewer("王芳"), served.url, document)
    state = store.read(one.layer)
    target = next(m for m in state.ordered() if m["label"] == "ITEM")
    link = next(iter(state.links.values()))
    one.select(target["id"])
    one.press("8")
    one.select(link["source"])
    one.press("U")
    one.rest()  # the findings are those of the text as it is now
    one.press("f", "c", "D")
    two.press("f", "r", "1", "D")
    for desk in (one, two):
        desk.page.wait_for_selector("#review.finished")
        desk.rest()  # it is finished on the page before the server has it
    page = reviewer("赵强")
    page.goto(f"{served.url}/documents/{document}/compare?a=李明&b=王芳")
    count = int(page.inner_text("#count"))
    gone = sum(1 for k in state.links.values() if link["source"] in (k["source"], k["target"]))
    shown = [a.get_attribute("data-key") for a in page.locator(".difference").all()]
    assert count == 1 + gone + 1, shown  # the label, the removed links, the decision
    picture(page, "adjudication")
    for done in range(1, count + 1):
        page.keyboard.press("1")
        page.wait_for_function(
            "n => document.querySelectorAll('.difference[data-verdict=a]').length === n", arg=done
        )
    page.click("#consensus")
    page.wait_for_selector("#review[data-ready]")
    page.keyboard.press("D")
    page.wait_for_selector('#review.finished #saved[data-state="saved"]')
    with page.expect_download() as waiting:
        page.goto(f"{served.url}/")
        shown = page.inner_text(f'tr[data-document="{document}"]')
        assert "李明 ✓、王芳 ✓、裁定结果 ✓" in shown
        page.click('a[href="/export/results.zip"]')
    with zipfile.ZipFile(waiting.value.path()) as archive:
        archive.extractall(tmp_path)
    assert verify_records(tmp_path).wrong == 0
    (record,) = read_records(tmp_path)
    assert record["corrections"]["layer"] == "consensus"
    assert record["corrections"]["unlinked"] == gone
    assert [d["verdict"] for d in record["decisions"]] == ["confirmed"]
    labels = {m["start"]: m["label"] for m in record["mentions"]}
    assert labels[target["start"]] == "LEVEL"
    cells = [c.value for row in load_workbook(tmp_path / "核对.xlsx")["发现的问题"] for c in row]
    assert "确认" in cells


def test_a_missed_indicator_with_target_and_actual_takes_six_gestures(
    add_gold: Callable[[str], int], reviewer: Callable[[str], Any], served: Served, store: Store
) -> None:
    desk = Desk(reviewer("李明"), served.url, add_gold("yunling-road-project"))
    state = store.read(desk.layer)
    row = [state.mentions[k] for k in ("k1", "t1", "v1")]
    for mention in row:
        desk.select(mention["id"])
        desk.press("x")
    gestures = 0
    for mention, key in zip(row, "790", strict=True):
        desk.rest()  # equations that come and go move the text under the mouse
        _drag(desk, mention["start"], mention["end"])
        desk.press(key)
        gestures += 2
    desk.saved()
    now = store.read(desk.layer)
    places = {(m["start"], m["label"]): k for k, m in now.mentions.items()}
    name, goal, actual = (places[m["start"], m["label"]] for m in row)
    assert {f"{goal}>{name}", f"{actual}>{name}"} <= now.links.keys()
    assert gestures <= 6


def _drag(desk: Desk, start: int, end: int) -> None:
    """Select the characters with the mouse."""
    ends = desk.page.evaluate(
        """([start, end]) => {
          const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
          const at = (offset) => {
            walker.currentNode = walker.root;
            while (walker.nextNode()) {
              const node = walker.currentNode;
              if (node.start !== undefined && node.start <= offset && offset <= node.start + node.data.length && node.data.length) {
                if (offset === node.start + node.data.length && offset === start) continue;
                const range = document.createRange();
                range.setStart(node, offset - node.start); range.setEnd(node, offset - node.start);
                const box = range.getBoundingClientRect();
                return [box.x, box.y + box.height / 2];
              }
            }
          };
          const first = at(start);
          return [first, at(end)];
        }""",
        [start, end],
    )
    (x, y), (u, v) = ends
    desk.page.mouse.move(x + 1, y)
    desk.page.mouse.down()
    desk.page.mouse.move(u, v, steps=4)
    desk.page.mouse.up()


def test_a_link_is_moved_in_four_gestures(
    add_gold: Callable[[str], int], reviewer: Callable[[str], Any], served: Served, store: Store
) -> None:
    """Take the wrong links of a value away (U) and set the right one (l, click, Enter)."""
    desk = Desk(reviewer("李明"), served.url, add_gold("yunling-road-project"))
    desk.select("a3")
    desk.press("U", "l")
    desk.select("i5")
    desk.press("Enter")
    desk.saved()
    assert [k for k in store.read(desk.layer).links if k.startswith("a3>")] == ["a3>i5"]


def test_opening_a_report_is_not_starting_it(
    add_model: Callable[[str], int], reviewer: Callable[[str], Any], served: Served, store: Store
) -> None:
    from annotations.worklist.worth import Queue

    desk = Desk(reviewer("李明"), served.url, add_model(NAME))
    assert [e.progress for e in Queue(store).entries({})] == ["new"]
    desk.press("j", "x")
    desk.saved()
    assert [e.progress for e in Queue(store).entries({})] == ["open"]


def test_a_file_that_is_no_report_is_told_so(
    reviewer: Callable[[str], Any], served: Served, store: Store, tmp_path: Path
) -> None:
    (tmp_path / "poem.txt").write_text("春眠不觉晓，处处闻啼鸟。\n", encoding="utf-8")
    page = reviewer("李明")
    page.set_default_timeout(UPLOAD)
    page.set_input_files("[name=report]", str(tmp_path / "poem.txt"))
    page.click('form[action="/upload"] button')
    assert "没有读出任何数字或指标" in page.inner_text(".problem")
    assert store.documents() == ()


def test_anothers_edit_appears_within_seconds(
    add_model: Callable[[str], int], reviewer: Callable[[str], Any], served: Served, store: Store
) -> None:
    document = add_model(NAME)
    one = Desk(reviewer("李明"), served.url, document)
    two = Desk(reviewer("王芳"), served.url, document, layer="李明")
    mention = next(m for m in store.read(one.layer).ordered() if m["label"] == "ITEM")
    two.select(mention["id"])
    two.press("8")
    one.page.wait_for_selector(f'mark.l-LEVEL[data-id="{mention["id"]}"]')
    assert "王芳" in one.page.inner_text("#saved")
    one.select(mention["id"])
    one.press("x")  # and what one does next is based on it
    one.saved()
    assert mention["id"] not in store.read(one.layer).mentions
