"""A spaCy pipeline component: `nlp.add_pipe("jixiao")` puts mentions into `doc.spans["jixiao"]`.

Span labels are the labels of the extraction contract; `span.id_` is the mention's id. What the record says
of them stands in extensions: `span._.value`, `span._.unit`, `span._.yuan` (Decimal or None), `span._.links`
(the spans it points to), `doc._.checks`, `doc._.findings` and `doc._.record`. Mentions whose
ends fall inside a token are widened to the token, unless `exact` asks to leave them out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from extraction.constraints import Check
from extraction.document import Document
from extraction.linking import RuleLinker
from extraction.loading.dumps import find_tables
from extraction.pipeline import Pipeline
from extraction.record import Record
from extraction.tagging import Tagger, default_tagger

KEY = "jixiao"


@dataclass(frozen=True, slots=True)
class JixiaoComponent:
    """Tags a `Doc`'s text and stores the mentions as a span group."""

    tagger: Tagger
    exact: bool = False

    def __call__(self, doc: Doc) -> Doc:
        """Add `doc.spans["jixiao"]` and return the doc."""
        text = doc.text
        document = Document(
            path="",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            format="txt",
            text=text,
            tables=find_tables(text),
        )
        record = Pipeline(self.tagger, RuleLinker()).extract(document)
        markup = record.facts.markup
        mode = "strict" if self.exact else "expand"
        spans: list[Span] = []
        for m in markup.mentions:
            span = doc.char_span(
                m.start, m.end, label=m.label.value, alignment_mode=mode, span_id=m.id
            )
            if span is not None:
                spans.append(span)
        doc.spans[KEY] = spans
        _tell(doc, record)
        return doc


def _tell(doc: Doc, record: Record) -> None:
    """Put values, links and checks where spaCy users look for them."""
    by_id = {span.id_: span for span in doc.spans[KEY]}
    for link in record.facts.markup.links:
        if link.source in by_id and link.target in by_id:
            source = by_id[link.source]
            source._.links = (*source._.links, by_id[link.target])
    for figure in record.facts.figures:
        span = by_id.get(figure.mention.id)
        if span is not None:
            span._.value, span._.unit = figure.quantity.value, figure.quantity.unit
            span._.yuan = figure.quantity.yuan
    doc._.record = record


def _extensions() -> None:
    for name in ("value", "unit", "yuan"):
        Span.set_extension(name, default=None, force=True)
    Span.set_extension("links", default=(), force=True)
    Doc.set_extension("record", default=None, force=True)
    Doc.set_extension("checks", getter=_checks, force=True)
    Doc.set_extension("findings", getter=_findings, force=True)


def _checks(doc: Doc) -> tuple[Check, ...]:
    return doc._.record.checks if doc._.record is not None else ()


def _findings(doc: Doc) -> tuple[Check, ...]:
    return doc._.record.findings if doc._.record is not None else ()


def create_component(
    nlp: Language, name: str, model: str | None = None, exact: bool = False
) -> JixiaoComponent:
    """Return the component; `model` is a weights folder, "pattern", or None for the default."""
    return JixiaoComponent(default_tagger(model), exact)


_extensions()
Language.factory(KEY, default_config={"model": None, "exact": False}, func=create_component)
