"""`jixiao annotate produce`: corrected results out of a store."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "write corrected records, tables, workbook and page, as `extract` does"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "store", help="the database of `jixiao review`, or the output folder it lies in"
    )
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="where to write")
    parser.add_argument("--done", action="store_true", help="finished reports alone")
    parser.add_argument("--parquet", action="store_true", help="the tables as Parquet too")
    parser.add_argument(
        "--each", action="store_true", help="page and workbook of every report, in reports/"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write; return 1 if a document could not be produced."""
    from annotations.commands.review import open_store
    from annotations.producing import ProduceSettings, produce

    store = open_store(arguments.store)
    settings = ProduceSettings(
        done_only=arguments.done, parquet=arguments.parquet, each=arguments.each
    )
    made = produce(store, arguments.output, settings)
    store.close()
    for failure in made.failures:
        print(f"jixiao annotate produce: {failure['message']}", file=sys.stderr)
    print(made.line())
    return 1 if made.failures else 0
