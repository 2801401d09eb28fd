"""`jixiao evaluate`: score records against gold annotations."""

from __future__ import annotations

import argparse
import sys

HELP = "score records against gold annotations"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("records", metavar="RECORDS", help="reports.jsonl, or its folder")
    parser.add_argument("gold", nargs="+", metavar="GOLD", help="gold annotation files")


def run(arguments: argparse.Namespace) -> int:
    """Evaluate; return 1 if a gold file has no record."""
    from eval.evaluation import evaluate, lines

    evaluation = evaluate(arguments.records, arguments.gold)
    for name in evaluation.missing:
        print(f"jixiao evaluate: {name}: no record", file=sys.stderr)
    print("\n".join(lines(evaluation)))
    return 1 if evaluation.missing else 0
