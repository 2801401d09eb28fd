"""`jixiao report`: the findings and facts of an output folder, to read and to send on."""

from __future__ import annotations

import argparse

HELP = "show the findings and facts of an output folder"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("folder", metavar="DIR", help="output folder of `jixiao extract`")


def run(arguments: argparse.Namespace) -> int:
    """Print the summary."""
    from extraction.output.folder import read_records
    from extraction.reporting.summary import summary

    for line in summary(read_records(arguments.folder)):
        print(line)
    return 0
