"""Who trains and mixes weights: an object that another package registers (训练器).

Annotations know no torch. The entry-point group `jixiao.trainers` names objects of the shape of
`Trainer`; `default` is the one that `models` brings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Protocol, cast

from annotations.formats import AnnotatedText
from extraction.errors import MissingToolError, SettingsError

_GROUP = "jixiao.trainers"


@dataclass(frozen=True, slots=True)
class LearnSettings:
    """How long and how hard to learn, and what is good enough.

    Attributes:
        minutes: of all trainings together; steps: of each. Whichever is reached first ends it.
        rates: learning rates of the ladder, climbed as long as the replayed reports keep their score.
        mixes: shares of the new weights that are tried when old and new are averaged.
        folds: over the corrected reports.
        tolerance: points that the replayed reports may lose at the lower end of the interval.
        replay: characters of replayed reports shown for one of the corrected ones.
        measured: replayed reports that are not trained on but measured.
        synthetic: number of made-up reports among the replayed ones.
        room, lanes: characters of a training window, segments of a batch.
        threads: 0 for as many as there are cores.
    """

    minutes: float = 30.0
    steps: int = 300
    rates: tuple[float, ...] = (2e-5, 6e-5, 2e-4)
    mixes: tuple[float, ...] = (0.25, 0.5, 1.0)
    folds: int = 3
    tolerance: float = 0.0
    replay: float = 1.0
    measured: int = 16
    synthetic: int = 60
    room: int = 510
    lanes: int = 4
    seed: int = 7
    threads: int = 0

    def __post_init__(self) -> None:
        if not self.rates or not all(r > 0 for r in self.rates):
            raise SettingsError(f"expected learning rates above 0, found {self.rates}")
        if not self.mixes or not all(0 < m <= 1 for m in self.mixes):
            raise SettingsError(f"expected shares of new weights in (0, 1], found {self.mixes}")
        if self.tolerance < 0 or self.measured < 1 or not self.minutes > 0:
            raise SettingsError("expected a tolerance ≥ 0, reports to measure on, minutes > 0")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One training.

    Attributes:
        corrected, known: what to learn, and what to replay; either may be empty.
        rate: of learning; steps, minutes: its budget.
    """

    corrected: tuple[AnnotatedText, ...]
    known: tuple[AnnotatedText, ...]
    rate: float
    steps: int
    minutes: float


class Trainer(Protocol):
    """Fine-tunes exported weights, and averages two of them."""

    def fine_tune(
        self,
        base: Path,
        lesson: Lesson,
        output: Path,
        settings: LearnSettings,
        *,
        told: Callable[[float], None],
    ) -> Path:
        """Start from the weights in `base`; write a network to `output`, telling how far it is."""
        ...

    def mix(self, base: Path, fresh: Path, share: float, output: Path) -> Path:
        """Write the weights that take `share` of `fresh` (of `fine_tune`), the rest of `base`."""
        ...


def find_trainer(name: str = "default") -> Trainer:
    """Return a registered trainer.

    Raises:
        MissingToolError: none of that name is installed, or what it needs is not.
    """
    for entry in metadata.entry_points(group=_GROUP, name=name):
        try:
            return cast(Trainer, entry.load())
        except ImportError as error:
            raise MissingToolError(
                f"the packages of the trainer {name!r}",
                f"no {error.name}",
                "install the extra: pip install 'jixiao[train]'",
            ) from error
    raise MissingToolError(
        f"a trainer {name!r} in the entry-point group {_GROUP}", "none", "install jixiao[train]"
    )
