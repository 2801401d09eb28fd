"""Which tagger a run uses: the one asked for, the shipped weights, or the patterns (模型选择)."""

from __future__ import annotations

from importlib import util
from pathlib import Path

from extraction.errors import ModelError
from extraction.tagging.tagger import Tagger

PATTERN = "pattern"


def shipped_weights() -> Path | None:
    """Return the folder of the weights that come with the project, None where there are none."""
    spec = util.find_spec("models")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "weights"
        if (folder / "config.json").is_file():
            return folder
    return None


def default_tagger(model: str | Path | None = None, *, threads: int = 1) -> Tagger:
    """Return the tagger for a run.

    Args:
        model: a folder of exported weights, "pattern", or None: shipped weights, else patterns.
        threads: of the model's runtime.

    Raises:
        ModelError: the folder holds no weights.
    """
    folder = shipped_weights() if model is None else Path(model)
    if model == PATTERN or folder is None:
        from extraction.tagging.patterns import PatternTagger

        return PatternTagger()
    if not folder.is_dir():
        raise ModelError(f"expected a folder of exported weights or {PATTERN!r}, found {model}")
    from extraction.tagging.onnx_tagger import OnnxTagger

    return OnnxTagger(folder, threads=threads)
