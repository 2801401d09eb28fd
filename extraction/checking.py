"""Check stored records again, and check annotations that people made (复核)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from extraction.document import Document
from extraction.errors import JixiaoError, MarkupError, RecordError
from extraction.loading import load
from extraction.loading.dumps import find_tables
from extraction.markup import Markup
from extraction.output.folder import FolderWriter, read_records, read_text
from extraction.pipeline import check, check_markup
from extraction.record import Record
from extraction.validation import violations

_HASH = re.compile(r"[0-9a-f]{64}")
_READERS = "jixiao.markup"


@dataclass(frozen=True, slots=True)
class Verification:
    """How many records were read, how many are wrong, and one line for each problem."""

    records: int
    wrong: int
    problems: tuple[str, ...]


def verify_records(path: str | Path) -> Verification:
    """Validate every record of a file and compute its checks again.

    The canonical texts are looked for in the folder of the records, where `extract` puts them.

    Raises:
        RecordError: the file is missing or holds a line that is no JSON object.
    """
    where = Path(path)
    folder = where if where.is_dir() else where.parent
    problems: list[str] = []
    count = wrong = 0
    for count, data in enumerate(read_records(where), 1):
        found = list(_verify(data, folder))
        wrong += bool(found)
        name = data.get("document", {}).get("path", "?") if isinstance(data, dict) else "?"
        problems += [f"record {count} ({name}): {line}" for line in found]
    return Verification(count, wrong, tuple(problems))


def _verify(data: dict[str, Any], folder: Path) -> Iterator[str]:
    digest = data.get("document", {}).get("sha256", "")
    text = read_text(folder, digest)
    if text is None:
        yield f"expected its text at text/{digest}.txt, found none"
        return
    invalid = list(violations(data, text=text))
    if invalid:
        yield from invalid
        return
    try:
        record = Record.from_dict(data)
        again = check(record, text).to_dict()
    except JixiaoError as error:
        yield str(error)
        return
    for name in ("amounts", "rates", "counts", "indicators", "scores", "unread", "checks"):
        if again[name] != data[name]:
            yield _difference(name, data[name], again[name])


def _difference(name: str, stored: Sequence[Any], computed: Sequence[Any]) -> str:
    for i, (a, b) in enumerate(zip(stored, computed, strict=False)):
        if a != b:
            return f"{name}/{i}: expected {b}, found {a}"
    return f"{name}: expected {len(computed)} entries, found {len(stored)}"


def check_annotations(
    annotations: Sequence[str | Path], texts: str | Path, folder: str | Path
) -> dict[str, int]:
    """Check annotation files: their spans, links and flags as given, relations and records computed.

    Args:
        annotations: gold files; each names its text by SHA-256.
        texts: a folder with the texts, each the annotated file itself or, of any format, its canonical
            text under the name `<sha256>.txt` as `extract` writes it.
        folder: where the records are written.

    Raises:
        MarkupError: an annotation does not fit its text, or its text is not in the folder.
    """
    by_hash = _by_hash(Path(texts))
    counts: Counter[str] = Counter(records=0, checks=0, violated=0)
    with FolderWriter(Path(folder)) as writer:
        for path in annotations:
            sha256, markup = read_markup(path)
            if sha256 not in by_hash:
                raise MarkupError(f"{path}: expected its text (sha256 {sha256}) in {texts}")
            document = _document(by_hash[sha256], sha256)
            record = check_markup(document, markup)
            data = record.to_dict()
            writer.record(data, document.text)
            counts.update(records=1, checks=len(record.checks), violated=len(record.findings))
    return dict(counts)


def _by_hash(folder: Path) -> dict[str, Path]:
    """The files of a folder by their hash; canonical texts by the hash that names them."""
    named = {p.stem: p for p in _files(folder) if _HASH.fullmatch(p.stem)}
    return named | {hashlib.sha256(p.read_bytes()).hexdigest(): p for p in _files(folder)}


def _document(path: Path, sha256: str) -> Document:
    """Load an annotated file; a canonical text is what it is, whatever it was written from."""
    if path.stem != sha256:
        return load(path)
    text = path.read_bytes().decode("utf-8", "surrogatepass")
    return Document(path.name, sha256, "txt", text, tables=find_tables(text))


def _files(folder: Path) -> Iterator[Path]:
    yield from (p for p in sorted(folder.rglob("*")) if p.is_file())


def read_markup(path: str | Path) -> tuple[str, Markup]:
    """Read an annotation file with the reader that the annotations package registers.

    Raises:
        RecordError: no reader is installed.
    """
    for entry in metadata.entry_points(group=_READERS):
        sha256, markup = entry.load()(path)
        return sha256, markup
    raise RecordError(f"expected a reader in the entry-point group {_READERS}, found none")
