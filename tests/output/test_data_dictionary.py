import re
from pathlib import Path

import pytest

from extraction.output.rows import INTEGERS, NUMBERS, REALS, TABLES

TEXT = (Path(__file__).resolve().parents[2] / "docs/data-dictionary.md").read_text("utf-8")
TYPES = {"integer": lambda t: INTEGERS[t], "decimal": lambda t: NUMBERS, "real": lambda t: REALS}


def documented(heading):
    """Return the columns under a heading with their types."""
    (section,) = re.findall(rf"^## {heading}.*?(?=^## |\Z)", TEXT, re.M | re.S)
    found = {}
    for names, kind in re.findall(r"^\| (`.*?`) \| (\w+) \|", section, re.M):
        found |= dict.fromkeys(re.findall(r"`(\w+)`", names), kind)
    return found


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_column_is_documented_with_its_type(table):
    known = documented("In every table") | documented(f"`{table}`")
    if table == "amounts":
        known |= documented("Where a fact stands")
    assert set(known) == set(TABLES[table])
    for name, kind in known.items():
        expected = next((k for k, of in TYPES.items() if name in of(table)), "text")
        assert kind == expected, name
