"""`jixiao report`: the findings and facts of an output folder, to read and to send on."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "show the findings and facts of an output folder, or write them as a page or workbook"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("folder", metavar="DIR", help="output folder of `jixiao extract`")
    parser.add_argument("--brief", action="store_true", help="a line a report and a line a finding")
    parser.add_argument("--html", metavar="FILE", help="write a self-contained page")
    parser.add_argument("--xlsx", metavar="FILE", help="write a workbook")


def run(arguments: argparse.Namespace) -> int:
    """Write what is asked for; without a file name print a summary."""
    from extraction.output.folder import read_records
    from extraction.reporting.summary import brief, summary
    from extraction.visible import visible

    if arguments.html:
        from extraction.reporting.page import render_page

        Path(arguments.html).write_text(render_page(arguments.folder), encoding="utf-8")
    if arguments.xlsx:
        from extraction.reporting.workbook import write_workbook

        write_workbook(arguments.folder, arguments.xlsx)
    if not (arguments.html or arguments.xlsx):
        shown = brief if arguments.brief else summary
        for line in shown(read_records(arguments.folder)):
            print(visible(line))
    return 0
