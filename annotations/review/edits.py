"""Edits as a browser sends them, made safe: only known fields, the surface and place from the document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from annotations.store import DONE, Edit, EditError, LayerState, link_key
from annotations.store.clock import now
from annotations.store.content import Value
from annotations.store.verdicts import PREFIX
from extraction.decisions import REASONS, VERDICTS
from extraction.document import Document
from extraction.labels import Label
from extraction.span import Span

_ID = re.compile(r"[A-Za-z]{1,8}\d{1,12}")
_OURS = frozenset({"import", "recall", "undo", "redo", "alike", "adjudicate", "take-out", "copy"})
"""Actions that only the server writes into the trail."""
MAXIMUM_EDITS = 20_000
MAXIMUM_ID = 2**31 - 1
"""Of ids and versions; a database column holds no more."""
REQUEST_ID = r"^[0-9a-f]{8,40}$"


class EditBody(BaseModel):
    """One edit: `value` None deletes."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["mention", "link", "decision"]
    key: str = Field(min_length=1, max_length=200)
    value: dict[str, Any] | None = None


class SaveBody(BaseModel):
    """Edits against a version of a layer."""

    model_config = ConfigDict(extra="forbid")

    base: int = Field(ge=0, le=MAXIMUM_ID)
    action: str = Field(pattern=r"^[a-z][a-z-]{0,30}$")
    edits: list[EditBody] = Field(max_length=MAXIMUM_EDITS)
    request: str | None = Field(default=None, pattern=REQUEST_ID)

    @field_validator("action")
    @classmethod
    def _a_persons(cls, action: str) -> str:
        if action in _OURS:
            raise ValueError(f"expected an action of a person at a page, found {action!r}")
        return action


def clean(
    bodies: Sequence[EditBody], document: Document, state: LayerState, *, who: str = ""
) -> tuple[Edit, ...]:
    """Return the store's edits for what a browser sent; decisions carry `who` made them, and when.

    Raises:
        EditError: a field has the wrong type or range.
    """
    return tuple(_clean(body, document, state, who) for body in bodies)


def _clean(body: EditBody, document: Document, state: LayerState, who: str) -> Edit:
    if body.value is None:
        return Edit(body.kind, body.key, None)
    if body.kind == "mention":
        known = state.mentions.get(body.key)
        return Edit("mention", body.key, _mention(body.key, body.value, document, known))
    if body.kind == "link":
        return Edit("link", body.key, _link(body.key, body.value))
    return Edit("decision", body.key, _decision(body.key, body.value, who))


def _mention(key: str, value: Mapping[str, Any], document: Document, known: Value | None) -> Value:
    start, end = _offset(value.get("start")), _offset(value.get("end"))
    if not _ID.fullmatch(key) or not 0 <= start < end <= len(document.text):
        raise EditError(f"expected a mention with offsets in the text, found {key!r} {start}-{end}")
    old: Mapping[str, Any] = known or {}
    moved = known is None or (start, end) != (known["start"], known["end"])
    place = _place(document, start, end, old) if moved else old
    return {
        "id": key,
        "label": _one_of(value.get("label"), tuple(Label)),
        "start": start,
        "end": end,
        "text": document.text[start:end],
        "page": place.get("page"),
        "box": place.get("box"),
        "cell": place.get("cell"),
        "confidence": old.get("confidence"),
        "change": _one_of(value.get("change"), (None, "increase", "decrease")),
        "role": _one_of(
            value.get("role"), (None, "actual", "budget", "prior", "standard", "other")
        ),
        "unit": place.get("unit"),
        "operator": place.get("operator"),
        "accepted": bool(value.get("accepted")),
        "corrected": _corrected(value.get("corrected")),
    }


def _corrected(value: Any) -> str | None:
    """What should stand there instead, beside what is printed; the report's text stays as it is."""
    if value is None or (isinstance(value, str) and 0 < len(value) <= 60):
        return value
    raise EditError("expected a corrected value as short text")


def _offset(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def _one_of(value: Any, allowed: tuple[Any, ...]) -> Any:
    if value not in allowed:
        raise EditError(f"expected one of {allowed}, found {str(value)[:40]!r}")
    return None if value is None else str(value)


def _place(document: Document, start: int, end: int, old: Mapping[str, Any]) -> Value:
    """Page and box of new offsets; the cell is found again when facts are built, unless it is the same."""
    page = document.page_of(start)
    box = document.boxes.box(Span(start, end)) if document.boxes else None
    stays = bool(old) and old["start"] < end and start < old["end"]
    return {
        "page": page.number if page else None,
        "box": box.to_json() if box else None,
        "cell": old.get("cell") if stays else None,
        "unit": old.get("unit") if stays else None,
        "operator": old.get("operator") if stays else None,
    }


def _link(key: str, value: Mapping[str, Any]) -> Value:
    source, target = value.get("source"), value.get("target")
    if not isinstance(source, str) or not isinstance(target, str):
        raise EditError("expected a link with source and target")
    if key != link_key(source, target):
        raise EditError(f"expected the key {link_key(source, target)!r}, found {key!r}")
    return {"source": source, "target": target, "confidence": None}


def _decision(key: str, value: Mapping[str, Any], who: str) -> Value:
    """A person's word: on a finding (check:…), or that the review is finished."""
    if key != DONE and not key.startswith(PREFIX):
        raise EditError(f"expected a decision on a finding or on the review, found {key[:40]!r}")
    kept = {k: v for k, v in value.items() if k in ("verdict", "reason", "note", "assigned")}
    if not all(isinstance(v, str) and len(v) <= 500 for v in kept.values()):
        raise EditError("expected a verdict and a note as short text")
    if key.startswith(PREFIX):
        _one_of(kept.get("verdict", ""), ("", *VERDICTS))
        _one_of(kept.get("reason", ""), ("", *REASONS))
    return {**kept, "who": who, "when": now()}
