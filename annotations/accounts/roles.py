"""What a person may do: a reader looks, a reviewer edits, an adjudicator decides (查看、复核、裁定).

Who may invite and close accounts is not a role: it is whoever can run the command line on the database.
"""

from __future__ import annotations

from typing import Literal

from annotations.accounts.errors import ForbiddenError

Role = Literal["reader", "reviewer", "adjudicator"]
ROLES: tuple[Role, ...] = ("reader", "reviewer", "adjudicator")
Right = Literal["edit", "decide"]
"""edit: change layers, bring reports in, take work; decide: settle differences, give work to others, open what
others finished."""

_RIGHTS: dict[Role, frozenset[Right]] = {
    "reader": frozenset(),
    "reviewer": frozenset({"edit"}),
    "adjudicator": frozenset({"edit", "decide"}),
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
