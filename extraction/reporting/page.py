"""The findings and facts of a run as one self-contained HTML page (核对报告)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from extraction.output.folder import read_records, read_text
from extraction.reporting.view import by_year, report_view


def render_page(folder: str | Path) -> str:
    """Return the page of an output folder; report text is always escaped.

    Raises:
        RecordError: the folder holds no records.
    """
    records = list(read_records(folder))
    return render_records(
        records, [read_text(Path(folder), r["document"]["sha256"]) or "" for r in records]
    )


def render_records(records: Sequence[dict[str, Any]], texts: Sequence[str]) -> str:
    """Return the page of records and their canonical texts, reports with findings first."""
    views = [report_view(r, t) for r, t in zip(records, texts, strict=True)]
    views.sort(key=lambda v: -sum(len(c) for c in v.causes))
    environment = Environment(
        loader=PackageLoader("extraction.reporting"), autoescape=select_autoescape()
    )
    total = sum(len(c) for v in views for c in v.causes)
    page = environment.get_template("report.html")
    return page.render(reports=views, total=total, years=by_year(records))
