"""The record: what a report says, as one JSON object of the extraction contract.

`Record.to_dict` writes it, `from_dict` reads it back, facts included, so that the checks of a stored
record can be computed again from its text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from extraction.census import Census
from extraction.census.record import census_from_json, census_to_json
from extraction.constraints import Check
from extraction.decisions import (
    Corrections,
    Decision,
    corrections_from_json,
    decisions_from_json,
)
from extraction.errors import RecordError
from extraction.facts import Facts
from extraction.header import DocumentHeader
from extraction.presentation import as_html, data_frame, one_line
from extraction.serialisation import (
    check_from_json,
    check_to_json,
    facts_from_json,
    facts_to_json,
    header_from_json,
    header_to_json,
    markup_to_json,
)

SCHEMA_VERSION = "1"


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """One report: its header, its facts, the outcome of every check, and what people said of it.

    `corrections` is None where nobody corrected what the machine had found; `census` gives every number
    of the text its fate, None in records of older versions.
    """

    document: DocumentHeader
    facts: Facts
    checks: tuple[Check, ...] = ()
    decisions: tuple[Decision, ...] = ()
    corrections: Corrections | None = None
    census: Census | None = None

    @property
    def findings(self) -> tuple[Check, ...]:
        """The violated checks that are sure enough to be told (发现的问题), in record order."""
        return tuple(c for c in self.checks if c.finding)

    @property
    def to_look_at(self) -> tuple[Check, ...]:
        """The violated checks that are too unsure for a finding (待核), in record order."""
        return tuple(c for c in self.checks if c.status == "violated" and not c.told)

    def at(self, *paths: str) -> Record:
        """Return the record with the places where its bytes were found."""
        return replace(self, document=replace(self.document, path=paths[0], paths=paths))

    def to_dict(self) -> dict[str, Any]:
        """Return the record as the JSON object of the contract."""
        markup = markup_to_json(self.facts.markup)
        return {
            "schema_version": SCHEMA_VERSION,
            **header_to_json(self.document),
            "mentions": markup["mentions"],
            **facts_to_json(self.facts),
            **census_to_json(self.census),
            "links": markup["links"],
            "checks": [check_to_json(c) for c in self.checks],
            "decisions": [d.to_json() for d in self.decisions],
            "corrections": self.corrections.to_json() if self.corrections else None,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Record:
        """Return the record of a JSON object: header, facts (read again from the mentions) and checks.

        Raises:
            RecordError: the object does not have the shape of a record.
        """
        try:
            header = header_from_json(data)
            return cls(
                header,
                facts_from_json(data, fiscal_year=header.fiscal_year),
                tuple(check_from_json(c) for c in data["checks"]),
                decisions_from_json(data.get("decisions", ())),
                corrections_from_json(data.get("corrections")),
                census_from_json(data),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise RecordError(f"expected a record of the contract, found {error!r}") from error

    def to_pandas(self, table: str = "amounts") -> Any:
        """Return one of its tables as a data frame (amounts, indicators, findings, summary)."""
        return data_frame(self.to_dict(), table)

    def __repr__(self) -> str:
        return one_line(self.document, self.facts, self.checks)

    def _repr_html_(self) -> str:
        return as_html(self.document, self.facts, self.checks)
