"""Put a report's identity together from its title, its first lines, its form fields and its mentions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extraction.document import Document
from extraction.header import DocumentHeader, ReportKind
from extraction.identity.evidence import ENOUGH, Candidate, ranked
from extraction.identity.kinds import report_kind
from extraction.identity.regions import find_region
from extraction.identity.titles import find_title, is_chrome
from extraction.identity.units import (
    mentioned_units,
    of_finance,
    of_government,
    unit_candidates,
    unit_in_title,
)
from extraction.identity.years import fiscal_year
from extraction.markup import Markup

_HEAD_CHARACTERS = 20_000
_REGION_LINES = 40
_REGION_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class Identity:
    """What the report says of itself; None where it cannot be told.

    `units` are the names that may be the reporting unit's, strongest evidence first.
    """

    title: str | None
    unit_name: str | None
    region: str | None
    fiscal_year: int | None
    report_kind: ReportKind
    units: tuple[Candidate, ...] = ()


def identify(document: Document, markup: Markup | None = None) -> Identity:
    """Tell a report's identity; each part from its strongest evidence, else None."""
    mentioned = tuple(mentioned_units(markup)) if markup is not None else ()
    return _identity(document.text, document.title, mentioned)


@dataclass(frozen=True, slots=True)
class _Head:
    """What the first lines of a report say: its title, and the names that may be its unit's."""

    title: str | None
    lines: tuple[str, ...]
    units: tuple[Candidate, ...]


@lru_cache(maxsize=1)
def _head(text: str, title: str | None) -> _Head:
    """Read the first lines of a text; `title` is what its format says where they name none."""
    stripped = (line.strip() for line in text[:_HEAD_CHARACTERS].splitlines())
    lines = tuple(line for line in stripped if line and not is_chrome(line))
    title = find_title(lines) or title
    return _Head(title, lines, tuple(unit_candidates(title, lines)))


@lru_cache(maxsize=2)
def _identity(text: str, title: str | None, mentioned: tuple[Candidate, ...]) -> Identity:
    """Return the identity of a text; tagger, linker and record ask for that of one document in turn."""
    head = _head(text, title)
    title, lines = head.title, head.lines
    units = ranked((*head.units, *mentioned))
    government = title is not None and of_government(title)
    if title is not None and government:
        place = find_region([title])
        units = tuple(u for u in units if u.source == "title" or _may_report(u.value, place))
    unit = units[0].value if units and units[0].weight >= ENOUGH else None
    names_unit = title is not None and unit_in_title(title) is not None
    above = "\n".join(lines[:_REGION_LINES])[:_REGION_CHARACTERS]
    return Identity(
        title=title,
        unit_name=unit,
        region=find_region(_telling(unit, title, above, government=government)),
        fiscal_year=fiscal_year(title, lines, text),
        report_kind=report_kind(title, lines, names_unit=names_unit),
        units=units,
    )


def _may_report(unit: str, told: str | None) -> bool:
    """Tell whether a unit may report for the government of a region: its own finance bureau, or itself."""
    own = find_region([unit])
    return of_finance(unit) and (told is None or own is None or own == told)


def _telling(unit: str | None, title: str | None, head: str, *, government: bool) -> list[str]:
    """Return what tells the region, strongest first: a government's statement names its own in the title."""
    parts = (title, unit, head) if government else (unit, title, head)
    return [part for part in parts if part]


def header(document: Document, identity: Identity) -> DocumentHeader:
    """Return the record's header of a document."""
    return DocumentHeader(
        path=document.path,
        paths=(document.path,),
        sha256=document.sha256,
        format=document.format,
        characters=len(document.text),
        pages=len(document.pages) if document.pages else None,
        ocr_pages=document.ocr_pages,
        title=identity.title,
        unit_name=identity.unit_name,
        region=identity.region,
        fiscal_year=identity.fiscal_year,
        report_kind=identity.report_kind,
        partial=document.partial,
    )
