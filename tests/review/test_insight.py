"""The pages of statistics and of the audit trail, counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from annotations.learning.scoreboard import scoreboard
from annotations.store import Store
from tests.review.conftest import Served
from tests.review.driving import Desk

NAME = "baichuan-archives-final.pdf"


def test_statistics_and_audit_tell_what_was_done(
    add_model: Callable[[str], int],
    reviewer: Callable[[str], Any],
    served: Served,
    store: Store,
    picture: Callable[[Any, str], None],
) -> None:
    page = reviewer("李明")
    desk = Desk(page, served.url, add_model(NAME))
    before = store.read(desk.layer)
    items = [m for m in before.ordered() if m["label"] == "ITEM"]
    desk.select(items[0]["id"])
    desk.press("8")  # one ITEM was a LEVEL
    desk.select(items[1]["id"])
    desk.press("x")
    desk.rest()  # the findings are those of the text as it is now
    desk.press("f", "c", "D")
    desk.checked(5)
    board = scoreboard(store)
    n = len(items)
    counts = board.labels["ITEM"]
    assert (counts.right, counts.wanted, counts.given) == (n - 2, n - 2, n)
    level = board.labels["LEVEL"]
    assert (level.right, level.wanted) == (
        level.given,
        level.given + 1,
    )
    page.goto(f"{served.url}/statistics")
    cells = page.locator('tr[data-label="ITEM"] td').all_inner_texts()
    assert cells[:2] == [f"{(n - 2) / n:.3f}", "1.000"]
    assert board.verdicts == {"部门决算": {"confirmed": 1}}
    picture(page, "statistics")
    page.goto(f"{served.url}/audit")
    done = [r.get_attribute("data-action") for r in page.locator("tbody tr").all()]
    assert done == ["done", "decide", "delete", "relabel", "import"]
    assert "李明" in page.locator("tbody tr").first.inner_text()
    picture(page, "audit")
    page.goto(f"{served.url}/audit?action=decide")
    assert page.locator("tbody tr").count() == 1
