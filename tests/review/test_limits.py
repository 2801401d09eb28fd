"""The server under load: uploads under limits, one connection a write, oversize ids, silent clients."""

import os
import socket
import threading
import time

import alembic.command
import httpx
import pytest
from sqlalchemy import text

from annotations.corpus.rendering import RENDERED
from annotations.review.apart import Apart
from annotations.review.entering import Entrance
from annotations.review.heavy import WAITING_UPLOADS
from annotations.review.pages import PageImages
from annotations.review.reading import UploadReader
from annotations.review.settings import ReviewSettings
from annotations.store import NotFoundError, Store, StoreError
from extraction.errors import DamagedError, LimitExceededError
from extraction.loading.source import Source
from tests.bulk.reports import report

assert alembic.command


@pytest.fixture
def client(served):
    with httpx.Client(base_url=served.url, timeout=300) as opened:
        opened.post("/sign-in", data={"name": "王敏"})
        page = opened.get("/")
        opened.headers["x-csrf-token"] = page.text.split('name="csrf" content="')[1].split('"')[0]
        yield opened


def test_forty_assignments_at_once_all_come_through(client, add_gold, served):
    document_id = add_gold("lanxi-veterans-overall")
    codes = []

    def assign(number):
        body = {"documents": [document_id], "reviewer": f"甲{number}"}
        codes.append(client.post("/api/assign", json=body).status_code)

    threads = [threading.Thread(target=assign, args=(i,)) for i in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [204] * 40


def test_an_assignment_to_one_that_is_not_there_assigns_none(store, add_gold):
    document_id = add_gold("lanxi-veterans-overall")
    with pytest.raises(NotFoundError):
        store.assign_all([document_id, 999], "甲", actor="乙")


@pytest.mark.parametrize(
    "path", ["/api/layers/99999999999999999999", "/documents/99999999999999999999"]
)
def test_oversize_ids_are_refused(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("base", [-1, 2**40, "x"])
def test_hostile_bases_are_refused(client, base):
    for path in (f"/api/layers/1/undo?base={base}", f"/api/layers/1/history?after={base}"):
        method = "POST" if "undo" in path else "GET"
        assert 400 <= client.request(method, path).status_code < 500


def test_a_database_of_a_newer_version_is_refused_in_a_sentence(tmp_path):
    store = Store.open(tmp_path / "review.db")
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreError, match="newer"):
        Store.open(tmp_path / "review.db")


def test_identical_uploads_at_once_are_one(client):
    codes = []

    def upload():
        files = {"report": ("a.txt", report(1).encode())}
        answer = client.post("/upload", files=files, data={"csrf": client.headers["x-csrf-token"]})
        codes.append((answer.status_code, answer.headers.get("location")))

    threads = [threading.Thread(target=upload) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(codes) == {(303, "/documents/1")}


def test_an_upload_ends_in_time_and_the_next_is_read(monkeypatch):
    reader = UploadReader("pattern", seconds=0.01, mebibytes=2048)
    source = Source.of("a.txt", report(1).encode())
    with pytest.raises(LimitExceededError, match="within"):
        reader.read(source)
    reader.apart.seconds = 100.0
    assert reader.read(source).markup.mentions
    reader.close()


def test_an_upload_has_its_memory():
    reader = UploadReader("pattern", seconds=100, mebibytes=1)
    text = report(1).encode() * 20_000
    with pytest.raises(LimitExceededError):
        reader.read(Source.of("a.txt", text))
    reader.close()


def test_silent_connections_are_closed_and_stop_nobody(tmp_path):
    import uvicorn

    from annotations.review.app import create_app
    from annotations.review.connections import allow_many_files, patient_protocol

    allow_many_files()
    store = Store.open(tmp_path / "review.db")
    app = create_app(store, ReviewSettings(port=0, model="pattern", idle_seconds=2))
    config = uvicorn.Config(
        app, port=0, log_level="critical", lifespan="off", http=patient_protocol(2)
    )
    server = uvicorn.Server(config)
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(1_100)]
    assert httpx.get(f"http://127.0.0.1:{port}/sign-in", timeout=60).status_code == 200
    silent[0].settimeout(60)
    assert silent[0].recv(1) == b""
    for one in silent:
        one.close()
    server.should_exit = True
    store.close()


def test_a_body_that_never_comes_ends(served):
    with socket.create_connection(("127.0.0.1", served.port)) as slow:
        head = f"POST /api/session HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nContent-Length: 50\r\n\r\n"
        slow.sendall(head.encode())
        slow.settimeout(120)
        assert b" 408 " in slow.recv(100)


def many(number, work):
    """Do something in so many threads at once; return the threads."""
    threads = [threading.Thread(target=work, args=(i,), daemon=True) for i in range(number)]
    for thread in threads:
        thread.start()
    return threads


def held(monkeypatch, owner, name):
    """Let a method of the server wait until an event is set; return the event, and how many wait."""
    gate, original, inside = threading.Event(), getattr(owner, name), []

    def waiting(self, *given, **named):
        inside.append(1)
        gate.wait()
        return original(self, *given, **named)

    monkeypatch.setattr(owner, name, waiting)
    return gate, inside


def wait_until(condition):
    until = time.monotonic() + 120
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    assert condition()


def test_an_edit_does_not_wait_for_those_who_come_in(client, served, add_gold, monkeypatch):
    document_id = add_gold("lanxi-veterans-overall")
    gate, inside = held(monkeypatch, Entrance, "enter")
    came = []

    def come(number):
        form = {"name": f"甲{number}"}
        came.append(httpx.post(f"{served.url}/sign-in", data=form, timeout=300).status_code)

    threads = many(50, come)
    wait_until(lambda: len(inside) == 2)
    body = {"documents": [document_id], "reviewer": "甲"}
    assert client.post("/api/assign", json=body).status_code == 204
    gate.set()
    for thread in threads:
        thread.join()
    assert came == [303] * 50


def test_uploads_that_wait_are_few_and_an_edit_does_not_wait_for_them(
    client, add_gold, monkeypatch
):
    document_id = add_gold("lanxi-veterans-overall")
    gate, inside = held(monkeypatch, UploadReader, "read")
    codes = []

    def upload(number):
        files = {"report": (f"{number}.txt", report(number).encode())}
        form = {"csrf": client.headers["x-csrf-token"]}
        codes.append(client.post("/upload", files=files, data=form).status_code)

    threads = many(20, upload)
    wait_until(lambda: len(inside) == 1 and len(codes) == 20 - WAITING_UPLOADS)
    assert codes == [503] * (20 - WAITING_UPLOADS)
    body = {"documents": [document_id], "reviewer": "甲"}
    assert client.post("/api/assign", json=body).status_code == 204
    gate.set()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [303] * WAITING_UPLOADS + [503] * (20 - WAITING_UPLOADS)


def abort():
    os.abort()


def hold(mebibytes):
    return len(bytearray(os.urandom(1024) * 1024 * mebibytes))


def spin():
    while True:
        pass


@pytest.mark.parametrize(
    ("work", "given"), [(abort, ()), (hold, (400,)), (spin, ())], ids=["crash", "memory", "time"]
)
def test_work_that_ends_its_process_is_told_and_the_next_is_done(work, given):
    apart = Apart(seconds=2.0, mebibytes=100)
    with pytest.raises(LimitExceededError, match="within 2 s and 100 MiB"):
        apart.run("a.pdf", work, *given)
    assert apart.run("b.pdf", len, "abc") == 3
    apart.close()


def test_pages_are_drawn_apart_and_one_that_takes_too_long_is_told(tmp_path):
    images = PageImages(seconds=0.01)
    source = str(RENDERED / "baichuan-archives-final.pdf")
    with pytest.raises(LimitExceededError):
        images.image(source, 1)
    images.close()
    images = PageImages()
    drawn = images.image(source, 1)
    assert drawn is not None
    assert drawn.startswith(b"\x89PNG")
    assert images.image(source, 1) == drawn
    assert images.image(source, 99) is None
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(DamagedError):
        images.image(str(tmp_path / "broken.pdf"), 1)
    images.close()
