"""Entry point of the `jixiao` command.

A command is a module with `HELP`, `add_arguments(parser)` and `run(arguments) -> int`; it imports what
it needs inside `run`, so that `jixiao --help` answers at once. Other folders add theirs through the
entry-point group `jixiao.commands`.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from importlib import metadata
from typing import Protocol

from extraction.cli.languages import translate, wants_chinese

_OWN_COMMANDS = ("extract", "check", "report", "reconcile")
_GROUP = "jixiao.commands"


class Command(Protocol):
    """What a command module offers."""

    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""
        ...

    def run(self, arguments: argparse.Namespace) -> int:
        """Run it; return the exit code."""
        ...


def commands() -> dict[str, Command]:
    """Return every command by name, this package's first."""
    found: dict[str, Command] = {}
    for name in _OWN_COMMANDS:
        found[name] = importlib.import_module(f"extraction.cli.commands.{name}")
    for entry in sorted(metadata.entry_points(group=_GROUP)):
        found.setdefault(entry.name, entry.load())
    return found


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="jixiao",
        description="Checked facts from Chinese budget-performance reports (绩效自评, 决算, 预算).",
    )
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    parser.add_argument("-v", "--verbose", action="store_true", help="log what is being done")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, command in commands().items():
        sub = subparsers.add_parser(name, help=command.HELP, description=command.HELP)
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    if wants_chinese():
        translate(parser)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0 done, 1 something failed or did not hold, 2 wrong usage."""
    parser = build_parser()
    arguments = parser.parse_args(argv)
    level = logging.INFO if arguments.verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    if arguments.version:
        print(f"jixiao {metadata.version('jixiao')}")
        return 0
    if arguments.command is None:
        parser.print_help(sys.stderr)
        return 2
    return _run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    from extraction.errors import JixiaoError

    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except JixiaoError as error:
        print(f"jixiao: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(f"jixiao: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("jixiao: interrupted", file=sys.stderr)
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
