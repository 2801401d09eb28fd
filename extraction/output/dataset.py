"""The records as a data set of the `datasets` library (the `[hf]` extra): `jixiao extract --to hf`.

One row a report: what is known of it, its canonical text, its mentions with offsets into that text, its
findings, and the whole record as JSON. `datasets.load_from_disk("DIR/hf")` reads it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from extraction.errors import MissingToolError
from extraction.output.folder import read_text

FOLDER = "hf"
HEADER = ("sha256", "path", "title", "unit_name", "region", "fiscal_year", "report_kind", "format")
MENTION = ("id", "label", "start", "end", "text")
FINDING = ("kind", "message", "stated", "computed", "gap")


def write_dataset(records: Callable[[], Iterable[dict[str, Any]]], folder: Path) -> None:
    """Write the records of `folder` as a data set into its subfolder `hf`.

    Raises:
        MissingToolError: the `[hf]` extra is not installed.
    """
    try:
        import datasets
    except ImportError as error:
        remedy = 'install it with pip install "jixiao[hf]"'
        raise MissingToolError("datasets for --to hf", "no such package", remedy) from error
    datasets.disable_progress_bars()
    partial, target = folder / f"{FOLDER}.part", folder / FOLDER
    shutil.rmtree(partial, ignore_errors=True)
    try:
        with tempfile.TemporaryDirectory(prefix="jixiao-hf-") as cache:
            made = datasets.Dataset.from_generator(
                _rows,
                gen_kwargs={"records": records, "folder": folder},
                features=_features(datasets),
                cache_dir=cache,
                fingerprint=f"jixiao-{folder.name}",
            )
            made.save_to_disk(str(partial))
        shutil.rmtree(target, ignore_errors=True)
        partial.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _rows(
    records: Callable[[], Iterable[dict[str, Any]]], folder: Path
) -> Iterator[dict[str, Any]]:
    for record in records():
        document = record["document"]
        violated = [c for c in record["checks"] if c["status"] == "violated"]
        yield {
            **{name: document[name] for name in HEADER},
            "text": read_text(folder, document["sha256"]) or "",
            "mentions": [{k: m[k] for k in MENTION} for m in record["mentions"]],
            "findings": [{k: c[k] for k in FINDING} for c in violated],
            "record": json.dumps(record, ensure_ascii=False),
        }


def _features(datasets: Any) -> Any:
    string, whole = datasets.Value("string"), datasets.Value("int64")
    integers = {"fiscal_year", "start", "end"}

    def fields(names: Iterable[str]) -> dict[str, Any]:
        return {name: whole if name in integers else string for name in names}

    return datasets.Features(
        {
            **fields(HEADER),
            "text": string,
            "mentions": [fields(MENTION)],
            "findings": [fields(FINDING)],
            "record": string,
        }
    )
