"""`jixiao evaluate`: score records against gold annotations."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "score records against gold annotations"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("records", metavar="RECORDS", help="reports.jsonl, or its folder")
    parser.add_argument(
        "gold",
        nargs="+",
        metavar="GOLD",
        help="gold annotation files (JSON, or .txt of inline mark-up), or a store of `jixiao review`",
    )
    parser.add_argument(
        "--compare", metavar="RECORDS", help="other records of the same reports, to compare with"
    )
    parser.add_argument(
        "--detail", action="store_true", help="also by mode, label, report kind, format; intervals"
    )
    parser.add_argument(
        "--html", metavar="FILE", help="write a page with plots and the worst errors in context"
    )
    parser.add_argument(
        "--curve", metavar="FILE", help="learning curve to plot on the page (eval.experiments)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Evaluate; return 1 if a gold file has no record."""
    from eval.evaluation import compare_lines, detail_lines, evaluate, lines

    evaluation = evaluate(arguments.records, arguments.gold)
    for name in evaluation.missing:
        print(f"jixiao evaluate: {name}: no record", file=sys.stderr)
    print("\n".join(lines(evaluation)))
    if arguments.detail:
        print("\n".join(detail_lines(evaluation)))
    if arguments.compare:
        other = evaluate(arguments.compare, arguments.gold)
        print("\n".join(compare_lines(evaluation, other)))
    if arguments.html:
        from eval.page import render_evaluation

        page = render_evaluation(arguments.records, arguments.gold, curve=arguments.curve)
        Path(arguments.html).write_text(page, encoding="utf-8")
    return 1 if evaluation.missing else 0
