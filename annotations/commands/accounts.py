"""The accounts of `jixiao review` from the command line: invite, list, change the role, close (账户管理)."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotations.accounts import People

ROLES = ("reader", "reviewer", "adjudicator")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options; each serves nothing, does one thing to the accounts and ends."""
    group = parser.add_argument_group(
        "accounts (each of these serves nothing, does what it says and ends)"
    )
    group.add_argument(
        "--invite",
        metavar="NAME",
        help="invite a person (or let one choose a new pass phrase): prints the address to send them; "
        "from the first invitation on a name alone lets nobody in",
    )
    group.add_argument(
        "--role",
        choices=ROLES,
        help="with --invite, or with --change: a reader looks, a reviewer edits, an adjudicator decides "
        "(default reviewer)",
    )
    group.add_argument("--change", metavar="NAME", help="give a person the role of --role")
    group.add_argument(
        "--close", metavar="NAME", help="close a person's account; their sessions end"
    )
    group.add_argument(
        "--people", action="store_true", help="list the accounts, and what happened to them"
    )


def asked(arguments: argparse.Namespace) -> bool:
    """Tell whether something is to be done to the accounts."""
    return bool(arguments.invite or arguments.change or arguments.close or arguments.people)


def run(arguments: argparse.Namespace, people: People) -> int:
    """Do it; return 0, or 2 where it cannot be done."""
    from annotations.accounts import AccountError

    actor = f"command line ({getpass.getuser()})"
    try:
        if arguments.invite:
            _invite(arguments, people, actor)
        if arguments.change:
            if not arguments.role:
                print("jixiao review: expected --role ROLE beside --change", file=sys.stderr)
                return 2
            person = people.change_role(arguments.change, arguments.role, actor=actor)
            print(f"{person.name}: {person.role}")
        if arguments.close:
            print(f"{people.close(arguments.close, actor=actor).name}: closed")
    except AccountError as error:
        print(f"jixiao review: {error}", file=sys.stderr)
        return 2
    if arguments.people:
        _list(people)
    return 0


def _invite(arguments: argparse.Namespace, people: People, actor: str) -> None:
    made = people.invite(arguments.invite, arguments.role, actor=actor)
    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    print(f"{made.name} ({made.role}), until {made.until:%Y-%m-%d %H:%M} UTC, once:")
    print(f"http://{host}:{arguments.port}/join#{made.code}")


def _list(people: People) -> None:
    found = people.all()
    if not found:
        print("no accounts: one person on this machine, a name is enough")
    for person in found:
        state = "closed" if person.closed else "joined" if person.joined else "invited"
        print(f"{person.name}\t{person.role}\t{state}")
    for event in people.trail():
        print(
            f"  {event.at[:19]} {event.actor}: {event.action} {event.name} {event.detail}".rstrip()
        )
