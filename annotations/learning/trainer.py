"""Who fine-tunes: a function that another package registers (训练器).

Annotations know no torch. The entry-point group `jixiao.trainers` names functions of the shape of
`Trainer`; `default` is the one that `models` brings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Protocol, cast

from annotations.formats import AnnotatedText
from extraction.errors import MissingToolError

_GROUP = "jixiao.trainers"


@dataclass(frozen=True, slots=True)
class LearnSettings:
    """How long and how hard to learn.

    Attributes:
        minutes, steps: whichever is reached first ends the training.
        learning_rate: of the encoder; low, since the weights know the task already.
        replay: characters of other reports shown for one of the corrected ones, against forgetting.
        synthetic: number of synthetic reports among those.
        room: characters of a training window.
        threads: 0 for as many as there are cores.
    """

    minutes: float = 10.0
    steps: int = 400
    learning_rate: float = 2e-4
    replay: float = 1.0
    synthetic: int = 60
    room: int = 510
    lanes: int = 4
    seed: int = 7
    threads: int = 0


class Trainer(Protocol):
    """Fine-tunes exported weights on corrected texts."""

    def __call__(
        self,
        base: Path,
        examples: Sequence[AnnotatedText],
        output: Path,
        settings: LearnSettings,
    ) -> Path:
        """Start from the weights in `base`, learn from `examples`, write weights to `output`."""
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
