"""One question over HTTP: sent, awaited, and sent again where it makes sense (重试).

Tried again, with waits that double: 429, 5xx, 408, time-outs, broken connections, bodies and streams
that end early, bodies that are no completion. Retry-After is honoured. Everything else is refused.
"""

from __future__ import annotations

import email.utils
import json
import logging
import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from annotations.llm.errors import RefusedError, UnreachableError
from annotations.llm.meter import Meter
from annotations.llm.settings import LlmSettings

log = logging.getLogger(__name__)
_AGAIN = frozenset({408, 425, 429})
_LARGEST = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Completion:
    """An answer: its content, why it ended ("stop", "length" …) and the tokens it took."""

    content: str
    finish: str
    prompt_tokens: int
    completion_tokens: int


class _TryAgainError(Exception):
    """This try failed; `wait` is the pause the server asks for, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        self.reason = reason
        self.wait = wait
        super().__init__(reason)


class Transport:
    """Sends questions to one server.

    Args:
        sleep: how to wait; tests pass their own.
    """

    def __init__(
        self, settings: LlmSettings, meter: Meter, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
        self._settings, self._meter, self._sleep = settings, meter, sleep
        self._http = httpx.Client(
            headers=headers, timeout=settings.timeout, follow_redirects=False, trust_env=False
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def ask(self, body: Mapping[str, Any]) -> Completion:
        """Return the server's completion of a request.

        Raises:
            RefusedError: the server will not answer.
            UnreachableError: no whole answer came in all tries.
            BudgetSpentError: a try might pass the budget.
        """
        size = sum(len(m["content"]) for m in body["messages"])
        reason = ""
        for attempt in range(self._settings.retries + 1):
            self._meter.allow(size, int(body["max_tokens"]))
            began = time.monotonic()
            try:
                found = self._once(body)
            except _TryAgainError as error:
                reason = error.reason
                if attempt < self._settings.retries:
                    self._meter.retries[reason] += 1
                    self._wait(attempt, error.wait)
                continue
            self._meter.note(
                found.prompt_tokens or size, found.completion_tokens, time.monotonic() - began
            )
            return found
        tries = self._settings.retries + 1
        raise UnreachableError(f"{self._settings.endpoint}: no answer in {tries} tries: {reason}")

    def _wait(self, attempt: int, asked: float | None) -> None:
        pause = self._settings.first_wait * 2**attempt * random.uniform(0.8, 1.2)
        if asked is not None:
            pause = max(asked, 0.0)
        if pause > self._settings.longest_wait and asked is not None:
            raise UnreachableError(
                f"{self._settings.endpoint}: asks to wait {asked:.0f} s, "
                f"longer than {self._settings.longest_wait:.0f} s"
            )
        log.info("trying again in %.1f s", pause)
        self._sleep(min(pause, self._settings.longest_wait))

    def _once(self, body: Mapping[str, Any]) -> Completion:
        endpoint = self._settings.endpoint
        try:
            with self._http.stream("POST", endpoint, json=dict(body)) as response:
                if response.status_code != 200:
                    self._refused(response)
                if "text/event-stream" in response.headers.get("content-type", ""):
                    return _from_events(response)
                return _from_body(_bounded(response))
        except httpx.TimeoutException as error:
            raise _TryAgainError("time-out") from error
        except httpx.RemoteProtocolError as error:
            raise _TryAgainError("truncated answer") from error
        except httpx.TransportError as error:
            raise _TryAgainError(f"connection ({type(error).__name__})") from error
        except httpx.DecodingError as error:
            raise _TryAgainError("damaged answer") from error

    def _refused(self, response: httpx.Response) -> None:
        status = response.status_code
        said = _bounded(response).decode("utf-8", "replace")
        # llama-cpp-python answers 500 where it does not know the form of structured output
        if status in _AGAIN or (status >= 500 and "response_format" not in said):
            raise _TryAgainError(f"status {status}", _pause(response.headers.get("retry-after")))
        raise RefusedError(self._settings.endpoint, status, said)


def _bounded(response: httpx.Response) -> bytes:
    data = bytearray()
    for piece in response.iter_bytes():
        data += piece
        if len(data) > _LARGEST:
            raise _TryAgainError("answer too large")
    return bytes(data)


def _from_body(data: bytes) -> Completion:
    try:
        answer = json.loads(data)
        choice = answer["choices"][0]
        usage = answer.get("usage") or {}
        content = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise _TryAgainError("answer that is no completion") from error
    finish = choice.get("finish_reason") or ""
    return _completion(content, finish, usage)


def _from_events(response: httpx.Response) -> Completion:
    """Put a stream of server-sent events together; it must come to its end."""
    parts: list[str] = []
    finish, ended = "", False
    usage: Mapping[str, Any] = {}
    for event in _events(response):
        if event == "[DONE]":
            ended = True
            break
        try:
            chunk = json.loads(event)
            usage = chunk.get("usage") or usage
            for choice in chunk.get("choices") or ():
                parts.append((choice.get("delta") or {}).get("content") or "")
                finish = choice.get("finish_reason") or finish
        except (ValueError, AttributeError) as error:
            raise _TryAgainError("damaged stream") from error
    if not ended and not finish:
        raise _TryAgainError("truncated stream")
    return _completion("".join(parts), finish, usage)


def _events(response: httpx.Response) -> Iterator[str]:
    for line in response.iter_lines():
        if line.startswith("data:"):
            yield line.removeprefix("data:").strip()


def _completion(content: object, finish: str, usage: Mapping[str, Any]) -> Completion:
    text = content if isinstance(content, str) else ""
    prompt, answer = usage.get("prompt_tokens"), usage.get("completion_tokens")
    # a server that counts nothing is taken to have used a token a character
    return Completion(
        text,
        finish,
        prompt if isinstance(prompt, int) else 0,
        answer if isinstance(answer, int) else len(text),
    )


def _pause(header: str | None) -> float | None:
    """Return the seconds of a Retry-After header: a number, or a date from now."""
    if not header:
        return None
    try:
        return float(header)
    except ValueError:
        pass
    try:
        return email.utils.parsedate_to_datetime(header).timestamp() - time.time()
    except (TypeError, ValueError):
        return None
