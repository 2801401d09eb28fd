"""Errors of the language model's client.

LlmError (JixiaoError, RuntimeError)
├── RefusedError          the server will not answer this request (4xx)
├── UnreachableError      no whole answer came, however often it was asked
├── DeadlineError         the time of the run is over
└── BudgetSpentError      the next request might pass the budget
"""

from __future__ import annotations

from extraction.errors import JixiaoError


class LlmError(JixiaoError, RuntimeError):
    """Asking the language model failed."""


class RefusedError(LlmError):
    """The server refuses the request.

    Args:
        status: the HTTP status.
        body: the beginning of what the server said.
    """

    def __init__(self, url: str, status: int, body: str) -> None:
        self.status = status
        self.body = body
        super().__init__(f"{url}: expected an answer, found status {status}: {body[:300]}")


class UnreachableError(LlmError):
    """The server gave no whole answer within all tries."""


class DeadlineError(LlmError):
    """The time that a run may take is over; nothing more is sent."""


class BudgetSpentError(LlmError):
    """What may be spent is spent; nothing more was sent."""
