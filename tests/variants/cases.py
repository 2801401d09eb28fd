"""How variants are written down: a kind, why it is one, a text or file, and what is expected of its record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Expectation = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One small document and what is expected of it (see `asking`)."""

    kind: str
    why: str
    content: str | bytes
    suffix: str
    expected: tuple[Expectation, ...]


CASES: list[Case] = []


def case(kind: str, why: str, text: str, *expected: Expectation) -> None:
    """Write down a text."""
    CASES.append(Case(kind, why, text, "txt", expected))


def filed(kind: str, why: str, suffix: str, content: str | bytes, *expected: Expectation) -> None:
    """Write down a file."""
    CASES.append(Case(kind, why, content, suffix, expected))


def over(kind: str, text: str, **fields: Any) -> Expectation:
    """Expect a fact of a kind whose mention holds the text, or is a part of it."""
    return {kind: {"overlaps": text, **fields}}


def am(text: str, **fields: Any) -> Expectation:
    """Expect an amount."""
    return {"amount": {"text": text, **fields}}


def rt(text: str, **fields: Any) -> Expectation:
    """Expect a rate."""
    return {"rate": {"text": text, **fields}}


def ct(text: str, **fields: Any) -> Expectation:
    """Expect a count."""
    return {"count": {"text": text, **fields}}


def no_am(text: str, **fields: Any) -> Expectation:
    """Expect no such amount."""
    return {"no_amount": {"text": text, **fields}}


def no_rt(text: str, **fields: Any) -> Expectation:
    """Expect no such rate."""
    return {"no_rate": {"text": text, **fields}}


def no_ct(text: str, **fields: Any) -> Expectation:
    """Expect no such count."""
    return {"no_count": {"text": text, **fields}}


def ru(text: str, **fields: Any) -> Expectation:
    """Expect the number whole, or listed as unread."""
    return {"ru": {"overlaps": text, **fields}}
