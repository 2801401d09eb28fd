"""Accounts in the browser: adjudicators invite, change roles and close; nobody else, and nobody themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from annotations.accounts import People
from annotations.store import Store
from tests.review.conftest import Served
from tests.review.driving import opened
from tests.review.entering import PHRASE, client, enrolled, inside

FORMS = (
    ("/people/invite", {"name": "钱多", "role": "reader"}),
    ("/people/role", {"name": "李明", "role": "adjudicator"}),
    ("/people/close", {"name": "李明"}),
)


def sent(who: TestClient, path: str, **fields: str) -> Any:
    return who.post(path, data={"csrf": who.headers["x-csrf-token"], **fields})


def test_an_adjudicator_invites_changes_and_closes(store: Store) -> None:
    people = enrolled(store, 周正="adjudicator", 李明="reviewer")
    chief = inside(store, "周正")
    shown = sent(chief, "/people/invite", name="王芳", role="reader")
    assert shown.status_code == 200
    assert shown.headers["cache-control"] == "no-store"
    code = shown.text.split("/join#")[1].split('"')[0]
    assert code not in chief.get("/people").text, "the address is shown once"
    joined = {"code": code, "phrase": PHRASE, "again": PHRASE}
    assert client(store).post("/join", data=joined).status_code == 303
    assert sent(chief, "/people/role", name="王芳", role="adjudicator").status_code == 303
    assert sent(chief, "/people/close", name="李明").status_code == 303
    found = {p.name: (p.role, p.closed) for p in people.all()}
    assert found == {
        "周正": ("adjudicator", False),
        "李明": ("reviewer", True),
        "王芳": ("adjudicator", False),
    }
    done = [(e.actor, e.action, e.name) for e in people.trail() if e.action in ("role", "close")]
    assert done == [("周正", "role", "王芳"), ("周正", "close", "李明")]


def test_a_closed_account_comes_back_by_a_new_invitation(store: Store) -> None:
    people = enrolled(store, 周正="adjudicator", 李明="reviewer")
    people.close("李明", actor="test")
    assert "/join#" in sent(inside(store, "周正"), "/people/invite", name="李明").text
    found = people.find("李明")
    assert found is not None
    assert (found.closed, found.role) == (False, "reviewer")


@pytest.mark.parametrize("name", ["李明", "赵强"])
def test_others_manage_no_accounts(store: Store, name: str) -> None:
    people = enrolled(store, 周正="adjudicator", 李明="reviewer", 赵强="reader")
    before, trail = people.all(), len(people.trail())
    other = inside(store, name)
    assert other.get("/people").status_code == 403
    assert "/people" not in other.get("/").text
    assert [sent(other, path, **fields).status_code for path, fields in FORMS] == [403] * 3
    assert people.all() == before
    assert len(people.trail()) == trail + 1, "the sign-in alone"


@pytest.mark.parametrize(("path", "fields"), FORMS)
def test_a_forged_form_changes_no_account(store: Store, path: str, fields: dict[str, str]) -> None:
    people = enrolled(store, 周正="adjudicator", 李明="reviewer")
    before = people.all()
    chief = inside(store, "周正")
    assert chief.post(path, data={**fields, "csrf": "x"}).status_code == 403
    assert chief.post(path, data=fields).status_code == 403
    assert people.all() == before


@pytest.mark.parametrize("name", ["周正", "周 正"])
def test_nobody_takes_their_own_account_away(store: Store, name: str) -> None:
    people = enrolled(store, 周正="adjudicator")
    chief = inside(store, "周正")
    forms = (("/people/invite", {}), ("/people/role", {"role": "reader"}), ("/people/close", {}))
    for path, more in forms:
        answer = sent(chief, path, name=name, **more)
        assert (answer.status_code, "另一位裁定人员" in answer.text) == (422, True), path
    assert [(p.role, p.joined, p.closed) for p in people.all()] == [("adjudicator", True, False)]


def test_the_first_account_is_not_made_in_the_browser(store: Store) -> None:
    alone = client(store)
    alone.post("/sign-in", data={"name": "周正"})
    alone.headers["x-csrf-token"] = alone.get("/").text.split('csrf" content="')[1].split('"')[0]
    assert "--invite" in alone.get("/people").text
    assert sent(alone, "/people/invite", name="李明", role="adjudicator").status_code == 422
    assert People(store.engine).all() == ()


@pytest.mark.parametrize("fields", [{"name": "model"}, {"name": ""}, {"name": "王芳", "role": "x"}])
def test_what_nobody_may_be_called_or_do_is_told(store: Store, fields: dict[str, str]) -> None:
    people = enrolled(store, 周正="adjudicator")
    answer = sent(inside(store, "周正"), "/people/invite", **fields)
    assert answer.status_code == 422
    assert len(people.all()) == 1


def test_an_account_from_invitation_to_its_end_in_the_browser(
    browser: Any, served: Served, store: Store, picture: Callable[[Any, str], None]
) -> None:
    enrolled(store, 周正="adjudicator", 李明="reviewer", 赵强="reader")
    size = {"width": 1400, "height": 620}
    chief, new = (opened(browser.new_context(viewport=size)) for _ in range(2))
    chief.goto(f"{served.url}/sign-in")
    chief.fill('[name="name"]', "周正")
    chief.fill('[name="token"]', PHRASE)
    chief.click("button.primary")
    chief.wait_for_url(f"{served.url}/")
    chief.click('a[href="/people"]')
    chief.fill('#invite [name="name"]', "王芳")
    chief.click("#invite button")
    address = chief.input_value("#address")
    picture(chief, "people")
    new.goto(address)
    new.fill('[name="phrase"]', PHRASE)
    new.fill('[name="again"]', PHRASE)
    new.click("button.primary")
    new.wait_for_url(f"{served.url}/")
    chief.goto(f"{served.url}/people")
    row = chief.locator('[data-person="王芳"]')
    assert "在用" in row.inner_text()
    row.locator("select").select_option("reader")
    with chief.expect_navigation():
        row.get_by_text("更改").click()
    assert row.locator("select").input_value() == "reader"
    with chief.expect_navigation():
        row.get_by_text("停用").click()
    assert "已停用" in row.inner_text()
    new.goto(f"{served.url}/")
    assert new.url == f"{served.url}/sign-in"
    for page in (chief, new):
        page.context.close()
