from __future__ import annotations

import email.utils
import json
import time
from decimal import Decimal
from pathlib import Path

import pytest

from annotations.llm import Budget, ChatClient, LlmSettings, Prices
from annotations.llm.client import Question
from annotations.llm.errors import BudgetSpentError, RefusedError, UnreachableError
from extraction.errors import SettingsError
from tests.llm.server import Body, Reply, completion, playing

SCHEMA = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}
QUESTION = Question("系统", "问题", "numbers", SCHEMA)
GOOD = '{"n": 1}'


def settings(url: str, **changes: object) -> LlmSettings:
    return LlmSettings(url, "tiny", **{"timeout": 5.0, "retries": 2, **changes})  # type: ignore[arg-type]


class Client(ChatClient):
    """A client that notes its waits instead of waiting."""

    def __init__(self, url: str, **changes: object) -> None:
        self.waits: list[float] = []
        super().__init__(settings(url, **changes), sleep=self.waits.append)


def test_an_answer_follows_the_schema() -> None:
    with playing(lambda body, n: Reply(GOOD)) as played:
        client = Client(played.url, key="secret")
        assert client.ask(QUESTION).value == {"n": 1}
    (body,) = played.bodies
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert body["response_format"]["json_schema"]["strict"] is True
    assert played.headers[0]["Authorization"] == "Bearer secret"
    assert "secret" not in repr(client.settings)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("我认为是一", "no JSON"),
        ('{"n": 1', "no JSON"),
        ('{"n": "一"}', "JSON of another shape"),
        ('{"n": 1, "m": 2}', "JSON of another shape"),
        ("[" * 100_000, "no JSON"),
        ("", "no JSON"),
    ],
    ids=["prose", "cut", "type", "extra", "nested", "empty"],
)
def test_bad_json_is_no_answer(content: str, reason: str) -> None:
    with playing(lambda body, n: Reply(content)) as played:
        answer = Client(played.url).ask(QUESTION)
    assert answer.value is None
    assert answer.reason == reason
    assert len(played.bodies) == 1, "the same question at temperature 0 is not asked twice"


@pytest.mark.parametrize("content", [f"```json\n{GOOD}\n```", f"<think>嗯</think>\n{GOOD}"])
def test_fences_and_thoughts_are_taken_off(content: str) -> None:
    with playing(lambda body, n: Reply(content)) as played:
        assert Client(played.url).ask(QUESTION).value == {"n": 1}


FAULTS = {
    "429": Reply(status=429, raw=b"slow down"),
    "500": Reply(status=500, raw=b"oops"),
    "503": Reply(status=503, raw=b""),
    "truncated body": Reply(raw=completion(Reply(GOOD))[:40], promised=4000),
    "no completion": Reply(raw=b"<html>"),
    "no choices": Reply(raw=b'{"choices": []}'),
    "time-out": Reply(GOOD, delay=3.0),
    "truncated stream": Reply(
        raw=b'data: {"choices": [{"delta": {"content": "{"}}]}\n\n',
        headers={"Content-Type": "text/event-stream"},
    ),
    "damaged stream": Reply(raw=b"data: {{\n\n", headers={"Content-Type": "text/event-stream"}),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_passing_fault_is_tried_again_with_growing_waits(fault: Reply) -> None:
    with playing(lambda body, n: fault if n < 2 else Reply(GOOD)) as played:
        client = Client(played.url, timeout=0.4)
        assert client.ask(QUESTION).value == {"n": 1}
    assert len(played.bodies) == 3
    assert client.meter.retries.total() == 2
    assert 0.8 <= client.waits[0] <= 1.2
    assert 1.6 <= client.waits[1] <= 2.4


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_lasting_fault_ends_in_an_error(fault: Reply) -> None:
    with playing(lambda body, n: fault) as played, pytest.raises(UnreachableError, match="2 tries"):
        Client(played.url, timeout=0.4, retries=1).ask(QUESTION)


def test_nobody_listening_is_an_error() -> None:
    with pytest.raises(UnreachableError, match="connection"):
        Client("http://127.0.0.1:9/v1", retries=1).ask(QUESTION)


def later(seconds: float) -> str:
    return email.utils.formatdate(time.time() + seconds, usegmt=True)


@pytest.mark.parametrize(
    ("header", "low", "high"), [("7", 7, 7), ("date", 10, 31), ("?", 0.8, 1.2)]
)
def test_retry_after_is_honoured(header: str, low: float, high: float) -> None:
    shown = later(30) if header == "date" else header
    busy = Reply(status=429, raw=b"", headers={"Retry-After": shown})
    with playing(lambda body, n: busy if n == 0 else Reply(GOOD)) as played:
        client = Client(played.url)
        client.ask(QUESTION)
    assert low <= client.waits[0] <= high


def test_a_pause_of_an_hour_counts_as_unreachable() -> None:
    busy = Reply(status=429, raw=b"", headers={"Retry-After": "3600"})
    with playing(lambda body, n: busy) as played, pytest.raises(UnreachableError, match="3600 s"):
        Client(played.url).ask(QUESTION)


@pytest.mark.parametrize("status", [401, 403, 302])
def test_a_refusal_is_final(status: int) -> None:
    refusal = Reply(status=status, raw="密钥无效".encode())
    with playing(lambda body, n: refusal) as played, pytest.raises(RefusedError, match="密钥无效"):
        Client(played.url).ask(QUESTION)
    assert len(played.bodies) == 1


def form(body: Body) -> str:
    shape = body["response_format"]
    return shape["type"] + ("+schema" if "schema" in shape else "")


@pytest.mark.parametrize("status", [400, 422, 500])
@pytest.mark.parametrize("known", ["json_object+schema", "json_object"])
def test_a_server_that_refuses_schemas_is_asked_otherwise(known: str, status: int) -> None:
    def answer(body: Body, n: int) -> Reply:
        refused = Reply(status=status, raw=b"response_format: unknown type")
        return Reply(GOOD) if form(body) == known else refused

    with playing(answer) as played:
        client = Client(played.url)
        assert client.ask(QUESTION).value == {"n": 1}
        before = len(played.bodies)
        other = Question("系统", "别的问题", "numbers", SCHEMA)
        assert client.ask(other).value == {"n": 1}
        assert len(played.bodies) == before + 1, "the form that works is kept"
    assert "JSON Schema" in played.bodies[-1]["messages"][0]["content"]


def test_a_fixed_dialect_is_not_left() -> None:
    refused = Reply(status=400, raw=b"no")
    with playing(lambda body, n: refused) as played, pytest.raises(RefusedError):
        Client(played.url, dialect="json_object").ask(QUESTION)
    assert [form(b) for b in played.bodies] == ["json_object"]


def test_a_stream_is_put_together() -> None:
    chunks = [
        {"choices": [{"delta": {"content": piece}, "finish_reason": None}]}
        for piece in ('{"n"', ": 1}")
    ]
    chunks.append({"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3}})
    events = "".join(f"data: {json.dumps(c)}\n\n" for c in chunks) + "data: [DONE]\n\n"
    reply = Reply(raw=events.encode(), headers={"Content-Type": "text/event-stream"})
    with playing(lambda body, n: reply) as played:
        client = Client(played.url, stream=True)
        assert client.ask(QUESTION).value == {"n": 1}
    assert played.bodies[0]["stream"] is True
    assert client.meter.tokens == 10


def test_answers_are_kept_by_content(tmp_path: Path) -> None:
    with playing(lambda body, n: Reply(GOOD)) as played:
        Client(played.url, cache=tmp_path).ask(QUESTION)
        again = Client(played.url, cache=tmp_path)
        assert again.ask(QUESTION).value == {"n": 1}
        assert again.meter.cached == 1
        again.ask(Question("系统", "另一问题", "numbers", SCHEMA))
        Client(played.url, cache=tmp_path, stream=True).ask(QUESTION)
    assert len(played.bodies) == 2
    assert not any(b"secret" in p.read_bytes() for p in tmp_path.rglob("*.json"))


def test_a_bad_answer_is_not_kept(tmp_path: Path) -> None:
    with playing(lambda body, n: Reply("?" if n == 0 else GOOD)) as played:
        assert Client(played.url, cache=tmp_path).ask(QUESTION).value is None
        assert Client(played.url, cache=tmp_path).ask(QUESTION).value == {"n": 1}


@pytest.mark.parametrize("damage", [b"", b"{", b'{"content": 1}'])
def test_a_damaged_cache_is_no_answer(tmp_path: Path, damage: bytes) -> None:
    with playing(lambda body, n: Reply(GOOD)) as played:
        Client(played.url, cache=tmp_path).ask(QUESTION)
        (kept,) = tmp_path.rglob("*.json")
        kept.write_bytes(damage)
        assert Client(played.url, cache=tmp_path).ask(QUESTION).value == {"n": 1}
    assert len(played.bodies) == 2


def ask_many(client: ChatClient) -> None:
    for n in range(9):
        client.ask(Question("系统", f"问题{n}", "numbers", SCHEMA))


@pytest.mark.parametrize(
    "budget",
    [Budget(requests=2), Budget(tokens=2500), Budget(money=Decimal("0.0045"))],
    ids=["requests", "tokens", "money"],
)
def test_the_budget_stops_before_it_is_passed(budget: Budget) -> None:
    prices = Prices(Decimal(1), Decimal(2))
    with playing(lambda body, n: Reply(GOOD)) as played:
        client = Client(played.url, budget=budget, prices=prices, answer_tokens=2000)
        with pytest.raises(BudgetSpentError):
            ask_many(client)
    assert 1 <= len(played.bodies) < 9
    assert budget.tokens is None or client.meter.tokens <= budget.tokens
    assert budget.money is None or client.meter.cost <= budget.money


def test_what_was_spent_is_told() -> None:
    with playing(lambda body, n: Reply(status=500) if n == 0 else Reply(GOOD)) as played:
        client = Client(played.url, prices=Prices(Decimal(4), Decimal(16), "CNY"))
        client.ask(QUESTION)
    lines = "\n".join(client.meter.lines())
    assert "requests: 2 (0 more answered from the cache)" in lines
    assert "retries: 1 (1 × status 500)" in lines
    assert "tokens: 100 prompt + 10 completion" in lines
    assert "cost: 0.00056 CNY" in lines
    assert "latency: median" in lines


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [([2.0], "median 2.00 s, 95% 2.00 s"), ([3.0, 1.0], "median 1.00 s, 95% 3.00 s")],
)
def test_latencies_are_in_order(seconds: list[float], shown: str) -> None:
    from annotations.llm.meter import Meter

    assert Meter(Prices(), Budget(), seconds=seconds).lines()[-1] == f"latency: {shown}"


@pytest.mark.parametrize(
    ("url", "model"), [("", "m"), ("file:///etc/passwd", "m"), ("http://h/v1", "")]
)
def test_settings_without_a_server_are_refused(url: str, model: str) -> None:
    with pytest.raises(SettingsError):
        LlmSettings(url, model)
