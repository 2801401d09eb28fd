"""What is worth a second opinion: violated relations, and mentions the model was unsure of (疑点)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotations.llm.passages import Passage, around
from extraction.constraints import Check
from extraction.markup import Markup, Mention
from extraction.span import Span

_MOST = 8
"""Doubted mentions of one question, at most: longer answers go wrong more often."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A passage, the mentions in doubt and why, in Chinese."""

    passage: Passage
    mentions: tuple[str, ...]
    reason: str


def doubts(
    text: str, markup: Markup, checks: tuple[Check, ...], *, low: float, length: int
) -> Iterator[Doubt]:
    """Yield the doubts of a record: each group of violated checks, then unsure mentions by passage.

    Args:
        low: a mention below this confidence is unsure.
        length: characters of a passage, about.
    """
    by_id = markup.by_id()
    asked: set[str] = set()
    for group in _groups(checks):
        terms = dict.fromkeys(t for check in group for t in check.terms)
        chosen = tuple(terms)[:_MOST]
        passage = around(text, [by_id[t].span for t in chosen], length)
        asked.update(chosen)
        yield Doubt(passage, chosen, " ".join(dict.fromkeys(c.message for c in group)))
    unsure = [
        m
        for m in markup.mentions
        if m.confidence is not None and m.confidence < low and m.id not in asked
    ]
    for batch in _batches(unsure, length):
        passage = around(text, [m.span for m in batch], length)
        yield Doubt(passage, tuple(m.id for m in batch), "自动标注对这些标注没有把握。")


def _groups(checks: tuple[Check, ...]) -> Iterator[list[Check]]:
    groups: dict[str, list[Check]] = {}
    for check in checks:
        if check.status == "violated":
            groups.setdefault(check.group or check.id, []).append(check)
    yield from groups.values()


def _batches(mentions: list[Mention], length: int) -> Iterator[list[Mention]]:
    batch: list[Mention] = []
    for mention in mentions:
        far = batch and mention.end - batch[0].start > length
        if batch and (far or len(batch) == _MOST):
            yield batch
            batch = []
        batch.append(mention)
    if batch:
        yield batch


def inside(markup: Markup, passage: Passage) -> tuple[Mention, ...]:
    """Return the mentions of a passage, in text order."""
    return tuple(m for m in markup.mentions if passage.covers(Span(m.start, m.end)))
