"""The engineer's face: the package, a record's views, the examples."""

from __future__ import annotations

import runpy
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import jixiao
from annotations.corpus.rendering import RENDERED
from extraction.errors import SettingsError

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def record() -> jixiao.Record:
    return jixiao.extract(RENDERED / "baichuan-archives-final.docx", model="pattern")


def test_the_package_names_what_the_folders_hold() -> None:
    import extraction

    for name in jixiao.__all__:
        assert getattr(jixiao, name) is getattr(extraction, name)
    assert set(jixiao.__all__) == set(dir(jixiao))
    with pytest.raises(AttributeError):
        _ = jixiao.nothing  # type: ignore[attr-defined]


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import jixiao, sys; print([m for m in ('numpy', 'onnxruntime', 'lxml') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_a_record_shows_itself_in_one_line(record: jixiao.Record) -> None:
    assert len(repr(record)) < 160
    assert f"{len(record.findings)} findings" in repr(record)
    assert jixiao.Record.from_dict(record.to_dict()).to_dict() == record.to_dict()
    page = record._repr_html_()
    assert "<li>" in page
    assert "<table>" in page


def test_a_record_is_data_frames(record: jixiao.Record) -> None:
    pytest.importorskip("pandas", reason="the [pandas] extra is not installed")
    frame = record.to_pandas()
    money = sum(v for v in frame["yuan"] if v is not None)
    assert money == sum(a.quantity.yuan or Decimal(0) for a in record.facts.amounts)
    assert len(record.to_pandas("findings")) == len(record.findings)
    with pytest.raises(SettingsError, match="amounts"):
        record.to_pandas("colours")


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "examples").glob("*.py")))
def test_an_example_runs(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "argv", [name])
    runpy.run_path(str(ROOT / "examples" / name), run_name="__main__")
    assert capsys.readouterr().out.strip()
