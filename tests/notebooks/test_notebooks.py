"""The notebooks run from top to bottom and show their plots."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="notebooks need the extra `notebooks`")
nbclient = pytest.importorskip("nbclient", reason="notebooks need the extra `notebooks`")
pytest.importorskip("ipykernel", reason="notebooks need the extra `notebooks`")
pytest.importorskip("matplotlib", reason="notebooks need the extra `notebooks`")
pytest.importorskip("torch", reason="the lessons train a small model")

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["01-extract", "02-train-and-evaluate", "03-correct-and-learn"])
def test_a_notebook_runs_and_plots(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(ROOT), known))))
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    client = nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3")
    client.execute(cwd=str(ROOT))
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", ())]
    assert any("image/png" in o.get("data", {}) for o in outputs)
    assert all("outputs" not in c or c["execution_count"] for c in notebook.cells)


@pytest.mark.parametrize("name", ["01-extract", "02-train-and-evaluate", "03-correct-and-learn"])
def test_a_stored_notebook_shows_its_outputs_and_plots(name: str) -> None:
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", ())]
    assert any("image/png" in o.get("data", {}) for o in outputs)
    assert any(o.output_type == "stream" for o in outputs)
    assert not any(o.output_type == "error" for o in outputs)
