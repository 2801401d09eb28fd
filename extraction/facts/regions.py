"""Whose a row or column of regions is (地区行): 泰山区, 通化市本级, 其中：市本级及市辖区.

A city's own level is another government than the city with all below it, and named as such (通化市本级). One
that leaves its city out (市本级及市辖区) stands right below the city's row; where it does not, nobody knows whose it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from extraction.lexicon.organisations import is_zone_name
from extraction.markup import CellReference
from extraction.remembering import remembered
from extraction.taxonomy.dimensions import has_parts, is_division, place_named

_LEAD = re.compile(r"^(?:其中|[（(]?(?:[一二三四五六七八九十]+|\d+)(?:[、.．]|[)）]))?[:：、\s]*")
_OWN = re.compile(
    r"(?:[省市州盟县区旗]|自治区|地区)?(?:本级|直属?)(?:及(?:市辖区|所辖区|各区|市区))?|市辖区"
)
_OF_CITY = re.compile(r"(?P<city>[\u4e00-\u9fff]{1,12}?[省市州盟县区旗])本级(?:及市辖区|及各区)?")
_CITY = re.compile(r"[市州盟省]\Z|地区\Z")


@remembered(8192)
def region_of(label: str) -> str | None:
    """Return the region that a label names, a city's own level with 本级 behind it, None where it names none."""
    plain = _plain(label)
    own = _OF_CITY.fullmatch(plain)
    if own is not None and place_named(own["city"]):
        return f"{own['city']}本级"
    named = place_named(plain)
    whole = named == plain or is_division(plain) or (named is None and is_zone_name(plain))
    return plain if whole else None


def is_own_level(label: str) -> bool:
    """Tell whether a label names the own level of a government that it leaves out (市本级及市辖区)."""
    return bool(_OWN.fullmatch(_plain(label)))


def is_whole_level(label: str) -> bool:
    """Tell whether an own level stands alone (市本级), not together with districts that it may hold or not."""
    return is_own_level(label) and "及" not in label and "辖" not in label


def names_region(label: str) -> bool:
    """Tell whether a label says only whose a figure is."""
    return region_of(label) is not None or is_own_level(label)


def cities_above(cells: Iterable[CellReference]) -> Mapping[tuple[str, int], str]:
    """Return by table and row the city right above a row of an own level that leaves its city out."""
    rows: dict[str, dict[int, str]] = defaultdict(dict)
    for cell in cells:
        if cell.row_path:
            rows[cell.table].setdefault(cell.row, cell.row_path[-1])
    cities: dict[tuple[str, int], str] = {}
    for table, labels in rows.items():
        above = ""
        for row in sorted(labels):
            if is_own_level(labels[row]) and _is_city(above):
                cities[table, row] = _plain(above)
            above = labels[row]
    return cities


def _is_city(label: str) -> bool:
    """Tell whether a label names a province or prefecture, which has a level of its own and others below it."""
    plain = _plain(label)
    named = bool(_CITY.search(plain)) and region_of(plain) == plain
    return named and (has_parts(plain) or not is_division(plain))


def _plain(label: str) -> str:
    return _LEAD.sub("", "".join(label.split())).strip("：:")
