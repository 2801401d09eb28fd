"""The two questions and the schemas of their answers."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from annotations.llm.client import Question
from extraction.labels import Label
from extraction.markup import Mention

_LABELS = [label.value for label in Label]
_TEXT = {"type": "string"}
# no lengths or counts in the schemas: strict servers refuse them, llama.cpp unrolls them into grammars
_SHARED: dict[str, Any] = {
    "label": {"type": "string", "enum": _LABELS},
    "quote": _TEXT,
    "context": _TEXT,
    "change": {"type": "string", "enum": ["none", "increase", "decrease"]},
    "budget": {"type": "boolean"},
}


def _list_of(name: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with one list; every property is required and none may be added."""
    item = {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {name: {"type": "array", "items": item}},
        "required": [name],
        "additionalProperties": False,
    }


MENTIONS = _list_of(
    "mentions",
    {
        "id": {"type": "integer"},
        **_SHARED,
        "links": {"type": "array", "items": {"type": "integer"}},
    },
)
DECISIONS = _list_of(
    "decisions",
    {
        "id": {"type": "string"},
        "action": {"type": "string", "enum": ["keep", "change", "remove"]},
        **_SHARED,
        "links": {"type": "array", "items": {"type": "string"}},
    },
)


@cache
def _prompts() -> dict[str, str]:
    source = resources.files("annotations.llm").joinpath("prompts.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    labels = "\n".join(f"{name} {meaning}" for name, meaning in data["labels"].items())
    return {name: data[name].strip().replace("{labels}", labels) for name in _NAMES}


_NAMES = ("annotate", "adjudicate")


def annotation_question(passage: str) -> Question:
    """Return the question that asks for all mentions of a passage."""
    return Question(_prompts()["annotate"], _fenced(passage), "mentions", MENTIONS)


def _fenced(passage: str) -> str:
    """A passage between marks that its own text cannot know: what it says stays inside them."""
    mark = hashlib.sha256(passage.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"【原文 {mark} 开始】\n{passage}\n【原文 {mark} 结束】"


def adjudication_question(
    passage: str,
    known: Sequence[Mention],
    links: Mapping[str, Sequence[str]],
    doubted: Sequence[str],
    reason: str,
) -> Question:
    """Return the question that asks about the doubted mentions of a passage.

    Args:
        known: all mentions of the passage.
        links: targets of each mention, by id.
        doubted: ids of the mentions to decide on.
        reason: what is doubtful, in Chinese.
    """
    rows = "\n".join(
        f"{m.id} {m.label} “{m.text}” 指向 {' '.join(links.get(m.id, ())) or '无'}" for m in known
    )
    user = (
        f"{_fenced(passage)}\n\n已有标注：\n{rows}\n\n疑问：{reason}\n待裁定：{' '.join(doubted)}"
    )
    return Question(_prompts()["adjudicate"], user, "decisions", DECISIONS)
