"""The files that were uploaded (原件), kept so that their pages can be shown beside the text.

Only PDF files are kept: of the other formats no page is drawn. A file lies under its hash, readable by the
server's own user alone, and is whole or not there.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

_HASH = re.compile(r"[0-9a-f]{64}")


class Originals:
    """A folder of uploaded files; without one nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def keep(self, sha256: str, format_: str, data: bytes) -> str | None:
        """Keep a PDF file; return where it lies, None where nothing is kept.

        Raises:
            ValueError: `sha256` is no hash.
            OSError: the folder cannot be written.
        """
        if self._folder is None or format_ != "pdf":
            return None
        if not _HASH.fullmatch(sha256):
            raise ValueError(f"expected a SHA-256 in hexadecimal, found {sha256!r}")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = self._folder / f"{sha256}.pdf"
        if not place.is_file():
            handle, partial = tempfile.mkstemp(dir=self._folder, suffix=".part")  # made with 0600
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                Path(partial).replace(place)
            except OSError:
                Path(partial).unlink(missing_ok=True)
                raise
        return str(place)
