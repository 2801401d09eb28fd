"""Who is at the other end: signed session cookies and the CSRF tokens bound to them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections import deque
from dataclasses import dataclass

COOKIE = "jixiao_session"
LIFETIME = 12 * 3600
"""Seconds that a session lasts."""
_FAILURES, _WINDOW = 10, 60.0
NAME_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Session:
    """A reviewer who has come in; `nonce` makes the session unlike any other."""

    reviewer: str
    nonce: str
    until: int


class SessionKeeper:
    """Signs sessions with a key that lives as long as the process."""

    def __init__(self, token: str | None, *, key: bytes | None = None) -> None:
        self._token = token
        self._key = key or secrets.token_bytes(32)
        self._failures: deque[float] = deque(maxlen=_FAILURES)

    @property
    def needs_token(self) -> bool:
        """Whether a reviewer must give the token."""
        return self._token is not None

    def blocked(self) -> bool:
        """Whether too many wrong tokens were given within the last minute."""
        now = time.monotonic()
        return len(self._failures) == _FAILURES and now - self._failures[0] < _WINDOW

    def admits(self, token: str) -> bool:
        """Compare a token in constant time; a wrong one counts as a failure."""
        if self._token is None:
            return True
        right = hmac.compare_digest(token.encode(), self._token.encode())
        if not right:
            self._failures.append(time.monotonic())
        return right

    def open(self, reviewer: str) -> str:
        """Return the cookie of a new session."""
        until = int(time.time()) + LIFETIME
        body = json.dumps([reviewer, secrets.token_hex(8), until]).encode()
        packed = base64.urlsafe_b64encode(body).decode()
        return f"{packed}.{self._sign('session', packed)}"

    def read(self, cookie: str | None) -> Session | None:
        """Return the session of a cookie; None if it is forged, damaged or over."""
        packed, _, signature = (cookie or "").partition(".")
        if not hmac.compare_digest(signature.encode(), self._sign("session", packed).encode()):
            return None
        try:
            session = Session(*json.loads(base64.urlsafe_b64decode(packed)))
        except (ValueError, TypeError):
            return None
        return session if session.until > time.time() else None

    def csrf(self, session: Session) -> str:
        """Return the token that a session's changing requests must carry."""
        return self._sign("csrf", session.nonce)

    def admits_csrf(self, session: Session, token: str | None) -> bool:
        """Compare a CSRF token in constant time."""
        return hmac.compare_digest(self.csrf(session).encode(), (token or "").encode())

    def _sign(self, purpose: str, message: str) -> str:
        digest = hmac.new(self._key, f"{purpose}:{message}".encode(), hashlib.sha256)
        return digest.hexdigest()
