"""Write sentences and tables whose every figure is known: all units, separators, breaks, notes, signs, ranges.

Seeded and endless. A `Known` says where a figure stands, what it is, and whether a reader could doubt it.
Names are invented; nothing is taken from a report.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from extraction.document import Cell, Document, Table
from extraction.span import Span

_ITEMS = (
    "基本支出",
    "项目支出",
    "办公费",
    "培训费",
    "差旅费",
    "公务接待费",
    "维修费",
    "专用材料费",
    "收入合计",
    "财政拨款收入",
)
_MONEY = {"元": 0, "万元": 4, "亿元": 8, "千元": 3}
_COUNTS = ("人", "个", "台", "户", "人次", "公里", "亩", "吨", "套", "家")
NO_FIGURE = "no figure"
MORE_THAN = "more than"
"""Of 1200余人 the number that is written is known."""
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_DIGITS = "零一二三四五六七八九"
_NOTES = ("①", "②", "[1]", "[2]", "¹", "³", "（注1）")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as written, and what it is: `low` and `high` in base units (元, one thing, percent)."""

    surface: str
    low: Decimal
    high: Decimal
    form: str


@dataclass(frozen=True, slots=True)
class Known:
    """A figure in its text; half-open offsets."""

    start: int
    end: int
    figure: Figure


def _number(rng: random.Random) -> tuple[str, Decimal]:
    whole = rng.choice((rng.randint(1, 99), rng.randint(100, 9999), rng.randint(10_000, 9_999_999)))
    places = rng.choice((0, 1, 2, 2))
    plain = f"{whole}.{rng.randint(0, 10**places - 1):0{places}d}" if places else str(whole)
    return plain, Decimal(plain)


def _grouped(plain: str, separator: str) -> str:
    whole, point, decimals = plain.partition(".")
    return f"{int(whole):,}".replace(",", separator) + point + decimals


def _money(rng: random.Random) -> Figure:
    plain, value = _number(rng)
    unit = rng.choice(tuple(_MONEY))
    form, written = _separated(rng, plain)
    return _exact(
        written + rng.choice(("", "", "", " ", "\n")) + unit, value.scaleb(_MONEY[unit]), form
    )


def _separated(rng: random.Random, plain: str) -> tuple[str, str]:
    """Write a number with separators, or with what a reader does not see inside it."""
    ways: dict[str, Callable[[], str]] = {
        "plain": lambda: plain,
        "commas": lambda: _grouped(plain, ","),
        "blanks": lambda: _grouped(plain, " "),
        "no-break blanks": lambda: _grouped(plain, "\u00a0"),
        "full width": lambda: plain.translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
        "blank behind a comma": lambda: _grouped(plain, ", "),
        "zero width": lambda: _inside(rng, plain, rng.choice("\u200b\u00ad\u2060")),
        "break behind a comma": lambda: _grouped(plain, ",\n"),
        "break": lambda: _broken(rng, plain),
    }  # fmt: skip
    form = rng.choice(tuple(ways))
    return form, ways[form]()


def _inside(rng: random.Random, plain: str, mark: str) -> str:
    if len(plain) < 2:
        return plain
    at = rng.randint(1, len(plain) - 1)
    return plain[:at] + mark + plain[at:]


def _broken(rng: random.Random, plain: str) -> str:
    """Break a line inside the whole part, where what remains has its decimals."""
    whole = plain.partition(".")[0]
    if len(whole) < 3 or "." not in plain:
        return plain
    at = rng.randint(1, len(whole) - 1)
    return plain[:at] + "\n" + plain[at:]


def _noted(rng: random.Random) -> Figure:
    plain, value = _number(rng)
    unit = rng.choice(("元", "万元", "千元"))
    return _exact(plain + rng.choice(_NOTES) + unit, value.scaleb(_MONEY[unit]), "note")


def _bracketed(rng: random.Random) -> Figure:
    plain, value = _number(rng)
    return _exact(f"{plain}（万元）", value.scaleb(4), "unit in brackets")


def _negative(rng: random.Random) -> Figure:
    plain = f"{rng.randint(1, 9999)}.{rng.randint(0, 99):02d}"
    written = rng.choice(
        ("-{}万元", "－{}万元", "△{}万元", "({})万元", "（{}）万元", "负{}万元", "- {}万元")
    )
    return _exact(written.format(plain), -Decimal(plain).scaleb(4), "sign")


def _range(rng: random.Random) -> Figure:
    low = rng.randint(2, 80)
    high = low + rng.randint(1, 19)
    written, scale = rng.choice(
        (("{}～{}元", 0), ("{}-{}万元", 4), ("{}万元至{}万元", 4), ("{}%-{}%", 0), ("{}—{}人", 0), ("{}~{}亿元", 8))
    )  # fmt: skip
    bounds = Decimal(low).scaleb(scale), Decimal(high).scaleb(scale)
    return Figure(written.format(low, high), *bounds, "range")


def _share(rng: random.Random) -> Figure:
    plain = f"{rng.randint(0, 150)}.{rng.randint(0, 99):02d}"
    unit = rng.choice(("%", "％", " %", "个百分点", "%①"))
    return _exact(plain + unit, Decimal(plain), "share")


def _count(rng: random.Random) -> Figure:
    value = rng.randint(2, 99_999)
    return _exact(f"{value}{rng.choice(('', ' '))}{rng.choice(_COUNTS)}", Decimal(value), "count")


def _spelt(rng: random.Random) -> Figure:
    a, b, c = rng.randint(2, 9), rng.randint(1, 9), rng.randint(1, 9)
    return rng.choice(
        (
            _exact(f"{_CAPITALS[a]}佰{_CAPITALS[b]}拾万元整", Decimal((100 * a + 10 * b) * 10_000), "capitals"),
            _exact(f"{_CAPITALS[a]}拾{_CAPITALS[b]}万{_CAPITALS[c]}仟元整", Decimal((10 * a + b) * 10_000 + 1000 * c), "capitals"),
            _exact(f"百分之{_DIGITS[a]}十{_DIGITS[b]}点{_DIGITS[c]}{_DIGITS[b]}", Decimal(f"{a}{b}.{c}{b}"), "words"),
            _exact(f"{_DIGITS[a]}点{_DIGITS[b]}{_DIGITS[c]}亿元", Decimal(f"{a}.{b}{c}").scaleb(8), "words"),
            _exact(f"{a}万{b}", Decimal(a * 10_000 + b * 1000), "spoken"),
            _exact(f"{a}.{b}个亿", Decimal(f"{a}.{b}").scaleb(8), "spoken"),
        )
    )  # fmt: skip


def _per_thing(rng: random.Random) -> Figure:
    plain, value = _number(rng)
    unit = rng.choice(("元/人", "元/人·月", "元/户", "元/平方米"))
    return _exact(plain + unit, value, "per thing")


def _measure(rng: random.Random) -> Figure:
    plain, value = _number(rng)
    unit, scale = rng.choice((("平方米", 0), ("公顷", 0), ("万亩", 4), ("公里", 0), ("万人次", 4)))
    return _exact(plain + unit, value.scaleb(scale), "measure")


def _more_than(rng: random.Random) -> Figure:
    value = rng.randint(2, 99) * 100
    unit, scale = rng.choice((("万元", 4), ("人", 0), ("户", 0)))
    return _exact(f"{value}{rng.choice('余多')}{unit}", Decimal(value).scaleb(scale), MORE_THAN)


def _spelt_count(rng: random.Random) -> Figure:
    a, b = rng.randint(2, 9), rng.randint(1, 9)
    return rng.choice(
        (
            _exact(f"{_DIGITS[a]}十{_DIGITS[b]}人", Decimal(10 * a + b), "spelt count"),
            _exact(f"{_DIGITS[b]}百{_DIGITS[a]}十户", Decimal(100 * b + 10 * a), "spelt count"),
            _exact(f"{_DIGITS[a]}万{_DIGITS[b]}千元", Decimal(10_000 * a + 1000 * b), "spelt count"),
        )
    )  # fmt: skip


def _no_figure(rng: random.Random) -> Figure:
    """Return a number that measures nothing: of a document, a table, an article, a date, a plan."""
    n = rng.randint(2, 29)
    surface = rng.choice(
        (f"依据云财〔20{n:02d}〕{n}号文", f"见表{n}", f"按第{n}条", f"于20{n:02d}年{n % 12 + 1}月{n % 28 + 1}日", "纳入“十四五”规划", f"见附件{n}")
    )  # fmt: skip
    return Figure(surface, Decimal(0), Decimal(0), NO_FIGURE)


def _exact(surface: str, value: Decimal, form: str) -> Figure:
    return Figure(surface, value, value, form)


_WRITERS = (
    _money,
    _money,
    _money,
    _noted,
    _bracketed,
    _negative,
    _range,
    _share,
    _count,
    _spelt,
    _per_thing,
    _measure,
    _more_than,
    _spelt_count,
    _no_figure,
)


def sentence(rng: random.Random) -> tuple[str, tuple[Known, ...]]:
    """Return a sentence of one to three figures, each behind the name of an item."""
    text, known = rng.choice(("全年", "本年度", "截至年底，", "")), []
    for i in range(rng.randint(1, 3)):
        figure = rng.choice(_WRITERS)(rng)
        verb = "" if figure.form == NO_FIGURE else rng.choice(("", "为", "达到"))
        text += ("，" if i else "") + rng.choice(_ITEMS) + verb
        known.append(Known(len(text), len(text) + len(figure.surface), figure))
        text += figure.surface
    return text + "。", tuple(known)


_CELLS = (
    "{}",
    "{}",
    "￥{}",
    "{}*",
    "{}①",
    "{}[1]",
    "约{}",
    "({})",
    "-{}",
    "△{}",
    "- {}",
    "{}-",
    "{} ",
)


def table(rng: random.Random) -> tuple[Document, tuple[Known, ...]]:
    """Return a document of one table of money in 万元 with odd forms of figures in its cells."""
    rows = [["项目", "预算数", "决算数"]]
    figures: dict[tuple[int, int], Figure] = {}
    for row, name in enumerate(rng.sample(_ITEMS, rng.randint(3, 6)), 1):
        cells = [name]
        for column in (1, 2):
            plain = f"{rng.randint(1, 99_999)}.{rng.randint(0, 99):02d}"
            written = rng.choice(_CELLS)
            number = _grouped(plain, rng.choice(("", "", ",", " ", "\u00a0")))
            negative = written in ("({})", "-{}", "△{}", "- {}", "{}-")
            value = Decimal(plain).scaleb(4)
            figures[row, column] = _exact(
                written.format(number), -value if negative else value, written
            )
            cells.append(figures[row, column].surface)
        rows.append(cells)
    return _laid_out(rows, figures)


def _laid_out(
    rows: list[list[str]], figures: dict[tuple[int, int], Figure]
) -> tuple[Document, tuple[Known, ...]]:
    text = "支出决算表\n单位：万元\n"
    start = len(text)
    cells, known = [], []
    for r, row in enumerate(rows):
        for c, surface in enumerate(row):
            span = Span(len(text), len(text) + len(surface))
            cells.append(Cell(r, c, span))
            if (r, c) in figures:
                known.append(Known(span.start, span.end, figures[r, c]))
            text += surface + ("\n" if c == len(row) - 1 else "\t")
    found = Table("t1", Span(start, len(text) - 1), tuple(cells))
    return Document("t.docx", "0" * 64, "docx", text, tables=(found,)), tuple(known)


def cuts(
    plain: str, unit: str, marks: tuple[str, ...] = ("\n", " ", "\u200b", "\u00ad", "・", "①")
) -> list[str]:
    """Return the figure with every mark at every place inside it."""
    whole = plain + unit
    return [whole[:at] + mark + whole[at:] for mark in marks for at in range(1, len(whole))]
