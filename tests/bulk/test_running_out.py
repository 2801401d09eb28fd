"""Foreign code that gets no more memory rejects the file: which of the two is noticed first must not matter."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extraction.bulk.memory import MEMORY_EXIT, ResidentWatch
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
    monkeypatch.setattr(ResidentWatch, "above_first", property(lambda _: grown))
    result = _read(tmp_path / "a.txt")
    assert result.failure is not None
    assert (result.failure["error"], result.beyond) == (error, beyond)


@pytest.mark.parametrize(("replaceable", "code"), [(True, MEMORY_EXIT), (False, 0)])
def test_memory_that_foreign_code_never_gives_back_ends_a_worker_of_a_pool(
    tmp_path: Path, replaceable: bool, code: int
) -> None:
    (tmp_path / "a.txt").write_text("支出5万元。", "utf-8")
    script = (
        "import ctypes, sys, time\n"
        "from pathlib import Path\n"
        "from tests.bulk import test_running_out as here\n"
        "import extraction.bulk.outcome as outcome, extraction.bulk.worker as worker\n"
        "libc = ctypes.CDLL(None)\n"
        "libc.malloc.restype = ctypes.c_void_p\n"
        "def load(*_, **__):\n"
        "    for _ in range(540):\n"
        "        ctypes.memset(libc.malloc(ctypes.c_size_t(1 << 20)), 1, 1 << 20)\n"
        "    for _ in range(1000):\n"
        "        time.sleep(0.01)\n"
        "outcome.load_source = load\n"
        f"{'worker._replaceable.set()' if replaceable else ''}\n"
        "result = here._read(Path(sys.argv[1]))\n"
        "assert result.beyond\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "a.txt")], timeout=120)
    assert done.returncode == code
