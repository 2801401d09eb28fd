"""Facts as flat rows: one row a fact, for spreadsheets, Parquet and databases.

The columns of every table are fixed here and documented in docs/data-dictionary.md.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

Row = dict[str, Any]

_DOCUMENT = ("sha256", "path", "unit_name", "region", "fiscal_year", "report_kind")
_PLACE = ("start", "end", "page", "table", "row", "column", "row_header", "column_header")

TABLES: dict[str, tuple[str, ...]] = {
    "amounts": (
        *_DOCUMENT, "kind", "item", "text", "value", "unit", "yuan", "low", "high", "role", "period",
        "change", "owner", "account", "confidence", *_PLACE,
    ),
    "indicators": (
        *_DOCUMENT, "name", "level", "target", "target_operator", "target_value", "target_unit",
        "actual", "actual_value", "actual_unit", "status", "claimed", "weight", "score", "start", "end",
        "page",
    ),
    "findings": (
        *_DOCUMENT, "kind", "message", "stated", "computed", "gap", "repair", "confidence", "group",
        "expression", "start", "end", "page",
    ),
    "summary": (
        *_DOCUMENT, "title", "format", "pages", "characters", "amounts", "rates", "counts",
        "indicators", "met", "unmet", "undetermined", "checks", "holds", "rounding", "violated",
        "unread",
    ),
}  # fmt: skip
"""Column names of each table, in order."""

PARTITIONS = ("fiscal_year", "region")
"""Columns by which Parquet is split into folders."""
NUMBERS = frozenset({"value", "yuan", "low", "high", "target_value", "actual_value"})
"""Columns that hold decimals as text."""
REALS = frozenset({"confidence"})
"""Columns that hold probabilities."""
_PLACES = frozenset({"fiscal_year", "start", "end", "page", "row", "column"})
_COUNTED = ("amounts", "rates", "counts", "indicators", "checks", "unread")
_STATUSES = ("met", "unmet", "undetermined", "holds", "rounding", "violated")
INTEGERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(TABLES, _PLACES),
    "summary": _PLACES | {"pages", "characters", *_COUNTED, *_STATUSES},
}
"""Columns of each table that hold whole numbers."""


def rows(record: dict[str, Any]) -> dict[str, list[Row]]:
    """Return the rows of a record's JSON by table name."""
    mentions = {m["id"]: m for m in record["mentions"]}
    base = {k: record["document"][k] for k in _DOCUMENT}
    return {
        "amounts": [{**base, **r} for r in _figures(record, mentions)],
        "indicators": [{**base, **r} for r in _indicators(record, mentions)],
        "findings": [{**base, **r} for r in _findings(record, mentions)],
        "summary": [{**base, **_summary(record)}],
    }


def _place(m: dict[str, Any]) -> Row:
    cell = m["cell"] or {}
    return {k: m[k] if k in m else cell.get(k) for k in _PLACE}


def _figures(record: dict[str, Any], mentions: dict[str, Any]) -> Iterator[Row]:
    for kind in ("amounts", "rates", "counts"):
        for fact in record[kind]:
            m = mentions[fact["mention"]]
            owner = fact.get("owner")
            yield {
                "kind": kind.removesuffix("s"),
                "item": "/".join(mentions[i]["text"] for i in fact["items"]),
                "text": m["text"],
                **{k: fact.get(k) for k in ("value", "unit", "yuan", "low", "high", "role")},
                **{k: fact.get(k) for k in ("period", "change", "account", "confidence")},
                "owner": mentions[owner]["text"] if owner else None,
                **_place(m),
            }


def _indicators(record: dict[str, Any], mentions: dict[str, Any]) -> Iterator[Row]:
    for i in record["indicators"]:
        name, target, actual = mentions[i["name"]], i["target"] or {}, i["actual"] or {}
        yield {
            "name": name["text"],
            "level": "/".join(mentions[k]["text"] for k in i["levels"]),
            "target": target.get("text"),
            **{f"target_{k}": target.get(k) for k in ("operator", "value", "unit")},
            "actual": actual.get("text"),
            **{f"actual_{k}": actual.get(k) for k in ("value", "unit")},
            "status": i["status"],
            **{k: mentions[i[k]]["text"] if i[k] else None for k in ("claimed", "weight", "score")},
            **{k: name[k] for k in ("start", "end", "page")},
        }


def _findings(record: dict[str, Any], mentions: dict[str, Any]) -> Iterator[Row]:
    for c in record["checks"]:
        if c["status"] == "violated":
            first = mentions[c["terms"][0]]
            shown = ("kind", "message", "stated", "computed", "gap", "repair", "confidence")
            yield {
                **{k: c[k] for k in (*shown, "group", "expression")},
                **{k: first[k] for k in ("start", "end", "page")},
            }


def _summary(record: dict[str, Any]) -> Row:
    document = record["document"]
    statuses = [i["status"] for i in record["indicators"]]
    outcomes = [c["status"] for c in record["checks"]]
    return {
        **{k: document[k] for k in ("title", "format", "pages", "characters")},
        **{k: len(record[k]) for k in _COUNTED},
        **{s: statuses.count(s) for s in ("met", "unmet", "undetermined")},
        **{s: outcomes.count(s) for s in ("holds", "rounding", "violated")},
    }


def guarded(value: Any) -> Any:
    """Return a cell value that no spreadsheet takes for a formula (a leading = + @ gets a quote)."""
    if isinstance(value, str) and value[:1] in ("=", "+", "@", "\t", "\r"):
        return "'" + value
    if isinstance(value, str) and value[:1] == "-" and not _is_number(value):
        return "'" + value
    return value


def _is_number(value: str) -> bool:
    return value[1:].replace(".", "", 1).isdigit()


def csv_head(table: str) -> str:
    """Return the line of column names of a table."""
    return _csv([dict(zip(TABLES[table], TABLES[table], strict=True))], table)


def csv_tables(record: dict[str, Any]) -> dict[str, str]:
    """Return the rows of a record's JSON as CSV text by table name, without the column names."""
    return {name: _csv(found, name) for name, found in rows(record).items()}


def _csv(found: Iterable[Row], table: str) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=TABLES[table])
    writer.writerows({k: guarded(v) for k, v in row.items()} for row in found)
    return text.getvalue()
