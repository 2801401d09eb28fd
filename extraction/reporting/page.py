"""The findings and facts of a run as one self-contained HTML page (核对报告)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from extraction.output.folder import read_records, read_text
from extraction.reporting.charts import bars, shares
from extraction.reporting.view import LABEL_WORDS, ReportView, by_year, report_view


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
    environment.filters["label"] = LABEL_WORDS.__getitem__
    total = sum(len(c) for v in views for c in v.causes)
    page = environment.get_template("report.html")
    return page.render(
        reports=views,
        total=total,
        years=by_year(records),
        money=_money,
        goals=_goals,
        execution=_execution(views),
    )


def _money(report: ReportView) -> Markup:
    """Bars of budget, adjusted budget and what was spent."""
    v = report.verdict
    named = (("年初预算", v.initial), ("调整预算", v.adjusted), ("执行数", v.actual)) if v else ()
    return bars([(name, value, f"{value.normalize():f}万元") for name, value in named if value])


def _goals(report: ReportView) -> Markup:
    v = report.verdict
    if v is None:
        return Markup("")
    return shares(
        [
            ("未达成", v.unmet, "#b03060"),
            ("达成", v.met, "#1d6b3c"),
            ("无法判断", v.undetermined, "#888"),
        ]
    )


def _execution(reports: Sequence[ReportView]) -> Markup:
    """Execution rates of several reports beside each other."""
    found = [
        (r.unit, r.verdict.rate, f"{r.verdict.rate}% {r.year}")
        for r in reports
        if r.verdict is not None and r.verdict.rate is not None
    ]
    return bars(found, most=Decimal(100), alike=True) if len(found) > 1 else Markup("")
