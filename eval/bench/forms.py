"""Changes of a text's form that keep its facts: numbers, years, lines, punctuation, places (变形).

Each form takes a text and a random source and returns the changed text, or None where it has nothing to
change or where the facts would not surely stay. None touches a digit's value: a figure has the same digits behind.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from importlib import resources

_AMOUNT = re.compile(r"(?<![\d.,，、和及与\-—~～至到])(\d[\d,]*(?:\.\d+)?)(亿元|万元)(?![/／·])")
"""An amount with a unit of its own: no end of a range, none of a row of numbers before one unit."""
_POWER = {"元": 0, "万元": 4, "亿元": 8}
_LARGE = re.compile(r"(?<![\d.,，\-—〔第])(\d{4,}\.\d+|\d{5,})(?![\d.,，年月日号\-—])")
_GROUPED = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")
_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?=\s*[年〕\]—–～-])|(?<=[年—–～-])20\d\d(?![\d.,])")
_BARE_YEAR = re.compile(r"(?<![\d.,，])20[0-3]\d(?![\d.,，年〕\]])")
_TO_HALF = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")"}
_TO_FULL = {v: k for k, v in _TO_HALF.items()}
_WIDTHS = (32, 46)
_GLUED = re.compile(r"[\d.,，%％+\-—△]")
_PLACE = re.compile(r"[一-鿿]{2,4}(?:市|县|区|州|盟)")

Form = Callable[[str, random.Random], str | None]


def plain(text: str, rng: random.Random) -> str | None:
    """Return the text as it is: an excerpt is a new form already."""
    return text


def smaller_unit(text: str, rng: random.Random) -> str | None:
    """Write 亿元 as 万元 and 万元 as 元, with exact values, in sentences."""
    return _in_units(text, {"亿元": "万元", "万元": "元"})


def larger_unit(text: str, rng: random.Random) -> str | None:
    """Write 万元 as 亿元, with exact values, in sentences."""
    return _in_units(text, {"万元": "亿元"})


def _in_units(text: str, units: Mapping[str, str]) -> str | None:
    def moved(match: re.Match[str]) -> str:
        unit = units.get(match[2])
        if unit is None:
            return match[0]
        value = Decimal(match[1].replace(",", "")).scaleb(_POWER[match[2]] - _POWER[unit])
        return f"{value:f}{unit}"

    lines = [x if "\t" in x else _AMOUNT.sub(moved, x) for x in text.split("\n")]
    return _if_changed(text, "\n".join(lines))


def grouped(text: str, rng: random.Random) -> str | None:
    """Write large numbers with thousands separators; years, codes and numbers of documents stay."""

    def commas(match: re.Match[str]) -> str:
        whole, dot, rest = match[1].partition(".")
        return (
            match[0]
            if not dot and match[1].startswith(("0", "20", "19"))
            else f"{int(whole):,}{dot}{rest}"
        )

    return _if_changed(text, _LARGE.sub(commas, text))


def ungrouped(text: str, rng: random.Random) -> str | None:
    """Write numbers without thousands separators."""
    return _if_changed(text, _GROUPED.sub(lambda m: m[0].replace(",", ""), text))


def full_width(text: str, rng: random.Random) -> str | None:
    """Write every digit, point and per cent sign in full width."""
    return _if_changed(text, text.translate(_WIDE))


def other_years(text: str, rng: random.Random) -> str | None:
    """Shift every year by one number; None where a bare number may be a year."""
    if _BARE_YEAR.search(_YEAR.sub("", text)):
        return None
    by = rng.choice((-7, -4, -2, 1, 2))
    return _if_changed(text, _YEAR.sub(lambda m: str(int(m[0]) + by), text))


def wrapped(text: str, rng: random.Random) -> str | None:
    """Break the lines of prose at one width, as a page does, never inside a number."""
    width = rng.randint(*_WIDTHS)
    made: list[str] = []
    for line in text.split("\n"):
        rest = line
        while "\t" not in line and len(rest) > width:
            at = width
            while at > 1 and _GLUED.match(rest[at]) and _GLUED.match(rest[at - 1]):
                at -= 1
            made.append(rest[:at])
            rest = rest[at:]
        made.append(rest)
    return _if_changed(text, "\n".join(made))


def joined(text: str, rng: random.Random) -> str | None:
    """Remove the breaks between paragraphs that end as sentences do."""
    return _if_changed(text, re.sub(r"(?<=[。；])\n(?=[^\t\n]+(?:\n|$))", "", text))


def spaced(text: str, rng: random.Random) -> str | None:
    """Put a blank line between all lines, and blanks before those of prose."""
    lines = [x if "\t" in x else f"　　{x}" for x in text.split("\n")]
    return _if_changed(text, "\n\n".join(lines))


def half_width(text: str, rng: random.Random) -> str | None:
    """Write punctuation in half width."""
    return _if_changed(text, re.sub("[，；：（）]", lambda m: _TO_HALF[m[0]], text))


def wide_signs(text: str, rng: random.Random) -> str | None:
    """Write half-width punctuation in full width, where it stands in no number."""
    return _if_changed(
        text, re.sub(r"(?<!\d)[,;:]|[()]|[,;:](?!\d)", lambda m: _TO_FULL[m[0]], text)
    )


def other_places(text: str, rng: random.Random) -> str | None:
    """Give every city, county and district that the text names another name, its short form too."""
    known = _divisions()
    named = {m for n in _PLACE.findall(text) for m in _inside(n, known)}
    new: dict[str, str] = {}
    for name in sorted(named):
        pool = known[(len(name), name[-1])]
        other = rng.choice(pool)
        if any(other[:-1] in text or other[:-1] == o[:-1] for o in new.values()):
            return None
        new[name] = other
        if len(name) > 2:
            new[name[:-1]] = other[:-1]
    if not new:
        return None
    listed = "|".join(map(re.escape, sorted(new, key=len, reverse=True)))
    return _if_changed(text, re.sub(listed, lambda m: new[m[0]], text))


def _inside(name: str, known: Mapping[tuple[int, str], list[str]]) -> set[str]:
    tails = (name[i:] for i in range(len(name) - 2))
    return {t for t in tails if t in known.get((len(t), t[-1]), ())}


@cache
def _divisions() -> Mapping[tuple[int, str], list[str]]:
    source = resources.files("extraction.data").joinpath("divisions.tsv")
    found: dict[tuple[int, str], list[str]] = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name = line.split("\t")[1]
            if len(name) > 2:
                found.setdefault((len(name), name[-1]), []).append(name)
    return found


def _if_changed(text: str, changed: str) -> str | None:
    return changed if changed != text else None


FORMS: Mapping[str, Form] = {
    "plain": plain,
    "smaller unit": smaller_unit,
    "larger unit": larger_unit,
    "grouped": grouped,
    "ungrouped": ungrouped,
    "full width": full_width,
    "other years": other_years,
    "wrapped": wrapped,
    "joined": joined,
    "spaced": spaced,
    "half width": half_width,
    "wide signs": wide_signs,
    "other places": other_places,
}
