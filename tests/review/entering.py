"""People of the tests: who is invited and joins, signs in, and edits a layer of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.testclient import TestClient

from annotations.accounts import People, Role
from annotations.review.app import create_app
from annotations.review.settings import ReviewSettings
from annotations.store import Store

HERE = "http://127.0.0.1:8765"
PHRASE = "丹枫白露 seven 7 cranes"
SLUG = "yunling-road-project"
Add = Callable[[str], int]


def enrolled(store: Store, **roles: Role) -> People:
    people = People(store.engine)
    for name, role in roles.items():
        people.join(people.invite(name, role, actor="test").code, PHRASE)
    return people


def client(store: Store) -> TestClient:
    app = create_app(store, ReviewSettings(model="pattern"))
    return TestClient(app, base_url=HERE, follow_redirects=False)


def inside(store: Store, name: str) -> TestClient:
    """Somebody who has signed in with their pass phrase."""
    opened = client(store)
    answer = opened.post("/sign-in", data={"name": name, "token": PHRASE})
    assert answer.status_code == 303, answer.text
    page = opened.get("/account").text
    opened.headers["x-csrf-token"] = page.split('name="csrf" content="')[1].split('"')[0]
    return opened


def edit_of(store: Store, layer: int, mention: str, **changes: Any) -> dict[str, Any]:
    state = store.read(layer)
    value = {**state.mentions[mention], **changes}
    edits = [{"kind": "mention", "key": mention, "value": value}]
    return {"base": state.version, "action": "relabel", "edits": edits}


def own_layer(store: Store, who: TestClient, document: int, name: str) -> int:
    assert who.get(f"/documents/{document}").status_code == 200
    layer = store.find_layer(document, name)
    assert layer is not None
    return layer.id
