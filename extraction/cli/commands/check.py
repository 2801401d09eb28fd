"""`jixiao check`: validate records and recompute their checks, or check given annotations."""

from __future__ import annotations

import argparse
import sys

HELP = "validate records against the schema and recompute their checks"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "records", nargs="*", metavar="RECORDS", help="reports.jsonl, or its folder"
    )
    parser.add_argument(
        "--from-gold",
        nargs="+",
        metavar="GOLD",
        help="annotation files whose spans, links and flags are checked instead",
    )
    parser.add_argument("--text", metavar="DIR", help="with --from-gold: folder of the texts")
    parser.add_argument("--output", metavar="DIR", help="with --from-gold: folder for the records")


def run(arguments: argparse.Namespace) -> int:
    """Check; return 1 if a record is invalid or its checks come out otherwise."""
    from extraction import checking

    if bool(arguments.records) == bool(arguments.from_gold):
        print("jixiao check: name RECORDS or use --from-gold GOLD", file=sys.stderr)
        return 2
    if arguments.from_gold:
        if not (arguments.text and arguments.output):
            print("jixiao check: --from-gold needs --text DIR and --output DIR", file=sys.stderr)
            return 2
        counts = checking.check_annotations(arguments.from_gold, arguments.text, arguments.output)
        print(", ".join(f"{n} {name}" for name, n in counts.items()))
        return 0
    wrong = 0
    for path in arguments.records:
        outcome = checking.verify_records(path)
        for line in outcome.problems:
            print(f"{path}: {line}", file=sys.stderr)
        print(f"{path}: {outcome.records} records, {outcome.wrong} wrong")
        wrong += outcome.wrong
    return 1 if wrong else 0
