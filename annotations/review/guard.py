"""The guard in front of every request: host, origin, size; and the headers behind every answer.

Pure ASGI, so that a body is counted as it arrives and never gathered beyond its bound.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from annotations.review.settings import ReviewSettings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
UPLOAD_PATH = "/upload"


_OVERSIZE = re.compile(r"/\d{10,}(?:/|$|\.)")
"""An id that no database column holds."""


class _TooLargeError(Exception):
    """More bytes came than the request may have."""


class Guard:
    """Refuses what no page of this application would send."""

    def __init__(self, app: ASGIApp, settings: ReviewSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        limit = self._limit(scope)
        if refusal is None and _declared(scope) > limit:
            refusal = PlainTextResponse("the request is too large", 413)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(scope, send))
            return
        body = _Body(receive, limit, self._settings.idle_seconds)
        with contextlib.suppress(_TooLargeError):
            await self._app(scope, body.receive, body.unless_too_large(_with_headers(scope, send)))
        if body.too_large or body.too_late:
            told = ("the request is too large", 413) if body.too_large else ("too slow", 408)
            answer = PlainTextResponse(*told)
            await answer(scope, receive, _with_headers(scope, send))

    def _limit(self, scope: Scope) -> int:
        upload = scope["path"] == UPLOAD_PATH
        return self._settings.maximum_upload + 65536 if upload else self._settings.maximum_body

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._settings.admits_host(_name(host)):
            return PlainTextResponse("this name is not served here", 421)
        if _OVERSIZE.search(scope["path"]):
            return PlainTextResponse("no such thing", 404)
        if scope["method"] in SAFE_METHODS:
            return None
        origin = headers.get("origin")
        site = headers.get("sec-fetch-site", "same-origin")
        foreign = origin is not None and urlsplit(origin).netloc != host
        if foreign or site not in ("same-origin", "none"):
            return PlainTextResponse("requests from other sites are refused", 403)
        return None


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _declared(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isdecimal() else 0


class _Body:
    """Counts a request's body as it arrives; past the limit nothing of the answer goes out."""

    def __init__(self, receive: Receive, limit: int, seconds: float) -> None:
        self._receive = receive
        self._left = limit
        self.too_large = self.too_late = self._ended = False
        self._seconds = seconds

    async def receive(self) -> Message:
        """Pass the next message on, or stop the reader."""
        if self._ended:
            return await self._receive()  # only the end of the connection is still to come
        try:
            message = await asyncio.wait_for(self._receive(), self._seconds)
        except TimeoutError:
            self.too_late = True
            raise _TooLargeError from None
        self._ended = not message.get("more_body", False)
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.too_large = True
            raise _TooLargeError
        return message

    def unless_too_large(self, send: Send) -> Send:
        """Return `send` that swallows what frameworks make of the stopped reader."""

        async def sending(message: Message) -> None:
            if not (self.too_large or self.too_late):
                await send(message)

        return sending


def _with_headers(scope: Scope, send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            static = scope["path"].startswith("/static/")
            headers.setdefault("Cache-Control", "max-age=600" if static else "no-store")
        await send(message)

    return sending
