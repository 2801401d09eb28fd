"""Changes put into a mark-up: those that were taken over, and those that wait for a person (待人工裁定)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotations.llm.outcome import Suggested
from annotations.llm.standing import changed
from extraction.markup import Link, Markup


def with_changes(markup: Markup, changes: Sequence[Suggested]) -> Markup | str:
    """Return a mark-up with all changes, or why they do not go together."""
    return changed(
        markup,
        remove=[s.before.id for s in changes if s.before is not None],
        add=[s.after for s in changes if s.after is not None],
        links=[Link(s.after.id, t) for s in changes if s.after is not None for t in s.links],
    )


def with_pending(markup: Markup, pending: Iterable[Suggested]) -> Markup:
    """Return a mark-up as it would be with what waits for a person; what clashes with the rest is left out."""
    for suggestion in pending:
        ids = markup.by_id()
        if suggestion.before is not None and suggestion.before.id not in ids:
            continue
        tried = with_changes(markup, [suggestion])
        markup = markup if isinstance(tried, str) else tried
    return markup
