"""The output folder of `jixiao extract` as annotations, to be corrected elsewhere (read only).

Lost: confidences, cells, pages and boxes of mentions, and roles other than budget.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotations.formats.model import (
    AnnotatedText,
    FormatSettings,
    ImportRefusedError,
    Losses,
    Reading,
)
from annotations.record import from_markup
from extraction.errors import JixiaoError, MarkupError
from extraction.output.folder import read_records, read_text
from extraction.serialisation import header_from_json, markup_from_json


def read(path: Path, settings: FormatSettings) -> Reading:
    """Read the records of a folder (or of a reports.jsonl in it) with their texts."""
    losses, texts = Losses(), []
    folder = path if path.is_dir() else path.parent
    for number, data in enumerate(read_records(path), 1):
        where = f"{path}: record {number}"
        try:
            header, markup = header_from_json(data), markup_from_json(data)
        except (KeyError, TypeError, JixiaoError) as error:
            raise ImportRefusedError(where, f"expected a record, found {error!r}") from error
        text = read_text(folder, header.sha256)
        if text is None:
            raise ImportRefusedError(where, f"expected its text {header.sha256}.txt, found none")
        record = from_markup(
            markup, document=Path(header.path).stem, sha256=header.sha256, characters=len(text)
        )
        try:
            texts.append(AnnotatedText(text, record))
        except MarkupError as error:
            raise ImportRefusedError(where, str(error)) from error
        for what in ("confidence", "cell", "page"):
            known = sum(getattr(m, what) is not None for m in markup.mentions)
            losses.add(f"{what} of a mention", known)
    return Reading(tuple(texts), losses)


def write(texts: Sequence[AnnotatedText], path: Path, settings: FormatSettings) -> Losses:
    """Refuse: a record needs the original document.

    Raises:
        MarkupError: always; the message names the command that writes records.
    """
    raise MarkupError(
        f"{path}: records are written from documents, not from annotations; "
        "use `jixiao check --from-gold` with files of the format json"
    )
