"""`jixiao train`: fine-tune the tagger and linker on annotated reports."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from models.commands.passages import add_passages

HELP = "fine-tune the tagger and linker on annotated reports"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `jixiao train`."""
    parser.add_argument(
        "--base", required=True, help="an encoder: a folder, or a name on the Hugging Face hub"
    )
    parser.add_argument("--output", type=Path, required=True, help="folder of the trained network")
    parser.add_argument(
        "--corpus", type=Path, nargs="*", default=[], help="folders of inline mark-up"
    )
    parser.add_argument("--gold", type=Path, nargs="*", default=[], help="gold JSON files")
    parser.add_argument("--text", type=Path, help="folder of the texts of the gold files")
    add_passages(
        parser,
        what="folders of annotated passages, kept without their text; gold files go with the first",
        several=True,
    )
    parser.add_argument(
        "--from-store", metavar="STORE", help="finished corrections of `jixiao review`"
    )
    parser.add_argument(
        "--leave-out", nargs="*", default=[], help="names of reports not to be seen"
    )
    parser.add_argument(
        "--names",
        type=Path,
        metavar="RECORDS",
        help="records of `jixiao extract`: names in their table cells are put in place of others",
    )
    parser.add_argument("--synthetic", type=int, default=0, help="number of synthetic reports")
    parser.add_argument(
        "--shares",
        type=float,
        nargs=3,
        default=(2.0, 1.0, 2.0),
        metavar=("CORPUS", "SYNTHETIC", "GOLD"),
        help="shares of the characters",
    )
    parser.add_argument("--held-out", type=float, default=0.0, help="share of the corpus to watch")
    parser.add_argument("--minutes", type=float, default=20.0, help="wall-clock budget")
    parser.add_argument("--steps", type=int, default=100_000, help="largest number of updates")
    parser.add_argument("--lanes", type=int, default=8, help="segments of a batch")
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument(
        "--patience", type=int, default=8, help="rounds of 150 steps without a better held-out loss"
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=0, help="0: as many as there are cores")
    parser.add_argument("--compile", action="store_true", help="compile the network first")


def run(args: argparse.Namespace) -> int:
    """Train and save; return 0, or 2 if no example is given."""
    logging.getLogger("models").setLevel(logging.INFO)  # the steps, on standard error
    from models.finetuning import TrainSettings, finetune
    from models.names import cell_names
    from models.sources import DataSettings, gather

    data = gather(
        DataSettings(
            corpus=tuple(args.corpus),
            gold=tuple(args.gold),
            texts=args.text,
            passages=tuple(args.passages),
            documents=tuple(args.documents),
            leave_out=frozenset(args.leave_out),
            synthetic=args.synthetic,
            shares=tuple(args.shares),
            held_out=args.held_out,
            seed=args.seed,
        )
    )
    sources = data.sources
    if args.from_store:
        from models.batches import Source
        from models.learning import read_store

        sources = (*sources, Source(read_store(args.from_store), args.shares[2]))
    if not any(source.examples for source in sources):
        wanted = "--corpus, --gold, --synthetic or --from-store with finished corrections"
        print(f"expected {wanted}, found none", file=sys.stderr)
        return 2
    settings = TrainSettings(
        minutes=args.minutes,
        steps=args.steps,
        lanes=args.lanes,
        learning_rate=args.learning_rate,
        head_rate=args.head_rate,
        dropout=args.dropout,
        patience=args.patience,
        seed=args.seed,
        threads=args.threads,
        compile=args.compile,
    )
    names = cell_names(args.names) if args.names else None
    finetune(args.base, sources, args.output, settings, held_out=data.held_out, names=names)
    return 0
