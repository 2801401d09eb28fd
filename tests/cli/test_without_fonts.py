"""The samples of all formats give the same outputs on a machine without any font (`make demo` on a bare one)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fontless import PREFIX, allowed

_SAMPLES = Path("annotations/corpus/samples/rendered")
_NAMES = (
    "baichuan-archives-final.pdf",
    "lanxi-veterans-overall.docx",
    "qinghe-water-overall.html",
    "songzhou-culture-budget.xlsx",
    "yanhu-library-scores.txt",
    "yunling-road-project.pdf",
)
_RUN = "import sys; from extraction.cli.main import main; sys.exit(main())"
_TABLES = ("amounts.csv", "numerals.csv", "indicators.csv", "findings.csv", "summary.csv")


def _extract(target: Path, *before: str) -> dict[str, bytes]:
    samples = [str(_SAMPLES / name) for name in _NAMES]
    options = ["--output", str(target), "--model", "pattern"]
    subprocess.run(
        [*before, sys.executable, "-c", _RUN, "extract", *samples, *options],
        check=True,
        capture_output=True,
    )
    texts = sorted((target / "text").iterdir())
    return {p.name: p.read_bytes() for p in (*(target / name for name in _TABLES), *texts)}


@pytest.mark.skipif(not allowed(), reason="needs a mount namespace to hide the system's fonts")
def test_all_samples_are_read_alike_without_fonts(tmp_path: Path) -> None:
    here = _extract(tmp_path / "with")
    bare = _extract(tmp_path / "without", *PREFIX)
    assert bare == here
    assert len(here) == len(_TABLES) + len(_NAMES)
