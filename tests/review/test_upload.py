"""Bringing a report in: what the page says meanwhile and afterwards, and what is kept of the file."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from annotations.corpus.rendering import RENDERED
from annotations.review.app import create_app
from annotations.review.beside import folder_of
from annotations.review.originals import Originals
from annotations.review.routes import upload
from annotations.review.settings import ReviewSettings
from annotations.store import Store
from extraction.errors import (
    DamagedError,
    EncryptedError,
    LimitExceededError,
    LoadError,
    MissingToolError,
)
from tests.review.conftest import Served
from tests.review.driving import UPLOAD, Desk
from tests.review.test_words import english

PDF = "yunling-road-project.pdf"


def test_the_pages_of_an_uploaded_pdf_stand_beside_its_text(
    reviewer: Callable[[str], Any], served: Served, store: Store
) -> None:
    page = reviewer("李明")
    page.set_default_timeout(UPLOAD)
    page.goto(f"{served.url}/")
    page.set_input_files("[name=report]", str(RENDERED / PDF))
    assert page.inner_text("#chosen") == PDF
    page.click('form[action="/upload"] button')
    page.wait_for_url(f"{served.url}/documents/*")
    page.wait_for_selector(
        "#review[data-ready]"
    )  # what the page asks for is answered before it goes
    desk = Desk(page, served.url, int(page.url.rsplit("/", 1)[1]))
    page.wait_for_function("() => document.getElementById('page-image').naturalWidth > 500")
    mention = page.locator("#page-boxes rect").first.get_attribute("data-id")
    page.locator("#page-boxes rect").first.click()
    assert desk.current() == mention
    (stored,) = store.documents()
    assert stored.source is not None
    place = Path(stored.source)
    assert place.parent == folder_of(store, "originals")
    assert place.read_bytes() == (RENDERED / PDF).read_bytes()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_the_bars_between_the_panes_are_dragged_and_remembered(
    add_model: Callable[[str], int], reviewer: Callable[[str], Any], served: Served
) -> None:
    document = add_model(PDF)
    desk = Desk(reviewer("李明"), served.url, document)

    def widths() -> list[float]:
        return desk.page.evaluate(  # type: ignore[no-any-return]
            "['picture', 'pane', 'side'].map((id) => document.getElementById(id).getBoundingClientRect().width)"
        )

    before = widths()
    bar = desk.page.locator('[role=separator][data-for="picture"]').bounding_box()
    desk.page.mouse.move(bar["x"] + 3, 400)
    desk.page.mouse.down()
    desk.page.mouse.move(bar["x"] + 103, 400, steps=4)
    desk.page.mouse.up()

    def differ(old: list[float], by: list[int]) -> bool:
        return [round(a - b) for a, b in zip(widths(), old, strict=True)] == by

    desk.until(lambda: differ(before, [100, -100, 0]))
    after = widths()
    desk.page.focus('[role=separator][data-for="side"]')
    desk.press("ArrowLeft", "ArrowLeft")
    desk.until(lambda: differ(after, [0, -48, 48]))
    moved = widths()
    again = Desk(desk.page, served.url, document)
    assert differ(moved, [0, 0, 0])
    again.page.mouse.move(bar["x"] + 103, 400)
    again.page.mouse.down()
    again.page.mouse.move(3000, 400, steps=3)
    again.page.mouse.up()
    assert min(widths()) >= 159, "no pane is pushed out"


REFUSED = (
    (EncryptedError, "设有密码"),
    (DamagedError, "已损坏或不完整"),
    (LimitExceededError, "请拆分"),
    (MissingToolError, "缺少读取这种文件的程序"),
    (LoadError, "无法读取"),
)


@pytest.mark.parametrize(("kind", "words"), REFUSED)
def test_a_refused_file_is_told_in_chinese(
    store: Store, monkeypatch: pytest.MonkeyPatch, kind: type[LoadError], words: str
) -> None:
    def refuse(*_: object) -> None:
        raise kind("a report", "something else", "look at it")

    monkeypatch.setattr(upload, "_take_in", refuse)
    client = TestClient(create_app(store, ReviewSettings()), base_url="http://127.0.0.1:8765")
    client.post("/sign-in", data={"name": "李明"})
    csrf = client.get("/").text.split('csrf" content="')[1].split('"')[0]
    answer = client.post("/upload", data={"csrf": csrf}, files={"report": ("报告.txt", b"1")})
    shown = answer.text.split("<main")[1].split("</main")[0]
    assert answer.status_code == 422
    assert words in shown
    assert "报告.txt" in shown
    text = "".join(part.partition(">")[2] for part in shown.split("<"))
    assert english(text) == []


def test_originals_are_kept_of_pdf_files_alone(tmp_path: Path) -> None:
    kept = Originals(tmp_path / "originals")
    sha256 = "a" * 64
    assert kept.keep(sha256, "docx", b"x") is None
    assert not (tmp_path / "originals").exists()
    place = kept.keep(sha256, "pdf", b"%PDF")
    assert place == str(tmp_path / "originals" / f"{sha256}.pdf")
    assert kept.keep(sha256, "pdf", b"another") == place
    assert Path(place).read_bytes() == b"%PDF"
    assert [p.name for p in (tmp_path / "originals").iterdir()] == [f"{sha256}.pdf"]
    assert Originals(None).keep(sha256, "pdf", b"%PDF") is None
    with pytest.raises(ValueError, match="SHA-256"):
        kept.keep("../x", "pdf", b"%PDF")
