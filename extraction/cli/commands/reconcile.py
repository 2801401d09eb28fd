"""`jixiao reconcile`: hold the reports of one unit against each other."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

HELP = "hold the reports of one unit against each other, over the years and within one year"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "records", nargs="+", metavar="RECORDS", help="reports.jsonl, or its folder; one or several"
    )
    parser.add_argument(
        "--text", action="store_true", help="a sentence a finding instead of one JSON object"
    )
    parser.add_argument("--all", action="store_true", help="also tell what agrees")


def run(arguments: argparse.Namespace) -> int:
    """Compare and print; findings do not change the exit code."""
    from extraction.decisions import decision_words
    from extraction.output.folder import read_records
    from extraction.reconciliation import reconcile
    from extraction.visible import visible

    def records() -> Iterator[dict[str, Any]]:
        for path in arguments.records:
            yield from read_records(path)

    for finding in reconcile(records()):
        if arguments.all or finding.status == "violated":
            word = decision_words(finding.decision)
            told = finding.message + (f"【{word}】" if word else "")
            shown = visible(told) if arguments.text else None
            print(shown or json.dumps(finding.to_json(), ensure_ascii=False))
    return 0
