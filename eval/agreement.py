"""Agreement of two annotations of the same reports: one is scored as the record, the other as gold.

The scores are those of `eval.scores` that annotators decide: spans, values, items, links, pairs. Links
are compared as annotated, since a record has no place for some (a second target of an indicator,
the marks of an item); so F1 is the same whichever side is called gold, and 1 against itself.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from annotations import inline
from annotations.corpus import REPORTS
from annotations.record import AnnotationRecord
from eval.counts import Counts
from eval.matching import Extent, matched, overlap
from eval.scores import score
from extraction.errors import MarkupError
from extraction.facts.build import build_facts
from extraction.header import DocumentHeader
from extraction.labels import NAMES, VALUES
from extraction.record import Record

MEASURES = ("spans", "values", "items", "links", "pairs")
_Ends = tuple[Extent, Extent]


def agreement(first: Path, second: Path) -> dict[str, Counts]:
    """Pool the scores of every inline annotation in folder `second` against its namesake in `first`.

    Raises:
        OSError: a file of `second` has no namesake.
        MarkupError: the two annotate different texts, or one is malformed.
    """
    pooled = dict.fromkeys(MEASURES, Counts())
    for path in sorted(second.glob("*.txt")):
        gold, found = inline.read(first / path.name)[1], inline.read(path)[1]
        if gold.sha256 != found.sha256:
            raise MarkupError(f"{path.name}: expected two annotations of one text")
        seconds, firsts = _links(found), _links(gold)
        links = Counts(matched(seconds, firsts, _same_link), len(seconds), len(firsts))
        scores = score(_as_json(found), gold) | {"links": links}
        pooled = {name: pooled[name] + scores[name] for name in MEASURES}
    return pooled


def _as_json(record: AnnotationRecord) -> dict[str, Any]:
    header = DocumentHeader(record.document, record.sha256, "txt", record.characters)
    return Record(header, build_facts(record.markup())).to_dict()


def _links(record: AnnotationRecord) -> list[_Ends]:
    names = {s.id: (s.start, s.end) for s in record.spans if s.label in NAMES}
    values = (s for s in record.spans if s.label in VALUES)
    return [((s.start, s.end), names[t]) for s in values for t in s.links if t in names]


def _same_link(one: _Ends, other: _Ends) -> bool:
    return one[0] == other[0] and overlap(one[1], other[1])


def main(first: Path = REPORTS, second: Path = REPORTS.parent / "second") -> None:
    """Print F1 and counts of every measure for two folders of annotations."""
    for name, c in agreement(first, second).items():
        counts = f"agree {c.right:g}  second {c.found}  first {c.gold}"
        print(f"{name:<7} F1 {c.f1:.3f}  {counts}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
