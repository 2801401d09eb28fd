"""Fixtures that many tests share."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from extraction.document import Document
from extraction.loading.dumps import find_tables

# No test asserts how fast a machine is that may be busy with other things.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

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
