"""Measure the quantity reader on annotated reports: what reads, what is found exactly.

Reading: every surface of a number-bearing label must read, an AMOUNT's yuan must be the gold's
where its unit stands in the surface. Finding: the exact extents of AMOUNT, RATE and COUNT that
carry a unit must be among the proposals of `find_quantities` over the whole text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extraction.quantities import Quantity, find_quantities, read_quantity

KINDS = {"AMOUNT": "money", "RATE": "rate", "COUNT": "count"}
LABELS = (*KINDS, "TARGET", "ACTUAL", "SCORE", "WEIGHT")
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万两]")


@dataclass(frozen=True, slots=True)
class GoldOutcome:
    """One gold surface: did it read, was its yuan right, was its extent found (None: not asked)."""

    document: str
    label: str
    surface: str
    read: bool
    yuan: bool | None
    found: bool | None


def measure_gold(shared: Path) -> Iterator[GoldOutcome]:
    """Yield an outcome for every number-bearing gold span of the text reports."""
    texts = {path.stem: path for path in (shared / "reports" / "text").rglob("*.txt")}
    for path in sorted((shared / "gold").glob("*.json")):
        if path.stem in texts:
            text = texts[path.stem].read_bytes().decode("utf-8-sig")
            spans = json.loads(path.read_text(encoding="utf-8"))["spans"]
            yield from _document(path.stem, text, spans)


def _document(name: str, text: str, spans: list[dict[str, Any]]) -> Iterator[GoldOutcome]:
    found = {(item.start, item.end) for item in find_quantities(text)}
    for span in spans:
        label, surface = span["label"], span["text"]
        if label not in LABELS or not _NUMBER.search(surface):
            continue
        quantity = read_quantity(surface, kind=KINDS.get(label))
        if not isinstance(quantity, Quantity):
            yield GoldOutcome(name, label, surface, False, None, None)
            continue
        has_unit = quantity.unit is not None
        yuan = None
        if label == "AMOUNT" and has_unit:
            yuan = quantity.yuan == Decimal(span["yuan"])
        extent = (span["start"], span["end"]) in found if label in KINDS and has_unit else None
        yield GoldOutcome(name, label, surface, True, yuan, extent)


def summarise(outcomes: list[GoldOutcome]) -> str:
    """Return a line a label: read, yuan right, extents found."""
    lines = [f"{'gold label':<12}{'read':>16}{'yuan':>16}{'extent found':>16}"]
    for label in LABELS:
        rows = [outcome for outcome in outcomes if outcome.label == label]
        cells = [
            [row.read for row in rows],
            [row.yuan for row in rows if row.yuan is not None],
            [row.found for row in rows if row.found is not None],
        ]
        shown = (f"{sum(cell)}/{len(cell)}" if cell else "-" for cell in cells)
        lines.append(f"{label:<12}" + "".join(f"{cell:>16}" for cell in shown))
    missed = [
        f"  not found: {row.document}: {row.surface}" for row in outcomes if row.found is False
    ]
    unread = [f"  not read: {row.document}: {row.surface}" for row in outcomes if not row.read]
    return "\n".join((*lines, *missed, *unread))
