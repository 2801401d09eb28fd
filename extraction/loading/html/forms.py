"""The values of a form that a page shows (HTML standard, 4.10): text fields, text areas, choices.

A report published as a filled-in form holds its figures there. Search boxes and buttons are no
content: only fields inside table cells, and fields outside that hold a digit, are taken.
"""

from __future__ import annotations

import re

from lxml import etree

_SHOWN_TYPES = frozenset({"", "text", "number", "tel", "date", "month", "week", "time", "email"})
_DIGIT = re.compile(r"\d")
_FIELDS = ("input", "textarea", "select")


def show_fields(body: etree._Element) -> None:
    """Put the value of every shown field where the field stands, in place."""
    for field in list(body.iter(*_FIELDS)):
        value = _value(field).strip()
        in_cell = next(field.iterancestors("td", "th"), None) is not None
        if not value or not (in_cell or _DIGIT.search(value)):
            continue
        shown = etree.Element("span")
        shown.text, shown.tail = value, field.tail
        for name in ("class", "id", "style", "hidden"):
            if field.get(name) is not None:
                shown.set(name, field.get(name) or "")
        parent = field.getparent()
        if parent is not None:
            parent.replace(field, shown)


def _value(field: etree._Element) -> str:
    if field.tag == "textarea":
        return "".join(str(t) for t in field.itertext())
    if field.tag == "select":
        chosen = [o for o in field.iter("option") if o.get("selected") is not None]
        return "".join(str(t) for t in chosen[0].itertext()) if chosen else ""
    if (field.get("type") or "").strip().lower() not in _SHOWN_TYPES:
        return ""
    return field.get("value") or ""
