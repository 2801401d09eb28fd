"""Ids in the shape that a format can carry, with links and equations following (标识符改写)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from annotations.formats.model import Losses
from annotations.record import AnnotationRecord, Equation


def shaped_ids(record: AnnotationRecord, shape: str, losses: Losses) -> AnnotationRecord:
    """Return the record with every id that does not match `shape` renamed to `m1`, `m2` …"""
    pattern = re.compile(shape)
    known = {s.id for s in record.spans}
    names: dict[str, str] = {}
    number = 0
    for span in record.spans:
        if pattern.fullmatch(span.id):
            continue
        number += 1
        while f"m{number}" in known:
            number += 1
        names[span.id] = f"m{number}"
    losses.add("id that the format cannot write (renamed)", len(names))
    return renamed(record, names) if names else record


def renamed(record: AnnotationRecord, names: Mapping[str, str]) -> AnnotationRecord:
    """Return the record with ids replaced; those not in `names` stay."""
    spans = tuple(
        replace(s, id=names.get(s.id, s.id), links=tuple(names.get(t, t) for t in s.links))
        for s in record.spans
    )
    equations = tuple(_renamed_equation(e, names) for e in record.equations)
    return replace(record, spans=spans, equations=equations)


def _renamed_equation(equation: Equation, names: Mapping[str, str]) -> Equation:
    expression = equation.expression
    for old in sorted({t for t in equation.terms if t in names}, key=len, reverse=True):
        place = re.compile(rf"(?<![\w\0]){re.escape(old)}(?![\w\0])")
        expression = place.sub(f"\0{names[old]}\0", expression)
    terms = tuple(names.get(t, t) for t in equation.terms)
    return replace(equation, expression=expression.replace("\0", ""), terms=terms)
