"""The parts of a record as JSON and back: header, mentions, facts and checks, with the field names of the extraction contract.

Numbers are strings in plain decimal notation; no float ever touches money.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from extraction.constraints import Check, LeftOut
from extraction.document import Box, Gap
from extraction.errors import RecordError
from extraction.facts import Facts, Figure, Goal, Indicator, Score
from extraction.facts.accounts import assign_accounts
from extraction.facts.build import build_facts
from extraction.facts.key import Key
from extraction.header import DocumentHeader
from extraction.labels import Label
from extraction.markup import CellReference, Link, Markup, Mention
from extraction.span import Span


def plain(value: Decimal | None) -> str | None:
    """Return a decimal in plain notation, without exponent; None stays None."""
    return None if value is None else format(value, "f")


def header_to_json(d: DocumentHeader) -> dict[str, Any]:
    """Return the header, and what could not be read, as in the contract."""
    document = {
        "path": d.path,
        "paths": list(d.paths or (d.path,)),
        "sha256": d.sha256,
        "format": d.format,
        "pages": d.pages,
        "ocr_pages": list(d.ocr_pages),
        "characters": d.characters,
        "title": d.title,
        "unit_name": d.unit_name,
        "region": d.region,
        "fiscal_year": d.fiscal_year,
        "report_kind": d.report_kind,
    }
    gaps = [{"place": g.place, "reason": g.reason} for g in d.partial]
    return {"document": document, "partial": gaps or None}


def facts_to_json(facts: Facts) -> dict[str, Any]:
    """Return the facts by kind, and what could not be read surely, as in the contract."""
    return {
        "amounts": [_amount(f) for f in facts.amounts],
        "rates": [_rate(f) for f in facts.rates],
        "counts": [_count(f) for f in facts.counts],
        "indicators": [_indicator(i) for i in facts.indicators],
        "scores": [_score(s) for s in facts.scores],
        "unread": [{"mention": u.mention.id, "reason": u.reason} for u in facts.unread],
    }


def _mention(m: Mention) -> dict[str, Any]:
    cell = m.cell
    return {
        "id": m.id,
        "label": m.label.value,
        "start": m.start,
        "end": m.end,
        "text": m.text,
        "page": m.page,
        "box": m.box.to_json() if m.box else None,
        "cell": None
        if cell is None
        else {
            "table": cell.table,
            "row": cell.row,
            "column": cell.column,
            "row_header": cell.row_header,
            "column_header": cell.column_header,
            "row_path": list(cell.row_path),
            "column_path": list(cell.column_path),
            "rows": cell.rows,
            "columns": cell.columns,
        },
        "confidence": m.confidence,
        "change": m.change,
        "role": m.role,
        "unit": m.unit,
        "operator": m.operator,
        "period": m.period,
    }


def _link(link: Link) -> dict[str, Any]:
    return {"source": link.source, "target": link.target, "confidence": link.confidence}


def _measure(f: Figure) -> dict[str, Any]:
    return {
        "mention": f.mention.id,
        "value": plain(f.quantity.value),
        "low": plain(f.quantity.low),
        "high": plain(f.quantity.high),
        "items": [i.id for i in f.items],
        "period": f.period,
        "change": f.change,
        "confidence": f.confidence,
        "key": f.key.to_json() if f.key else None,
    }


def _amount(f: Figure) -> dict[str, Any]:
    return {
        **_measure(f),
        "unit": f.quantity.unit,
        "yuan": plain(f.quantity.yuan),
        "owner": f.owner.id if f.owner else None,
        "account": f.account,
        "role": f.role,
    }


def _rate(f: Figure) -> dict[str, Any]:
    return {**_measure(f), "unit": f.quantity.unit}


def _count(f: Figure) -> dict[str, Any]:
    return {**_measure(f), "unit": f.quantity.unit}


def _goal(goal: Goal | None) -> dict[str, Any] | None:
    if goal is None:
        return None
    q = goal.quantity
    return {
        "mention": goal.mention.id,
        "operator": q.operator if q else None,
        "value": plain(q.value) if q else None,
        "unit": q.unit if q else None,
        "text": goal.mention.text,
    }


def _indicator(i: Indicator) -> dict[str, Any]:
    return {
        "name": i.name.id,
        "levels": [m.id for m in i.levels],
        "target": _goal(i.target),
        "actual": _goal(i.actual),
        "status": i.status,
        "claimed": i.claimed.id if i.claimed else None,
        "weight": i.weight.id if i.weight else None,
        "score": i.score.id if i.score else None,
    }


def _score(s: Score) -> dict[str, Any]:
    return {
        "mention": s.mention.id,
        "kind": s.kind,
        "value": plain(s.value),
        "subject": s.subject.id if s.subject else None,
        "of": s.of.id if s.of else None,
    }


def check_to_json(c: Check) -> dict[str, Any]:
    """Return one check as in the contract."""
    return {
        "id": c.id,
        "kind": c.kind,
        "status": c.status,
        "expression": c.expression,
        "terms": list(c.terms),
        "stated": c.stated,
        "computed": c.computed,
        "gap": c.gap,
        "message": c.message,
        "repair": c.repair,
        "confidence": c.confidence,
        "group": c.group,
        "fingerprint": c.fingerprint,
        "told": c.told,
        "left_out": [{"mention": o.mention, "why": o.why} for o in c.left_out],
    }


def check_from_json(data: dict[str, Any]) -> Check:
    """Return the check of a record's JSON; what its record is too old for stays at its default."""
    left_out = tuple(LeftOut(o["mention"], o["why"]) for o in data.get("left_out", ()))
    return Check(**{**data, "terms": tuple(data["terms"]), "left_out": left_out})


def markup_to_json(markup: Markup) -> dict[str, Any]:
    """Return mentions and links as in a record; `markup_from_json` reads them back."""
    return {
        "mentions": [_mention(m) for m in markup.mentions],
        "links": [_link(k) for k in markup.links],
    }


def markup_from_json(data: dict[str, Any]) -> Markup:
    """Return the mentions and links of a record's JSON.

    Raises:
        RecordError: a field is missing or of the wrong shape.
    """
    try:
        mentions = tuple(_read_mention(m) for m in data["mentions"])
        links = tuple(
            Link(k["source"], k["target"], k.get("confidence")) for k in data.get("links", ())
        )
        return Markup(mentions, links)
    except (KeyError, TypeError, ValueError) as error:
        found = f"{type(error).__name__}: {error}"
        raise RecordError(f"expected mentions and links of the contract, found {found}") from error


def _read_mention(m: dict[str, Any]) -> Mention:
    return Mention(
        id=m["id"],
        label=Label(m["label"]),
        span=Span(m["start"], m["end"]),
        text=m["text"],
        page=m.get("page"),
        box=Box(*m["box"]) if m.get("box") else None,
        cell=_read_cell(m["cell"]) if m.get("cell") else None,
        confidence=m.get("confidence"),
        change=m.get("change"),
        role=m.get("role"),
        unit=m.get("unit"),
        operator=m.get("operator"),
        period=m.get("period"),
    )


def _read_cell(cell: dict[str, Any]) -> CellReference:
    """Return the place; records without paths (of older versions) have one header a path."""
    paths = (cell.get(f"{side}_path") for side in ("row", "column"))
    headers = (cell["row_header"], cell["column_header"])
    row, column = (
        tuple(path) if path is not None else (header,) if header else ()
        for path, header in zip(paths, headers, strict=True)
    )
    extent = (cell.get("rows", 1), cell.get("columns", 1))
    return CellReference(cell["table"], cell["row"], cell["column"], row, column, *extent)


def header_from_json(data: dict[str, Any]) -> DocumentHeader:
    """Return the document header of a record's JSON."""
    d = data["document"]
    kept = {k: d[k] for k in DocumentHeader.__dataclass_fields__ if k in d}
    gaps = tuple(Gap(g["place"], g["reason"]) for g in data.get("partial") or ())
    told = {"paths": tuple(d["paths"]), "ocr_pages": tuple(d["ocr_pages"]), "partial": gaps}
    return DocumentHeader(**{**kept, **told})


def facts_from_json(data: dict[str, Any], *, fiscal_year: int | None) -> Facts:
    """Return the facts of a record's JSON, read again from its mentions, with the keys that it holds."""
    facts = build_facts(markup_from_json(data), fiscal_year=fiscal_year)
    return _with_keys(assign_accounts(facts), data)


def _with_keys(facts: Facts, data: dict[str, Any]) -> Facts:
    """Return the facts with the keys that the record holds, and the period and role that follow from them.

    They stand on titles and headings, which mentions do not tell. Records of earlier versions have no keys.
    """
    kinds = ("amounts", "rates", "counts")
    told = {f["mention"]: f for kind in kinds for f in data[kind] if f.get("key")}

    def keyed(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
        return tuple(_keyed(f, told[f.mention.id]) if f.mention.id in told else f for f in figures)

    return replace(
        facts,
        amounts=keyed(facts.amounts),
        rates=keyed(facts.rates),
        counts=keyed(facts.counts),
    )


def _keyed(figure: Figure, data: dict[str, Any]) -> Figure:
    role = data.get("role", figure.role)
    return replace(figure, key=Key.from_json(data["key"]), period=data["period"], role=role)
