"""spaCy's DocBin: docs of one token a character, so that spans of any extent fit.

Mentions stand in `doc.spans["jixiao"]` (the key of this project's pipeline component; `span.id_` is the
id) and in `doc.ents`; links, flags, yuan, equations, name and hash in `doc.user_data["jixiao"]`.
Nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin, Span

from annotations.formats import sidecar
from annotations.formats.files import inputs
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
from annotations.record import Annotation

KEY = sidecar.KEY


def read(path: Path, settings: FormatSettings) -> Reading:
    """Read the docs of a file or folder; without the span group, the entities count."""
    losses, texts = Losses(), []
    vocabulary = spacy.blank("zh").vocab
    for file in inputs(path, ".spacy"):
        try:
            docs = list(DocBin().from_disk(file).get_docs(vocabulary))
        except Exception as error:  # whatever zlib, msgpack or spaCy find in a damaged file
            raise ImportRefusedError(str(file), f"expected a DocBin, found {error!r}") from error
        for number, doc in enumerate(docs, 1):
            where = f"{file}: doc {number}"
            texts.append(_read(doc, where, f"{file.stem}-{number}", settings, losses))
    return Reading(tuple(texts), losses)


def _read(
    doc: Doc, where: str, name: str, settings: FormatSettings, losses: Losses
) -> AnnotatedText:
    text, extra = doc.text, doc.user_data.get(KEY)
    kept = sidecar.from_sidecar(extra, where)
    names = sidecar.Names([k.id for k in kept.spans.values()])
    surfaces = dict(extra.get("surfaces", {})) if extra else {}
    spans: dict[str, tuple[Annotation, str]] = {}
    for span in doc.spans.get(KEY, doc.ents):
        place = f"{where}, span {span.start_char}"
        label = read_label(span.label_, settings, place)
        if label is None:
            losses.add("span with a label that is not taken over")
            continue
        start, end = span.start_char, span.end_char
        found = kept.annotation(start, end, label, text[start:end], fallback=names.fresh())
        if span.id_ and not kept.spans:
            found = replace(found, id=span.id_)
        span_at(text, start, end, surfaces.get(found.id), place)
        spans[found.id] = (found, place)
    for source, target in extra.get("links", ()) if extra else ():
        if source not in spans or target not in spans:
            losses.add("relation with a span that is not taken over")
            continue
        found, place = spans[source]
        spans[source] = (replace(found, links=(*found.links, target)), place)
    return build(
        kept.document or name,
        text,
        spans.values(),
        where=where,
        equations=kept.surviving(set(spans), losses),
        sha256=kept.sha256,
        annotator=str(extra.get("annotator", "")) if extra else "",
    )


def write(texts: Sequence[AnnotatedText], path: Path, settings: FormatSettings) -> Losses:
    """Write all texts into one file."""
    vocabulary = spacy.blank("zh").vocab
    docs = [_doc(annotated, vocabulary) for annotated in texts]
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(store_user_data=True, docs=docs).to_disk(path)
    return Losses()


def _doc(annotated: AnnotatedText, vocabulary: Any) -> Doc:
    text, record = annotated.text, annotated.record
    doc = Doc(vocabulary, words=list(text), spaces=[False] * len(text))
    spans = [Span(doc, s.start, s.end, label=s.label.value, span_id=s.id) for s in record.spans]
    doc.spans[KEY] = spans
    doc.set_ents(spans, default="outside")
    doc.user_data[KEY] = {
        **sidecar.to_sidecar(annotated),
        "links": [[s.id, t] for s in record.spans for t in s.links],
        "surfaces": {s.id: s.text for s in record.spans},
        "annotator": annotated.annotator,
    }
    return doc
