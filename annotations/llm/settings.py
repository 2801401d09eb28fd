"""Settings of the language model: where it is, how it is asked, what may be spent."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from extraction.errors import SettingsError

Dialect = Literal["auto", "json_schema", "json_object"]
"""How structured output is asked for.

`json_schema`: `response_format` with a schema. `json_object`: the same field with the type alone, the
schema being in the prompt. `auto` begins with the first and goes on to the others where a server refuses:
json_schema, json_object with a `schema` key (llama.cpp), json_object.
"""


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, in any currency; zero where nothing is charged."""

    prompt: Decimal = Decimal(0)
    completion: Decimal = Decimal(0)
    currency: str = "CNY"

    def of(self, prompt_tokens: int, completion_tokens: int) -> Decimal:
        """Return the price of some tokens."""
        total = self.prompt * prompt_tokens + self.completion * completion_tokens
        return total / 1_000_000


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run may spend at most; None is no limit."""

    requests: int | None = None
    tokens: int | None = None
    money: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """Everything that decides what is asked and how.

    Attributes:
        url: the base of the server's API, ending before `/chat/completions`.
        key: sent as a bearer token if not empty; never written anywhere.
        timeout: seconds without a byte before a request is tried again.
        answer_seconds: what one question may take with all its tries and pauses.
        deadline: seconds that all questions of a client may take; then it asks no more.
        retries: how often a request is tried again; waits double from `first_wait` seconds.
        longest_wait: a server that asks for a longer pause (Retry-After) counts as unreachable.
        stream: take the answer in pieces, which keeps slow servers from timing out.
        answer_tokens: the longest answer.
        passage: characters of a passage, about.
        cache: folder of earlier answers, None for none.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    dialect: Dialect = "auto"
    timeout: float = 120.0
    answer_seconds: float = 600.0
    deadline: float = 8 * 3600.0
    retries: int = 4
    first_wait: float = 1.0
    longest_wait: float = 120.0
    stream: bool = False
    answer_tokens: int = 2048
    passage: int = 500
    prices: Prices = field(default_factory=Prices)
    budget: Budget = field(default_factory=Budget)
    cache: Path | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise SettingsError(f"expected a URL http(s)://host/…, found {self.url!r}")
        if not self.model:
            raise SettingsError("expected the name of a model, found none")
        for name in ("timeout", "answer_seconds", "deadline"):
            if not 0 < getattr(self, name) < float("inf"):
                raise SettingsError(
                    f"expected seconds above 0 as {name}, found {getattr(self, name)}"
                )
        if self.dialect not in get_args(Dialect):
            raise SettingsError(f"expected one of {get_args(Dialect)}, found {self.dialect!r}")

    @property
    def endpoint(self) -> str:
        """The address that is asked."""
        return self.url.rstrip("/") + "/chat/completions"
