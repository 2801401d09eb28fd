"""What is known of a report as a whole (报告的身份): where it was found, whose it is, of which year and kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extraction.document import Gap

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
