"""What the application refuses, and what every answer carries."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from annotations.commands import review as command
from annotations.review.app import create_app
from annotations.review.entering import COOKIE
from annotations.review.settings import ReviewSettings
from annotations.store import Store
from extraction.errors import SettingsError

TOKEN = "a-long-enough-token"
HERE = "http://127.0.0.1:8765"


def client(store: Store, **settings: Any) -> TestClient:
    return TestClient(
        create_app(store, ReviewSettings(**settings)), base_url=HERE, follow_redirects=False
    )


def signed_in(store: Store, **settings: Any) -> tuple[TestClient, str]:
    """A client with a session, and its CSRF token."""
    inside = client(store, **settings)
    given = {"name": "李明", "token": settings.get("token") or ""}
    assert inside.post("/sign-in", data=given).status_code == 303
    page = inside.get("/").text
    return inside, page.split('name="csrf" content="')[1].split('"')[0]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_other_hosts_need_a_token(host: str) -> None:
    with pytest.raises(SettingsError, match="expected a token"):
        ReviewSettings(host=host)
    assert ReviewSettings(host=host, token=TOKEN).token == TOKEN


def test_command_refuses_to_listen_without_a_token(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import argparse

    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    where = str(tmp_path / "review.db")
    assert command.run(parser.parse_args([where, "--host", "0.0.0.0"])) == 2
    assert "--token" in capsys.readouterr().err
    assert not (tmp_path / "review.db").exists()


def test_short_tokens_are_refused() -> None:
    with pytest.raises(SettingsError, match="at least 12"):
        ReviewSettings(token="secret")


def test_token_lets_in_and_a_wrong_one_does_not(store: Store) -> None:
    outside = client(store, token=TOKEN)
    wrong = outside.post("/sign-in", data={"name": "李明", "token": "guess"})
    assert wrong.status_code == 403
    assert COOKIE not in outside.cookies
    assert outside.get("/").headers["location"] == "/sign-in"
    signed_in(store, token=TOKEN)


def test_guessing_is_slowed_down(store: Store) -> None:
    outside = client(store, token=TOKEN)
    for _ in range(10):
        outside.post("/sign-in", data={"name": "x", "token": "guess"})
    assert outside.post("/sign-in", data={"name": "x", "token": TOKEN}).status_code == 429


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/documents/1",
        "/documents/1/compare",
        "/documents/1/pages/1.png",
        "/export/corrected.zip",
        "/export/layers/1.json",
    ],
)
def test_pages_send_strangers_to_sign_in(store: Store, path: str) -> None:
    assert client(store).get(path).headers["location"] == "/sign-in"


@pytest.mark.parametrize("path", ["/api/layers/1", "/api/layers/1/checks", "/api/layers/1/history"])
def test_interfaces_refuse_strangers(store: Store, path: str) -> None:
    assert client(store).get(path).status_code == 401


def test_cookie_is_http_only_and_strict(store: Store) -> None:
    answer = client(store).post("/sign-in", data={"name": "李明"})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize(
    "damage", ["", "x", "a.b", "forged"], ids=["empty", "bare", "odd", "forged"]
)
def test_forged_sessions_are_refused(store: Store, damage: str) -> None:
    outside = client(store)
    outside.cookies.set(COOKIE, secrets.token_urlsafe(32) if damage == "forged" else damage)
    assert outside.get("/").status_code == 303


MUTATING = [
    ("/api/layers/1/edits", {"base": 1, "action": "edit", "edits": []}),
    ("/api/layers/1/undo?base=1", {}),
    ("/api/layers/1/redo?base=1", {}),
    ("/api/assign", {"documents": [1], "reviewer": "x"}),
    ("/api/documents/1/decisions", {"a": "x", "b": "y", "key": "k", "side": "a"}),
]


@pytest.mark.parametrize(("path", "body"), MUTATING, ids=[p for p, _ in MUTATING])
@pytest.mark.parametrize("token", [None, "0" * 64], ids=["none", "wrong"])
def test_changes_need_the_csrf_token(
    store: Store, path: str, body: dict[str, Any], token: str | None
) -> None:
    inside, _ = signed_in(store)
    headers = {"x-csrf-token": token} if token else {}
    assert inside.post(path, json=body, headers=headers).status_code == 403


def test_csrf_token_of_another_session_is_refused(store: Store) -> None:
    app = create_app(store, ReviewSettings())
    tokens = []
    for name in ("李明", "王芳"):
        inside = TestClient(app, base_url=HERE)
        inside.post("/sign-in", data={"name": name})
        tokens.append(inside.get("/").text.split('name="csrf" content="')[1].split('"')[0])
    assert tokens[0] != tokens[1]
    body = {"documents": [1], "reviewer": "x"}
    answer = inside.post("/api/assign", json=body, headers={"x-csrf-token": tokens[0]})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": HERE, "sec-fetch-site": "same-origin"}, 303),
        ({}, 303),
    ],
    ids=["foreign", "null", "other-port", "cross-site", "own", "none"],
)
def test_changes_from_other_origins_are_refused(
    store: Store, headers: dict[str, str], status: int
) -> None:
    answer = client(store).post("/sign-in", data={"name": "李明"}, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost:8765", 200),
        ("[::1]:8765", 200),
        ("rebound.evil.example", 421),
        ("192.168.1.5:8765", 421),
        ("", 421),
    ],
)
def test_other_names_are_not_served(store: Store, host: str, status: int) -> None:
    assert client(store).get("/sign-in", headers={"host": host}).status_code == status


def test_listening_wide_serves_addresses_and_allowed_names_only() -> None:
    wide = ReviewSettings(host="0.0.0.0", token=TOKEN, allowed_hosts=("review.example",))
    assert wide.admits_host("10.0.0.7")
    assert wide.admits_host("review.example")
    assert not wide.admits_host("rebound.evil.example")


@pytest.mark.parametrize("path", ["/sign-in", "/static/document.js", "/api/layers/1", "/nowhere"])
def test_every_answer_carries_the_policy(store: Store, path: str) -> None:
    headers = client(store).get(path).headers
    policy = headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_pages_hold_no_inline_script_or_style(store: Store, add_gold: Callable[[str], int]) -> None:
    document_id = add_gold("yunling-road-project")
    inside, _ = signed_in(store)
    for path in ("/", f"/documents/{document_id}"):
        page = inside.get(path).text
        assert "<style" not in page
        assert "style=" not in page
        assert " on" + "click" not in page
        inline = [part for part in page.split("<script")[1:] if "src=" not in part.split(">")[0]]
        assert all('type="application/json"' in part.split(">")[0] for part in inline)


def upload(inside: TestClient, csrf: str, name: str, data: bytes) -> Any:
    return inside.post("/upload", data={"csrf": csrf}, files={"report": (name, data)})


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("big.txt", "字".encode() * 1000, 413),
        ("tool.exe", b"MZ\x90\x00" + bytes(200), 422),
        ("x.ofd", b"PK\x03\x04" + bytes(200), 422),
        ("empty.txt", b"", 422),
        ("fake.pdf", b"%PDF-1.7 nothing here", 422),
    ],
    ids=["large", "program", "damaged", "empty", "fake"],
)
def test_uploads_are_bounded_in_size_and_kind(
    store: Store, name: str, data: bytes, status: int
) -> None:
    inside, csrf = signed_in(store, maximum_upload=2000, model="pattern")
    answer = upload(inside, csrf, name, data)
    assert answer.status_code in (status, 415)
    assert store.documents() == ()


def test_upload_needs_the_csrf_token(store: Store) -> None:
    inside, _ = signed_in(store)
    assert upload(inside, "", "a.txt", b"text").status_code == 403


def test_upload_name_is_only_a_name(store: Store) -> None:
    inside, csrf = signed_in(store, model="pattern")
    body = "2023年部门决算\n收入合计12万元。\n".encode()
    assert upload(inside, csrf, "../../etc/passwd.txt", body).status_code == 303
    assert store.documents()[0].path == "passwd.txt"


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "streamed"])
def test_large_bodies_are_cut_off(store: Store, declared: bool) -> None:
    inside, csrf = signed_in(store, maximum_body=10_000)
    body = b'{"x":"' + b"a" * 50_000 + b'"}'
    content: Any = body if declared else (body[i : i + 999] for i in range(0, len(body), 999))
    headers = {"x-csrf-token": csrf, "content-type": "application/json"}
    answer = inside.post("/api/assign", content=content, headers=headers)
    assert answer.status_code == 413


EDITS = [
    ("surface", {"label": "ITEM", "start": 0, "end": 10**9}),
    ("label", {"label": "<script>", "start": 0, "end": 1}),
    ("type", {"label": "ITEM", "start": "0", "end": True}),
    ("change", {"label": "ITEM", "start": 0, "end": 1, "change": "sideways"}),
]


@pytest.mark.parametrize("value", [v for _, v in EDITS], ids=[n for n, _ in EDITS])
def test_edits_are_checked_field_by_field(
    store: Store, add_gold: Callable[[str], int], value: dict[str, Any]
) -> None:
    document_id = add_gold("yunling-road-project")
    inside, csrf = signed_in(store)
    inside.get(f"/documents/{document_id}")
    layer = store.find_layer(document_id, "李明")
    assert layer is not None
    edit = {"kind": "mention", "key": "h1", "value": value}
    body = {"base": 1, "action": "edit", "edits": [edit]}
    answer = inside.post(f"/api/layers/{layer.id}/edits", json=body, headers={"x-csrf-token": csrf})
    assert answer.status_code == 422
    assert store.layer(layer.id).version == 1
