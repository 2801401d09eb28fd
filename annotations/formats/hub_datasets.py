"""A Hugging Face dataset saved to disk, one row a document.

Columns: document, sha256, annotator, text, `spans` (id, label, start, end, text, flags, yuan, links),
`equations`, and `tags`, a class label for each character of the text (BIO), ready for training. Nothing
is lost; `tags` is derived and not read back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from datasets import ClassLabel, Dataset, DatasetDict, Features, List, Value, load_from_disk

from annotations.formats.model import (
    AnnotatedText,
    FormatSettings,
    ImportRefusedError,
    Losses,
    Reading,
    build,
    read_label,
    span_at,
)
from annotations.formats.sidecar import equations_of
from annotations.record import Annotation
from extraction.labels import Label

TAGS = ["O", *(f"{kind}-{label.value}" for label in Label for kind in "BI")]
_TEXT = Value("large_string")
_SPAN = {
    "id": Value("string"),
    "label": Value("string"),
    "start": Value("int64"),
    "end": Value("int64"),
    "text": _TEXT,
    "flags": Value("string"),
    "yuan": Value("string"),
    "links": List(Value("string")),
}
_EQUATION = {
    "kind": Value("string"),
    "expression": _TEXT,
    "terms": List(Value("string")),
    "status": Value("string"),
}
FEATURES = Features(
    {
        "document": Value("string"),
        "sha256": Value("string"),
        "annotator": Value("string"),
        "text": _TEXT,
        "spans": List(_SPAN),
        "equations": List(_EQUATION),
        "tags": List(ClassLabel(names=TAGS)),
    }
)


def read(path: Path, settings: FormatSettings) -> Reading:
    """Read a saved dataset; all splits of a dataset with splits."""
    try:
        loaded = load_from_disk(str(path))
    except Exception as error:  # whatever arrow finds in a damaged folder
        raise ImportRefusedError(str(path), f"expected a saved dataset, found {error!r}") from error
    splits = loaded if isinstance(loaded, DatasetDict) else {"rows": loaded}
    losses = Losses()
    texts = [
        _read(row, f"{path}: {name} {number}", settings, losses)
        for name, split in splits.items()
        for number, row in enumerate(split, 1)
    ]
    return Reading(tuple(texts), losses)


def _read(
    row: Mapping[str, Any], where: str, settings: FormatSettings, losses: Losses
) -> AnnotatedText:
    try:
        text, spans = row["text"], []
        for s in row["spans"]:
            place = f"{where}, span {s['id']}"
            label = read_label(s["label"], settings, place)
            if label is None:
                losses.add("span with a label that is not taken over")
                continue
            start, end = span_at(text, s["start"], s["end"], s["text"], place)
            flags, links = s.get("flags") or "", tuple(s.get("links") or ())
            span = Annotation(s["id"], label, start, end, s["text"], links, flags, s.get("yuan"))
            spans.append((span, place))
        return build(
            row.get("document") or where,
            text,
            spans,
            where=where,
            equations=equations_of(row.get("equations") or ()),
            sha256=row.get("sha256"),
            annotator=row.get("annotator") or "",
        )
    except (KeyError, TypeError) as error:
        raise ImportRefusedError(where, f"expected text and spans, found {error!r}") from error


def write(texts: Sequence[AnnotatedText], path: Path, settings: FormatSettings) -> Losses:
    """Save a dataset to a folder."""
    rows = [_row(annotated) for annotated in texts]
    Dataset.from_list(rows, features=FEATURES).save_to_disk(str(path))
    return Losses()


def _row(annotated: AnnotatedText) -> dict[str, Any]:
    record, tags = annotated.record, ["O"] * len(annotated.text)
    for s in record.spans:
        tags[s.start : s.end] = [f"B-{s.label}"] + [f"I-{s.label}"] * (s.end - s.start - 1)
    return {
        "document": record.document,
        "sha256": record.sha256,
        "annotator": annotated.annotator,
        "text": annotated.text,
        "spans": [{"yuan": None, **s.to_json()} for s in record.spans],
        "equations": [e.to_json() for e in record.equations],
        "tags": tags,
    }
