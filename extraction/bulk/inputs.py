"""From what a user names (files, folders, globs) to the list of inputs, in a stable order."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

_IGNORED_NAMES = {"Thumbs.db", "desktop.ini"}


def expand_inputs(named: Iterable[str]) -> Iterator[str]:
    """Yield the inputs that the arguments name, each once, folders walked in sorted order.

    A name that matches nothing is yielded as it is, so that it fails with its own message; hidden
    files and lock files of office programs inside folders are passed over.
    """
    seen: set[str] = set()
    for name in named:
        for path in _expand(name):
            if path not in seen:
                seen.add(path)
                yield path


def _expand(name: str) -> Iterator[str]:
    path = Path(name)
    if path.is_dir():
        yield from _walk(path)
    elif path.exists() or not glob.has_magic(name):
        yield name
    else:
        matches = sorted(glob.glob(name, recursive=True))
        if not matches:
            yield name
        for match in matches:
            yield from _expand(match)


def _walk(folder: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.name in _IGNORED_NAMES:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        elif not path.is_dir():
            yield str(path)
