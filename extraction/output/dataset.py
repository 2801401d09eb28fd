"""The records as a data set of the `datasets` library (the `[hf]` extra): `jixiao extract --to hf`.

One row a report: what is known of it, its canonical text, its mentions with offsets into that text, its
findings, and the whole record as JSON. `datasets.load_from_disk("DIR/hf")` reads it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from extraction.errors import MissingToolError
from extraction.output.folder import DATASET, FolderWriter

HEADER = ("sha256", "path", "title", "unit_name", "region", "fiscal_year", "report_kind", "format")
MENTION = ("id", "label", "start", "end", "text")
FINDING = ("kind", "message", "stated", "computed", "gap")


def write_dataset(writer: FolderWriter) -> None:
    """Write a run's records as a data set, to be put in place with its other outputs.

    Raises:
        MissingToolError: the `[hf]` extra is not installed.
    """
    try:
        import datasets
    except ImportError as error:
        remedy = 'install it with pip install "jixiao[hf]"'
        raise MissingToolError("datasets for --to hf", "no such package", remedy) from error
    datasets.disable_progress_bars()
    target = writer.further(DATASET)
    with tempfile.TemporaryDirectory(prefix="jixiao-hf-") as cache:
        made = datasets.Dataset.from_generator(
            _rows,
            gen_kwargs={"records": writer.records, "text": writer.text},
            features=_features(datasets),
            cache_dir=cache,
            fingerprint="jixiao",
        )
        made.save_to_disk(str(target))


def _rows(
    records: Callable[[], Iterable[dict[str, Any]]], text: Callable[[str], str | None]
) -> Iterator[dict[str, Any]]:
    for record in records():
        document = record["document"]
        violated = [c for c in record["checks"] if c["status"] == "violated"]
        yield {
            **{name: document[name] for name in HEADER},
            "text": text(document["sha256"]) or "",
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
