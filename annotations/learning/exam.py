"""Documents with the right answer (测验): what weights make of them, a score a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.formats import AnnotatedText
from annotations.learning.scores import Score, score
from annotations.store import Corrected, Store
from extraction.document import Document
from extraction.linking import RuleLinker
from extraction.loading.dumps import find_tables
from extraction.markup import Markup
from extraction.tagging import default_tagger


@dataclass(frozen=True, slots=True)
class Question:
    """A document and the mark-up that it should get."""

    document: Document
    wanted: Markup


def of_corrected(store: Store, corrected: Iterable[Corrected]) -> tuple[Question, ...]:
    """Return corrected documents, with their pages and tables, as questions."""
    return tuple(Question(store.load(c.document.id), c.record.markup()) for c in corrected)


def of_texts(texts: Iterable[AnnotatedText]) -> tuple[Question, ...]:
    """Return annotated texts as questions; their tables are found in the text."""
    return tuple(Question(_document(t), t.record.markup()) for t in texts)


def _document(text: AnnotatedText) -> Document:
    sha256 = hashlib.sha256(text.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(text.name, sha256, "txt", text.text, tables=find_tables(text.text))


def measure(questions: Sequence[Question], weights: str | Path) -> tuple[Score, ...]:
    """Return the score of weights (or of "pattern") on each document.

    Raises:
        ModelError: the folder holds no weights.
    """
    tagger, linker = default_tagger(weights), RuleLinker()
    return tuple(
        score(q.wanted, linker.link(q.document, tagger.tag(q.document))) for q in questions
    )
