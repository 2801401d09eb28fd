"""Words that say which statement a figure comes from (预算数, 决算数, 上年)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from extraction.lexicon.funds import without_funds
from extraction.lexicon.source import any_of, load, longest_first
from extraction.lexicon.totals import sum_pattern
from extraction.remembering import remembered

StatementRole = Literal["actual", "budget", "prior"]


@cache
def _data() -> dict[str, Any]:
    return load("roles.toml")


@cache
def _mute() -> re.Pattern[str]:
    carried = (
        rf"{any_of(_data()['prior']['words'])}{any_of(_data()['mute']['carried'])}*(?:结转|结余)"
    )
    return re.compile(rf"(?:{any_of(_data()['mute']['words'])}|{carried})(?!数|安排)")


@cache
def _stated(role: StatementRole, *, nouns: bool) -> re.Pattern[str]:
    table = _data()[role]
    ending = f"|{any_of(table['nouns'])}$" if nouns and "nouns" in table else ""
    return re.compile(any_of(table["words"]) + ending)


@remembered(4096)
def spoken(words: str) -> str:
    """Return the words without blanks and without the phrases that hold a role and state none."""
    return without_funds(_mute().sub("", "".join(words.split())))


def last_role(words: str, *, nouns: bool = True) -> StatementRole | None:
    """Return the role of the phrase of role that ends last in the words, None where none stands there.

    Args:
        nouns: whether a bare 预算 or 完成 at the very end counts.
    """
    return _last_role(spoken(words), nouns=nouns)


@remembered(4096)
def _last_role(plain: str, *, nouns: bool = True) -> StatementRole | None:
    ends: list[tuple[int, int, StatementRole]] = []
    roles: Sequence[StatementRole] = ("prior", "budget", "actual")
    for role in roles:
        for match in _stated(role, nouns=nouns).finditer(plain):
            ends.append((match.end(), match.end() - match.start(), role))
    return max(ends)[2] if ends else None


_COMPARED = re.compile(r"[比较占为与同对]$")


@remembered(4096)
def role_of(header: str, *, compared: bool = False) -> StatementRole | None:
    """Return the role that a header, label or clause states, None where it states none.

    Args:
        compared: whether 上年 behind a word of comparison counts: a figure right behind 较上年决算数 is last
            year's, a column 比上年增减 is not.
    """
    plain = spoken(header)
    prior = _stated("prior", nouns=True).finditer(plain)
    if any(compared or not _COMPARED.search(plain[: m.start()]) for m in prior):
        return "prior"
    told = _last_role(plain)
    return None if told == "prior" else told


@cache
def approved_account() -> re.Pattern[str]:
    """Return the expression of words that end with the revenue or expenditure that was approved, or stood at the beginning of the year."""
    verbs = any_of(_data()["budget"]["approved"])
    account = rf"(?:收入|支出)(?:{sum_pattern('grand')}|总额)?(?:数|额)?(?:为|是)?"
    began = r"年初(?!结|余|未|库存)"
    return re.compile(
        rf"(?:{verbs}|{began})(?:(?!发行|使用|动用|上缴)[^，,；;。\d]|\d{{4}}年){{0,40}}?{account}\s*$"
    )


_LONGEST_LABEL = 12
_STATES = re.compile(
    r"(?:预算|决算|执行|完成|支出|到位|指标)(?:数|额|金额)(?:[（(][^（）()]*[)）])?\Z"
)


def role_of_label(label: str) -> StatementRole | None:
    """Return the role that a row's label states; the name of a project or document states none."""
    return role_of(label) if len(label) <= _LONGEST_LABEL or _STATES.search(label) else None


@cache
def role_words() -> tuple[str, ...]:
    """Return every word that states a role, longest first."""
    tables = (_data()[role] for role in ("prior", "budget", "actual"))
    return longest_first(w for t in tables for w in (*t["words"], *t.get("nouns", ())))


@cache
def spent_alone() -> frozenset[str]:
    """Return the verbs that say that an amount is actual where they are its whole clause (支出)."""
    return frozenset(_data()["actual"]["alone"])


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(any_of(_data()["tables"]["budget"]))


def role_of_title(title: str) -> StatementRole | None:
    """Return "budget" where a table's title says that all of its figures are (支出预算总表, 绩效目标表)."""
    plain = "".join(title.split())
    if any(word in plain for word in _data()["tables"]["not_budget"]):
        return None
    return "budget" if _titles().search(without_funds(plain)) else None


@cache
def adjusted_from() -> str:
    """Return an expression for the word that opens A从X调整至Y."""
    return any_of(_data()["adjusted"]["from"])


@cache
def adjusted_to() -> str:
    """Return an expression for the words before the adjusted value of A从X调整至Y."""
    return any_of(_data()["adjusted"]["to"])
