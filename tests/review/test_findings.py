"""Deciding on findings in a real browser: one key each, undone, kept under the fingerprint, produced."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations.producing import corrected_record, produce
from annotations.store import Store
from annotations.store.verdicts import assignments, verdicts
from annotations.worklist.checking import Checker
from extraction.checking import verify_records
from tests.review.conftest import Served
from tests.review.driving import Desk

NAME = "baichuan-archives-final.pdf"


@pytest.fixture
def desk(add_model: Callable[[str], int], reviewer: Callable[[str], Any], served: Served) -> Desk:
    """A reviewer at a report with findings, the first one current."""
    opened = Desk(reviewer("李明"), served.url, add_model(NAME))
    opened.press("f")
    return opened


def _decided(desk: Desk, store: Store, version: int) -> dict[str, str]:
    desk.checked(version)
    (word,) = verdicts(store.read(desk.layer))
    return word.to_json()


@pytest.mark.parametrize(
    ("key", "verdict"), [("c", "confirmed"), ("r", "rejected"), ("v", "explained")]
)
def test_one_key_decides(desk: Desk, store: Store, key: str, verdict: str) -> None:
    finding = Checker(store).record(desk.layer)[1].findings[0]
    desk.press(key)
    word = _decided(desk, store, 2)
    assert (word["check"], word["verdict"], word["who"]) == (finding.fingerprint, verdict, "李明")
    assert re.match(r"20\d\d-", word["when"])
    assert desk.page.locator(f".check.current.{verdict} .said").count() == 1
    desk.press("z")
    desk.checked(3)
    assert verdicts(store.read(desk.layer)) == ()
    events = store.history(desk.layer)
    assert [(e.actor, e.action) for e in events][1:] == [("李明", "decide"), ("李明", "undo")]


def test_the_reason_is_one_key_more_and_a_note_and_a_name_may_follow(
    desk: Desk, store: Store, picture: Callable[[Any, str], None]
) -> None:
    desk.press("v", "3")
    desk.checked(3)
    desk.press("o")
    desk.page.keyboard.type("专户资金另行核算")
    desk.press("Enter")
    desk.checked(4)
    desk.press("g")
    desk.page.keyboard.type("王芳")
    desk.press("Enter")
    word = _decided(desk, store, 5)
    assert (word["reason"], word["note"]) == ("scope", "专户资金另行核算")
    assert list(assignments(store.read(desk.layer)).values()) == ["王芳"]
    picture(desk.page, "finding")


def test_the_reason_of_one_verdict_is_not_that_of_the_next(desk: Desk, store: Store) -> None:
    desk.press("r", "2")
    desk.checked(3)
    assert _decided(desk, store, 3)["reason"] == "rounding"
    desk.press("c")
    word = _decided(desk, store, 4)
    assert (word["verdict"], word.get("reason", "")) == ("confirmed", "")


def test_checks_that_came_too_late_are_asked_for_again(desk: Desk) -> None:
    lost: list[str] = []

    def lose(route: Any) -> None:
        lost.append(route.request.url)
        route.abort()

    desk.page.route("**/checks", lose)
    desk.press("c")
    desk.page.get_by_text("尚未核算完").wait_for()
    assert lost
    desk.page.unroute("**/checks")
    desk.checked(2)  # nobody does anything


def test_the_figures_of_a_finding_are_lit_in_text_and_picture(desk: Desk, store: Store) -> None:
    finding = Checker(store).record(desk.layer)[1].findings[0]
    assert desk.page.locator("mark.term").count() == len(finding.terms)
    desk.page.locator("#page-boxes rect.term").first.wait_for(state="attached")  # a frame later
    pane = desk.page.locator("#pane").bounding_box()

    def in_sight() -> bool:
        box = desk.page.locator(f'mark[data-id="{finding.terms[0]}"]').bounding_box()
        return bool(pane["y"] < box["y"] < pane["y"] + pane["height"])

    desk.until(in_sight)


def test_a_repair_is_accepted_beside_what_is_printed(
    add_model: Callable[[str], int], reviewer: Callable[[str], Any], served: Served, store: Store
) -> None:
    desk = Desk(reviewer("李明"), served.url, add_model("qinghe-water-overall.pdf"))
    desk.press("f")
    found = Checker(store).outcome(desk.layer)["checks"]
    mend = next(c["mend"] for c in found if c["status"] == "violated")
    assert mend is not None
    text = store.text(1)
    desk.press("p")
    _decided(desk, store, 2)
    mention = store.read(desk.layer).mentions[mend["mention"]]
    assert mention["corrected"] == mend["value"]
    assert store.text(1) == text
    assert desk.page.locator(f'mark[data-id="{mend["mention"]}"] ins').inner_text() == mend["value"]
    record = corrected_record(store, 1)
    assert record is not None
    assert record.corrections is not None
    assert record.corrections.values == ((mend["mention"], mend["value"]),)


def test_a_decision_survives_edits_and_is_produced(
    desk: Desk, store: Store, tmp_path: Path
) -> None:
    desk.press("r", "D")
    desk.checked(3)
    desk.press("x")  # finished: nothing is deleted
    assert "请先重新打开" in desk.page.inner_text("#saved")
    assert store.layer(desk.layer).version == 3
    desk.page.reload()
    desk.page.wait_for_selector("#checks .check.rejected")
    with desk.page.expect_download() as waiting:
        desk.page.click("#produce")
    with zipfile.ZipFile(waiting.value.path()) as archive:
        archive.extractall(tmp_path / "zip")
    assert verify_records(tmp_path / "zip").wrong == 0
    assert {"核对.html", "核对.xlsx", "findings.csv"} <= {
        p.name for p in (tmp_path / "zip").iterdir()
    }
    made = produce(store, tmp_path / "out")
    assert (made.counts["decisions"], made.counts["done"]) == (1, 1)
    assert verify_records(tmp_path / "out").wrong == 0


def test_find_in_text(desk: Desk) -> None:
    desk.press("/")
    desk.page.keyboard.type("支出")
    assert re.fullmatch(r"1 / \d+", desk.page.locator("#search span").inner_text())
    desk.press("Enter")
    assert desk.page.locator("#search span").inner_text().startswith("2 / ")
    desk.press("Escape")
    assert not desk.page.locator("#search").is_visible()
