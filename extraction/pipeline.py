"""The whole way from a document to its checked record.

tables and prose are tagged, values linked, numbers read, relations checked; every stage takes what the
one before gives and none looks back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from extraction.advising import Adviser, open_adviser
from extraction.census import take_census
from extraction.constraints import find_checks, find_checks_and_refusals
from extraction.document import Document, Gap
from extraction.facts.accounts import assign_accounts
from extraction.facts.build import build_facts
from extraction.facts.keys import Report, assign_keys
from extraction.facts.stated_units import with_stated_unit
from extraction.identity import header, identify
from extraction.linking import Linker, RuleLinker
from extraction.loading import load
from extraction.markup import Markup
from extraction.provenance import CellIndex, locate
from extraction.record import Record
from extraction.tagging import Tagger, default_tagger


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A tagger and a linker, with what follows them; one serves any number of documents.

    An adviser has the last word on the mark-up: it speaks for people who corrected reports like this one.
    """

    tagger: Tagger
    linker: Linker
    adviser: Adviser | None = None

    def extract(self, document: Document) -> Record:
        """Return the checked record of a document."""
        markup = self.linker.link(document, self.tagger.tag(document))
        if self.adviser is not None:
            markup = self.adviser.advise(document, markup)
        return check_markup(document, markup)


def default_pipeline(
    model: str | Path | None = None,
    *,
    threads: int = 1,
    corrections: str | Path | None = None,
) -> Pipeline:
    """Return the pipeline with the shipped model, or the patterns where there is none.

    Args:
        model: a folder of exported weights, "pattern" for the patterns alone, None for the default.
        threads: of the model's runtime.
        corrections: a memory of corrections to read reports by (`jixiao annotate memory build`).

    Raises:
        RecordError: `corrections` is no memory.
    """
    adviser = open_adviser(corrections) if corrections is not None else None
    return Pipeline(default_tagger(model, threads=threads), RuleLinker(), adviser)


def check_markup(document: Document, markup: Markup, *, cells: CellIndex | None = None) -> Record:
    """Return the record of a document whose mentions and links are given (gold, corrections).

    Args:
        cells: as in `locate`, for whoever checks one document at every edit.
    """
    located = with_stated_unit(document.text, locate(document, markup, cells=cells))
    located.verify(document.text)
    identity = identify(document, located)
    facts = assign_accounts(
        build_facts(located, text=document.text, fiscal_year=identity.fiscal_year)
    )
    report = Report(identity.report_kind, identity.fiscal_year, identity.title)
    facts = assign_keys(document.text, facts, report)
    checks, refused = find_checks_and_refusals(document.text, facts)
    census = take_census(document, facts)
    head = header(document, identity)
    head = replace(head, partial=(*head.partial, *(Gap(*told) for told in refused)))
    return Record(head, facts, checks, census=census)


def check(record: Record, text: str) -> Record:
    """Return the record with its checks computed again from its facts and its canonical text."""
    return replace(record, checks=find_checks(text, record.facts))


def extract(source: str | Path | Document, *, model: str | Path | None = None) -> Record:
    """Extract one report.

    Args:
        source: a file's path, or a document that is already loaded.
        model: as in `default_pipeline`.

    Raises:
        LoadError: the file cannot be read.
    """
    document = source if isinstance(source, Document) else load(source)
    return default_pipeline(model).extract(document)
