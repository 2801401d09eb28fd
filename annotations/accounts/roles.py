"""What a person may do: a reader looks, a reviewer edits, an adjudicator decides (查看、复核、裁定).

Adjudicators manage the accounts of others in the browser; the first account is made on the command line.
"""

from __future__ import annotations

from typing import Literal

from annotations.accounts.errors import ForbiddenError

Role = Literal["reader", "reviewer", "adjudicator"]
ROLES: tuple[Role, ...] = ("reader", "reviewer", "adjudicator")
Right = Literal["edit", "decide", "people"]
"""edit: change layers, bring reports in, take work; decide: settle differences, give work to others, open what
others finished; people: invite, change roles, close accounts."""

_RIGHTS: dict[Role, frozenset[Right]] = {
    "reader": frozenset(),
    "reviewer": frozenset({"edit"}),
    "adjudicator": frozenset({"edit", "decide", "people"}),
}


def may(role: Role, right: Right) -> bool:
    """Tell whether a role has a right."""
    return right in _RIGHTS[role]


def require(role: Role, right: Right) -> None:
    """Let a role with the right pass.

    Raises:
        ForbiddenError: it has not.
    """
    if not may(role, right):
        able = " or ".join(r for r in ROLES if may(r, right))
        raise ForbiddenError(f"expected the role {able}, found {role}")
