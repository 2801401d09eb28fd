"""Inline mark-up (`annotations.inline`) as files `NAME.txt`.

Lost: yuan of an amount, the status of an equation, the annotator, and a name that is no file name. A
text that itself holds ⟦, ⟧ or the line of the equations cannot be written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from annotations import inline
from annotations.formats.files import inputs, named, read_utf8, write_utf8
from annotations.formats.identifiers import shaped_ids
from annotations.formats.model import (
    AnnotatedText,
    FormatSettings,
    ImportRefusedError,
    Losses,
    Reading,
    note_foreign_hash,
)
from annotations.record import Equation
from extraction.errors import MarkupError
from extraction.labels import Label

_ID = r"[A-Za-z]+\d+"
_HEAD = re.compile(r"⟦([A-Z]+) ([A-Za-z]+\d+)[+\-b]*(?:>([A-Za-z0-9,+\-]*))?\|")


def read(path: Path, settings: FormatSettings) -> Reading:
    """Read a file or a folder of marked texts."""
    return Reading(tuple(_read(file) for file in inputs(path, ".txt")), Losses())


def _read(path: Path) -> AnnotatedText:
    content = read_utf8(path)
    try:
        return AnnotatedText(*inline.parse(content, document=path.stem))
    except MarkupError as error:
        line = _faulty_line(content)
        where = f"{path}:{line}" if line else str(path)
        raise ImportRefusedError(where, str(error)) from error


def _faulty_line(content: str) -> int | None:
    """Return the line of the first mark or equation that is wrong, None if it cannot be told."""
    body, separator, tail = content.partition(inline.SEPARATOR)
    marks = list(_HEAD.finditer(body))
    known = {m[2] for m in marks}
    seen: set[str] = set()
    for mark in marks:
        links = {re.sub(r"[+\-b]+$", "", t) for t in (mark[3] or "").split(",") if t}
        closed = re.compile(r"[^⟦⟧]*⟧").match(body, mark.end())
        if mark[1] not in set(Label) or mark[2] in seen or links - known or not closed:
            return body.count("\n", 0, mark.start()) + 1
        seen.add(mark[2])
    whole = {i for m in marks for i in (m.start(), body.find("⟧", m.end()))}
    stray = next((i for i, c in enumerate(body) if c in "⟦⟧" and i not in whole), None)
    if stray is not None:
        return body.count("\n", 0, stray) + 1
    for number, line in enumerate(tail.split("\n")):
        if line.strip() and not _sound(line, known):
            return (body + separator).count("\n") + 1 + number
    return None


def _sound(line: str, known: set[str]) -> bool:
    try:
        return set(Equation.parse(line).terms) <= known
    except MarkupError:
        return False


def write(texts: Sequence[AnnotatedText], path: Path, settings: FormatSettings) -> Losses:
    """Write one text into a file, or several into a folder."""
    losses = Losses()
    for name, annotated in named(texts):
        target = path if path.suffix == ".txt" and len(texts) == 1 else path / f"{name}.txt"
        write_utf8(target, _marked(annotated, losses))
        losses.add("document name that is no file name", int(target.stem != annotated.name))
    return losses


def _marked(annotated: AnnotatedText, losses: Losses) -> str:
    for sign in ("⟦", "⟧", inline.SEPARATOR):
        if sign in annotated.text:
            raise MarkupError(
                f"{annotated.name}: expected a text without {sign!r}, found it at "
                f"{annotated.text.index(sign)}; choose another format"
            )
    record = shaped_ids(annotated.record, _ID, losses)
    kept = tuple(e for e in record.equations if _survives(e))
    losses.add("equation that the syntax cannot write", len(record.equations) - len(kept))
    losses.add("status of an equation", sum(e.status is not None for e in kept))
    losses.add("yuan of an amount", sum(s.yuan is not None for s in record.spans))
    losses.add("annotator", int(bool(annotated.annotator)))
    note_foreign_hash(annotated, losses)
    return inline.render(annotated.text, replace(record, equations=kept))


def _survives(equation: Equation) -> bool:
    try:
        again = Equation.parse(f"{equation.kind}: {equation.expression}")
    except MarkupError:
        return False
    single = len(equation.expression.splitlines()) == 1
    return single and replace(again, status=equation.status) == equation
