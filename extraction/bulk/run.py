"""One run over many inputs: extract each, write what it gives, account for all of it."""

from __future__ import annotations

import platform
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from extraction.bulk.inputs import expand_inputs
from extraction.bulk.outcome import Outcome, extract_input
from extraction.output.folder import FolderWriter
from extraction.pipeline import default_pipeline


@dataclass(frozen=True, slots=True)
class RunSettings:
    """Settings of one run.

    Attributes:
        model: weights folder, "pattern", or None for the shipped default.
        workers: number of worker processes.
    """

    model: str | None = None
    workers: int = 1


def run(
    inputs: Iterable[str],
    folder: str | Path,
    settings: RunSettings,
    *,
    watch: Callable[[Outcome], None] | None = None,
) -> dict[str, Any]:
    """Extract every input into `folder` and return the account that run.json holds.

    Args:
        watch: called with each outcome as it is written (progress, messages).
    """
    pipeline = default_pipeline(settings.model)
    started, clock = datetime.now(UTC), time.perf_counter()
    counts: Counter[str] = Counter(inputs=0, records=0, failures=0, findings=0)
    seconds: Counter[str] = Counter()
    with FolderWriter(Path(folder)) as writer:
        for path in expand_inputs(inputs):
            outcome = extract_input(path, pipeline)
            _write(writer, outcome, counts)
            seconds.update(dict(outcome.seconds))
            if watch:
                watch(outcome)
        account = {
            "version": metadata.version("jixiao"),
            "python": platform.python_version(),
            "model": pipeline.tagger.name,
            "settings": asdict(settings),
            "started": started.isoformat(timespec="seconds"),
            "seconds": round(time.perf_counter() - clock, 3),
            "stages": {k: round(v, 3) for k, v in seconds.items()},
            "counts": dict(counts),
        }
        writer.run(account)
    return account


def _write(writer: FolderWriter, outcome: Outcome, counts: Counter[str]) -> None:
    counts["inputs"] += 1
    if outcome.record is None or outcome.text is None:
        counts["failures"] += 1
        writer.failure(outcome.failure or {})
        return
    counts["records"] += 1
    counts["findings"] += sum(c["status"] == "violated" for c in outcome.record["checks"])
    writer.record(outcome.record, outcome.text)
