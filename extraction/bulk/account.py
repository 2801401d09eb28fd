"""The account of a run: what run.json says of versions, model, settings, counts and times."""

from __future__ import annotations

import hashlib
import platform
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from extraction.advising import open_adviser
from extraction.bulk.finish import Tally
from extraction.bulk.settings import RunSettings
from extraction.errors import ModelError
from extraction.tagging.default import PATTERN, shipped_weights

_LIBRARIES = ("onnxruntime", "pypdfium2", "python-docx", "lxml", "openpyxl", "pebble", "numpy")


def describe_model(model: str | None) -> dict[str, Any]:
    """Return a model's name, its folder and the SHA-256 of its config.json, which holds all others'.

    Raises:
        ModelError: the folder holds no weights.
    """
    folder = shipped_weights() if model is None else Path(model)
    if model == PATTERN or folder is None:
        return {"name": PATTERN, "path": None, "sha256": None}
    config = folder / "config.json"
    try:
        digest = hashlib.sha256(config.read_bytes()).hexdigest()
    except OSError as error:
        found = f"{model} ({error.strerror})"
        raise ModelError(
            f"expected a folder of exported weights or {PATTERN!r}, found {found}"
        ) from error
    return {"name": f"onnx/{digest[:12]}", "path": str(folder), "sha256": digest}


def decisive_settings(settings: RunSettings) -> dict[str, Any]:
    """Return what decides the content of records: a resumed run must have the same."""
    model = describe_model(settings.model)
    return {
        "version": metadata.version("jixiao"),
        "model": model["sha256"] or model["name"],
        "ocr": settings.ocr,
        "redact": settings.redact,
        "corrections": _digest(settings.corrections),
    }


def _digest(path: str | None) -> str | None:
    """Return the SHA-256 of a memory of corrections, which is opened once, before any worker does.

    Raises:
        RecordError: it is none.
    """
    if path is None:
        return None
    open_adviser(path)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def describe_run(
    settings: RunSettings,
    totals: dict[str, Any],
    tally: Tally,
    errors: Counter[str],
    started: datetime,
    seconds: dict[str, float],
) -> dict[str, Any]:
    """Return the object of run.json."""
    counts = {**asdict(tally), **{k: totals[k] for k in ("findings", "pages", "characters")}}
    return {
        "version": metadata.version("jixiao"),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "libraries": {name: metadata.version(name) for name in _LIBRARIES},
        "model": describe_model(settings.model),
        "settings": settings.to_json(),
        "started": started.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(sum(seconds.values()), 3),
        "stages": {
            "load": round(totals["load"], 3),
            "extract": round(totals["extract"], 3),
            "write": round(seconds["write"], 3),
        },
        "peak_memory_mib": totals["peak"],
        "counts": counts,
        "kinds": totals["kind"],
        "formats": totals["format"],
        "errors": dict(errors.most_common()),
    }
