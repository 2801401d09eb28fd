"""Extract stored reports anew (重新抽取): the machine's layer follows the weights, people's layers stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotations.learning.progress import Watcher, unwatched
from annotations.store import Store, edits_of_markup
from annotations.store.importing import MODEL, refresh_layer
from extraction.linking import RuleLinker
from extraction.tagging import default_tagger


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many reports were read again, and in how many the machine says other things now."""

    reports: int
    changed: int


def refresh(
    store: Store, model: str | Path | None = None, *, watcher: Watcher = unwatched
) -> Refreshed:
    """Read every report that has a machine's layer again, and bring that layer up to date.

    Args:
        model: as in `default_pipeline`.
        watcher: is told how far it is; may raise to stop. What was refreshed until then stays.

    Raises:
        ModelError: the folder holds no weights.
    """
    tagger, linker = default_tagger(model), RuleLinker()
    known = store.documents()
    reports = changed = 0
    for number, stored in enumerate(known):
        watcher("refresh", number / len(known))
        layer = store.find_layer(stored.id, MODEL)
        if layer is None:
            continue
        document = store.load(stored.id)
        markup = linker.link(document, tagger.tag(document))
        edits = edits_of_markup(markup)
        fresh = refresh_layer(store, layer, edits, tagger.name, document.text)
        reports += 1
        changed += fresh.version != layer.version
    return Refreshed(reports, changed)
