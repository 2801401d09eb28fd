"""The record: what a report says, as one JSON object of the extraction contract.

`Record.to_json` writes it, `from_json` reads it back, facts included, so that the checks of a stored
record can be computed again from its text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from extraction.census import Census
from extraction.constraints import Check
from extraction.decisions import Corrections, Decision
from extraction.document import Gap
from extraction.facts import Facts

SCHEMA_VERSION = "1"
ReportKind = Literal["绩效自评", "项目自评", "部门决算", "部门预算", "其他"]


@dataclass(frozen=True, slots=True)
class DocumentHeader:
    """What is known of the document as a whole.

    Attributes:
        path, paths: where it was found; `paths` lists all places of the same bytes.
        sha256: of the input file's bytes.
        pages: number of pages, None for formats without pages; `ocr_pages` are those read by OCR.
        characters: code points of the canonical text.
        partial: what of the input could not be read.
    """

    path: str
    sha256: str
    format: str
    characters: int
    paths: tuple[str, ...] = ()
    pages: int | None = None
    ocr_pages: tuple[int, ...] = ()
    title: str | None = None
    unit_name: str | None = None
    region: str | None = None
    fiscal_year: int | None = None
    report_kind: ReportKind = "其他"
    partial: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """One report: its header, its facts, the outcome of every check, and what people said of it.

    `corrections` is None where nobody corrected what the machine had found; `census` gives every number
    of the text its fate, None in records of older versions.
    """

    document: DocumentHeader
    facts: Facts
    checks: tuple[Check, ...] = ()
    decisions: tuple[Decision, ...] = ()
    corrections: Corrections | None = None
    census: Census | None = None

    @property
    def findings(self) -> tuple[Check, ...]:
        """The violated checks that are sure enough to be told (发现的问题), in record order."""
        return tuple(c for c in self.checks if c.finding)

    @property
    def to_look_at(self) -> tuple[Check, ...]:
        """The violated checks that are too unsure for a finding (待核), in record order."""
        return tuple(c for c in self.checks if c.status == "violated" and not c.told)

    def at(self, *paths: str) -> Record:
        """Return the record with the places where its bytes were found."""
        return replace(self, document=replace(self.document, path=paths[0], paths=paths))

    def to_dict(self) -> dict[str, Any]:
        """Return the record as the JSON object of the contract."""
        from extraction.serialisation import record_to_json

        return record_to_json(self)

    def to_pandas(self, table: str = "amounts") -> Any:
        """Return one of its tables as a data frame (amounts, indicators, findings, summary)."""
        from extraction.presentation import to_pandas

        return to_pandas(self, table)

    def __repr__(self) -> str:
        from extraction.presentation import one_line

        return one_line(self)

    def _repr_html_(self) -> str:
        from extraction.presentation import as_html

        return as_html(self)
