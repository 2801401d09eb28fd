"""One interface to this project's quantity reader and to the libraries it is measured against.

Each library is optional (`pip install jixiao[peers]`); where it is absent its column says so.
A reader returns the base value (all scales applied, rates in percent) and its bounds.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from eval.bench.quantity_suites import FindingCase, ReadingCase
from extraction.quantities import Quantity, find_quantities, read_quantity

Bounds = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reader made of a surface; `value` None means it refused."""

    value: Decimal | None
    bounds: Bounds | None = None
    unit: str | None = None


REFUSED = Outcome(None)


class Reader(Protocol):
    """A tool under measurement."""

    name: str

    def read(self, case: ReadingCase) -> Outcome | None:
        """Read the surface of `case` whole; None where the tool does not offer its kind."""

    def find(self, case: FindingCase) -> tuple[str, ...] | None:
        """Return the surfaces found, or None where the tool cannot find that kind."""


class OwnReader:
    """This project's reader."""

    name = "jixiao"

    def read(self, case: ReadingCase) -> Outcome:
        """Read with the kind of the suite as the only hint."""
        quantity = read_quantity(case.surface, kind=case.kind)
        if not isinstance(quantity, Quantity):
            return REFUSED
        low, high = (
            None if side is None else side * quantity.scale
            for side in (quantity.low, quantity.high)
        )
        return Outcome(quantity.base_value, (low, high), quantity.unit)

    def find(self, case: FindingCase) -> tuple[str, ...]:
        """Find and keep the extents of the kind asked for."""
        return tuple(
            case.text[found.start : found.end]
            for found in find_quantities(case.text)
            if found.quantity.kind == case.kind
        )


class Cn2an:
    """cn2an; its own mode on its own suites, "smart" elsewhere."""

    name = "cn2an"

    def __init__(self) -> None:
        self._read: Callable[[str, str], Any] = importlib.import_module("cn2an").cn2an

    def read(self, case: ReadingCase) -> Outcome | None:
        """Read a bare numeral; every exception counts as a refusal."""
        if case.kind not in ("number", "money") or case.suite == "recognizers-range":
            return None
        try:
            return Outcome(Decimal(str(self._read(case.surface, case.mode or "smart"))))
        except Exception:
            return REFUSED

    def find(self, case: FindingCase) -> None:
        """The library has no finder that returns extents."""
        return


class JioNlp:
    """JioNLP's money parser and extractor."""

    name = "jionlp"

    def __init__(self) -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            library = importlib.import_module("jionlp")
            self._parse = library.parse_money
            self._extract = library.ner.extract_money

    def read(self, case: ReadingCase) -> Outcome | None:
        """Parse as money; the library knows no other quantity."""
        if case.kind not in ("number", "money") or case.suite == "recognizers-range":
            return None
        try:
            parsed = self._parse(case.surface, default_unit="元")
            number = parsed["num"]
            if isinstance(number, list):
                bounds = (Decimal(number[0]), Decimal(number[1]))
                return Outcome(bounds[0], bounds, parsed["case"])
            return Outcome(Decimal(number), None, parsed["case"])
        except Exception:
            return REFUSED

    def find(self, case: FindingCase) -> tuple[str, ...] | None:
        """Extract money; other kinds are not offered."""
        if case.kind != "money":
            return None
        return tuple(item["text"] for item in self._extract(case.text))


class Recognizers:
    """Microsoft Recognizers-Text, Chinese models."""

    name = "recognizers"

    def __init__(self) -> None:
        numbers = importlib.import_module("recognizers_number")
        units = importlib.import_module("recognizers_number_with_unit")
        self._culture = numbers.Culture.Chinese
        self._models = {
            "number": numbers.recognize_number,
            "rate": numbers.recognize_percentage,
            "money": units.recognize_currency,
            "count": units.recognize_dimension,
            "age": units.recognize_age,
        }

    def _results(self, text: str, kind: str) -> list[Any]:
        try:
            return list(self._models[kind](text, self._culture))
        except Exception:
            return []

    def read(self, case: ReadingCase) -> Outcome | None:
        """Recognise in the surface alone and keep the result that covers it."""
        if case.suite == "recognizers-range":
            return None  # the Python library has no Chinese range model
        kind = "age" if case.suite == "recognizers-age" else case.kind
        surface = case.surface.strip()
        for result in self._results(surface, kind):
            if result.start != 0 or result.end != len(surface) - 1:
                continue
            value = (result.resolution or {}).get("value")
            with contextlib.suppress(InvalidOperation):
                return Outcome(Decimal(re.sub("%$", "", str(value))))
        return REFUSED

    def find(self, case: FindingCase) -> tuple[str, ...]:
        """Return the texts of all results that have a value."""
        return tuple(
            case.text[result.start : result.end + 1]
            for result in self._results(case.text, case.kind)
            if (result.resolution or {}).get("value") is not None
        )


def readers() -> tuple[list[Reader], list[str]]:
    """Return the readers that can be imported and the names of those that cannot."""
    present: list[Reader] = [OwnReader()]
    absent: list[str] = []
    for peer in (Cn2an, JioNlp, Recognizers):
        try:
            present.append(peer())
        except (ImportError, AttributeError):
            absent.append(peer.name)
    return present, absent
