"""What the store hands out: a document without its text, a layer, a corrected document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from annotations.record import AnnotationRecord

LayerKind = Literal["model", "gold", "import", "human", "consensus"]
CONSENSUS = "consensus"
"""Name of the layer that two readings of a document were settled in."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """What is known of a stored document without its text.

    Attributes:
        sha256: of the input file's bytes, as in its record.
        path: the input as it was given; `source` is the file for page images, None if not at hand.
        header: the record's document header (unit_name, fiscal_year, report_kind …).
    """

    id: int
    sha256: str
    path: str
    source: str | None
    format: str
    title: str | None
    header: dict[str, Any]
    characters: int


@dataclass(frozen=True, slots=True)
class Layer:
    """One annotator's layer on a document; `version` counts its events from 1."""

    id: int
    document_id: int
    annotator: str
    kind: LayerKind
    origin: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """A document as a person left it: its text, its record and the layer they come from."""

    document: StoredDocument
    layer: Layer
    text: str
    record: AnnotationRecord
    accepted: frozenset[str]
    done: bool
