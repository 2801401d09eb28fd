"""Settings of the review application, and what makes a combination of them unsafe."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from extraction.errors import SettingsError

_TOKEN_CHARACTERS = 12
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """How the application is served.

    Attributes:
        host, port: where it listens.
        token: what a reviewer must know to come in, in a store without accounts.
        accounts: whether the store has accounts; without them a token is needed unless `host` is loopback.
        allowed_hosts: further names that a browser may address it by.
        maximum_upload: bytes of an uploaded report.
        maximum_body: bytes of any other request.
        upload_seconds, upload_mebibytes: processor time and memory that reading an upload may take.
        connections: open at once; further ones are told to come back (503).
        idle_seconds: after which a silent connection is closed.
        model: weights for uploaded reports ("pattern" for the patterns alone, None for the default).
        learning: folder of the learning runs; None for one beside a SQLite file.
        originals: folder of the uploaded PDF files, whose pages are shown; None for one beside a SQLite file.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    accounts: bool = False
    allowed_hosts: tuple[str, ...] = ()
    maximum_upload: int = 32 * 1024 * 1024
    maximum_body: int = 2 * 1024 * 1024
    upload_seconds: float = 120.0
    upload_mebibytes: int = 2048
    connections: int = 2000
    idle_seconds: int = 15
    model: str | None = None
    learning: str | None = None
    originals: str | None = None

    def __post_init__(self) -> None:
        if not is_loopback(self.host) and not self.token and not self.accounts:
            raise SettingsError(
                f"expected a token (--token) or accounts (--invite NAME) to listen on {self.host}, "
                "which other machines reach; found neither"
            )
        if self.token is not None and len(self.token) < _TOKEN_CHARACTERS:
            raise SettingsError(
                f"expected a token of at least {_TOKEN_CHARACTERS} characters, found {len(self.token)}"
            )

    def admits_host(self, name: str) -> bool:
        """Tell whether a request may address the application by this name.

        A page elsewhere can make its own name resolve to this machine (DNS rebinding), but cannot
        make a browser send an address in numbers or "localhost" as the host.
        """
        name = name.lower().strip("[]")
        if name in _LOOPBACK_NAMES or name in self.allowed_hosts or name == self.host:
            return True
        return not is_loopback(self.host) and _is_address(name)


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach the address."""
    if host in _LOOPBACK_NAMES:
        return True
    return _is_address(host) and ipaddress.ip_address(host).is_loopback


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
