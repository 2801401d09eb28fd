"""Facts as flat rows: one row a fact, for spreadsheets, Parquet and databases.

The columns of every table are fixed here and documented in docs/data-dictionary.md.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extraction.census.record import FIELDS
from extraction.decisions import VERDICTS, record_decisions

Row = dict[str, Any]

_DOCUMENT = ("sha256", "path", "unit_name", "region", "fiscal_year", "report_kind")
_PLACE = ("start", "end", "page", "table", "row", "column", "row_header", "column_header")
_DECISION = ("verdict", "reason", "note", "who", "when")

TABLES: dict[str, tuple[str, ...]] = {
    "amounts": (
        *_DOCUMENT, "kind", "item", "text", "value", "unit", "yuan", "low", "high", "role", "period",
        "change", "owner", "account", "scope", "concept", "fund", "nature", "name", "measure", "base",
        "confidence", *_PLACE, "corrected",
    ),
    "indicators": (
        *_DOCUMENT, "name", "level", "target", "target_operator", "target_value", "target_unit",
        "actual", "actual_value", "actual_unit", "status", "claimed", "weight", "score", "start", "end",
        "page", "corrected",
    ),
    "findings": (
        *_DOCUMENT, "kind", "message", "stated", "computed", "gap", "repair", "confidence", "group",
        "expression", "start", "end", "page", "fingerprint", *_DECISION,
    ),
    "summary": (
        *_DOCUMENT, "title", "format", "pages", "characters", "amounts", "rates", "counts",
        "indicators", "met", "unmet", "undetermined", "checks", "holds", "rounding", "violated",
        "to_look_at",
        "unread", "confirmed", "rejected", "explained", "corrected", "partial",
        "numerals_read", "numerals_unread", "numerals_ignored",
    ),
    "numerals": (*_DOCUMENT, "offset", "end", "page", "cell", "text", "fate", "reason"),
}  # fmt: skip
"""Column names of each table, in order."""

PARTITIONS = ("fiscal_year", "region")
"""Columns by which Parquet is split into folders."""
NUMBERS = frozenset({"value", "yuan", "low", "high", "target_value", "actual_value"})
"""Columns that hold decimals as text."""
REALS = frozenset({"confidence"})
"""Columns that hold probabilities."""
_PLACES = frozenset({"fiscal_year", "start", "end", "page", "row", "column"})
_FORMULA = ("=", "+", "@", "\t", "\r", "\n")
_COUNTED = ("amounts", "rates", "counts", "indicators", "checks", "unread")
_STATUSES = ("met", "unmet", "undetermined", "holds", "rounding", "violated", "to_look_at")
_FATES = ("numerals_read", "numerals_unread", "numerals_ignored")
INTEGERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(TABLES, _PLACES),
    "summary": _PLACES
    | {"pages", "characters", *_COUNTED, *_STATUSES, *VERDICTS, "corrected", *_FATES},
    "numerals": _PLACES | {"offset"},
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
        "numerals": [{**base, **_numeral(n)} for n in record.get("numerals", ())],
    }


def _numeral(entry: Sequence[Any]) -> Row:
    fields = dict(zip(FIELDS, entry, strict=True))
    return {"offset": fields.pop("start"), **fields}


def _place(m: dict[str, Any]) -> Row:
    cell = m["cell"] or {}
    return {k: m[k] if k in m else cell.get(k) for k in _PLACE}


def _corrected(record: dict[str, Any]) -> dict[str, str]:
    """How people changed a mention (added, changed, should be …), by its id."""
    corrections = record.get("corrections") or {}
    how = {i: how for how in ("added", "changed") for i in corrections.get(how, ())}
    return how | {i: f"should be {value}" for i, value in corrections.get("values", ())}


def _figures(record: dict[str, Any], mentions: dict[str, Any]) -> Iterator[Row]:
    corrected = _corrected(record)
    for kind in ("amounts", "rates", "counts"):
        for fact in record[kind]:
            m = mentions[fact["mention"]]
            owner, key = fact.get("owner"), fact.get("key") or {}
            yield {
                "kind": kind.removesuffix("s"),
                "item": "/".join(mentions[i]["text"] for i in fact["items"]),
                "text": m["text"],
                **{k: fact.get(k) for k in ("value", "unit", "yuan", "low", "high", "role")},
                **{k: fact.get(k) for k in ("period", "change", "account", "confidence")},
                "owner": mentions[owner]["text"] if owner else None,
                **{
                    k: key.get(k) for k in ("scope", "concept", "fund", "nature", "measure", "base")
                },
                "name": key.get("item"),
                **_place(m),
                "corrected": corrected.get(m["id"]),
            }


def _indicators(record: dict[str, Any], mentions: dict[str, Any]) -> Iterator[Row]:
    corrected = _corrected(record)
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
            "corrected": next((corrected[p] for p in _parts(i) if p in corrected), None),
        }


def _parts(indicator: dict[str, Any]) -> Iterator[str]:
    """The mentions of an indicator: its name, its values, its marks."""
    yield indicator["name"]
    yield from (indicator[k]["mention"] for k in ("target", "actual") if indicator[k])
    yield from (indicator[k] for k in ("claimed", "weight", "score") if indicator[k])


def _findings(record: dict[str, Any], mentions: dict[str, Any]) -> Iterator[Row]:
    decisions = record_decisions(record)
    for c in record["checks"]:
        if c["status"] == "violated" and c.get("told", True):
            first = mentions[c["terms"][0]]
            shown = ("kind", "message", "stated", "computed", "gap", "repair", "confidence")
            yield {
                **{k: c[k] for k in (*shown, "group", "expression")},
                **{k: first[k] for k in ("start", "end", "page")},
                "fingerprint": c.get("fingerprint"),
                **{k: decisions.get(c["id"], {}).get(k) or None for k in _DECISION},
            }


def _summary(record: dict[str, Any]) -> Row:
    document = record["document"]
    statuses = [i["status"] for i in record["indicators"]]
    outcomes = [c["status"] if c.get("told", True) else "to_look_at" for c in record["checks"]]
    verdicts = [d["verdict"] for d in record_decisions(record).values()]
    return {
        **{k: document[k] for k in ("title", "format", "pages", "characters")},
        **{k: len(record[k]) for k in _COUNTED},
        **{s: statuses.count(s) for s in ("met", "unmet", "undetermined")},
        **{s: outcomes.count(s) for s in ("holds", "rounding", "violated", "to_look_at")},
        **{v: verdicts.count(v) for v in VERDICTS},
        "corrected": (record.get("corrections") or {}).get("count", 0),
        "partial": "; ".join(f"{g['place']}{g['reason']}" for g in record.get("partial") or ())
        or None,
        **_fates(record.get("census")),
    }


def _fates(census: dict[str, Any] | None) -> Row:
    if census is None:
        return dict.fromkeys(_FATES)
    counts = census["read"], census["unread"], sum(census["ignored"].values())
    return dict(zip(_FATES, counts, strict=True))


def guarded(value: Any) -> Any:
    """Return a cell value that no spreadsheet takes for a formula (a leading = + @ gets a quote).

    The full-width signs count as well: spreadsheets set to Chinese or Japanese take them for the others.
    """
    if not isinstance(value, str) or _is_plain(value[:1]):
        return value
    first = _lean(value)[:1]
    if first in _FORMULA or (first == "-" and not _is_number(value)):
        return "'" + value
    return value


def _is_plain(char: str) -> bool:
    """Tell whether no folding makes anything of a character but a digit, a letter or an ideograph: most cells begin so."""
    return "一" <= char <= "鿿" or (char.isascii() and char.isalnum())


def _lean(value: str) -> str:
    """Return the beginning of a text as a spreadsheet sees it: folded, without invisible characters."""
    head = unicodedata.normalize("NFKC", value[:8]).replace("\u2212", "-")
    return "".join(c for c in head if c in "\t\r\n" or unicodedata.category(c) not in ("Cf", "Cc"))


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
    writer, names = csv.writer(text), TABLES[table]
    writer.writerows([guarded(row[name]) for name in names] for row in found)
    return text.getvalue()
