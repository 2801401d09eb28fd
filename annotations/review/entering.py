"""Who is let in: by name and pass phrase where the store has accounts, else by name, and token where one is set."""

from __future__ import annotations

import hmac

from annotations.accounts import AccountError, People, Session, Sessions
from annotations.accounts.names import folded
from annotations.review.attempts import Attempts
from annotations.store import Store

COOKIE = "jixiao_session"


class RefusedEntryError(AccountError):
    """The name, pass phrase or token does not fit."""

    def __init__(self, key: str) -> None:
        super().__init__("expected a name and pass phrase (or token) that fit, found others")
        self.key = key


class TooManyAttemptsError(AccountError):
    """Too many wrong attempts came from there just now."""

    key = "too_many"


class Entrance:
    """The one way into a store's review application."""

    def __init__(self, store: Store, token: str | None) -> None:
        self.people = People(store.engine)
        self.sessions = Sessions(store.engine, self.people)
        self._token = token
        self._attempts = Attempts()

    @property
    def asks(self) -> str:
        """What is asked for beside the name: "phrase", "token" or nothing."""
        if self.people.exist:
            return "phrase"
        return "" if self._token is None else "token"

    def enter(self, name: str, secret: str, *, address: str) -> str:
        """Open a session; return its cookie.

        Raises:
            TooManyAttemptsError, RefusedEntryError, PersonNameError: nobody was let in.
        """
        source = f"{address} {folded(name)[:80]}"
        self._refuse_blocked(source)
        asks = self.asks
        if asks == "phrase":
            person = self.people.admit(name, secret)
            if person is None:
                self._attempts.failed(source)
                raise RefusedEntryError("wrong_phrase")
            return self.sessions.open(person.name, person)
        kept = self.people.check_free(name)
        if asks == "token" and not self._is_token(secret):
            self._attempts.failed(source)
            raise RefusedEntryError("wrong_token")
        return self.sessions.open(kept)

    def join(self, code: str, phrase: str, *, address: str) -> str:
        """Take up an invitation; return the cookie of the first session.

        Raises:
            TooManyAttemptsError, InvitationError, PassPhraseError: it was not taken up.
        """
        source = f"{address} join"
        self._refuse_blocked(source)
        try:
            person = self.people.join(code, phrase)
        except AccountError:
            self._attempts.failed(source)
            raise
        return self.sessions.open(person.name, person)

    def change_phrase(self, session: Session, old: str, new: str, *, address: str) -> str:
        """Give a person another pass phrase, all sessions end; return the cookie of a new one.

        Raises:
            TooManyAttemptsError, RefusedEntryError, PassPhraseError: nothing was changed.
        """
        source = f"{address} {folded(session.reviewer)}"
        self._refuse_blocked(source)
        person = self.people.admit(session.reviewer, old)
        if person is None:
            self._attempts.failed(source)
            raise RefusedEntryError("wrong_phrase")
        self.people.change_phrase(person.id, new)
        self.sessions.forget()
        return self.sessions.open(person.name, person)

    def _refuse_blocked(self, source: str) -> None:
        if self._attempts.blocked(source):
            raise TooManyAttemptsError("expected fewer wrong attempts within a minute")

    def _is_token(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), (self._token or "").encode())


def admits_csrf(session: Session, token: str | None) -> bool:
    """Compare a CSRF token in constant time."""
    return hmac.compare_digest(session.csrf.encode(), (token or "").encode())
