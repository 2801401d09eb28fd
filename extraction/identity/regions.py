"""The region of a report (地区): province, city and county as far as they are told or follow (行政区划)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

_PROVINCE_TAILS = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "省", "市")
_QUOTED = re.compile(r"《[^》\n]{2,60}》")
"""A paper that is referred to: its author's region is not the reporter's."""
_SHORTEST = 2
_SEVERAL = 3
"""So many cities of one province in the first lines are rows of a table, or a list: the province reports."""
_CITY_TAILS = ("市", "地区", "盟", "自治州")
_CHAIN = re.compile(
    r"(?P<province>[一-鿿]{2,7}?(?:省|自治区))(?P<city>[一-鿿]{2,8}?(?:市|自治州|地区|盟))?"
    r"(?P<county>[一-鿿]{1,8}?(?:自治县|县|区|旗|市))?"
)


@dataclass(frozen=True, slots=True)
class _Divisions:
    """Codes by full name, and by the short names that only one division has."""

    codes: dict[str, tuple[str, ...]]
    names: dict[str, str]
    short: dict[str, str]


def find_region(parts: Sequence[str]) -> str | None:
    """Return the region that the first telling part names, written from the province down.

    Args:
        parts: stretches of text, strongest evidence first (unit, title, first lines).

    A county whose name several provinces have tells only together with one of them; in the last, weakest
    part (first lines) a county is somebody's example and does not count.
    """
    whole = "\n".join(parts)
    for place, part in enumerate(parts):
        last = place + 1 == len(parts)
        told = _told(part, whole, counties=not last or len(parts) == 1, weak=last)
        if told is not None:
            return told
    return None


def _told(part: str, whole: str, *, counties: bool, weak: bool) -> str | None:
    table = _divisions()
    if weak:
        part = _QUOTED.sub("", part)
    found = [m[0] for m in _full_names().finditer(part) if _stands_alone(part, m)]
    codes = [c for name in found for c in _codes(table, name, whole)]
    if not counties:
        codes = [c for c in codes if c.endswith("00")]
    if not codes:
        codes = [table.short[m[0]] for m in _short_names().finditer(part)]
    if not codes:
        return None
    if not counties:
        codes = _weighed(codes)
    elif weak:
        codes = _without_examples(codes)
    deepest = max(codes[:3], key=lambda c: (c.startswith(codes[0].rstrip("0")), len(c.rstrip("0"))))
    return _written(table, deepest) + _unlisted(table, deepest, part)


def _stands_alone(part: str, match: re.Match[str]) -> bool:
    """Tell whether a county's name of two characters is no end of another word and beginning of the next (教育局和县文化局)."""
    if len(match[0]) > _SHORTEST or not match.start():
        return True
    return (
        not re.match(r"[一-鿿]", part[match.start() - 1])
        or part[match.start() - 1] in "省市州区于在对"
    )


def _without_examples(codes: Sequence[str]) -> list[str]:
    """Return the codes of first lines without counties that are rows of a list, or named less often than what they lie in."""
    counties = [c for c in codes if not c.endswith("00")]
    parents = [c for c in codes if c.endswith("00")]
    if len(set(counties)) > 1:
        cities = {f"{c[:4]}00" for c in counties}
        return parents or (sorted(cities) if len(cities) == 1 else list(codes))
    return parents if len(parents) > len(counties) else list(codes)


def _weighed(codes: Sequence[str]) -> list[str]:
    """Return the codes of first lines by weight: the province of several cities, else the most frequent first."""
    cities = {c for c in codes if not c.endswith("0000")}
    provinces = {c[:2] for c in codes}
    if len(cities) >= _SEVERAL and len(provinces) == 1:
        return [f"{provinces.pop()}0000"]
    counts = Counter(code[:2] for code in codes)
    return sorted(codes, key=lambda code: -counts[code[:2]])


def _codes(table: _Divisions, name: str, whole: str) -> tuple[str, ...]:
    """Return the code of a name; of several, the one whose province or city the text names too."""
    codes = table.codes[name]
    if len(codes) == 1:
        return codes
    near = [c for c in codes if any(n in whole for n in _parents(table, c))]
    return tuple(near) if len(near) == 1 else ()


def _parents(table: _Divisions, code: str) -> tuple[str, ...]:
    names = (table.names.get(code[:2] + "0000"), table.names.get(code[:4] + "00"))
    return tuple(n for name in names if name for n in {name, _plain(name)})


def _written(table: _Divisions, code: str) -> str:
    steps = (code[:2] + "0000", code[:4] + "00", code)
    names: list[str] = []
    for step in steps:
        name = table.names.get(step)
        if name and name not in names:
            names.append(name)
    return "".join(names)


def _unlisted(table: _Divisions, code: str, part: str) -> str:
    """Return city and county that stand right behind a province's name, though no list has them."""
    if not code.endswith("0000"):
        return ""
    chain = _CHAIN.search(part)
    if chain is None or not chain["province"].endswith(table.names[code]):
        return ""
    return (chain["city"] or "") + (chain["county"] or "")


@cache
def _divisions() -> _Divisions:
    source = resources.files("extraction.data").joinpath("divisions.tsv")
    rows = [
        line.split("\t")
        for line in source.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    codes: dict[str, list[str]] = defaultdict(list)
    short: dict[str, list[str]] = defaultdict(list)
    for code, name in rows:
        codes[name].append(code)
        if code.endswith("00"):
            short[_plain(name)].append(code)
    return _Divisions(
        {name: tuple(c) for name, c in codes.items()},
        {row[0]: row[1] for row in rows},
        {name: c[0] for name, c in short.items() if _tells_alone(name, c)},
    )


def _tells_alone(name: str, codes: Sequence[str]) -> bool:
    """Tell whether a short name means one place: 吉林 is a province and its city, 朝阳 also a district."""
    provinces = {c[:2] for c in codes}
    return len(name) >= 2 and len(provinces) == 1


def _plain(name: str) -> str:
    """Return a name without its tail and the peoples in it: 延边朝鲜族自治州 -> 延边."""
    for tail in (*_PROVINCE_TAILS, *_CITY_TAILS):
        if name.endswith(tail) and len(name) - len(tail) >= 2:
            name = name.removesuffix(tail)
            break
    return re.sub(r"(?<=..)(?:[一-鿿]{1,3}族)+$", "", name)


@cache
def _full_names() -> re.Pattern[str]:
    """Return an expression for a division's name, the longest that stands at a place, by first character."""
    rests: dict[str, list[str]] = defaultdict(list)
    for name in sorted(_divisions().codes, key=len, reverse=True):
        rests[name[0]].append(re.escape(name[1:]))
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items()))


@cache
def _short_names() -> re.Pattern[str]:
    """Return an expression for short names where a place stands: at a beginning, behind 关于 or 中共."""
    names = sorted(_divisions().short, key=len, reverse=True)
    listed = "|".join(map(re.escape, names))
    return re.compile(
        rf"(?:^|(?<=关于)|(?<=中共)|(?<=[\s：:（(]))(?:{listed})(?![路街道区县])", re.M
    )
