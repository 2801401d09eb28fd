"""The account table: functional and economic classes, and the totals that reports name (科目表).

accounts.tsv and concepts.toml document their own grammar. Names are compared without blanks, brackets' width and the
endings 支出, （类）, （款）, （项）, so that 住房公积金支出 finds 住房公积金.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from extraction.taxonomy.concepts import load_concepts
from extraction.taxonomy.naming import by_plain_name, plain_name


@dataclass(frozen=True, slots=True)
class Account:
    """One account.

    Attributes:
        code: 3, 5 or 7 digits (functional), 3 or 5 digits (economic), a word for a named total, or * and
            the last two digits for a name that stands under every 款.
        scheme: "functional", "economic" or "total".
        names: the official name first, then aliases.
        since, until: first and last edition year it stands in, None where open.
    """

    code: str
    scheme: str
    names: tuple[str, ...]
    since: int | None = None
    until: int | None = None


@cache
def load_accounts() -> tuple[Account, ...]:
    """Return the concepts that have a name of their own, then all accounts, in file order."""
    text = resources.files(__package__).joinpath("accounts.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    totals = (Account(c.id, "total", c.names) for c in load_concepts() if c.names)
    return (*totals, *(_account(line) for line in lines))


def _account(line: str) -> Account:
    scheme, code, names, since, until = [*line.split("\t"), "", ""][:5]
    first, last = (int(y) if y.strip() else None for y in (since, until))
    return Account(code, scheme, tuple(n for n in names.split("|") if n), first, last)


@cache
def _by_name() -> Mapping[str, tuple[Account, ...]]:
    return by_plain_name(load_accounts())


def account_names() -> tuple[str, ...]:
    """Return every official name and alias, sorted."""
    return tuple(sorted({n for a in load_accounts() for n in a.names}))


def find_accounts(name: str, *, year: int | None = None) -> tuple[Account, ...]:
    """Return every account that a name can mean, () where it names none.

    Args:
        name: as written in the report; numbering, blanks, 支出 at its end and （项） notes are ignored.
        year: the fiscal year, which settles between editions.
    """
    plain = plain_name(name)
    for candidate in (plain, plain.removesuffix("支出"), plain + "支出"):
        found = tuple(a for a in _by_name().get(candidate, ()) if _in_force(a, year))
        if found:
            return found
    return ()


def find_account(name: str, *, year: int | None = None, scheme: str = "") -> Account | None:
    """Return the account that a name means, None where it names none or more than one.

    A named total goes before a class of the same name; among the rest `scheme` decides, where given.
    """
    found = [a for a in find_accounts(name, year=year) if not a.code.startswith("*")]
    for chosen in (
        [a for a in found if a.scheme == "total"],
        [a for a in found if a.scheme == scheme],
        found,
    ):
        if len({a.code for a in chosen}) == 1:
            return chosen[0]
    return None


def _in_force(account: Account, year: int | None) -> bool:
    if year is None:
        return True
    after = account.since is None or account.since <= year
    return after and (account.until is None or year <= account.until)
