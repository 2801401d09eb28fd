"""Where a mention stands: its page and box, from the document that holds it (溯源)."""

from __future__ import annotations

from dataclasses import replace

from extraction.document import Document
from extraction.markup import Markup, Mention


def locate(document: Document, markup: Markup) -> Markup:
    """Return the mark-up with page and box of every mention, where the format has them."""
    if not document.pages:
        return markup
    return replace(markup, mentions=tuple(_located(document, m) for m in markup.mentions))


def _located(document: Document, mention: Mention) -> Mention:
    page = document.page_of(mention.start)
    box = document.boxes.box(mention.span) if document.boxes else None
    return replace(mention, page=page.number if page else None, box=box)
