"""One person is one person: who may come in, what each role may do, and that nobody acts as another."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from annotations.commands import review as command
from annotations.review.app import create_app
from annotations.review.entering import COOKIE
from annotations.review.settings import ReviewSettings
from annotations.store import Edit, Store
from tests.review.entering import (
    HERE,
    PHRASE,
    SLUG,
    Add,
    client,
    edit_of,
    enrolled,
    inside,
    own_layer,
)


def test_a_name_alone_lets_nobody_in_where_there_are_accounts(store: Store) -> None:
    enrolled(store, 李明="reviewer")
    outside = client(store)
    for name, phrase in (("李明", ""), ("李明", "guess"), ("王芳", PHRASE)):
        assert outside.post("/sign-in", data={"name": name, "token": phrase}).status_code == 403
        again = outside.post("/api/session", json={"name": name, "token": phrase})
        assert again.status_code == 403
    assert COOKIE not in outside.cookies
    assert outside.get("/").headers["location"] == "/sign-in"


def test_guessing_one_persons_phrase_keeps_nobody_else_out(store: Store) -> None:
    enrolled(store, 李明="reviewer", 王芳="reviewer")
    outside = client(store)
    for _ in range(10):
        outside.post("/sign-in", data={"name": "李明", "token": "guess"})
    blocked = outside.post("/sign-in", data={"name": "李 明", "token": PHRASE})
    assert blocked.status_code == 429
    assert inside(store, "王芳")


@pytest.mark.parametrize("name", ["model", "consensus", "gold", "memory", "ＧＯＬＤ", "llm:x"])
def test_reserved_names_come_in_nowhere(store: Store, name: str) -> None:
    outside = client(store)
    assert outside.post("/sign-in", data={"name": name}).status_code == 422
    assert outside.post("/api/session", json={"name": name}).status_code == 422
    assert COOKIE not in outside.cookies


def changing(document: int, layer: int) -> list[tuple[str, dict[str, Any]]]:
    """Everything that changes something: path and body."""
    return [
        (f"/api/layers/{layer}/edits", {"base": 1, "action": "x", "edits": []}),
        (f"/api/layers/{layer}/undo?base=1", {}),
        (f"/api/layers/{layer}/redo?base=1", {}),
        (f"/api/layers/{layer}/alike/a3", {"documents": [document]}),
        ("/api/assign", {"documents": [document], "reviewer": "赵强"}),
        (f"/api/documents/{document}/decisions", {"a": "x", "b": "y", "key": "k", "side": "a"}),
        ("/api/memory/x:1/out", {}),
    ]


def test_a_reader_reads_everything_and_changes_nothing(store: Store, add_gold: Add) -> None:
    document = add_gold(SLUG)
    enrolled(store, 赵强="reader")
    reader = inside(store, "赵强")
    for path in ("/", f"/documents/{document}", "/statistics", "/audit", "/account"):
        assert reader.get(path).status_code == 200, path
    assert [y.annotator for y in store.layers()] == ["gold"], "opening began a layer"
    assert reader.get(f"/documents/{document}?layer=赵强").status_code == 404
    layer = store.create_layer(document, "李明", kind="human").id
    before = store.history(layer)
    for path, body in changing(document, layer):
        answer = reader.post(path, json=body)
        assert answer.status_code == 403, path
        assert answer.json()["error"] == "role"
    data = {"csrf": reader.headers["x-csrf-token"]}
    sent = reader.post("/upload", data=data, files={"report": ("a.txt", "支出1万元".encode())})
    assert sent.status_code == 403
    assert store.history(layer) == before
    assert len(store.documents()) == 1


def test_a_reviewer_edits_and_does_not_decide(store: Store, add_gold: Add) -> None:
    document = add_gold(SLUG)
    enrolled(store, 李明="reviewer", 王芳="reviewer", 周正="adjudicator")
    one, two, three = (inside(store, name) for name in ("李明", "王芳", "周正"))
    mine = own_layer(store, one, document, "李明")
    own_layer(store, two, document, "王芳")
    saved = one.post(f"/api/layers/{mine}/edits", json=edit_of(store, mine, "a3", label="COUNT"))
    assert saved.status_code == 200
    key = _difference(one, document)
    body = {"a": "李明", "b": "王芳", "key": key, "side": "a"}
    assert one.post(f"/api/documents/{document}/decisions", json=body).status_code == 403
    assert three.post(f"/api/documents/{document}/decisions", json=body).status_code == 200
    consensus = store.find_layer(document, "consensus")
    assert consensus is not None
    change = edit_of(store, consensus.id, "a6", label="RATE")
    assert two.post(f"/api/layers/{consensus.id}/edits", json=change).status_code == 403
    assert two.post(f"/api/layers/{consensus.id}/undo?base=1").status_code == 403
    assert three.post(f"/api/layers/{consensus.id}/edits", json=change).status_code == 200


def _difference(who: TestClient, document: int) -> str:
    page = who.get(f"/documents/{document}/compare?a=李明&b=王芳").text
    return page.split('data-key="')[1].split('"')[0]


def test_work_is_given_by_adjudicators_and_taken_by_reviewers(store: Store, add_gold: Add) -> None:
    document = add_gold(SLUG)
    enrolled(store, 李明="reviewer", 王芳="reviewer", 周正="adjudicator", 赵强="reader")
    one, three = inside(store, "李明"), inside(store, "周正")

    def assign(who: TestClient, name: str) -> int:
        body = {"documents": [document], "reviewer": name}
        return who.post("/api/assign", json=body).status_code

    assert [assign(one, "李明"), assign(one, "王芳")] == [204, 403]
    assert [assign(three, "王芳"), assign(three, "赵强"), assign(three, "钱多")] == [204, 403, 422]


def test_nobody_finishes_or_opens_what_another_began(store: Store, add_gold: Add) -> None:
    document = add_gold(SLUG)
    enrolled(store, 李明="reviewer", 王芳="reviewer", 周正="adjudicator")
    one, two, three = (inside(store, name) for name in ("李明", "王芳", "周正"))
    layer = own_layer(store, one, document, "李明")

    def finish(who: TestClient, verdict: str) -> int:
        edits = [{"kind": "decision", "key": "done", "value": {"verdict": verdict}}]
        body = {"base": store.read(layer).version, "action": "done", "edits": edits}
        return who.post(f"/api/layers/{layer}/edits", json=body).status_code

    assert finish(two, "done") == 403
    assert finish(one, "done") == 200
    assert store.read(layer).decisions["done"]["who"] == "李明"
    assert finish(two, "open") == 403
    change = edit_of(store, layer, "a3", label="COUNT")
    assert one.post(f"/api/layers/{layer}/edits", json=change).status_code == 422
    assert finish(three, "open") == 200
    change = edit_of(store, layer, "a3", label="COUNT")
    assert one.post(f"/api/layers/{layer}/edits", json=change).status_code == 200


def test_nobody_acts_or_undoes_as_another(store: Store, add_gold: Add) -> None:
    document = add_gold(SLUG)
    enrolled(store, 李明="reviewer", 王芳="reviewer")
    one, two = inside(store, "李明"), inside(store, "王芳")
    layer = own_layer(store, one, document, "李明")
    change = edit_of(store, layer, "a3", label="COUNT")
    assert one.post(f"/api/layers/{layer}/edits", json=change).status_code == 200
    undone = two.post(f"/api/layers/{layer}/undo?base={store.read(layer).version}")
    assert undone.json()["nothing"]
    assert store.read(layer).mentions["a3"]["label"] == "COUNT"
    forged = {"verdict": "done", "who": "李明", "when": "2020-01-01"}
    word = [{"kind": "decision", "key": "check:x", "value": {**forged, "verdict": "confirmed"}}]
    body = {"base": store.read(layer).version, "action": "decide", "edits": word}
    assert two.post(f"/api/layers/{layer}/edits", json={**body, "actor": "李明"}).status_code == 422
    assert two.post(f"/api/layers/{layer}/edits", json=body).status_code == 200
    kept = store.read(layer).decisions["check:x"]
    assert kept["who"] == "王芳"
    assert kept["when"] > "2026"
    assert [e.actor for e in store.history(layer)][1:] == ["李明", "王芳"]


@pytest.mark.parametrize("action", ["import", "undo", "redo", "recall", "adjudicate", "alike"])
def test_a_page_does_not_write_the_servers_actions(
    store: Store, add_gold: Add, action: str
) -> None:
    document = add_gold(SLUG)
    enrolled(store, 李明="reviewer")
    one = inside(store, "李明")
    layer = own_layer(store, one, document, "李明")
    body = {**edit_of(store, layer, "a3", label="COUNT"), "action": action}
    assert one.post(f"/api/layers/{layer}/edits", json=body).status_code == 422
    assert one.post(f"/api/layers/{layer}/undo?base=1").json()["nothing"]


@pytest.mark.parametrize("key", ["memory-out:1", "region:1-2", "link:1-2>3-4", "x"])
def test_a_page_writes_no_other_decisions(store: Store, add_gold: Add, key: str) -> None:
    document = add_gold(SLUG)
    one = client(store)
    one.post("/sign-in", data={"name": "李明"})
    one.headers["x-csrf-token"] = one.get("/").text.split('csrf" content="')[1].split('"')[0]
    layer = own_layer(store, one, document, "李明")
    edits = [{"kind": "decision", "key": key, "value": {"verdict": "a"}}]
    body = {"base": 1, "action": "decide", "edits": edits}
    assert one.post(f"/api/layers/{layer}/edits", json=body).status_code == 422


def test_a_finished_layer_is_locked_for_every_way_in(store: Store, add_gold: Add) -> None:
    """Another's edits in it cannot be taken back, and adjudication into a finished consensus waits."""
    document = add_gold(SLUG)
    enrolled(store, 李明="reviewer", 王芳="reviewer")
    one, two = inside(store, "李明"), inside(store, "王芳")
    layer = own_layer(store, one, document, "李明")
    change = edit_of(store, layer, "a3", label="COUNT")
    assert two.post(f"/api/layers/{layer}/edits", json=change).status_code == 200
    state = store.read(layer)
    done = [Edit("decision", "done", {"verdict": "done"})]
    store.save(layer, done, base=state.version, actor="李明", action="done")
    refused = two.post(f"/api/layers/{layer}/undo?base={state.version}")
    assert refused.status_code == 422
    assert "已完成复核" in refused.json()["message"]
    assert store.read(layer).mentions["a3"]["label"] == "COUNT"
    opened = one.post(f"/api/layers/{layer}/undo?base={state.version}")  # their own last act
    assert opened.status_code == 200
    assert not store.read(layer).done


def test_signing_out_ends_the_session_on_the_server(store: Store) -> None:
    enrolled(store, 李明="reviewer")
    one = inside(store, "李明")
    cookie = one.cookies[COOKIE]
    one.post("/sign-out", data={"csrf": one.headers["x-csrf-token"]})
    thief = client(store)
    thief.cookies.set(COOKIE, cookie)
    assert thief.get("/").status_code == 303


def test_a_changed_pass_phrase_ends_the_other_sessions(store: Store) -> None:
    enrolled(store, 李明="reviewer")
    app = create_app(store, ReviewSettings(model="pattern"))
    one, two = (TestClient(app, base_url=HERE, follow_redirects=False) for _ in range(2))
    for each in (one, two):
        each.post("/sign-in", data={"name": "李明", "token": PHRASE})
    page = one.get("/account").text
    csrf = page.split('name="csrf" content="')[1].split('"')[0]
    data = {"old": PHRASE, "phrase": PHRASE + "!", "again": PHRASE + "!", "csrf": csrf}
    wrong = one.post("/account/phrase", data={**data, "old": "guess"})
    assert wrong.status_code == 403
    assert one.post("/account/phrase", data=data).status_code == 303
    assert one.get("/").status_code == 200
    assert two.get("/").status_code == 303
    assert client(store).post("/sign-in", data={"name": "李明", "token": PHRASE}).status_code == 403


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(list(words)))


def test_accounts_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = str(tmp_path / "review.db")
    assert run(where, "--people") == 0
    assert "no accounts" in capsys.readouterr().out
    assert run(where, "--invite", "李明", "--role", "adjudicator") == 0
    said = capsys.readouterr().out
    assert "李明 (adjudicator), until 20" in said
    code = said.split("/join#")[1].strip()
    store = Store.open(where)
    assert (
        client(store)
        .post("/join", data={"code": code, "phrase": PHRASE, "again": PHRASE})
        .status_code
        == 303
    )
    store.close()
    assert run(where, "--change", "李明") == 2
    assert run(where, "--change", "李明", "--role", "reader") == 0
    assert run(where, "--close", "王芳") == 2
    assert run(where, "--invite", "model") == 2
    assert run(where, "--close", "李明", "--people") == 0
    said = capsys.readouterr().out
    assert "李明\treader\tclosed" in said
    assert "close 李明" in said
    assert run(where, "--verify") == 0


def test_accounts_let_the_server_listen_without_a_token(tmp_path: Path) -> None:
    where = str(tmp_path / "review.db")
    assert not command.has_accounts(where)
    assert not (tmp_path / "review.db").exists()
    run(where, "--invite", "李明")
    assert command.has_accounts(where)
    assert ReviewSettings(host="0.0.0.0", accounts=True).token is None
