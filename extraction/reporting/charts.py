"""Charts of the page as plain SVG, without script: bars of money, of rates, of goals (图形)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup, escape

_WIDE, _HIGH, _LEFT = 360, 20, 132
_COLOURS = ("#9fb3d1", "#5b7fb8", "#1d6b3c", "#a8330b")


def bars(
    rows: Sequence[tuple[str, Decimal, str]], *, most: Decimal | None = None, alike: bool = False
) -> Markup:
    """Return horizontal bars: a name, a value and the words beside it each.

    Args:
        most: the value that is as long as the chart is wide; the largest one if None.
        alike: whether all bars are of one thing, and of one colour.
    """
    if not rows:
        return Markup("")
    top = most or max((abs(v) for _, v, _ in rows), default=Decimal(1)) or Decimal(1)
    lines = [
        _bar(i, name, value, words, top=top, colour=_COLOURS[2 if alike else i % len(_COLOURS)])
        for i, (name, value, words) in enumerate(rows)
    ]
    height = _HIGH * len(rows) + 4
    width = _LEFT + _WIDE + 130
    label = "；".join(f"{name} {words}" for name, _, words in rows)
    return Markup(
        f'<svg class="chart" role="img" aria-label="{escape(label)}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">' + "".join(lines) + "</svg>"
    )


def _bar(place: int, name: str, value: Decimal, words: str, *, top: Decimal, colour: str) -> str:
    long = max(Decimal(1), min(Decimal(_WIDE), _WIDE * abs(value) / top))
    y = _HIGH * place + 2
    shown = name if len(name) <= 10 else name[:9] + "…"
    return (
        f'<text x="{_LEFT - 6}" y="{y + 13}" text-anchor="end">{escape(shown)}</text>'
        f'<rect x="{_LEFT}" y="{y + 2}" width="{long:.1f}" height="{_HIGH - 6}" fill="{colour}"/>'
        f'<text x="{_LEFT + float(long) + 5:.1f}" y="{y + 13}">{escape(words)}</text>'
    )


def shares(rows: Sequence[tuple[str, int, str]]) -> Markup:
    """Return one bar cut into shares: a name, a count and a colour each; empty ones are left out."""
    total = sum(n for _, n, _ in rows)
    if not total:
        return Markup("")
    parts, x = [], 0.0
    for name, count, colour in rows:
        wide = (_LEFT + _WIDE) * count / total
        if count:
            parts.append(
                f'<rect x="{x:.1f}" y="0" width="{wide:.1f}" height="16" fill="{colour}"/>'
                f'<text x="{x + 4:.1f}" y="12" fill="#fff">{escape(name)} {count}</text>'
            )
        x += wide
    label = "，".join(f"{name} {n}" for name, n, _ in rows)
    return Markup(
        f'<svg class="chart" role="img" aria-label="{escape(label)}" viewBox="0 0 {_LEFT + _WIDE} 16" '
        f'width="{_LEFT + _WIDE}" height="16">' + "".join(parts) + "</svg>"
    )
