"""The words of the Chinese pages: no English on any of them, in menus, tips and closed dialogs either."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from annotations.accounts import People
from annotations.store import Store
from tests.review.conftest import Served
from tests.review.driving import Desk, opened
from tests.review.entering import PHRASE

NAME = "baichuan-archives-final.pdf"
PROJECT = "yunling-road-project.docx"
_LATIN = re.compile(r"[A-Za-z]{2,}")
_ALLOWED = re.compile(
    r"English|Esc|Enter|Shift|Space|Delete|F1|UTC|PDF|DOCX|pdf|docx|txt|html|xlsx"
)
_SHOWN = """() => {
  const page = document.body.cloneNode(true);
  for (const e of page.querySelectorAll("script, #text, td .open, .top .name, code, kbd, #keys td:first-child")) e.remove();
  const said = ["title", "placeholder", "aria-label", "alt"];
  const all = [...page.querySelectorAll("*")];
  return [page.textContent, ...all.flatMap((e) => said.map((n) => e.getAttribute(n) ?? ""))].join("\\n");
}"""


def english(text: str) -> list[str]:
    """The English words of a text, but for names of keys and formats."""
    return _LATIN.findall(_ALLOWED.sub("", text))


def _assert_chinese(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state()
    if "/documents/" in address and page.locator("#review").count():
        page.wait_for_selector("#checks[data-version]:not([data-version=''])")
        page.keyboard.press("?")
    assert english(page.evaluate(_SHOWN)) == [], address


def test_the_chinese_pages_hold_no_english(
    add_model: Callable[[str], int], reviewer: Callable[[str], Any], served: Served
) -> None:
    document, project = add_model(NAME), add_model(PROJECT)
    page = reviewer("李明")
    one = Desk(page, served.url, document)
    one.press("f", "r", "1", "j", "x", "D")
    one.rest()
    two = Desk(reviewer("王芳"), served.url, document)
    two.press("f", "c", "j", "8", "D")
    two.rest()
    paths = ("", "statistics", "audit", "learning", "account", "people", "sign-in", "join")
    reports = (f"documents/{document}", f"documents/{document}/compare", f"documents/{project}")
    for path in (*paths, *reports, "documents/99", f"documents/{document}?layer=model"):
        _assert_chinese(page, f"{served.url}/{path}")


def test_the_page_of_the_accounts_holds_no_english(
    browser: Any, served: Served, store: Store
) -> None:
    people = People(store.engine)
    people.join(people.invite("周正", "adjudicator", actor="command line (x)").code, PHRASE)
    people.invite("李明", "reviewer", actor="周正")
    people.change_role("李明", "reader", actor="周正")
    people.close("李明", actor="周正")
    page = opened(browser.new_context())
    page.goto(f"{served.url}/sign-in")
    page.fill('[name="name"]', "周正")
    page.fill('[name="token"]', PHRASE)
    page.click("button.primary")
    page.wait_for_url(f"{served.url}/")
    _assert_chinese(page, f"{served.url}/people")
    page.context.close()
