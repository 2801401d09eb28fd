"""Plans (实验方案): which networks are trained on what, and scored on what."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.corpus import INDEX, REPORTS
from eval.experiments.trials import Trial, as_gold

FOLDS = {
    "fold-000": ("000_01d07750526df2de", "budget-execution-1"),
    "fold-002": ("002_25d83f0624c6e4b5", "budget-execution-2", "jsrd-2019-budget"),
    "fold-004": ("004_8b07262b24e9681c", "putuo-shgzb-2024-final"),
    "fold-jsjcy": ("jsjcy-2019-budget", "putuo-czj-2024-final"),
    "fold-jszx": ("jszx-2017-budget", "putuo-sww-2025-budget"),
}
"""What each fold leaves out: every report once, no two whole reports together."""
ABLATED = (
    "000_01d07750526df2de",
    "004_8b07262b24e9681c",
    "jsrd-2019-budget",
    "putuo-czj-2024-final",
)
"""What the ablations leave out: both whole reports with indicators, a budget and a final account."""
CURVE_KIND = "项目自评"
CURVE_TEST = 14


@dataclass(frozen=True, slots=True)
class Shared:
    """The public reports: gold files and their texts."""

    root: Path

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all annotated reports."""
        return tuple(sorted(p.stem for p in (self.root / "gold").glob("*.json")))

    def texts(self, names: Iterable[str]) -> tuple[Path, ...]:
        """Return the texts of reports."""
        return tuple(self.root / "reports" / "text" / f"{n}.txt" for n in names)

    def gold(self, names: Iterable[str]) -> tuple[Path, ...]:
        """Return the gold files of reports."""
        return tuple(self.root / "gold" / f"{n}.json" for n in names)

    def arguments(self, leave_out: Iterable[str]) -> tuple[str, ...]:
        """Return the arguments of `jixiao train` for the reports that are not left out."""
        gold = (str(p) for p in self.gold(self.names))
        texts = str(self.root / "reports" / "text")
        return ("--gold", *gold, "--text", texts, "--leave-out", *leave_out)


def folds(
    shared: Shared, base: Path, common: tuple[str, ...], *, corpus: tuple[Path, ...] = (REPORTS,)
) -> Iterator[Trial]:
    """Yield a trial a fold: from a base that saw no public report, on all but what is left out."""
    missing = set(shared.names) - {n for names in FOLDS.values() for n in names}
    if missing:
        raise ValueError(f"expected every gold report in a fold, found {sorted(missing)} in none")
    for name, left in FOLDS.items():
        arguments = (*_written(corpus), *common, *shared.arguments(left))
        yield Trial(name, base, arguments, shared.texts(left), shared.gold(left))


def ablations(
    shared: Shared,
    encoders: dict[str, Path],
    common: tuple[str, ...],
    *,
    corpus: tuple[Path, ...] = (REPORTS,),
) -> Iterator[Trial]:
    """Yield a trial for each part of the data left out and each further encoder, all of equal steps.

    `encoders` names encoders to start from; the first is the one whose data are taken apart.
    """
    texts, gold = shared.texts(ABLATED), shared.gold(ABLATED)
    written, real = _written(corpus), shared.arguments(ABLATED)
    made = ("--synthetic", "3000")
    first, *others = encoders
    parts = {
        first: (*written, *made, *real, "--shares", "1.5", "1", "1.5"),
        "no synthetic reports": (*written, *real, "--shares", "1.5", "0", "1.5"),
        "no written corpus": (*made, *real, "--shares", "0", "1", "1.5"),
        "no real gold": (*written, *made, "--shares", "1.5", "1", "0"),
    }
    for name, arguments in parts.items():
        yield Trial(_folder(name), encoders[first], (*arguments, *common), texts, gold)
    for name in others:
        yield Trial(_folder(name), encoders[name], (*parts[first], *common), texts, gold)


def curve(
    work: Path, encoder: Path, sizes: Iterable[int], first: tuple[str, ...], more: tuple[str, ...]
) -> tuple[Trial, list[Trial]]:
    """Return the training without any report of a kind, and those that go on with some of them.

    The reports are written ones of `CURVE_KIND`: some to score on, the others to be corrected one
    after the other. `first` and `more` are arguments of the first training and of those after it.
    """
    ours = [REPORTS / f"{slug}.txt" for slug, kind in _kinds() if kind == CURVE_KIND]
    random.Random(7).shuffle(ours)
    texts, gold = as_gold(ours[:CURVE_TEST], work / "curve-test")
    others = work / "curve-others"
    _copies((REPORTS / f"{s}.txt" for s, kind in _kinds() if kind != CURVE_KIND), others)
    corpus = ("--corpus", str(others))
    made = ("--synthetic", "3000")
    start = Trial(
        "curve-0", encoder, (*corpus, *made, "--shares", "1.5", "1", "0", *first), texts, gold
    )
    network = work / start.name / "network"
    later = []
    for size in sizes:
        corrected, known = as_gold(ours[CURVE_TEST:][:size], work / f"curve-corrected-{size}")
        given = ("--gold", *map(str, known), "--text", str(corrected[0].parent))
        arguments = (*corpus, "--synthetic", "300", *given, "--shares", "1", "0.3", "1", *more)
        later.append(Trial(f"curve-{size}", network, arguments, texts, gold))
    return start, later


def _written(corpus: tuple[Path, ...]) -> tuple[str, ...]:
    return ("--corpus", *map(str, corpus), "--held-out", "0.1")


def _kinds() -> list[tuple[str, str]]:
    lines = INDEX.read_text(encoding="utf-8").splitlines()[1:]
    return [(slug, kind) for slug, kind, *_ in (line.split("\t") for line in lines)]


def _copies(paths: Iterable[Path], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        shutil.copy(path, folder / path.name)


def _folder(name: str) -> str:
    return "ablation-" + name.replace(" ", "-")
