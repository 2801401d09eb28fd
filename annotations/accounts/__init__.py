"""Accounts of the review server: who somebody is, what they may do, and when their sessions end (账户)."""

from annotations.accounts.errors import (
    AccountError,
    ForbiddenError,
    InvitationError,
    PassPhraseError,
    PersonNameError,
)
from annotations.accounts.people import Invitation, People, Person
from annotations.accounts.roles import ROLES, Role
from annotations.accounts.sessions import Session, Sessions

__all__ = [
    "ROLES",
    "AccountError",
    "ForbiddenError",
    "Invitation",
    "InvitationError",
    "PassPhraseError",
    "People",
    "Person",
    "PersonNameError",
    "Role",
    "Session",
    "Sessions",
]
