"""The hand of one author (作者习惯): year, unit of money, ways of writing numbers and names.

Everything that stays the same within a report is drawn once here, so that two reports differ more
than two sentences of one.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib import resources

from annotations.synthesis.writer import Mark
from extraction.labels import Label


@cache
def names() -> dict[str, list[str]]:
    """Return the pools of `names.toml`."""
    text = resources.files("annotations.synthesis").joinpath("names.toml").read_text("utf-8")
    return {key: list(entries) for key, entries in tomllib.loads(text).items()}


class Hand:
    """Habits and random draws of one author."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        draw = self.rng.choice
        self.year = self.rng.randint(2014, 2026)
        self.unit = draw(("万元", "万元", "万元", "元", "亿元", " 万元", "千元"))
        self.decimals = draw((2, 2, 2, 0, 1, 4)) if self.unit != "元" else draw((0, 2))
        self.comma = self.rng.random() < (0.4 if self.unit == "元" else 0.12)
        self.number_gap = " " if self.rng.random() < 0.08 else ""
        self.period_form = draw(("{y}年度", "{y}年", "{y}年", "{y} 年", "{y}年1-12月", "本年"))
        self.unit_name = self.pick("places") + self.pick("bodies")
        self.rate_decimals = draw((2, 2, 1, 0))
        self.full_width = self.rng.random() < 0.06

    def pick(self, pool: str) -> str:
        """Return a random entry of a pool."""
        return self.rng.choice(names()[pool])

    def some(self, pool: str, count: int) -> list[str]:
        """Return `count` different entries of a pool, fewer if it holds fewer."""
        entries = names()[pool]
        return self.rng.sample(entries, min(count, len(entries)))

    def one(self, *options: str) -> str:
        """Return one of the options."""
        return self.rng.choice(options)

    def chance(self, probability: float) -> bool:
        """Return True with a probability."""
        return self.rng.random() < probability

    def project(self) -> str:
        """Return a made-up project name."""
        return self.pick("project_heads") + self.pick("project_tails")

    def money(self, low: float = 0.5, high: float = 5000.0) -> Decimal:
        """Return a random amount in the author's unit, small ones as likely as large ones."""
        scale = {"元": 10_000, "千元": 10, "亿元": 0.01}.get(self.unit.strip(), 1)
        value = low * (high / low) ** self.rng.random() * scale
        return self.rounded(Decimal(str(value)))

    def rounded(self, value: Decimal) -> Decimal:
        """Return a value with the author's number of decimals for money."""
        return value.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)

    def parts(self, total: Decimal, count: int) -> list[Decimal]:
        """Return `count` amounts that add up to the total."""
        weights = [self.rng.random() + 0.05 for _ in range(count)]
        scale = sum(weights)
        found = [self.rounded(total * Decimal(str(w / scale))) for w in weights[:-1]]
        return [*found, total - sum(found, Decimal(0))]

    def share(self, part: Decimal, whole: Decimal) -> Decimal:
        """Return part / whole in percent, rounded as the author does."""
        exact = part / whole * 100 if whole else Decimal(0)
        return exact.quantize(Decimal(1).scaleb(-self.rate_decimals), ROUND_HALF_UP)

    def number(self, value: Decimal) -> str:
        """Write a number as the author does."""
        text = f"{value:,f}" if self.comma else f"{value:f}"
        if self.full_width:
            text = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
        return text

    def period(self, year: int | None = None) -> Mark:
        """Return a PERIOD mark; without a year the report's own, in the author's form."""
        own = year is None or year == self.year
        form = self.period_form if own else self.one("{y}年", "{y}年", "{y}年度")
        if form == "本年":
            form = "{y}年"
        return Mark(Label.PERIOD, form.format(y=year or self.year))

    def item(self, name: str) -> Mark:
        """Return an ITEM mark."""
        return Mark(Label.ITEM, name)

    def amount(
        self, value: Decimal, links: Sequence[Mark], *, flags: str = "", bare: bool = False
    ) -> Mark:
        """Return an AMOUNT mark with the unit, or the bare number of a table cell."""
        unit = "" if bare else self.number_gap + self.unit
        return Mark(Label.AMOUNT, self.number(value) + unit, links, flags)

    def rate(
        self, value: Decimal, links: Sequence[Mark], *, flags: str = "", sign: str = "%"
    ) -> Mark:
        """Return a RATE mark."""
        return Mark(Label.RATE, self.number(value) + sign, links, flags)

    def count(self, value: int | str, unit: str, links: Sequence[Mark], *, flags: str = "") -> Mark:
        """Return a COUNT mark; an empty unit gives a bare number."""
        text = self.number(Decimal(value)) if isinstance(value, int) else value
        return Mark(Label.COUNT, text + (self.number_gap if unit else "") + unit, links, flags)

    def heading(self, number: int) -> str:
        """Return the number of a section heading."""
        return "一二三四五六七八九十"[number % 10] + "、"
