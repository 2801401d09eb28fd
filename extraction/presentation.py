"""How a record looks to an engineer: one line, a small HTML table, data frames (展示)."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from extraction.errors import MissingToolError, SettingsError
from extraction.output.rows import INTEGERS, NUMBERS, TABLES, rows
from extraction.serialisation import record_to_json

if TYPE_CHECKING:
    from extraction.record import Record


def one_line(record: Record) -> str:
    """Return a record as one line: what it is of, and how much it holds."""
    d, f = record.document, record.facts
    head = " ".join(
        str(p) for p in (d.unit_name or d.title or d.path, d.fiscal_year, d.report_kind) if p
    )
    counted = (
        (len(f.amounts), "amounts"), (len(f.rates), "rates"), (len(f.counts), "counts"),
        (len(f.indicators), "indicators"), (len(record.checks), "checks"),
        (len(record.findings), "findings"),
    )  # fmt: skip
    return f"<Record {head}: {', '.join(f'{n} {name}' for n, name in counted)}>"


def as_html(record: Record) -> str:
    """Return a record as a small table with its findings; report text is escaped."""
    lines = "".join(f"<li>{html.escape(c.message)}</li>" for c in record.findings)
    shown = "".join(
        f"<tr><td>{html.escape('/'.join(m.text for m in a.items))}</td>"
        f"<td style='text-align:right'>{html.escape(a.mention.text)}</td>"
        f"<td>{html.escape(a.period or '')}</td></tr>"
        for a in record.facts.amounts[:20]
    )
    more = len(record.facts.amounts) - 20
    rest = f"<tr><td colspan=3>… {more} more</td></tr>" if more > 0 else ""
    return (
        f"<p><b>{html.escape(one_line(record).strip('<>'))}</b></p>"
        f"<ul>{lines}</ul><table>{shown}{rest}</table>"
    )


def to_pandas(record: Record, table: str) -> Any:
    """Return one table of a record as a pandas data frame; numbers are `Decimal`, as everywhere.

    Raises:
        SettingsError: there is no such table.
        MissingToolError: pandas is not installed.
    """
    if table not in TABLES:
        raise SettingsError(f"expected a table of {' '.join(TABLES)}, found {table!r}")
    try:
        import pandas
    except ImportError as error:
        remedy = 'install it with pip install "jixiao[pandas]"'
        raise MissingToolError("pandas for to_pandas", "no such package", remedy) from error
    from decimal import Decimal

    frame = pandas.DataFrame(rows(record_to_json(record))[table], columns=list(TABLES[table]))
    for name in TABLES[table]:
        if name in NUMBERS:
            frame[name] = [Decimal(v) if isinstance(v, str) else None for v in frame[name]]
        elif name in INTEGERS[table]:
            frame[name] = frame[name].astype("Int64")
    return frame
