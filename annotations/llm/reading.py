"""What a server of a language model sends, read strictly (严格读取): whole, bounded, numbers that are numbers.

Nothing that came over the network is believed for its type: contents are text, counts are whole numbers within
reason, pauses are seconds or a date. What is not so is no answer, or is counted as if it were not there.
"""

from __future__ import annotations

import email.utils
import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LARGEST = 8 * 1024 * 1024
"""Bytes of an answer, streams included."""
_MOST_TOKENS = 10_000_000
_SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


class UnreadableError(ValueError):
    """The answer is not what it should be; the argument says how, for counting."""


@dataclass(frozen=True, slots=True)
class Completion:
    """An answer: its content, why it ended ("stop", "length" …) and the tokens it took (0: not told)."""

    content: str
    finish: str
    prompt_tokens: int
    completion_tokens: int


def strict_json(text: str | bytes) -> Any:
    """Return a JSON value without NaN, Infinity and repeated keys.

    Raises:
        ValueError: it is none, or nested too deep.
    """
    try:
        return json.loads(text, parse_constant=_refuse, object_pairs_hook=_unrepeated)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _refuse(constant: str) -> None:
    raise ValueError(f"expected a number, found {constant}")


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("repeated key")
    return made


def bounded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pass pieces on up to the bound.

    Raises:
        UnreadableError: there are more.
    """
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > LARGEST:
            raise UnreadableError("answer too large")
        yield piece


def from_body(data: bytes) -> Completion:
    """Return the completion of an answer in one piece."""
    try:
        answer = strict_json(data)
        choice = answer["choices"][0]
        content = choice["message"]["content"]
        return _completion(content, choice.get("finish_reason"), answer.get("usage"))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise UnreadableError("answer that is no completion") from error


def from_events(pieces: Iterable[bytes]) -> Completion:
    """Put a stream of server-sent events together; it must come to its end."""
    parts: list[str] = []
    finish: Any = None
    usage: Any = None
    for event in _events(pieces):
        if event == b"[DONE]":
            return _completion("".join(parts), finish, usage)
        try:
            chunk = strict_json(event)
            usage = chunk.get("usage") or usage
            for choice in chunk.get("choices") or ():
                piece = (choice.get("delta") or {}).get("content")
                parts.append(piece if isinstance(piece, str) else "")
                finish = choice.get("finish_reason") or finish
        except (ValueError, AttributeError, TypeError) as error:
            raise UnreadableError("damaged stream") from error
    if not finish:
        raise UnreadableError("truncated stream")
    return _completion("".join(parts), finish, usage)


def _events(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from (line[5:].strip() for line in lines if line.startswith(b"data:"))
    if rest.startswith(b"data:"):
        yield rest[5:].strip()


def _completion(content: object, finish: object, usage: object) -> Completion:
    text = content if isinstance(content, str) else ""
    counts = usage if isinstance(usage, Mapping) else {}
    # a server that counts nothing is taken to have used a token a character
    completion = _count(counts.get("completion_tokens")) or len(text)
    ended = finish if isinstance(finish, str) else ""
    return Completion(text, ended, _count(counts.get("prompt_tokens")), completion)


def _count(value: object) -> int:
    """A number of tokens, 0 where none is told: budgets are not to be talked away by -1 or true."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return int(value) if whole and 0 <= value <= _MOST_TOKENS else 0  # type: ignore[operator, call-overload]


def pause(header: str | None) -> float | None:
    """Return the seconds of a Retry-After header: a number, or a date from now; None where it says nothing."""
    if not header:
        return None
    if _SECONDS.fullmatch(header):
        return float(header)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return None


def shown(data: bytes) -> str:
    """Return the beginning of what a server said, fit for a terminal."""
    text = data[:2000].decode("utf-8", "replace")
    return "".join(c if c.isprintable() else " " for c in text)
