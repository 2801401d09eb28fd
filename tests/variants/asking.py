"""What a test asks of a record: expectations in plain data, and whether the record of a small document meets them.

An expectation is one entry: `amount`, `rate`, `count` (some fact meets all fields), the same with `no_` before
it (none does), `ru` (read whole or listed as unread, never another value), `cell` (a mention in a table cell with
its row and column header), `mention`, `indicator`, `document`, `findings` (how many violated checks are told),
`finding` (a told one over figures of all these texts).
"""

from __future__ import annotations

import tempfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from extraction.loading import load
from extraction.pipeline import Pipeline, default_pipeline

Fields = dict[str, Any]
_NUMERIC = frozenset({"yuan", "value", "low", "high"})


@cache
def _pipeline() -> Pipeline:
    return default_pipeline()


class Read:
    """The record of one small document, asked for facts."""

    def __init__(self, content: str | bytes, suffix: str) -> None:
        data = content.encode() if isinstance(content, str) else content
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"variant.{suffix}"
            path.write_bytes(data)
            self._record = _pipeline().extract(load(path)).to_dict()
        self._mentions = {m["id"]: m for m in self._record["mentions"]}
        self._items: dict[str, set[str]] = {}
        for link in self._record["links"]:
            name = self._mentions[link["target"]]["text"]
            self._items.setdefault(link["source"], set()).add(_plain(name))

    def meets(self, kind: str, wanted: Any) -> bool:
        """Tell whether the record meets one expectation."""
        if kind == "findings":
            return bool(len(self.told()) == wanted)
        if kind == "some":
            return bool(self.told()) is wanted
        if kind == "finding":
            return any(all(_plain(t) in terms for t in wanted) for terms in self.told())
        if kind == "document":
            return all(_one_of(self._record["document"][k], v) for k, v in wanted.items())
        if kind == "ru":
            return self._read_or_unread(wanted)
        if kind == "indicator":
            return any(self._is_indicator(i, wanted) for i in self._record["indicators"])
        if kind in ("cell", "mention"):
            return any(_is_mention(m, wanted) for m in self._mentions.values())
        facts = self._record[kind.removeprefix("no_") + "s"]
        return any(self._is(f, wanted) for f in facts) is not kind.startswith("no_")

    def told(self) -> list[set[str]]:
        """Return the figures of each finding, without blanks."""
        checks = self._record["checks"]
        told = [c for c in checks if c["status"] == "violated" and c.get("told", True)]
        return [{_plain(self._mentions[t]["text"]) for t in c["terms"]} for c in told]

    def pairs(self) -> list[tuple[str, str, str]]:
        """Return name, goal and result of every indicator as written, without blanks; "" for what it lacks."""
        return [
            (self._written(i["name"]), self._written(i["target"]), self._written(i["actual"]))
            for i in self._record["indicators"]
        ]

    def _written(self, part: Any) -> str:
        ident = part["mention"] if isinstance(part, dict) else part
        return _plain(self._mentions[ident]["text"]) if ident in self._mentions else ""

    def _read_or_unread(self, wanted: Fields) -> bool:
        facts = [f for k in ("amounts", "rates", "counts") for f in self._record[k]]
        same = [f for f in facts if self._over(f["mention"], wanted["overlaps"])]
        if same:
            return all(self._is(f, wanted) for f in same)
        return any(self._over(u["mention"], wanted["overlaps"]) for u in self._record["unread"])

    def _over(self, ident: str, text: str) -> bool:
        found, asked = _plain(self._mentions[ident]["text"]), _plain(text)
        return asked in found or found in asked

    def _is(self, fact: Fields, wanted: Fields) -> bool:
        return all(self._field(fact, key, value) for key, value in wanted.items())

    def _field(self, fact: Fields, key: str, value: Any) -> bool:
        items = self._items.get(fact["mention"], set())
        if key == "overlaps":
            return self._over(fact["mention"], value)
        if key == "text":
            return _plain(self._mentions[fact["mention"]]["text"]) == _plain(value)
        if key == "item":
            names = value if isinstance(value, list) else [value]
            return any(_plain(n) in items for n in names)
        if key == "not_item":
            return _plain(value) not in items
        if key in _NUMERIC:
            found = fact.get(key)
            values = value if isinstance(value, list) else [value]
            return found is not None and Decimal(found) in map(Decimal, values)
        return _one_of(fact.get(key), value)

    def _is_indicator(self, indicator: Fields, wanted: Fields) -> bool:
        for key, value in wanted.items():
            part = indicator[key]
            ident = part["mention"] if isinstance(part, dict) else part
            if ident is None or _plain(self._mentions[ident]["text"]) != _plain(value):
                return False
        return True


def _is_mention(mention: Fields, wanted: Fields) -> bool:
    cell = mention.get("cell") or {}
    headers = [_plain(h) for h in cell.get("column_path") or ()]
    for key, value in wanted.items():
        if key == "row_header":
            met = _plain(value) in [_plain(h) for h in cell.get("row_path") or ()]
        elif key == "column_header_contains":
            met = any(_plain(value) in h for h in headers)
        else:
            met = _plain(mention[key]) == _plain(value)
        if not met:
            return False
    return True


def _one_of(found: Any, wanted: Any) -> bool:
    asked = wanted if isinstance(wanted, list) else [wanted]
    return found in asked or str(found) in asked


def _plain(text: str) -> str:
    return "".join(text.split())
