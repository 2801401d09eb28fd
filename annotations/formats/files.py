"""Files of annotations: UTF-8 with line ends as they are, one document a file where a format is so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotations.formats.model import AnnotatedText, ImportRefusedError

_UNSAFE = re.compile(r"[^\w.\-]+")


def read_utf8(path: Path) -> str:
    """Return a file's text, line ends unchanged, a byte order mark dropped.

    Raises:
        ImportRefusedError: it is not UTF-8; the message names the line.
    """
    data = path.read_bytes()
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ImportRefusedError(f"{path}:{line}", f"expected UTF-8, found {error}") from error


def write_utf8(path: Path, text: str) -> None:
    """Write a text as UTF-8, line ends unchanged, making the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def inputs(path: Path, suffix: str) -> list[Path]:
    """Return the file, or the files of a folder that end in `suffix`, by name.

    Raises:
        ImportRefusedError: the folder holds none, or there is no such path.
    """
    found = sorted(path.rglob(f"*{suffix}")) if path.is_dir() else [path] if path.exists() else []
    if not found:
        raise ImportRefusedError(str(path), f"expected a file or a folder of *{suffix}, found none")
    return found


def named(texts: Sequence[AnnotatedText]) -> Iterator[tuple[str, AnnotatedText]]:
    """Yield every text with a file name that is safe and not used twice.

    Names that differ only in case get different file names too.
    """
    taken: set[str] = set()
    for text in texts:
        # 80 characters of a Chinese name stay under the 255 bytes of common file systems
        stem = _UNSAFE.sub("_", text.name).strip("._")[-80:].strip("._") or "document"
        name, number = stem, 1
        while name.lower() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.lower())
        yield name, text
