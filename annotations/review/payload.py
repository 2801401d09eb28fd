"""What the document page gets to show: text, tables, pages, mentions and links as one JSON object."""

from __future__ import annotations

import json
from typing import Any

from annotations.store import Layer, LayerState, StoredDocument
from annotations.store.content import Value
from extraction.document import Document


def document_payload(
    stored: StoredDocument, document: Document, layer: Layer, state: LayerState
) -> dict[str, Any]:
    """Return a document and one layer of it; offsets are code points of `text`."""
    pictured = stored.format == "pdf" and stored.source is not None
    return {
        "document": stored.id,
        "layer": layer.id,
        "version": state.version,
        "text": document.text,
        "tables": [
            {
                "start": t.span.start,
                "end": t.span.end,
                "rows": t.rows,
                "cells": [
                    [c.row, c.column, c.span.start, c.span.end, c.row_span, c.column_span]
                    for c in t.cells
                ],
            }
            for t in document.tables
        ],
        "pages": [[p.number, p.span.start, p.span.end, p.width, p.height] for p in document.pages],
        "pictured": pictured,
        "partial": [f"{g.place}：{g.reason}" for g in document.partial],
        "regions": [[r.span.start, r.span.end] for r in document.regions],
        "mentions": [_stated(m) for m in state.mentions.values()],
        "links": list(state.links.values()),
        "decisions": state.decisions,
    }


def _stated(mention: Value) -> Value:
    return {name: value for name, value in mention.items() if value is not None}


def as_json(data: Any) -> bytes:
    """Return compact JSON in UTF-8; lone surrogates are escaped, so that offsets stay right."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":")).encode()
