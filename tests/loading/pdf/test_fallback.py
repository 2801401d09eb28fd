"""Text of fonts that are not embedded is the same on a machine without Chinese fonts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fontless import PREFIX, allowed
from tests.loading.pdf.boxes_font import make
from tests.loading.pdf.sheets import pdf, text

_READ = "import sys; from extraction.loading import load; print(load(sys.argv[1]).text, end='')"


@pytest.mark.skipif(not allowed(), reason="needs a mount namespace to hide the system's fonts")
def test_lone_characters_survive_without_system_fonts(tmp_path: Path) -> None:
    def draw(canvas: object) -> None:
        for y, word, value in ((700, "盐", "7.20"), (680, "糖", "3.10"), (660, "计", "10.30")):
            text(canvas, 60, y, word)  # type: ignore[arg-type]
            text(canvas, 200, y, value)  # type: ignore[arg-type]

    path = tmp_path / "page.pdf"
    path.write_bytes(pdf(draw))
    command = [sys.executable, "-c", _READ, str(path)]
    here = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    bare = subprocess.run([*PREFIX, *command], capture_output=True, text=True, check=True).stdout
    assert bare == here
    assert "盐" in bare


def test_the_packaged_font_is_the_one_that_is_made_here() -> None:
    tools = pytest.importorskip("fontTools.ttLib")
    packaged = tools.TTFont("extraction/loading/pdf/fonts/boxes.ttf")
    assert packaged.getBestCmap() == make().getBestCmap()
