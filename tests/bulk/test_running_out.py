"""Foreign code that gets no more memory rejects the file: which of the two is noticed first must not matter."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from extraction.bulk.memory import ResidentWatch
from extraction.bulk.run import RunSettings
from extraction.bulk.task import Result, Task
from extraction.bulk.worker import extract_task
from extraction.errors import DamagedError


def _rejected(*_: Any, **__: Any) -> None:
    raise DamagedError("a PDF file", "bytes that are rejected", "fetch it again", path="a.pdf")


def _read(file: Path) -> Result:
    file.write_text("支出5万元。", "utf-8")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return extract_task(
        Task("a.pdf", str(file), digest, ".txt"), RunSettings(model="pattern", memory=512)
    )


@pytest.mark.parametrize(
    ("grown", "error", "beyond"), [(600, "LimitExceededError", True), (40, "DamagedError", False)]
)
def test_a_file_is_called_damaged_only_within_the_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grown: int, error: str, beyond: bool
) -> None:
    monkeypatch.setattr("extraction.bulk.outcome.load_source", _rejected)
    monkeypatch.setattr(ResidentWatch, "grown", property(lambda _: grown))
    result = _read(tmp_path / "a.txt")
    assert result.failure is not None
    assert (result.failure["error"], result.beyond) == (error, beyond)
