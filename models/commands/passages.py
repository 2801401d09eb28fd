"""The arguments by which a command is given annotated passages (`annotations.passages`)."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_passages(parser: argparse.ArgumentParser, *, what: str, several: bool = False) -> None:
    """Add `--passages`, with what it is for, and `--documents`; `several` takes more than one folder."""
    if several:
        parser.add_argument("--passages", type=Path, nargs="*", default=[], help=what)
    else:
        parser.add_argument("--passages", type=Path, help=what)
    parser.add_argument(
        "--documents",
        type=Path,
        nargs="*",
        default=[],
        help="folders of the documents of the passages",
    )
