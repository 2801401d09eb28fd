"""`jixiao annotate learn` and `refresh`: better weights out of corrections, and the machine's layers read anew."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotations.learning import Learned, LearnSettings, ProgressFile

HELP = "fine-tune the tagger on corrections; keeps the old weights unless the new are surely better"
REFRESH = "extract the reports of a store anew; people's layers stay"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `learn`."""
    parser.add_argument("store", help="the database of `jixiao review`, or its output folder")
    parser.add_argument("--output", type=Path, required=True, help="folder of the new weights")
    parser.add_argument("--base", type=Path, help="weights to start from (default: the shipped)")
    parser.add_argument("--folds", type=int, default=3, help="folds over the corrected reports")
    parser.add_argument("--minutes", type=float, default=30.0, help="budget of all trainings")
    parser.add_argument("--steps", type=int, default=300, help="largest number of updates of each")
    parser.add_argument(
        "--learning-rate",
        type=float,
        nargs="+",
        metavar="RATE",
        help="rates to try on replayed reports",
    )
    parser.add_argument(
        "--mix",
        type=float,
        nargs="+",
        metavar="SHARE",
        help="shares of the new weights to try when old and new are averaged",
    )
    parser.add_argument(
        "--replay", type=float, default=1.0, help="other reports shown for one corrected"
    )
    parser.add_argument(
        "--measured", type=int, default=16, help="replayed reports to measure on, not trained on"
    )
    parser.add_argument(
        "--tolerance",
        type=float,
        default=0.0,
        help="points that the replayed reports may lose, at the lower end of the interval",
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=0, help="0: as many as there are cores")
    parser.add_argument("--trainer", default="default", help="a name of `jixiao.trainers`")
    parser.add_argument("--open", action="store_true", help="unfinished corrections too")


def run(arguments: argparse.Namespace) -> int:
    """Learn; return 0, 1 if there are too few reports, 2 without weights, 3 if it was stopped."""
    from annotations.learning import ProgressFile, StoppedError, TooFewReportsError
    from extraction.errors import JixiaoError

    told = ProgressFile(arguments.output)
    try:
        with _stoppable():
            learned = _learn(arguments, told)
    except TooFewReportsError as error:
        told.end("refused", str(error))
        print(f"jixiao annotate learn: {error}", file=sys.stderr)
        return 1
    except StoppedError:
        told.end("stopped")
        print("jixiao annotate learn: stopped; the old weights stay", file=sys.stderr)
        return 3
    except (JixiaoError, OSError, RuntimeError) as error:
        told.end("failed", str(error))
        raise
    if learned is None:
        told.end("failed", "no weights")
        print("expected --base FOLDER (no weights are shipped), found none", file=sys.stderr)
        return 2
    told.end("done", learned.reason)
    print("\n".join(learned.lines()))
    return 0


def _learn(arguments: argparse.Namespace, told: ProgressFile) -> Learned | None:
    from annotations.commands.review import open_store
    from annotations.learning import find_trainer, learn
    from extraction.tagging.default import shipped_weights

    base = arguments.base or shipped_weights()
    if base is None:
        return None
    store = open_store(arguments.store)
    corrected = list(store.corrected(done_only=not arguments.open))
    return learn(
        store,
        corrected,
        base,
        arguments.output,
        trainer=find_trainer(arguments.trainer),
        settings=_settings(arguments),
        watcher=told,
    )


def _settings(arguments: argparse.Namespace) -> LearnSettings:
    from annotations.learning import LearnSettings

    usual = LearnSettings()
    return LearnSettings(
        minutes=arguments.minutes,
        steps=arguments.steps,
        rates=tuple(arguments.learning_rate or usual.rates),
        mixes=tuple(arguments.mix or usual.mixes),
        folds=arguments.folds,
        tolerance=arguments.tolerance,
        replay=arguments.replay,
        measured=arguments.measured,
        seed=arguments.seed,
        threads=arguments.threads,
    )


def add_refresh_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `refresh`."""
    parser.add_argument("store", help="the database of `jixiao review`, or its output folder")
    parser.add_argument("--model", metavar="DIR", help='weights, or "pattern"')
    parser.add_argument("--progress", type=Path, metavar="DIR", help="folder of a progress.json")


def run_refresh(arguments: argparse.Namespace) -> int:
    """Extract anew; return 0, or 3 if it was stopped."""
    from annotations.commands.review import open_store
    from annotations.learning import ProgressFile, StoppedError
    from annotations.learning.progress import unwatched
    from annotations.learning.refreshing import refresh
    from extraction.errors import JixiaoError

    told = ProgressFile(arguments.progress) if arguments.progress else None
    try:
        with _stoppable():
            store = open_store(arguments.store)
            found = refresh(store, arguments.model, watcher=told or unwatched)
    except StoppedError:
        if told:
            told.end("stopped")
        return 3
    except (JixiaoError, OSError) as error:
        if told:
            told.end("failed", str(error))
        raise
    said = f"{found.reports} reports read again, {found.changed} with other annotations now"
    if told:
        told.end("done", said)
    print(said)
    return 0


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let SIGTERM end the work as `StoppedError`, so that it can say so."""
    from annotations.learning import StoppedError

    def stop(*_: object) -> None:
        raise StoppedError("stopped by a signal")

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
