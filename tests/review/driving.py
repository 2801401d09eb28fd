"""How a test uses the document page: open it, go to a mention, press keys, wait for the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PATIENCE = 60_000
"""Milliseconds that a page may take on a machine that is busy with other things."""
UPLOAD = 300_000
"""The same for a page that comes when an uploaded report was read, by a worker that may have to start first."""


def opened(context: Any) -> Any:
    """A page that waits as long as a busy machine needs."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


def say_who(page: Any, url: str, name: str) -> None:
    """Give the name that the work is kept under, and wait until the server has taken it."""
    page.goto(f"{url}/")
    page.fill("[name=name]", name)
    with page.expect_navigation():
        page.click("button.primary")


class Desk:
    """One reviewer at one document."""

    def __init__(self, page: Any, url: str, document_id: int, *, layer: str | None = None) -> None:
        self.page = page
        suffix = f"?layer={layer}" if layer else ""
        page.goto(f"{url}/documents/{document_id}{suffix}")
        page.wait_for_selector("#review[data-ready]")
        page.wait_for_selector("#text[data-whole]")
        self.layer = int(page.get_attribute("#review", "data-layer"))
        self.checked()

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def select(self, mention: str) -> None:
        """Click a mention."""
        self.page.locator(f'mark[data-id="{mention}"]').first.click()

    def saved(self, state: str = "saved") -> None:
        """Wait until everything is saved."""
        self.page.wait_for_selector(f'#saved[data-state="{state}"]')

    def checked(self, version: int | None = None) -> None:
        """Wait until the checks of a version (of any) are shown."""
        wanted = f'[data-version="{version}"]' if version else ':not([data-version=""])'
        self.page.wait_for_selector(f"#checks[data-version]{wanted}")

    def rest(self) -> None:
        """Wait until everything is saved and the checks shown are those of what was saved: nothing moves any more."""
        self.page.wait_for_function(
            """() => {
              const settled = document.getElementById("review").dataset.settled;
              return settled && settled === document.getElementById("checks").dataset.version;
            }"""
        )

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds that the browser does on its own, such as drawing in its next frame."""
        for _ in range(PATIENCE // 50):
            if condition():
                return
            self.page.wait_for_timeout(50)
        assert condition()

    def current(self) -> str:
        """The id of the current mention."""
        return str(self.page.get_attribute("mark.current", "data-id"))
