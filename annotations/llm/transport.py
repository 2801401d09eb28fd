"""One question over HTTP: sent, awaited, and sent again where it makes sense (重试).

Tried again, with waits that double: 429, 5xx, 408, time-outs, broken connections, bodies and streams
that end early, bodies that are no completion. Retry-After is honoured. Everything else is refused.

However slowly a server sends (a byte of a header a second, answers without end), a try ends when the
question's time or the run's is over: a watch shuts its connection.
"""

from __future__ import annotations

import contextlib
import logging
import random
import socket
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from annotations.llm.errors import DeadlineError, RefusedError, UnreachableError
from annotations.llm.meter import Meter
from annotations.llm.reading import (
    Completion,
    UnreadableError,
    bounded,
    from_body,
    from_events,
    pause,
    shown,
)
from annotations.llm.settings import LlmSettings

log = logging.getLogger(__name__)
_AGAIN = frozenset({408, 425, 429})


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
        headers = {"Accept-Encoding": "identity"}
        if settings.key:
            headers["Authorization"] = f"Bearer {settings.key}"
        self._settings, self._meter, self._sleep = settings, meter, sleep
        self._until = time.monotonic() + settings.deadline
        self._http = httpx.Client(
            headers=headers,
            timeout=settings.timeout,
            follow_redirects=False,
            trust_env=False,
            limits=httpx.Limits(max_keepalive_connections=0),  # a try is a connection, see `_Watch`
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def ask(self, body: Mapping[str, Any]) -> Completion:
        """Return the server's completion of a request.

        Raises:
            RefusedError: the server will not answer.
            UnreachableError: no whole answer came in all tries, or in the question's time.
            DeadlineError: the run's time is over.
            BudgetSpentError: a try might pass the budget.
        """
        until = min(self._until, time.monotonic() + self._settings.answer_seconds)
        size = sum(len(m["content"]) for m in body["messages"])
        reason = ""
        for attempt in range(self._settings.retries + 1):
            self._refuse_late(until)
            self._meter.allow(size, int(body["max_tokens"]))
            began = time.monotonic()
            try:
                found = self._once(body, until)
            except _TryAgainError as error:
                reason = error.reason
                if attempt < self._settings.retries:
                    self._meter.retries[reason] += 1
                    self._wait(attempt, error.wait, until)
                continue
            self._meter.note(
                found.prompt_tokens or size, found.completion_tokens, time.monotonic() - began
            )
            return found
        tries = self._settings.retries + 1
        raise UnreachableError(f"{self._settings.endpoint}: no answer in {tries} tries: {reason}")

    def _refuse_late(self, until: float) -> None:
        now = time.monotonic()
        if now >= self._until:
            allowed = f"{self._settings.deadline:g} s"
            raise DeadlineError(f"{self._settings.endpoint}: the run's {allowed} are over")
        if now >= until:
            allowed = f"{self._settings.answer_seconds:g} s"
            raise UnreachableError(f"{self._settings.endpoint}: no whole answer within {allowed}")

    def _wait(self, attempt: int, asked: float | None, until: float) -> None:
        wanted = self._settings.first_wait * 2**attempt * random.uniform(0.8, 1.2)
        if asked is not None:
            wanted = asked
        if wanted > self._settings.longest_wait and asked is not None:
            raise UnreachableError(
                f"{self._settings.endpoint}: asks to wait {asked:.0f} s, "
                f"longer than {self._settings.longest_wait:.0f} s"
            )
        left = max(0.0, until - time.monotonic())
        log.info("trying again in %.1f s", wanted)
        self._sleep(min(wanted, self._settings.longest_wait, left))

    def _once(self, body: Mapping[str, Any], until: float) -> Completion:
        endpoint = self._settings.endpoint
        try:
            with (
                _Watch(until) as watch,
                self._http.stream(
                    "POST", endpoint, json=dict(body), extensions={"trace": watch.note}
                ) as response,
            ):
                if response.status_code != 200:
                    self._refused(response)
                if response.headers.get("content-encoding", "identity") != "identity":
                    raise _TryAgainError("encoded answer")
                pieces = bounded(response.iter_raw())
                if "text/event-stream" in response.headers.get("content-type", ""):
                    return from_events(pieces)
                return from_body(b"".join(pieces))
        except UnreadableError as error:
            raise _TryAgainError(str(error)) from error
        except httpx.TimeoutException as error:
            raise _TryAgainError("time-out") from error
        except httpx.RemoteProtocolError as error:
            raise _TryAgainError("truncated answer") from error
        except httpx.TransportError as error:
            raise _TryAgainError(f"connection ({type(error).__name__})") from error

    def _refused(self, response: httpx.Response) -> None:
        status = response.status_code
        said = shown(b"".join(bounded(response.iter_raw())))
        # llama-cpp-python answers 500 where it does not know the form of structured output
        if status in _AGAIN or (status >= 500 and "response_format" not in said):
            raise _TryAgainError(f"status {status}", pause(response.headers.get("retry-after")))
        raise RefusedError(self._settings.endpoint, status, said)


class _Watch:
    """Shuts the connection of a try when its time is over, whatever it waits for then."""

    def __init__(self, until: float) -> None:
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(max(0.0, until - time.monotonic()), self._shut)
        self._timer.daemon = True

    def note(self, name: str, info: Mapping[str, Any]) -> None:
        """Take the connection from the client's own account of what it does."""
        if name == "connection.connect_tcp.complete":
            self._socket = info["return_value"].get_extra_info("socket")

    def _shut(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> _Watch:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
