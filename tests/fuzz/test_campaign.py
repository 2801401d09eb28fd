import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("atheris", reason="atheris is not installed (it has no wheel for every system)")


@pytest.mark.slow
@pytest.mark.parametrize("target", ["txt", "html", "quantities"])
def test_a_short_campaign_finds_nothing(target, tmp_path):
    command = [sys.executable, "-m", "tests.fuzz.campaign", target, "-runs=300", "-seed=1"]
    command.append(f"-artifact_prefix={tmp_path}/")
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root)
    assert done.returncode == 0, done.stderr[-3_000:]
