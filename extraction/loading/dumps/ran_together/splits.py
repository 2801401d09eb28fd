"""Ways of parting a run of digits into the figures of a row, and which of them the row itself proves (拆分)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extraction.loading.dumps.ran_together.columns import Column

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d{1,2})?")
_LONGEST, _MOST_WAYS = 48, 20_000
_HALF = Decimal("0.5")


def proved_split(run: str, columns: Sequence[Column]) -> tuple[str, ...] | None:
    """Return the one way of parting a run into a figure a column that the row proves, else None.

    A rate of completion must be that of its budget and outturn to its last digit, a growth that of outturn and
    year before. One column alone proves itself; so do figures whose commas allow one way only.
    """
    if len(columns) == 1:
        return (run,) if _NUMBER.fullmatch(run) else None
    if len(run) > _LONGEST:
        return None
    ways = list(_bounded(_ways(run, len(columns))))
    if len(ways) >= _MOST_WAYS:
        return None
    proved = [way for way in ways if _holds(way, columns)]
    told = [way for way in proved if _is_told(way, columns)]
    if len(told) == 1 and _checked(columns):
        return told[0]
    return ways[0] if len(ways) == 1 and "," in run and proved else None


def _bounded(ways: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    for count, way in enumerate(ways):
        if count >= _MOST_WAYS:
            return
        yield way


def _ways(run: str, count: int) -> Iterator[tuple[str, ...]]:
    if count == 1:
        if _NUMBER.fullmatch(run):
            yield (run,)
        return
    for cut in range(1, len(run) - count + 2):
        if _NUMBER.fullmatch(run[:cut]):
            for rest in _ways(run[cut:], count - 1):
                yield (run[:cut], *rest)


def _checked(columns: Sequence[Column]) -> bool:
    """Tell whether a rate of the row can be computed from its other figures."""
    kinds = {c.kind for c in columns}
    return {"budget", "done", "completion"} <= kinds or {"done", "prior", "growth"} <= kinds


def _is_told(way: Sequence[str], columns: Sequence[Column]) -> bool:
    """Tell whether rates have at most as many digits as rates have, and amounts of a row like decimals."""
    rates = [v for v, c in zip(way, columns, strict=True) if c.kind in ("completion", "growth")]
    amounts = [
        v for v, c in zip(way, columns, strict=True) if c.kind not in ("completion", "growth")
    ]
    places = {_places(v) for v in amounts if v.strip("-") != "0"}
    if any(v.startswith("-") for v in amounts):
        return False
    return all(len(v.split(".")[0].lstrip("-")) <= 4 for v in rates) and len(places) <= 1


def _holds(way: Sequence[str], columns: Sequence[Column]) -> bool:
    """Tell whether every rate of a row is what its figures make; the last budget before the outturn counts."""
    by_kind: dict[str, str] = {c.kind: v for c, v in zip(columns, way, strict=True)}
    done = by_kind.get("done")
    return _fits(done, by_kind.get("budget"), by_kind.get("completion"), Decimal(0)) and _fits(
        done, by_kind.get("prior"), by_kind.get("growth"), Decimal(100)
    )


def _fits(done: str | None, base: str | None, rate: str | None, less: Decimal) -> bool:
    if done is None or base is None or rate is None:
        return True
    below, above = _value(base), _value(done)
    if below <= 0 or above <= 0:
        return False  # what is nothing, or below nothing, proves nothing
    exact = above / below * 100 - less
    return abs(exact - _value(rate)) <= _HALF.scaleb(-_places(rate)) + Decimal("0.0001")


def _value(surface: str) -> Decimal:
    return Decimal(surface.replace(",", ""))


def _places(surface: str) -> int:
    return len(surface.partition(".")[2])
