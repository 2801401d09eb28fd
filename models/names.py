"""Names to put in each other's place in training (名称替换).

A pool holds the names of the examples; names of table cells in records that `jixiao extract` wrote may join it.
Real row labels (projects, accounts, units) are longer and odder than what anyone makes up, and a cell's border
says where they end. A name is drawn from either kind with equal chance.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from extraction.labels import Label
from extraction.lexicon.organisations import is_place_name
from extraction.output.folder import read_records
from models.examples import Example

SWAPPED = (Label.ITEM, Label.INDICATOR, Label.LEVEL, Label.ORG)
_FROM_CELLS = (Label.ITEM, Label.INDICATOR, Label.ORG)
_SURE = 0.7
_LENGTHS = range(2, 41)
_NO_NAME = re.compile(r"[\n\t\d.,%]*|.*[合总小]计.*|[（(].*")

Names = Mapping[Label, Sequence[str]]


class NamePool:
    """Names by label: of the examples, and real ones."""

    def __init__(self, examples: Iterable[Example], real: Names | None = None) -> None:
        found: dict[Label, set[str]] = {label: set() for label in SWAPPED}
        for example in examples:
            for s in example.spans:
                text = example.text[s.start : s.end]
                if s.label in found and "\n" not in text:
                    found[s.label].add(text)
        self._names = {label: sorted(names) for label, names in found.items()}
        self._real = dict(real or {})

    def draw(self, label: Label, rng: random.Random) -> str | None:
        """Return a random name of the label, None where none is known."""
        kinds = [k for k in (self._names.get(label), self._real.get(label)) if k]
        return rng.choice(rng.choice(kinds)) if kinds else None


def cell_names(records: Path) -> Names:
    """Return the names in table cells of a folder of records (or of its reports.jsonl), sorted, by label.

    Left out are names that the tagger is less than .7 sure of, totals, names with line ends, and places that
    were read as items.

    Raises:
        OSError, RecordError: as `read_records` raises them.
    """
    found: dict[Label, set[str]] = {label: set() for label in _FROM_CELLS}
    for record in read_records(records):
        for mention in record["mentions"]:
            label = Label(mention["label"])
            if label in found and mention["cell"] is not None and _is_name(mention):
                found[label].add(mention["text"])
    found[Label.ITEM] = {name for name in found[Label.ITEM] if not is_place_name(name)}
    return {label: sorted(names) for label, names in found.items()}


def _is_name(mention: Mapping[str, object]) -> bool:
    text, sure = str(mention["text"]), mention["confidence"]
    well = len(text) in _LENGTHS and "\n" not in text and not _NO_NAME.fullmatch(text)
    return well and (sure is None or float(str(sure)) >= _SURE)
