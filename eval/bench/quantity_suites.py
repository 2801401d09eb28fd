"""Load the public suites of number readers as cases with one expected value each.

Suites lie in `<shared>/peers` and are not part of this repository. A case is a surface (or a
sentence, for finding) with what the suite expects; its id is `suite:number`, stable as long as
the suite's file is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extraction.quantities.folding import fold


@dataclass(frozen=True, slots=True)
class ReadingCase:
    """A surface that must yield `value` (or `bounds`), or be refused if both are None."""

    id: str
    suite: str
    surface: str
    kind: str
    value: Decimal | None = None
    bounds: tuple[Decimal | None, Decimal | None] | None = None
    unit: str | None = None
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class FindingCase:
    """A text in which exactly `surfaces` of one kind stand."""

    id: str
    suite: str
    text: str
    kind: str
    surfaces: tuple[str, ...]


_SPECS = {
    "recognizers-number": ("Number/Chinese/NumberModel.json", "number"),
    "recognizers-percent": ("Number/Chinese/PercentModel.json", "rate"),
    "recognizers-currency": ("NumberWithUnit/Chinese/CurrencyModel.json", "money"),
    "recognizers-dimension": ("NumberWithUnit/Chinese/DimensionModel.json", "count"),
    "recognizers-age": ("NumberWithUnit/Chinese/AgeModel.json", "count"),
    "recognizers-range": ("Number/Chinese/NumberRangeModel.json", "number"),
}
_FOUND = ("recognizers-percent", "recognizers-currency")


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8-sig"))


def reading_cases(peers: Path) -> Iterator[ReadingCase]:
    """Yield every surface with its expected value, suite by suite."""
    yield from _cn2an(peers / "cn2an")
    yield from _cn2an_reversed(peers / "cn2an")
    yield from _jionlp(peers / "jionlp")
    for suite, (name, kind) in _SPECS.items():
        yield from _recognizers(suite, peers / "recognizers-text" / "Specs" / name, kind)


def finding_cases(peers: Path) -> Iterator[FindingCase]:
    """Yield every text with the surfaces of one kind that stand in it."""
    for suite in _FOUND:
        name, kind = _SPECS[suite]
        for number, spec in enumerate(_load(peers / "recognizers-text" / "Specs" / name), 1):
            texts = tuple(r["Text"] for r in spec["Results"] if _has_value(r))
            yield FindingCase(f"find-{suite}:{number}", f"find-{suite}", spec["Input"], kind, texts)
    suite = "find-jionlp-money"
    for number, (text, found) in enumerate(_load(peers / "jionlp/test_money_extractor.json"), 1):
        texts = tuple(item["text"] for item in found)
        yield FindingCase(f"{suite}:{number}", suite, text, "money", texts)


def _has_value(result: dict[str, Any]) -> bool:
    return (result.get("Resolution") or {}).get("value") is not None


def _cn2an(folder: Path) -> Iterator[ReadingCase]:
    data = _load(folder / "cn2an_test_cases.json")
    for mode in ("strict", "normal", "smart"):
        suite = f"cn2an-{mode}"
        values: dict[str, Any] = data[f"{mode}_data_dict"]
        for number, (surface, value) in enumerate(values.items(), 1):
            expected = Decimal(str(value))
            yield ReadingCase(f"{suite}:{number}", suite, surface, "number", expected, mode=mode)
    suite = "cn2an-refused"
    readable = {
        surface for mode in ("strict", "normal", "smart") for surface in data[f"{mode}_data_dict"]
    }
    for mode in ("strict", "normal", "smart"):
        for number, surface in enumerate(data[f"error_{mode}_datas"], 1):
            if surface in readable:
                continue
            yield ReadingCase(f"{suite}:{mode}-{number}", suite, surface, "number", mode=mode)


def _cn2an_reversed(folder: Path) -> Iterator[ReadingCase]:
    suite = "cn2an-written"
    data: dict[str, list[str]] = _load(folder / "other_cases.json")["an2cn_test.py:input_data"]
    for number, (value, spellings) in enumerate(data.items(), 1):
        for column, surface in zip(("low", "up"), spellings[:2], strict=True):
            case = f"{suite}:{column}-{number}"
            yield ReadingCase(case, suite, surface, "number", Decimal(value), mode="strict")


def _jionlp(folder: Path) -> Iterator[ReadingCase]:
    suite = "jionlp-money"
    for number, (surface, expected) in enumerate(_load(folder / "test_money_parser.json"), 1):
        case, amount, unit = f"{suite}:{number}", expected["num"], expected["case"]
        if isinstance(amount, list):
            bounds = (Decimal(amount[0]), Decimal(amount[1]))
            yield ReadingCase(case, suite, surface, "money", bounds=bounds, unit=unit)
        else:
            yield ReadingCase(case, suite, surface, "money", Decimal(amount), unit=unit)


def _recognizers(suite: str, path: Path, kind: str) -> Iterator[ReadingCase]:
    number = 0
    for spec in _load(path):
        for result in filter(_has_value, spec["Results"]):
            number += 1
            surface = _surface(spec["Input"], result["Text"])
            value, unit = result["Resolution"]["value"], result["Resolution"].get("unit")
            case = f"{suite}:{number}"
            if suite == "recognizers-range":
                yield ReadingCase(case, suite, surface, kind, bounds=_interval(value))
            else:
                expected = Decimal(str(value).rstrip("%"))
                yield ReadingCase(case, suite, surface, kind, expected, unit=unit)


def _surface(text: str, wanted: str) -> str:
    """Return the part of `text` that the suite names in its normalised form."""
    at = fold(text).lower().find(fold(wanted).lower())
    return text[at : at + len(wanted)] if at >= 0 else wanted


def _interval(value: str) -> tuple[Decimal | None, Decimal | None]:
    low, high = value.strip("[]()").split(",")
    return (Decimal(low) if low else None, Decimal(high) if high else None)
