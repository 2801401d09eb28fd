"""Twenty-four ways in which a server of a language model behaves: what is stored is proved, and the run ends in time."""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from annotations.commands import suggesting
from annotations.llm import LlmSettings
from annotations.llm.client import ChatClient, Question
from annotations.llm.errors import BudgetSpentError, UnreachableError
from annotations.llm.reading import pause
from annotations.llm.settings import Budget, Prices
from annotations.store import Store
from extraction.errors import JixiaoError
from tests.llm.scripted import Scripted, answer, said, scripted, streamed

TEXT = "2023年支出合计100.00万元，其中：基本支出60.00万元，项目支出40.00万元。\n"
DEADLINE = 4.0
"""Seconds that a run may take; its end needs some more for loading and storing, on a busy machine much more."""
SPARE = 90.0
Sent = Iterator[bytes | float]


def mention(n: int, label: str, quote: str, *links: int) -> dict[str, Any]:
    plain = {"context": "", "change": "none", "budget": False}
    return {"id": n, "label": label, "quote": quote, "links": list(links), **plain}


RIGHT = [
    mention(1, "ITEM", "支出合计"),
    mention(2, "AMOUNT", "100.00万元", 1),
    mention(3, "ITEM", "基本支出"),
    mention(4, "AMOUNT", "60.00万元", 3),
    mention(5, "ITEM", "项目支出"),
    mention(6, "AMOUNT", "40.00万元", 5),
]
GOOD = json.dumps({"mentions": RIGHT}, ensure_ascii=False)


def content(*mentions: dict[str, Any]) -> bytes:
    return answer(said(json.dumps({"mentions": list(mentions)}, ensure_ascii=False)))


def delta(text: object) -> bytes:
    return json.dumps({"choices": [{"delta": {"content": text}}]}, ensure_ascii=False).encode()


def trickled_headers(body: Any) -> Sent:
    yield b"HTTP/1.1 200 OK\r\nX-Slow: "
    for _ in range(1000):
        yield b"a"
        yield 0.2


def trickled_body(body: Any) -> Sent:
    yield b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
    for _ in range(1000):
        yield b" "
        yield 0.2


def continued(body: Any) -> Sent:
    while True:
        yield b"HTTP/1.1 100 Continue\r\n\r\n"
        yield 0.05


def endless_body(body: Any) -> Sent:
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    while True:
        yield b"10000\r\n" + b" " * 65536 + b"\r\n"


def endless_stream(body: Any) -> Sent:
    yield streamed()
    while True:
        yield (b"data: " + delta("字" * 1000) + b"\n\n") * 10


def endless_line(body: Any) -> Sent:
    yield streamed() + b"data: "
    while True:
        yield b"x" * 65536


def heartbeats(body: Any) -> Sent:
    yield streamed()
    while True:
        yield b": ping\n\n"
        yield 0.1


def silent(body: Any) -> Sent:
    yield 60.0


def packed(body: Any) -> Sent:
    yield answer(gzip.compress(b" " * 50_000_000), more="Content-Encoding: gzip\r\n")


def once(data: bytes) -> Any:
    def script(body: Any) -> Sent:
        yield data

    return script


NOTHING, EVERYTHING = 0, 6
BEHAVIOURS: dict[str, tuple[Any, int, int]] = {
    # name: what it does, mentions that are stored, exit code
    "good": (once(answer(said(GOOD))), EVERYTHING, 0),
    "good stream": (once(streamed(delta(GOOD[:40]), delta(GOOD[40:]), b"[DONE]")), EVERYTHING, 0),
    "headers without end": (trickled_headers, NOTHING, 1),
    "a byte at a time": (trickled_body, NOTHING, 1),
    "100 continue for ever": (continued, NOTHING, 1),
    "body without end": (endless_body, NOTHING, 1),
    "stream without end": (endless_stream, NOTHING, 1),
    "line without end": (endless_line, NOTHING, 1),
    "heartbeats only": (heartbeats, NOTHING, 1),
    "silence": (silent, NOTHING, 1),
    "packed bomb": (packed, NOTHING, 1),
    "closed at once": (once(b""), NOTHING, 1),
    "no HTTP": (once(b"hello\r\n\r\n"), NOTHING, 1),
    "no content": (once(answer(b"", status="204 No Content")), NOTHING, 1),
    "redirect": (once(answer(b"", status="302 Found", more="Location: http://127.0.0.1:9/\r\n")), NOTHING, 1),
    "null content": (once(answer(said(None))), NOTHING, 1),
    "content of another type": (once(answer(said([1, 2]))), NOTHING, 1),
    "choices of another type": (once(answer(b'{"choices": {"0": 1}, "usage": "x"}')), NOTHING, 1),
    "stream of another type": (once(streamed(delta(["x"]), b'{"choices": 5}', b"[DONE]")), NOTHING, 1),
    "nested without end": (once(answer(b"[" * 200_000)), NOTHING, 1),
    "empty lists": (once(content()), NOTHING, 1),
    "quotes that are not there": (once(content(mention(1, "AMOUNT", "12.00万元"))), NOTHING, 1),
    "names as figures": (once(content(*RIGHT[1:], mention(1, "AMOUNT", "支出合计"))), NOTHING, 1),
    "repeated keys": (once(answer(said(GOOD.replace('"id": 1,', '"id": 9, "id": 1,')))), NOTHING, 1),
}  # fmt: skip
assert len(BEHAVIOURS) == 24


def run(server: Scripted, folder: Path, *more: str) -> tuple[int, list[Any]]:
    """Ask about one report into a store; return the exit code and what is stored."""
    report = folder / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    parser = argparse.ArgumentParser()
    suggesting.add_arguments(parser)
    words = [str(report), *more, "--store", str(folder / "review.db"), "--yes"]
    words += ["--llm-url", server.url, "--llm-model", "tiny", "--retries", "1", "--timeout", "2"]
    words += ["--deadline", str(DEADLINE), "--dialect", "json_object"]
    code = suggesting.run(parser.parse_args(words))
    store = Store.open(folder / "review.db")
    stored = [m for y in store.layers() for m in store.read(y.id).mentions.values()]
    store.close()
    return code, stored


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_what_is_stored_is_proved_and_the_run_ends(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script, mentions, expected = BEHAVIOURS[name]
    began = time.monotonic()
    with scripted(script) as server:
        try:
            code, stored = run(server, tmp_path)
        except JixiaoError:  # of which the command line makes exit code 1
            code, stored = 1, []
    assert time.monotonic() - began < DEADLINE + SPARE
    assert (code, len(stored)) == (expected, mentions)
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in stored)
    assert "\x1b" not in capsys.readouterr().err


def test_a_second_run_asks_about_the_new_documents_alone(tmp_path: Path) -> None:
    def script(body: Any) -> Sent:
        yield answer(said(GOOD))

    with scripted(script) as server:
        assert run(server, tmp_path)[0] == 0
        asked = len(server.bodies)
        (tmp_path / "second.txt").write_text("另：" + TEXT, encoding="utf-8")
        code, stored = run(server, tmp_path, str(tmp_path / "second.txt"))
        assert (code, len(stored)) == (0, 12)
        assert len(server.bodies) == 2 * asked


def test_a_run_that_was_cut_short_is_taken_up_again(tmp_path: Path) -> None:
    with scripted(silent) as server:
        assert run(server, tmp_path) == (1, [])
    with scripted(once(answer(said(GOOD)))) as server:
        code, stored = run(server, tmp_path)
    assert (code, len(stored)) == (0, 6)


def test_an_input_that_cannot_be_read_is_told_and_the_others_are_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.7 nothing here")
    with scripted(once(answer(said(GOOD)))) as server:
        code, stored = run(server, tmp_path, str(tmp_path / "damaged.pdf"))
    assert (code, len(stored)) == (1, 6)
    assert "damaged.pdf" in capsys.readouterr().err


USAGE = {
    "negative": (-5_000_000, -5_000_000),
    "true": (True, True),
    "text": ("1", "1"),
    "fraction": (0.5, 0.5),
    "huge": (10**30, 10**30),
    "list": ([], {}),
    "none": (None, None),
}


@pytest.mark.parametrize("kind", USAGE)
def test_usage_that_is_no_number_does_not_talk_a_budget_away(kind: str) -> None:
    prompt, completion = USAGE[kind]
    body = said('{"n": 1}', prompt_tokens=prompt, completion_tokens=completion)
    question = Question("系统", "问题" * 50, "numbers", {"type": "object"})
    with scripted(once(answer(body))) as server:
        settings = LlmSettings(server.url, "tiny", prices=Prices(Decimal(1), Decimal(1)))
        client = ChatClient(settings)
        assert client.ask(question).value == {"n": 1}
        client.close()
    assert client.meter.prompt_tokens >= 100
    assert client.meter.completion_tokens == len('{"n": 1}')
    assert client.meter.cost > 0


def test_numbers_that_are_none_are_no_json() -> None:
    question = Question("系统", "问题", "numbers", {"type": "object"})
    for bad in ('{"n": NaN}', '{"n": Infinity}', '{"n": 1, "n": 2}'):
        with scripted(once(answer(said(bad)))) as server:
            found = ChatClient(LlmSettings(server.url, "tiny")).ask(question)
        assert (found.value, found.reason) == (None, "no JSON")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        *((odd, None) for odd in ("nan", "inf", "-3", "1e3", "1_0", "٣", "９", "Mon, 99 Foo 2026")),
        ("", None),
    ],
)
def test_a_pause_is_seconds_or_nothing(header: str, seconds: float | None) -> None:
    assert pause(header) == seconds


def test_a_question_ends_in_its_time_with_all_its_tries() -> None:
    busy = answer(b"", status="503 Busy", more="Retry-After: 1\r\n")
    question = Question("系统", "问题", "numbers", {"type": "object"})
    with scripted(once(busy)) as server:
        client = ChatClient(LlmSettings(server.url, "tiny", retries=50, answer_seconds=2.5))
        began = time.monotonic()
        with pytest.raises(UnreachableError, match=r"within 2\.5 s"):
            client.ask(question)
        assert time.monotonic() - began > 2
    assert len(server.bodies) < 10  # of 50 tries


def test_a_budget_holds_where_usage_is_understated() -> None:
    body = said('{"n": 1}', prompt_tokens=-1000, completion_tokens=-1000)
    schema = {"type": "object"}
    with scripted(once(answer(body))) as server:
        budget = Budget(tokens=6000)
        client = ChatClient(LlmSettings(server.url, "tiny", budget=budget, answer_tokens=1000))
        questions = [Question("系统", f"问题{n}" * 200, "numbers", schema) for n in range(40)]
        with pytest.raises(BudgetSpentError):
            list(map(client.ask, questions))
    assert client.meter.requests < 10
