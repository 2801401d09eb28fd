"""Times on the pages are those of the reader's place, whatever the server keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from annotations.store import Store
from annotations.store.verdicts import verdicts
from tests.review.conftest import Served
from tests.review.driving import Desk, opened, say_who

HOURS = {"Asia/Shanghai": 8, "UTC": 0}


@pytest.mark.parametrize("zone", HOURS)
def test_who_decided_when_is_told_in_the_readers_time(
    browser: Any, served: Served, store: Store, add_model: Callable[[str], int], zone: str
) -> None:
    page = opened(browser.new_context(timezone_id=zone))
    say_who(page, served.url, "李明")
    desk = Desk(page, served.url, add_model("baichuan-archives-final.pdf"))
    desk.press("f", "c")
    desk.checked(2)
    (word,) = verdicts(store.read(desk.layer))
    there = datetime.fromisoformat(word.to_json()["when"]) + timedelta(hours=HOURS[zone])
    shown = f"{there:%Y-%m-%d %H:%M}"
    assert shown in page.inner_text(".check.current .said")
    page.goto(f"{served.url}/audit")
    row = page.locator('tr[data-action="decide"] time')
    at = datetime.fromisoformat(row.get_attribute("datetime")) + timedelta(hours=HOURS[zone])
    assert row.inner_text() == f"{at:%Y-%m-%d %H:%M}"
    page.context.close()
