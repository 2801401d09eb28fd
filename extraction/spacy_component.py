"""A spaCy pipeline component: `nlp.add_pipe("jixiao")` puts mentions into `doc.spans["jixiao"]`.

Span labels are the labels of the extraction contract; `span.id_` is the mention's id. Mentions whose
ends fall inside a token are widened to the token, unless `exact` asks to leave them out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from extraction.document import Document
from extraction.linking import RuleLinker
from extraction.loading.dumps import find_tables
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
        markup = RuleLinker().link(document, self.tagger.tag(document))
        mode = "strict" if self.exact else "expand"
        spans: list[Span] = []
        for m in markup.mentions:
            span = doc.char_span(
                m.start, m.end, label=m.label.value, alignment_mode=mode, span_id=m.id
            )
            if span is not None:
                spans.append(span)
        doc.spans[KEY] = spans
        return doc


def create_component(
    nlp: Language, name: str, model: str | None = None, exact: bool = False
) -> JixiaoComponent:
    """Return the component; `model` is a weights folder, "pattern", or None for the default."""
    return JixiaoComponent(default_tagger(model), exact)


Language.factory(KEY, default_config={"model": None, "exact": False}, func=create_component)
