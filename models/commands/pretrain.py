"""`jixiao pretrain CORPUS --output DIR`: masked-language-model training on a folder of text."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

HELP = "train an encoder on a folder of text (masked language model)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `jixiao pretrain`."""
    parser.add_argument("corpus", type=Path, help="folder of .txt or .txt.xz files")
    parser.add_argument("--output", type=Path, required=True, help="folder of the encoder")
    parser.add_argument("--size", default="4x256", help="2x192, 4x256 or 6x384")
    parser.add_argument("--minutes", type=float, default=60.0, help="wall-clock budget")
    parser.add_argument("--steps", type=int, default=1_000_000, help="largest number of updates")
    parser.add_argument("--batch", type=int, default=24, help="rows of a batch")
    parser.add_argument("--window", type=int, default=512, help="characters of a row")
    parser.add_argument("--learning-rate", type=float, default=2e-3)
    parser.add_argument("--mask", type=float, default=0.25, help="share of masked pieces")
    parser.add_argument(
        "--weight",
        action="append",
        default=[],
        metavar="NAME=N",
        help="read the files whose names begin with NAME N times (N may be a fraction)",
    )
    parser.add_argument("--exclude", type=Path, help="folder of texts that must not be seen")
    parser.add_argument(
        "--base",
        type=Path,
        help="an encoder, or weights, to go on from where they stand",
    )
    parser.add_argument("--checkpoint-minutes", type=float, default=4.0)
    parser.add_argument("--threads", type=int, default=0, help="0: as many as there are cores")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--compile", action="store_true", help="compile the encoder first")
    parser.add_argument("--resume", action="store_true", help="continue from the last checkpoint")


def parse_weight(text: str) -> tuple[str, float]:
    """Return (beginning of a file's name, weight) of `NAME=N`."""
    name, _, number = text.partition("=")
    try:
        return name, float(number)
    except ValueError:
        raise ValueError(f"expected NAME=NUMBER, found {text!r}") from None


def run(args: argparse.Namespace) -> int:
    """Pre-train and save; return 0."""
    from models.pretraining import PretrainSettings, pretrain

    logging.getLogger("models").setLevel(logging.INFO)  # the steps, on standard error
    settings = PretrainSettings(
        size=args.size,
        window=args.window,
        batch=args.batch,
        rate=args.mask,
        learning_rate=args.learning_rate,
        minutes=args.minutes,
        steps=args.steps,
        checkpoint_minutes=args.checkpoint_minutes,
        weights=tuple(parse_weight(w) for w in args.weight),
        seed=args.seed,
        threads=args.threads,
        compile=args.compile,
    )
    pretrain(
        args.corpus,
        args.output,
        settings,
        exclude=args.exclude,
        base=args.base,
        resume=args.resume,
    )
    return 0
