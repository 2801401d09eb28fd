"""The room under a debt limit (低于限额A, 剩余额度A): the limit of one kind of debt less its balance.

Whose room it is, the subject of its clause says (专项债务余额低于限额), else the one balance that it goes on
from; the limit must be of the same kind, all debts, general or special, and of the same level of government.
Where the paragraph does not tell that limit, or tells several, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.rules.balances.debts import is_balance, words_before
from extraction.lexicon.outlays import outlay_words
from extraction.lexicon.source import any_of

Kind = Literal["all", "general", "special"]

_LIMIT = re.compile(r"限额")
_OPENING = re.compile(r"上年末|年初|期初|上一年末")
_ROOM = re.compile(
    r"(?:低于|少于|小于|[距离]|比|较)[^，,。；;]{0,8}限额[^，,。；;\d]{0,6}$|(?:剩余|尚余|富余|结余)(?:的)?(?:债务|举债)?(?:额度|限额|空间)[为有]?$"
    r"|(?:举债|限额)空间[为有]?$|限额与余额(?:之差|相差|的差额)[为是]?$"
)
_RAISES = re.compile(rf"{any_of(outlay_words().moved)}|提高|下达")
_SHARED = re.compile(r"分别|[均都各]|依次")
_OWN_LEVEL = re.compile(r"其中|本级|直属|市级|县级|区级|省级")
_SUBJECT = re.compile(r"债务|余额")
_LISTED = re.compile(r"\s*[、和与及]")
_REACH = 16
_FUNDS: dict[str | None, Kind] = {"general": "general", "fund": "special"}


def debt_rooms(ledger: Ledger) -> Iterator[Relation]:
    """Yield each room under a limit as the limit of its kind less the balance of its kind."""
    for room in ledger.of_kind("money"):
        words = words_before(ledger, room)
        if not room.spoken or not _ROOM.search(words) or _SHARED.search(words):
            continue
        before = [
            e for e in ledger.entries[max(0, room.index - _REACH) : room.index]
            if e.line == room.line and e.family == room.family and e.change is None
            and e.depth <= room.depth and not _ROOM.search(words_before(ledger, e))
        ]  # fmt: skip
        owed = _owed(ledger, room, before)
        limit = _limit(ledger, owed, before) if owed is not None else None
        if owed is not None and limit is not None:
            signs = (-1, 1) if room.value.point < 0 else (1, -1)
            left = total((limit.id, owed.id), signs)
            yield Relation("diff", room.id, left, "debt-room", Claim.STATED, 0.85, certain=True)


def _owed(ledger: Ledger, room: Entry, before: Sequence[Entry]) -> Entry | None:
    """Return the balance that a room is told of: that of its clause's subject, else the one just told."""
    words = words_before(ledger, room)
    subject = _subject(words)
    own = [e for e in before if e.sentence == room.sentence]
    if subject is None:
        own = _without_kinds(ledger, own)
        if not own or not (_balance(ledger, own[-1]) or _is_limit(ledger, own[-1])):
            return None
        subject = _kind(ledger, own[-1])
    elif _OWN_LEVEL.search(words.split("限额")[0]):
        return None
    said = [e for e in before if _balance(ledger, e) and (e in own or e.sentence != room.sentence)]
    here = [e for e in said if e in own]
    of_kind = [e for e in here or said if _kind(ledger, e) == subject]
    if subject is None or {_kind(ledger, e) for e in here} - {subject} or not of_kind:
        return None
    return of_kind[-1] if compatible(of_kind[-1], room, ("scope",)) else None


def _without_kinds(ledger: Ledger, own: list[Entry]) -> list[Entry]:
    """Leave out both kinds of debt where they are listed last (债务余额A，其中一般B、专项C，低于限额): the room is of A."""
    if len(own) < len(_FUNDS) + 1:
        return own
    *rest, one, other = own
    kinds = {_kind(ledger, one), _kind(ledger, other)}
    listed = _LISTED.match(ledger.between(one, other))
    whole = _kind(ledger, rest[-1]) == "all"
    return rest if listed and whole and kinds == set(_FUNDS.values()) else own


def _limit(ledger: Ledger, owed: Entry, before: Sequence[Entry]) -> Entry | None:
    """Return the one limit of a balance's kind of debt and level of government."""
    limits = [e for e in before if _is_limit(ledger, e) and _kind(ledger, e) == _kind(ledger, owed)]
    values = {e.value.point for e in limits}
    raised = any(_RAISES.search(words_before(ledger, e)) for e in limits)
    if len(values) != 1 or raised or not compatible(limits[0], owed, ("scope",)):
        return None
    return limits[0]


def _subject(words: str) -> Kind | None:
    """Return the kind of debt that the clause of a room names as its subject, None where it goes on from another's."""
    clause = re.split(r"[，,：:]", words)[-1]
    subject = re.split(r"低于|少于|小于|[距离]|比|限额|剩余|尚余|富余|结余", clause)[0]
    return _kind_of(subject) if _SUBJECT.search(subject) else None


def _balance(ledger: Ledger, entry: Entry) -> bool:
    words = words_before(ledger, entry)
    told = is_balance(words) or entry.concept == "debt-balance"
    return told and not _OPENING.search(words) and not _LIMIT.search(words)


def _is_limit(ledger: Ledger, entry: Entry) -> bool:
    return bool(_LIMIT.search(words_before(ledger, entry)))


def _kind(ledger: Ledger, entry: Entry) -> Kind | None:
    """Return the kind of debt of a limit or balance: as its words say, else as its key does; None for a part of one."""
    words = words_before(ledger, entry)
    kind = _kind_of(words)
    if kind != "all":
        return kind
    fund = entry.key.fund if entry.key is not None else None
    known = _FUNDS.get(fund, "all")
    return None if known == "all" and _OWN_LEVEL.search(words) else known


def _kind_of(words: str) -> Kind | None:
    general, special = "一般" in words, "专项" in words
    if general and special:
        return None
    return "general" if general else "special" if special else "all"
