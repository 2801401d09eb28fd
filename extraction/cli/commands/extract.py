"""`jixiao extract`: files, folders and globs into a folder of checked records."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extraction.bulk.outcome import Outcome

HELP = "extract reports into checked records (files, folders, globs)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="a file, a folder or a glob")
    parser.add_argument("--output", required=True, metavar="DIR", help="folder for the results")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="worker processes")
    parser.add_argument(
        "--model", metavar="DIR", help='folder of exported weights, or "pattern" for patterns alone'
    )


def run(arguments: argparse.Namespace) -> int:
    """Extract; return 1 if an input failed."""
    from extraction.bulk.run import RunSettings, run

    settings = RunSettings(model=arguments.model, workers=arguments.workers)
    account = run(arguments.inputs, arguments.output, settings, watch=_tell)
    counts = account["counts"]
    shown = ("records", "failures", "findings")
    print(f"{arguments.output}: " + ", ".join(f"{counts[k]} {k}" for k in shown))
    return 1 if counts["failures"] or not counts["inputs"] else 0


def _tell(outcome: Outcome) -> None:
    if outcome.failure is not None:
        print(f"jixiao: {outcome.failure['message']}", file=sys.stderr)
