"""How a record looks to an engineer: one line, a small HTML table, data frames (展示)."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from extraction.constraints import Check
from extraction.errors import MissingToolError, SettingsError
from extraction.facts import Facts
from extraction.header import DocumentHeader
from extraction.output.rows import INTEGERS, NUMBERS, TABLES, rows


def one_line(head: DocumentHeader, facts: Facts, checks: Sequence[Check]) -> str:
    """Return a record as one line: what it is of, and how much it holds."""
    told = " ".join(
        str(p)
        for p in (head.unit_name or head.title or head.path, head.fiscal_year, head.report_kind)
        if p
    )
    counted = (
        (len(facts.amounts), "amounts"), (len(facts.rates), "rates"), (len(facts.counts), "counts"),
        (len(facts.indicators), "indicators"), (len(checks), "checks"),
        (sum(c.finding for c in checks), "findings"),
    )  # fmt: skip
    return f"<Record {told}: {', '.join(f'{n} {name}' for n, name in counted)}>"


def as_html(head: DocumentHeader, facts: Facts, checks: Sequence[Check]) -> str:
    """Return a record as a small table with its findings; report text is escaped."""
    lines = "".join(f"<li>{html.escape(c.message)}</li>" for c in checks if c.finding)
    shown = "".join(
        f"<tr><td>{html.escape('/'.join(m.text for m in a.items))}</td>"
        f"<td style='text-align:right'>{html.escape(a.mention.text)}</td>"
        f"<td>{html.escape(a.period or '')}</td></tr>"
        for a in facts.amounts[:20]
    )
    more = len(facts.amounts) - 20
    rest = f"<tr><td colspan=3>… {more} more</td></tr>" if more > 0 else ""
    return (
        f"<p><b>{html.escape(one_line(head, facts, checks).strip('<>'))}</b></p>"
        f"<ul>{lines}</ul><table>{shown}{rest}</table>"
    )


def data_frame(data: dict[str, Any], table: str) -> Any:
    """Return one table of a record's JSON as a pandas data frame; numbers are `Decimal`, as everywhere.

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

    frame = pandas.DataFrame(rows(data)[table], columns=list(TABLES[table]))
    for name in TABLES[table]:
        if name in NUMBERS:
            frame[name] = [Decimal(v) if isinstance(v, str) else None for v in frame[name]]
        elif name in INTEGERS[table]:
            frame[name] = frame[name].astype("Int64")
    return frame
