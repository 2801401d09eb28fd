"""Short dumps as documents, and what the interpreter makes of them in comparable form."""

from __future__ import annotations

import hashlib

from extraction.document import Document
from extraction.loading.dumps import find_tables
from extraction.markup import Markup
from extraction.tables import TableMarkup, interpret


def document_of(text: str) -> Document:
    """Return the text as a dump with its tables found."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document("dump.txt", digest, "txt", text, tables=find_tables(text))


def read_text(text: str) -> TableMarkup:
    """Interpret the tables of a dump; every mention's text is verified."""
    read = interpret(document_of(text))
    read.markup.verify(text)
    return read


def mentions_of(markup: Markup) -> set[tuple[str, str]]:
    """Return (label, text without white space) of every mention."""
    return {(m.label.value, "".join(m.text.split())) for m in markup.mentions}


def links_of(markup: Markup) -> set[tuple[str, str]]:
    """Return (source text, target text) of every link, without white space."""
    by_id = markup.by_id()
    return {
        ("".join(by_id[k.source].text.split()), "".join(by_id[k.target].text.split()))
        for k in markup.links
    }


def pairs_of(markup: Markup) -> dict[str, dict[str, str]]:
    """Return for every indicator the texts linked to it, by label in lower case."""
    by_id = markup.by_id()
    found: dict[str, dict[str, str]] = {
        "".join(m.text.split()): {} for m in markup.mentions if m.label == "INDICATOR"
    }
    for link in markup.links:
        target, source = by_id[link.target], by_id[link.source]
        if target.label == "INDICATOR":
            name = "".join(target.text.split())
            found[name][source.label.value.lower()] = "".join(source.text.split())
    return found
