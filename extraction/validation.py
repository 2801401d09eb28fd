"""Validate records: against the JSON Schema, and their references and offsets against the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator

from extraction.census.verify import miscounted

SCHEMA_NAME = "record.schema.json"


@cache
def schema_validator() -> Draft202012Validator:
    """Return the validator of the record schema (draft 2020-12)."""
    text = resources.files("extraction.schemas").joinpath(SCHEMA_NAME).read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def violations(data: Any, *, text: str | None = None) -> Iterator[str]:
    """Yield what is wrong with a record's JSON, one line each; none if it is valid.

    Args:
        data: the parsed JSON object.
        text: the canonical text; where given, every mention is compared with what stands there.
    """
    broken = False
    for error in schema_validator().iter_errors(data):
        broken = True
        where = "/".join(str(p) for p in error.absolute_path) or "record"
        yield f"{where}: {error.message[:300]}"
    if not broken:
        yield from _dangling(data)
        if data.get("census") is not None:
            yield from miscounted(data, text)
        if text is not None:
            yield from _misplaced(data, text)


def _dangling(data: dict[str, Any]) -> Iterator[str]:
    ids = {m["id"] for m in data["mentions"]}
    if len(ids) != len(data["mentions"]):
        yield "mentions: expected unique ids, found a repeated one"
    for path, identifier in _references(data):
        if identifier not in ids:
            yield f"{path}: expected a mention id, found {identifier!r}"


def _references(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("amounts", "rates", "counts", "scores", "unread"):
        for i, fact in enumerate(data[name]):
            named = [fact["mention"], *fact.get("items", ())]
            named += [fact[k] for k in ("owner", "subject", "of") if fact.get(k)]
            yield from ((f"{name}/{i}", identifier) for identifier in named)
    for i, indicator in enumerate(data["indicators"]):
        named = [indicator["name"], *indicator["levels"]]
        named += [indicator[k] for k in ("claimed", "weight", "score") if indicator[k]]
        named += [indicator[k]["mention"] for k in ("target", "actual") if indicator[k]]
        yield from ((f"indicators/{i}", identifier) for identifier in named)
    for i, check in enumerate(data["checks"]):
        yield from ((f"checks/{i}", identifier) for identifier in check["terms"])
    for i, link in enumerate(data.get("links", ())):
        yield from ((f"links/{i}", link[end]) for end in ("source", "target"))


def _misplaced(data: dict[str, Any], text: str) -> Iterator[str]:
    if len(text) != data["document"]["characters"]:
        stated = data["document"]["characters"]
        yield f"document/characters: expected {len(text)} as in the text, found {stated}"
    for i, m in enumerate(data["mentions"]):
        found = text[m["start"] : m["end"]]
        if found != m["text"]:
            yield f"mentions/{i}: expected {m['text']!r} at its offsets, found {found!r}"
