"""Reader and writer of stand-off gold files (JSON: document, sha256, characters, spans, equations, layers)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotations.record import LAYERS, Annotation, AnnotationRecord, Equation, JudgedFinding
from extraction.errors import MarkupError
from extraction.labels import Label
from extraction.markup import Markup


def read_gold(path: str | Path) -> AnnotationRecord:
    """Read one gold file.

    Raises:
        MarkupError: it is not JSON of the expected shape, or its links or offsets are inconsistent.
    """
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        return from_json(data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise MarkupError(f"{path}: expected a gold annotation file, found {error!r}") from error


def from_json(data: dict[str, Any]) -> AnnotationRecord:
    """Build a record from the parsed JSON of a gold file."""
    spans = tuple(
        Annotation(
            id=s["id"],
            label=Label(s["label"]),
            start=s["start"],
            end=s["end"],
            text=s["text"],
            links=tuple(s["links"]),
            flags=s.get("flags", ""),
            yuan=s.get("yuan"),
        )
        for s in data["spans"]
    )
    equations = tuple(
        Equation(e["kind"], e["expression"], tuple(e["terms"]), e.get("status"))
        for e in data.get("equations", ())
    )
    judged = tuple(
        JudgedFinding(f["kind"], tuple(f["terms"]), f["verdict"]) for f in data.get("findings", ())
    )
    layers = tuple(data["layers"]) if data.get("layers") is not None else None
    unknown = set(layers or ()) - set(LAYERS)
    if unknown:
        raise MarkupError(f"expected layers of {' '.join(LAYERS)}, found {sorted(unknown)}")
    return AnnotationRecord(
        data["document"], data["sha256"], data["characters"], spans, equations, layers, judged
    )


def to_json(record: AnnotationRecord) -> dict[str, Any]:
    """Return the JSON of a gold file; `from_json` gives the record back."""
    said: dict[str, Any] = {} if record.layers is None else {"layers": list(record.layers)}
    if record.judged:
        said["findings"] = [f.to_json() for f in record.judged]
    return {
        "document": record.document,
        "sha256": record.sha256,
        "characters": record.characters,
        "spans": [s.to_json() for s in record.spans],
        "equations": [e.to_json() for e in record.equations],
        **said,
    }


def write_gold(record: AnnotationRecord, path: str | Path) -> None:
    """Write one gold file (UTF-8, one span a line)."""
    text = json.dumps(to_json(record), ensure_ascii=False, indent=0)
    Path(path).write_text(text + "\n", encoding="utf-8")


def read_markup(path: str | Path) -> tuple[str, Markup]:
    """Return the document hash and the mark-up of a gold file (the `jixiao.markup` entry point)."""
    record = read_gold(path)
    return record.sha256, record.markup()
