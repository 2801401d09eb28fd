"""Decide which statement an amount comes from (口径): budget, outturn or the year before.

In order: what a table's column or a person's mark says; the words right before the figure; the names it
links to. A fund's name (一般公共预算收入) states no role.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extraction.facts.leads import lead
from extraction.labels import VALUES, Label
from extraction.lexicon.changes import change_words
from extraction.lexicon.periods import last_year
from extraction.lexicon.roles import (
    adjusted_from,
    adjusted_to,
    approved_account,
    last_role,
    role_of,
    role_of_label,
    spent_alone,
)
from extraction.lexicon.source import any_of
from extraction.lexicon.totals import sum_pattern
from extraction.markup import Markup, Mention, Role

_SENTENCE = re.compile(r"[。;；!！?？]|\n\s*\n")
_SHARE = re.compile(r"\s*[(（]\s*(?:其中|含|包括|包含)[：:]?[^，。；;）)\d]{0,16}")
_GOES_ON = re.compile(
    rf"[，,、](?:(?!完成|执行|实际|实现|达)[^，,；;。\d\n]){{0,16}}(?:收入|支出){sum_pattern('grand')}?[为是]?"
)
_CLAUSE = 24
_YEAR_BASE = re.compile(
    r"(?:比|较|与|同)(?:\d{4}年)(?:度|同期|的)*[“”\"一-鿿]{0,20}$"
)  # the level of a named year that something is compared with


def with_roles(text: str, markup: Markup) -> Markup:
    """Return the mark-up with a role on every amount of prose whose words state one.

    Roles that a table's column or a person's mark gave stay, and so do changes without one. An amount of
    上年 gets that as its own period, for it is of the year before the period its sentence speaks of; a rate or
    count gets both where its clause opens with that year (上年为92.38%).
    """
    floor, mentions = 0, []
    before: Mention | None = None
    approved: Mention | None = None
    for m in markup.mentions:
        if m.label is Label.AMOUNT and m.cell is None and m.change is None:
            plan = _is_approved(text, m, floor) or (
                before is approved and _goes_on(text, before, m)
            )
            role = m.role or ("budget" if plan else role_before(text, m, floor=floor))
            if role is None and before is not None and before.role == "budget":
                role = "budget" if _adjusted().search(lead(text, m.start, floor=floor)) else None
            if role is None and before is not None and _SHARE.fullmatch(text, floor, m.start):
                role = before.role  # 完成91亿元（含高新区1.3亿元）
            relative = role == "prior" and m.period is None and _last_year(text, m, floor)
            m = replace(m, role=role, period="上年" if relative else m.period)
            approved = m if plan and role == "budget" else None
        elif _is_of_last_year(text, m, floor):
            m = replace(m, role="prior", period=m.period or "上年")
        mentions.append(m)
        if m.label in VALUES:
            floor, before = m.end, m
    return replace(markup, mentions=tuple(mentions))


def _is_of_last_year(text: str, mention: Mention, floor: int) -> bool:
    """Tell whether the clause of a rate or count in prose opens with the year before (，上年为92.38%；上年末46人).

    So is a rate that another is told against (占比比上年的58.9%提高).
    """
    level = mention.label in (Label.RATE, Label.COUNT) and mention.change is None
    if not level or mention.cell is not None or mention.role is not None:
        return False
    start = max(floor, mention.start - _CLAUSE)
    compared = mention.label is Label.RATE and _told_against().search(text, start, mention.start)
    return bool(compared or _opens_with_last_year().search(text, start, mention.start))


@cache
def _told_against() -> re.Pattern[str]:
    return re.compile(rf"(?:比|较|与|同){last_year()}度?(?:同期)?的$")


@cache
def _opens_with_last_year() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[，,、；;。（(：:\n])\s*{last_year()}(?:度|末|底|同期|年末)?[^，,。；;：:（(占比较为是达的\d]{{0,12}}(?:为|是|达到?|仅|[:：])?\s*$"
    )


def _is_approved(text: str, mention: Mention, floor: int) -> bool:
    """Tell whether a congress approved a figure, or it stood at the beginning of the year (批准的2031年收入为, 年初支出合计)."""
    return bool(approved_account().search(lead(text, mention.start, floor=floor)))


def _goes_on(text: str, before: Mention | None, mention: Mention) -> bool:
    """Tell whether a figure goes on from an approved one (批准收入78亿元，支出141亿元)."""
    return before is not None and bool(_GOES_ON.fullmatch(text, before.end, mention.start))


def _last_year(text: str, mention: Mention, floor: int) -> bool:
    words = lead(text, mention.start, floor=floor)
    return not re.search(r"\d{4}年", words) and role_of(words, compared=True) == "prior"


def role_before(text: str, mention: Mention, *, floor: int = 0) -> Role | None:
    """Return the role that the words before a figure state, None where they state none.

    Args:
        floor: the end of the figure before this one.
    """
    words = lead(text, mention.start, floor=floor)
    if words.strip() in spent_alone():
        return "actual"
    if _adjusted().search(words):
        return _role_of_origin(text, mention.start) or _told(words)
    return _told(words)


def role_of_names(items: Sequence[Mention]) -> Role | None:
    """Return the role that the names of a figure state together."""
    roles = {(role_of if item.cell else role_of_label)(item.text) for item in items}
    if "prior" in roles:
        return "prior"
    return "budget" if "budget" in roles and "actual" not in roles else None


def _told(words: str) -> Role | None:
    if _YEAR_BASE.search(words) and not _moved().search(words):
        return "prior"
    stated = role_of(words, compared=True)
    if stated == "prior" and _moved().search(words):
        return last_role(_moved().split(words)[-1])
    return stated


@cache
def _adjusted() -> re.Pattern[str]:
    return re.compile(rf"{adjusted_to()}(?:了|约|为)?\s*$")


@cache
def _origin() -> re.Pattern[str]:
    return re.compile(rf"{adjusted_from()}(?P<words>[^\d,，]{{0,24}})\d")


@cache
def _moved() -> re.Pattern[str]:
    words = change_words()
    return re.compile(any_of((*words.rise, *words.fall, *words.still, "相比")))


def _role_of_origin(text: str, start: int) -> Role | None:
    """Return the role of X in 由X调整至Y: both are budget, or both are outturn."""
    sentence = _SENTENCE.split(text[max(0, start - 80) : start])[-1]
    origins = list(_origin().finditer(sentence))
    role = last_role(origins[-1]["words"]) if origins else None
    return role if role == "budget" else None
