"""Fixtures that many tests share."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from extraction.document import Document
from extraction.loading.dumps import find_tables

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports and gold; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("JIXIAO_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip(f"real reports are not at {folder} (set JIXIAO_SHARED)")
    return folder


@pytest.fixture(scope="session")
def make_document() -> Callable[[str], Document]:
    """Build the document of a plain text, as the text loader does."""

    def make(text: str) -> Document:
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Document("test.txt", digest, "txt", text, tables=find_tables(text))

    return make
