"""Draws excerpts from documents that `jixiao extract` has read, and knows which findings are true there (摘录).

An excerpt is a run of lines of a canonical text, cut as crawlers and graders cut it: anywhere. What a
reader of the whole document found wrong comes from the verdicts of `eval/judged/archive.tsv` and, where it lies at
hand, from the shared lists of real errors.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extraction.output.folder import RECORDS, read_text

_RUN = (8, 40)
_DIGITS = 8
_LONGEST = 4_000
_WHOLE = 2_000
"""Shorter documents are excerpts themselves, and would come again and again."""
_SHORTEST = 120
_LINE = 1_500
_TRIES = 40
_NUMBER = re.compile(r"\d[\d,，  ]*(?:[.．]\d+)?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")

Figures = frozenset[str]
"""The digits of a finding's figures: `1,234.50万元`, `12345000元` and `0.12345亿元` are all `12345`."""


@dataclass(frozen=True, slots=True)
class Source:
    """A whole document: its text and the figures of findings that were told there, true ones apart.

    Attributes:
        true: findings that a reader found true, or could not decide.
        told: those of the records, whatever they are.
    """

    name: str
    text: str
    true: tuple[Figures, ...]
    told: tuple[Figures, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of a document; `first` counts from 1."""

    source: Source
    first: int
    text: str


def sources(records: Path, verdicts: Path, gold: Path | None) -> tuple[Source, ...]:
    """Return the documents of a folder of records, by name."""
    judged = _judged(verdicts)
    defects = _defects(gold) if gold is not None and gold.is_dir() else {}
    found = []
    with (records / RECORDS).open(encoding="utf-8") as file:
        for line in file:
            data = json.loads(line)
            head = data["document"]
            name, text = Path(head["path"]).name, read_text(records, head["sha256"])
            if text is not None:
                true = (*judged.get(name, ()), *defects.get(head["sha256"], ()))
                found.append(Source(name, text, true, tuple(f for _, f in told_findings(data))))
    return tuple(sorted(found, key=lambda s: s.name))


def _judged(path: Path) -> Mapping[str, list[Figures]]:
    found: dict[str, list[Figures]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["verdict"] != "false":
                found.setdefault(row["document"], []).append(figures(row["figures"].split(";")))
    return found


def _defects(folder: Path) -> Mapping[str, list[Figures]]:
    found: dict[str, list[Figures]] = {}
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        found[data["sha256"]] = [figures(map(str, d["numbers"])) for d in data["defects"]]
    return found


def told_findings(record: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Figures]]:
    """Yield the violated checks of a record that are told, each with its figures."""
    text = {m["id"]: m["text"] for m in record["mentions"]}
    for check in record["checks"]:
        if check["status"] == "violated" and check.get("told", True):
            yield check, figures(text[t] for t in check["terms"])


def figures(texts: Iterator[str] | Sequence[str]) -> Figures:
    """Return the digits that tell the figures of texts apart, whatever their units."""
    found = (_NUMBER.search(t.translate(_FULL_WIDTH)) for t in texts)
    return frozenset(_digits(m[0]) for m in found if m is not None)


def _digits(number: str) -> str:
    plain = Decimal(re.sub(r"[,，  ]", "", number))
    return "".join(map(str, plain.normalize().as_tuple().digits))


def same(one: Figures, known: Sequence[Figures]) -> bool:
    """Tell whether a finding has two figures in common with one of those known, or all where it has but one."""
    return any(len(one & k) >= min(2, len(one), len(k)) and one & k for k in known)


def draw(
    documents: Sequence[Source], count: int, *, seed: int, lines: tuple[int, int] = _RUN
) -> Iterator[Excerpt]:
    """Yield excerpts with figures in them, every document as likely as another; the same seed, the same ones.

    Args:
        lines: the fewest and the most lines of an excerpt.
    """
    rng = random.Random(seed)
    made = tries = 0
    documents = [s for s in documents if len(s.text) >= _WHOLE]
    filled = {s.name: [x for x in s.text.split("\n") if x.strip()] for s in documents}
    while made < count and tries < _TRIES * count:
        tries += 1
        source = rng.choice(documents)
        excerpt = _cut(source, filled[source.name], rng.randint(*lines), rng)
        if excerpt is not None:
            made += 1
            yield excerpt


def _cut(source: Source, lines: Sequence[str], wanted: int, rng: random.Random) -> Excerpt | None:
    first = rng.randrange(max(1, len(lines) - wanted))
    kept: list[str] = []
    for line in lines[first : first + wanted]:
        if len(line) > _LINE or sum(map(len, kept)) + len(line) > _LONGEST:
            break
        kept.append(line)
    text = "\n".join(kept)
    if len(text) < _SHORTEST or len(re.findall(r"\d", text)) < _DIGITS:
        return None
    return Excerpt(source, first + 1, text)
