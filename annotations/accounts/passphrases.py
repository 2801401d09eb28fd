"""Pass phrases (口令): hashed with Argon2id, checked in a time that tells nothing, refused where easily guessed.

Source of the parameters: OWASP Password Storage Cheat Sheet (Argon2id, 19 MiB, 2 passes, 1 lane); of the
rules: NIST SP 800-63B, 5.1.1 (length, no composition rules, NFKC).
"""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from annotations.accounts.errors import PassPhraseError
from annotations.accounts.names import folded

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_HASHING = ThreadPoolExecutor(2, thread_name_prefix="argon2")
"""So many are hashed at once, always in the same threads: each thread that hashed keeps its 19 MiB."""
SHORTEST, LONGEST = 10, 200
_DIFFERENT = 5


def hashed(phrase: str, *, name: str) -> str:
    """Return the hash of a new pass phrase, parameters and salt included.

    Raises:
        PassPhraseError: it is too short, too long, of few different characters, or holds the name.
    """
    plain = _plain(phrase)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise PassPhraseError(
            f"expected a pass phrase of {SHORTEST} to {LONGEST} characters, found {len(plain)}"
        )
    if len(set(plain)) < _DIFFERENT or folded(name) in folded(plain):
        raise PassPhraseError(
            f"expected a pass phrase of {_DIFFERENT} different characters or more without the name"
        )
    return _HASHING.submit(_HASHER.hash, plain).result()


def fits(phrase: str, known: str | None) -> bool:
    """Tell whether a pass phrase has this hash; without a hash it takes as long and does not."""
    plain = _plain(phrase[:LONGEST])
    try:
        _HASHING.submit(_HASHER.verify, known or _nobodys(), plain).result()
    except (VerificationError, InvalidHashError):
        return False
    return known is not None


def is_outdated(known: str) -> bool:
    """Tell whether a hash was made with other parameters than are used now."""
    return _HASHER.check_needs_rehash(known)


def _plain(phrase: str) -> str:
    """One phrase typed on another keyboard is the same phrase."""
    return unicodedata.normalize("NFKC", phrase)


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this one")
