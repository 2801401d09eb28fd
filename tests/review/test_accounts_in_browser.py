"""One person is one person, in a browser: joining, reading without tools, sessions that end, roles taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from annotations.accounts import People, Role
from annotations.store import Store
from tests.review.conftest import Served
from tests.review.driving import Desk, opened
from tests.review.entering import PHRASE, SLUG, Add, enrolled


def test_invited_people_join_sign_in_and_decide(
    browser: Any, served: Served, store: Store, add_gold: Add, picture: Callable[[Any, str], None]
) -> None:
    document = add_gold(SLUG)
    people = People(store.engine)
    pages = {}
    roles: dict[str, Role] = {"李明": "reviewer", "王芳": "reviewer", "周正": "adjudicator"}
    for name, role in roles.items():
        code = people.invite(name, role, actor="test").code
        size = {"width": 1400, "height": 860}
        page = pages[name] = opened(browser.new_context(viewport=size))
        page.goto(f"{served.url}/join#{code}")
        assert page.input_value("#code") == code
        assert code not in page.url
        page.fill('[name="phrase"]', PHRASE)
        page.fill('[name="again"]', PHRASE)
        if name == "李明":
            picture(page, "join")
        page.click("button.primary")
        page.wait_for_url(f"{served.url}/")
        assert name in page.inner_text("a.who")
    one = Desk(pages["李明"], served.url, document)
    one.select("a3")
    one.press("6")
    one.saved()
    two = Desk(pages["王芳"], served.url, document)
    two.page.goto(f"{served.url}/documents/{document}/compare?a=李明&b=王芳")
    assert two.page.locator(".difference button").count() == 0
    judge = pages["周正"]
    judge.goto(f"{served.url}/documents/{document}/compare?a=李明&b=王芳")
    judge.keyboard.press("1")
    judge.wait_for_selector('.difference[data-verdict="a"]')
    consensus = store.find_layer(document, "consensus")
    assert consensus is not None
    assert [e.actor for e in store.history(consensus.id)][-1] == "周正"
    for page in pages.values():
        page.context.close()


def test_a_reader_sees_a_page_without_tools_that_change(
    browser: Any, served: Served, store: Store, add_gold: Add
) -> None:
    document = add_gold(SLUG)
    enrolled(store, 赵强="reader")
    page = opened(browser.new_context())
    page.goto(f"{served.url}/sign-in")
    page.fill('[name="name"]', "赵强")
    page.fill('[name="token"]', PHRASE)
    page.click("button.primary")
    page.wait_for_url(f"{served.url}/")
    assert page.locator("#assignment, [name=report], [name=document]").count() == 0
    desk = Desk(page, served.url, document)
    assert "仅供查看" in page.inner_text(".tools")
    desk.select("a3")
    desk.press("6", "z", "D", "x")
    page.wait_for_timeout(500)
    assert [len(store.history(y.id)) for y in store.layers()] == [1]
    page.context.close()


def test_an_ended_session_is_taken_up_again_in_place(
    browser: Any, served: Served, store: Store, add_gold: Add
) -> None:
    document = add_gold(SLUG)
    people = enrolled(store, 李明="reviewer", 王芳="reviewer")
    page = opened(browser.new_context())
    page.goto(f"{served.url}/sign-in")
    page.fill('[name="name"]', "李明")
    page.fill('[name="token"]', PHRASE)
    page.click("button.primary")
    page.wait_for_url(f"{served.url}/")
    desk = Desk(page, served.url, document)
    person = people.find("李明")
    assert person is not None
    people.change_phrase(person.id, PHRASE + " anew")
    page.wait_for_timeout(2_200)  # what another process ends counts after two seconds
    desk.select("a3")
    desk.press("6")
    page.wait_for_selector("#again[open]")
    page.fill("#again-token", PHRASE)
    page.keyboard.press("Enter")
    page.wait_for_selector("#again-problem:not([hidden])")
    page.fill("#again-token", PHRASE + " anew")
    page.keyboard.press("Enter")
    desk.saved()
    assert store.read(desk.layer).mentions["a3"]["label"] == "COUNT"
    page.context.close()


def test_a_role_taken_away_under_an_open_page_is_told_and_loops_nowhere(
    browser: Any, served: Served, store: Store, add_gold: Add
) -> None:
    document = add_gold(SLUG)
    people = enrolled(store, 李明="reviewer")
    page = opened(browser.new_context())
    page.goto(f"{served.url}/sign-in")
    page.fill('[name="name"]', "李明")
    page.fill('[name="token"]', PHRASE)
    page.click("button.primary")
    page.wait_for_url(f"{served.url}/")
    desk = Desk(page, served.url, document)
    people.change_role("李明", "reader", actor="test")
    page.wait_for_timeout(2_200)
    desk.select("a3")
    desk.press("6")
    desk.saved("save_failed")
    assert "您的角色" in page.inner_text("#saved")
    assert store.read(desk.layer).mentions["a3"]["label"] == "AMOUNT"
    page.context.close()
