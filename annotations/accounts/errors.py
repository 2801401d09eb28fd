"""Errors of accounts.

JixiaoError
└── AccountError (ValueError)
    ├── PersonNameError      a name that nobody may have, or that nobody has
    ├── PassPhraseError      a pass phrase that is too easy
    ├── InvitationError      an invitation that is unknown, used or over
    └── ForbiddenError       the person's role does not allow it (PermissionError)

`key` of an error names its message in the review application's catalogue.
"""

from __future__ import annotations

from extraction.errors import JixiaoError


class AccountError(JixiaoError, ValueError):
    """An account cannot be made, used or changed as asked."""

    key = "error_request"


class PersonNameError(AccountError):
    """A name that nobody may have, or that nobody has."""

    key = "name_needed"


class ReservedNameError(PersonNameError):
    """A name that a machine, an import or the decided layer has."""

    key = "name_reserved"


class PassPhraseError(AccountError):
    """A pass phrase that is too easy to guess."""

    key = "phrase_weak"


class InvitationError(AccountError):
    """An invitation that is unknown, used or over."""

    key = "invitation_wrong"


class ForbiddenError(AccountError, PermissionError):
    """The person's role does not allow it."""

    key = "error_role"
