"""A local server that plays the protocol of chat completions, faults included."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


@dataclass
class Reply:
    """What to send: a status with headers and a body, cut short or late where asked."""

    content: str | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    promised: int | None = None
    delay: float = 0.0
    finish: str = "stop"


@dataclass
class Played:
    """The running server: its URL and the bodies and headers it was sent."""

    url: str
    bodies: list[Body] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


def completion(reply: Reply) -> bytes:
    choice = {"message": {"content": reply.content}, "finish_reason": reply.finish}
    usage = {"prompt_tokens": 100, "completion_tokens": 10}
    return json.dumps({"choices": [choice], "usage": usage}).encode()


@contextmanager
def playing(answer: Callable[[Body, int], Reply]) -> Iterator[Played]:
    """Serve `answer(request body, number of the request from 0)` until the block ends."""
    closing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            number = len(played.bodies)
            played.bodies.append(body)
            played.headers.append(dict(self.headers))
            reply = answer(body, number)
            closing.wait(reply.delay)
            data = reply.raw if reply.raw is not None else completion(reply)
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(reply.promised or len(data)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(data)
                self.close_connection = True
            except OSError:
                pass

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    played = Played(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield played
    finally:
        closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
