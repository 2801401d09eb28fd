"""How variants of what checks tell (C) are written down: final accounts with one error, and with none."""

from __future__ import annotations

from typing import Any

from tests.variants.cases import Expectation, case

_UNITS = (
    "岚溪县水利局",
    "临岚区退役军人事务局",
    "岚州市文化馆",
    "溪东县第二小学",
    "岚溪县供销合作社联合社",
)


def told(*terms: str) -> Expectation:
    """Expect a finding over figures of all these texts."""
    return {"finding": terms}


def wrong(kind: str, why: str, text: str, *terms: str, only: bool = True) -> None:
    """Write down a final account with one error."""
    more: tuple[Expectation, ...] = ({"findings": 1},) if only else ()
    _write(kind, why, text, told(*terms), *more)


def right(kind: str, why: str, text: str) -> None:
    """Write down a final account with no error."""
    _write(kind, why, text, {"findings": 0})


def _write(kind: str, why: str, text: str, *expected: dict[str, Any]) -> None:
    unit = _UNITS[len(why) % len(_UNITS)]
    case(
        kind,
        why,
        text[2:] if text.startswith("#") else f"{unit}2023年度部门决算\n{text}\n",
        *expected,
    )
