"""Settings of one run over many inputs, and which of them decide what its records say."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from extraction.errors import SettingsError

Engine = Literal["local", "ray"]
Ocr = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class RunSettings:
    """Settings of one run.

    Attributes:
        model: weights folder, "pattern", or None for the shipped default.
        corrections: file of a memory of corrections to read reports by.
        workers: number of worker processes.
        engine: "local" runs them on this machine, "ray" on a Ray cluster.
        ray_address: of a running cluster; None starts one here.
        resume: go on where a run that was cut short stopped.
        ocr: when pages are read by OCR, see `PdfSettings`.
        redact: mask personal names, phones, identity numbers and mail addresses in all outputs.
        parquet: also write the tables as Parquet.
        to: further kinds of output ("hf": a `datasets` data set).
        timeout: seconds of processor time a document may take, and four times that on the clock;
        memory: MiB it may take on top of the worker itself. Of a document that takes more a part is read.
        recycle: documents after which a worker is replaced by a fresh one.
    """

    model: str | None = None
    workers: int = 1
    engine: Engine = "local"
    ray_address: str | None = None
    resume: bool = False
    ocr: Ocr = "auto"
    redact: bool = False
    parquet: bool = False
    to: tuple[str, ...] = ()
    timeout: float = 600.0
    memory: int = 2048
    recycle: int = 5_000
    corrections: str | None = None

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise SettingsError(f"expected at least 1 worker, found {self.workers}")
        if not self.timeout > 0:
            raise SettingsError(f"expected a timeout of more than 0 s, found {self.timeout:g}")
        if self.memory < 64:
            raise SettingsError(f"expected a memory limit of 64 MiB or more, found {self.memory}")

    def to_json(self) -> dict[str, Any]:
        """Return the resolved settings as run.json holds them."""
        return {**asdict(self), "to": list(self.to)}
