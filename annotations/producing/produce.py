"""Write corrected results into a folder: records, texts, tables, Parquet, workbook, page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from annotations.producing.records import chosen_layer, corrected_record
from annotations.store import Store, StoredDocument
from extraction.errors import JixiaoError
from extraction.output.folder import FolderWriter
from extraction.reporting.page import render_page
from extraction.reporting.workbook import write_workbook

PAGE, WORKBOOK, EACH = "核对.html", "核对.xlsx", "reports"


@dataclass(frozen=True, slots=True)
class ProduceSettings:
    """What to write.

    Attributes:
        done_only: only the documents whose review is finished.
        documents: ids of the documents to write; None for all.
        parquet: the tables as Parquet too.
        each: a folder with page and workbook for every report.
    """

    done_only: bool = False
    documents: frozenset[int] | None = None
    parquet: bool = False
    each: bool = False


@dataclass(frozen=True, slots=True)
class Produced:
    """What was written: counts of reports, corrections and decisions, and what failed."""

    counts: dict[str, int]
    failures: tuple[dict[str, Any], ...]

    def line(self) -> str:
        """Return the counts as one line."""
        return ", ".join(f"{n} {name}" for name, n in self.counts.items())


def produce(store: Store, output: str | Path, settings: ProduceSettings | None = None) -> Produced:
    """Write the corrected results of a store as `extract` writes its own.

    Raises:
        OSError: the folder cannot be written.
    """
    chosen, folder = settings or ProduceSettings(), Path(output)
    started, counts = datetime.now(UTC), Counter[str]()
    counts.update(dict.fromkeys(("records", "corrected", "done", "corrections", "decisions"), 0))
    failures: list[dict[str, Any]] = []
    with FolderWriter(folder) as writer:
        for stored in _wanted(store, chosen):
            try:
                record = corrected_record(store, stored.id)
            except JixiaoError as error:
                failures.append(_failure(stored, error))
                writer.failure(failures[-1])
                continue
            if record is not None:
                writer.record(record.to_dict(), store.text(stored.id))
                counts.update(_counted(record))
        if chosen.parquet:
            from extraction.output.parquet import write_parquet

            write_parquet(writer)
        writer.run(_account(counts, len(failures), started))
    _for_people(folder)
    if chosen.each:
        _each(folder)
    return Produced(dict(counts), tuple(failures))


def _wanted(store: Store, settings: ProduceSettings) -> Iterator[StoredDocument]:
    for stored in store.documents():
        if settings.documents is not None and stored.id not in settings.documents:
            continue
        layer = chosen_layer(store, stored.id)
        if layer is not None and (not settings.done_only or store.read(layer.id).done):
            yield stored


def _counted(record: Any) -> Counter[str]:
    changed = record.corrections
    return Counter(
        records=1,
        corrected=int(changed is not None and changed.count > 0),
        done=int(changed is not None and changed.done),
        corrections=changed.count if changed else 0,
        decisions=len(record.decisions),
    )


def _failure(stored: StoredDocument, error: JixiaoError) -> dict[str, Any]:
    return {
        "path": stored.path,
        "sha256": stored.sha256,
        "stage": "produce",
        "error": type(error).__name__,
        "message": str(error),
    }


def _account(counts: Counter[str], failures: int, started: datetime) -> dict[str, Any]:
    return {
        "version": metadata.version("jixiao"),
        "produced": "corrected results of a review store",
        "started": started.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "counts": {**counts, "failures": failures},
    }


def _for_people(folder: Path) -> None:
    (folder / PAGE).write_text(render_page(folder), encoding="utf-8")
    write_workbook(folder, folder / WORKBOOK)


def _each(folder: Path) -> None:
    """Write page and workbook of every report into a folder of its own."""
    from extraction.output.folder import read_records, read_text

    for record in read_records(folder):
        sha256 = record["document"]["sha256"]
        place = folder / EACH / sha256[:16]
        with FolderWriter(place) as writer:
            writer.record(record, read_text(folder, sha256) or "")
        _for_people(place)
        (place / "record.json").write_text(
            json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
