"""This project's stand-off JSON (`annotations.gold`): `NAME.json` with `NAME.txt` beside it.

Nothing is lost. Where the text as UTF-8 is not the original file (another encoding, a byte order mark),
`sha256` stays that of the original and `text_sha256` tells that of the text file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from annotations import gold
from annotations.formats.files import inputs, named, read_utf8, write_utf8
from annotations.formats.model import (
    AnnotatedText,
    FormatSettings,
    ImportRefusedError,
    Losses,
    Reading,
    digest_of,
)
from extraction.errors import MarkupError


def read(path: Path, settings: FormatSettings) -> Reading:
    """Read a file or a folder; a text lies beside its file or in a folder `text` near it."""
    return Reading(tuple(_read(file) for file in inputs(path, ".json")), Losses())


def _read(path: Path) -> AnnotatedText:
    try:
        data = json.loads(read_utf8(path))
        record = gold.from_json(data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ImportRefusedError(str(path), f"expected annotations, found {error!r}") from error
    names = {f"{path.stem}.txt", f"{record.document}.txt"}
    places = (path.parent, path.parent / "text", path.parent.parent / "text")
    source = next((p / n for p in places for n in names if (p / n).is_file()), None)
    if source is None:
        raise ImportRefusedError(
            str(path), f"expected its text {path.stem}.txt beside it, found none"
        )
    found = hashlib.sha256(source.read_bytes()).hexdigest()
    if found not in (record.sha256, data.get("text_sha256")):
        raise ImportRefusedError(str(source), f"expected sha256 {record.sha256}, found {found}")
    try:
        return AnnotatedText(read_utf8(source), record, data.get("annotator", ""))
    except MarkupError as error:
        raise ImportRefusedError(str(path), str(error)) from error


def write(texts: Sequence[AnnotatedText], path: Path, settings: FormatSettings) -> Losses:
    """Write a folder of `NAME.json` and `NAME.txt`."""
    for name, annotated in named(texts):
        data = gold.to_json(annotated.record)
        digest = digest_of(annotated.text)
        if digest != annotated.record.sha256:
            data["text_sha256"] = digest
        if annotated.annotator:
            data["annotator"] = annotated.annotator
        write_utf8(path / f"{name}.txt", annotated.text)
        write_utf8(path / f"{name}.json", json.dumps(data, ensure_ascii=False, indent=0) + "\n")
    return Losses()
