"""Errors of the extraction package.

JixiaoError (Exception)
├── LoadError (ValueError)           an input cannot be turned into a Document
│   ├── UnsupportedFormatError       no loader reads this kind of file
│   ├── EncryptedError               a password would be needed
│   ├── DamagedError                 the bytes are not what the format promises
│   ├── LimitExceededError           a size, time or memory limit was reached
│   └── MissingToolError             a system program or an optional package is absent
├── MarkupError (ValueError)         mentions or links contradict the text or each other
├── RecordError (ValueError)         a record does not follow the schema
├── SettingsError (ValueError)       a settings file is wrong
├── ModelError (RuntimeError)        model files are missing, damaged or of another version
└── WorkerError (RuntimeError)       worker processes cannot be started

Every message says what was expected, what was found, where, and what to do. Content that is merely
wrong (a share that does not fit) is never an exception: it becomes a `Check`.
"""

from __future__ import annotations

from extraction.visible import visible


class JixiaoError(Exception):
    """Base of all errors this project raises on purpose."""


class LoadError(JixiaoError, ValueError):
    """An input cannot be turned into a `Document`.

    Args:
        expected: what the loader looked for.
        found: what it met instead.
        remedy: what the user can do.
        path: the input, as given.
    """

    def __init__(self, expected: str, found: str, remedy: str, *, path: str = "") -> None:
        self.expected = expected
        self.found = found
        self.remedy = remedy
        self.path = path
        where = f"{path}: " if path else ""
        super().__init__(visible(f"{where}expected {expected}, found {found}; {remedy}"))

    def __reduce__(self) -> tuple[object, ...]:
        """Survive pickling between worker processes."""
        return (_rebuild, (type(self), self.expected, self.found, self.remedy, self.path))


def _rebuild(kind: type[LoadError], expected: str, found: str, remedy: str, path: str) -> LoadError:
    return kind(expected, found, remedy, path=path)


class UnsupportedFormatError(LoadError):
    """No loader reads this kind of file."""


class EncryptedError(LoadError):
    """The file is protected and cannot be read without its password."""


class DamagedError(LoadError):
    """The bytes are not what the format promises."""


class LimitExceededError(LoadError):
    """Reading would pass a limit of size, time or memory."""


class MissingToolError(LoadError):
    """A system program or optional package that this format needs is absent."""


class MarkupError(JixiaoError, ValueError):
    """Mentions or links contradict the text or each other."""


class RecordError(JixiaoError, ValueError):
    """A record does not follow the schema."""


class SettingsError(JixiaoError, ValueError):
    """A settings file has an unknown key or a value of the wrong type."""


class ModelError(JixiaoError, RuntimeError):
    """Model files are missing, damaged or of another version."""


class WorkerError(JixiaoError, RuntimeError):
    """Worker processes cannot be started."""
