"""What names of files and words of reports say on a terminal: they command nothing and forge no line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.cli.main import main
from extraction.errors import DamagedError
from extraction.visible import visible

HOSTILE = "a\x1b[31m\n0 failures\u202e.txt"


def test_controls_and_turns_are_written_out() -> None:
    assert visible(HOSTILE) == "a\\x1b[31m\\n0 failures\\u202e.txt"
    assert visible("青溪县 2023年\u3000１２.５%\u200b") == "青溪县 2023年\u3000１２.５%\u200b"


def test_a_message_is_one_line() -> None:
    said = str(DamagedError("text", "two\nlines", "look at it", path=HOSTILE))
    assert said.isprintable()


def test_a_damaged_file_of_a_hostile_name_forges_no_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / HOSTILE.replace("/", "")).write_bytes(b"\x00\x01")
    (tmp_path / "in" / "b.txt").write_text("支出12.00万元。\n", encoding="utf-8")
    out = str(tmp_path / "out")
    assert main(["extract", str(tmp_path / "in"), "--output", out, "--model", "pattern"]) == 1
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "\n0 failures" not in said
    assert main(["report", out]) == 0
