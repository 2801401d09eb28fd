"""Folders beside the database (库旁文件夹): learning runs, uploaded originals."""

from __future__ import annotations

from pathlib import Path

from annotations.store import Store


def folder_of(store: Store, what: str, chosen: str | None = None) -> Path | None:
    """Return the chosen folder, else `NAME-what` beside a SQLite file; None for another database."""
    if chosen:
        return Path(chosen)
    url = store.engine.url
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    path = Path(url.database).resolve()
    return path.parent / f"{path.stem}-{what}"
