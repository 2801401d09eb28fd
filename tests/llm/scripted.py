"""A server that sends exactly the bytes it is told, as slowly as it is told: what no HTTP library would send."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Script = Callable[[dict[str, Any]], Iterator[bytes | float]]
"""Yields what to send for a request's body, and how many seconds to wait in between."""


class Scripted:
    """The running server: its URL, and the bodies that it was sent."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._closing = threading.Event()
        self.bodies: list[dict[str, Any]] = []
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}/v1"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            body = _request(connection)
            self.bodies.append(body)
            for piece in self._script(body):
                if isinstance(piece, bytes):
                    connection.sendall(piece)
                elif self._closing.wait(piece):
                    return

    def close(self) -> None:
        """End all that is being sent."""
        self._closing.set()
        self._listening.close()


def _request(connection: socket.socket) -> dict[str, Any]:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, rest = data.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length")
    )
    while len(rest) < length:
        rest += connection.recv(65536)
    found: dict[str, Any] = json.loads(rest)
    return found


@contextmanager
def scripted(script: Script) -> Iterator[Scripted]:
    """Serve a script until the block ends."""
    server = Scripted(script)
    try:
        yield server
    finally:
        server.close()


def answer(
    body: bytes, *, status: str = "200 OK", type: str = "application/json", more: str = ""
) -> bytes:
    """Return a whole answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


def streamed(*events: bytes) -> bytes:
    """Return the beginning of a stream, with these events; it ends with its connection."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    return head + b"".join(b"data: " + e + b"\n\n" for e in events)


def said(content: object, **usage: object) -> bytes:
    """Return a completion with a content and what it says of its usage."""
    choice = {"message": {"content": content}, "finish_reason": "stop"}
    return json.dumps({"choices": [choice], "usage": usage}, ensure_ascii=False).encode()
