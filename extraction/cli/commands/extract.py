"""`jixiao extract`: files, folders, globs and archives into a folder of checked records."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

HELP = "extract reports into checked records (files, folders, globs, ZIP and TAR archives)"
_EPILOG = """\
Progress goes to stderr: a live bar on a terminal; elsewhere nothing in the first 30 s, then one plain
line every 30 s. A run that was cut short goes on with --resume; outputs appear when all is done.
Exit code 1 if some inputs failed, or were read in part only (named on stderr and in failures.jsonl); what
could be read is written.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = _EPILOG
    parser.add_argument(
        "inputs", nargs="+", metavar="INPUT", help="a file, a folder, a glob, a ZIP or TAR archive"
    )
    parser.add_argument("--output", required=True, metavar="DIR", help="folder for the results")
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="worker processes (default: 1)"
    )
    parser.add_argument(
        "--engine", choices=("local", "ray"), default="local", help="where workers run"
    )
    parser.add_argument(
        "--ray-address", metavar="A", help="with --engine ray: a running cluster (default: local)"
    )
    parser.add_argument(
        "--model", metavar="DIR", help='folder of exported weights, or "pattern" for patterns alone'
    )
    parser.add_argument(
        "--resume", action="store_true", help="go on where a run into DIR was cut short"
    )
    parser.add_argument("--parquet", action="store_true", help="also write the tables as Parquet")
    parser.add_argument(
        "--to",
        action="append",
        choices=("hf",),
        default=[],
        help="also write a `datasets` data set",
    )
    parser.add_argument(
        "--redact",
        action="store_true",
        help="mask personal names, phones, identity numbers and mail addresses in all outputs",
    )
    parser.add_argument(
        "--timeout", type=float, default=600.0, metavar="S",
        help="seconds of processor time a document may take (default: 600)",
    )  # fmt: skip
    parser.add_argument(
        "--memory", type=int, default=2048, metavar="MB",
        help="MiB a document may take (default: 2048)",
    )  # fmt: skip
    parser.add_argument(
        "--corrections", metavar="FILE",
        help="read reports by a memory of corrections (`jixiao annotate memory build`)",
    )  # fmt: skip
    parser.add_argument(
        "--ocr", choices=("auto", "always", "never"), default="auto",
        help="read pages by OCR: those without text, all, none (default: auto)",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Extract; return 1 if an input failed."""
    from extraction.bulk.inputs import count
    from extraction.bulk.run import RunSettings, run
    from extraction.cli.progress import Progress
    from extraction.cli.run_summary import run_summary
    from extraction.errors import SettingsError

    try:
        settings = _settings(RunSettings, arguments)
    except SettingsError as error:
        print(f"jixiao extract: {error}", file=sys.stderr)
        return 2
    with Progress(lambda: count(arguments.inputs, output=Path(arguments.output))) as progress:
        try:
            account = run(arguments.inputs, arguments.output, settings, watch=progress)
        except KeyboardInterrupt:
            print(
                f"jixiao: stopped; what is finished is kept in {arguments.output}, go on with --resume",
                file=sys.stderr,
            )
            return 130
    for line in run_summary(arguments.output, account):
        print(line)
    counts = account["counts"]
    if not counts["inputs"]:
        places = "、".join(arguments.inputs)
        print(f"jixiao extract: 没有找到可读的报告 no report found in {places}", file=sys.stderr)
    return 1 if counts["failures"] or counts["partial"] or not counts["inputs"] else 0


def _settings(kind: Any, arguments: argparse.Namespace) -> Any:
    names = (
        "model",
        "corrections",
        "workers",
        "engine",
        "ray_address",
        "resume",
        "ocr",
        "redact",
        "parquet",
    )
    return kind(
        **{name: getattr(arguments, name) for name in names},
        to=tuple(arguments.to),
        timeout=arguments.timeout,
        memory=arguments.memory,
    )
