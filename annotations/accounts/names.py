"""Names of people: one spelling a person, and none that a machine or a decided layer goes by (保留姓名)."""

from __future__ import annotations

import unicodedata

from sqlalchemy import Connection, select

from annotations.accounts.errors import PersonNameError, ReservedNameError
from annotations.store import tables

NAME_CHARACTERS = 40
_RESERVED = frozenset(
    {"model", "gold", "import", "human", "consensus", "memory", "machine", "system", "command line"}
)
_RESERVED_BEGINNINGS = ("llm:", "model:", "import:")


def clean_name(name: str) -> str:
    """Return a person's name as it is kept: composed, full-width letters made plain, single blanks.

    Raises:
        PersonNameError: it is empty, too long, or holds what no name holds.
        ReservedNameError: a machine's layer or an action of the program goes by it.
    """
    found = " ".join(unicodedata.normalize("NFKC", name).split())
    if not 0 < len(found) <= NAME_CHARACTERS or not found.isprintable():
        raise PersonNameError(
            f"expected a name of 1 to {NAME_CHARACTERS} characters, found {name!r}"
        )
    folded = found.casefold()
    if folded in _RESERVED or folded.startswith(_RESERVED_BEGINNINGS):
        raise ReservedNameError(f"expected the name of a person, found {name!r}, which is reserved")
    return found


def folded(name: str) -> str:
    """Return what two spellings of one name have in common: no case, no blanks."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def refuse_taken(connection: Connection, name: str) -> None:
    """Refuse the name of a layer that no person made.

    Raises:
        ReservedNameError: a model, an import or the consensus goes by that name in this store.
    """
    y = tables.layer.c
    query = select(y.kind).where(y.annotator == name, y.kind != "human").limit(1)
    kind = connection.scalar(query)
    if kind is not None:
        raise ReservedNameError(
            f"expected the name of a person, found {name!r}, a layer of kind {kind}"
        )
