"""Goals and results that words tell, no number (定性目标与完成): 已完成, 有所改善, 指标值为12月底，实际按期完成.

Three shapes count: a verdict or 实际 … right behind a goal that is still open, a goal and a result each behind the
words of its column, and below a class a list of clauses that each end in a degree of change. Sentences that
describe otherwise are left to the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extraction.indicators.names import is_name, name_in
from extraction.indicators.pairing import Account
from extraction.indicators.passages import Mode, Passage
from extraction.lexicon.goals import quality_pattern
from extraction.lexicon.outcomes import outcome_words
from extraction.lexicon.source import any_of
from extraction.quantities import find_quantities
from extraction.span import Span, trim

_CLAUSE = re.compile(r"[^；;。\n]+")
_STOP = r"(?=\s*(?:[，,；;。.（(\n]|\Z))"
_LONGEST_NAME = 30
_DESCRIBES = re.compile(
    r"\A(?:通过|随着|为|进一步|有效|使|让|对|在|由于|因|经|我|全面|切实|不断|持续|充分|积极|项目实施|项目的实施|该项目|本项目|根据|按照|结合|自)"
)
"""How a clause begins that describes, and names no indicator."""
_DATED = re.compile(
    r"(?P<name>[^，,：:\d]{2,30}(?:时间|时限|日期|期限))[，,：:]?\s*"
    r"(?P<said>(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|[底末初]|[上中下]旬)?(?:之?前)?)\s*"
)
"""A time to be kept or that was kept (完成时限，2025年10月底前)."""
_VERDICT_ONLY = re.compile(r"\A(?:已|未|尚未|部分|正在)")
_SURELY_DONE = re.compile(r"实际|累计|共|截至|截止|已\Z")


def with_words(text: str, passage: Passage, accounts: Sequence[Account]) -> list[Account]:
    """Return the accounts of a passage in text order, with goals and results in words and what words alone tell."""
    told = list(accounts)
    stops = [a.name.start for a in told[1:]] + [passage.span.end]
    for account, stop in zip(told, stops, strict=False):
        _answer(text, passage, account, stop)
    taken = [a.name for a in told]
    told += [a for a in _keyed(text, passage) if not any(a.name.overlaps(n) for n in taken)]
    if not told and passage.classes:
        told = _listed(text, passage)
    return sorted(told, key=lambda a: a.name)


def _answer(text: str, passage: Passage, account: Account, stop: int) -> None:
    """Give a goal the words behind it that say how it went; a lone value before 已完成 is the goal."""
    value = account.target or account.actual
    if value is None or account.paired or value.span.end > stop:
        return
    match = _behind().match(text, value.span.end, stop)
    if match is None:
        return
    said = trim(text, Span(*match.span("said" if match["said"] else "done")))
    if account.target is not None:
        account.said = said
    elif match["done"] and passage.mode is Mode.RESULT and _lone(text, account, said):
        account.target, account.actual, account.said = value, None, said


def _lone(text: str, account: Account, said: Span) -> bool:
    value = account.actual
    if value is None or _VERDICT_ONLY.match(said.of(text)) is None:
        return False
    words = text[min(account.name.start, value.span.start) - 6 : value.span.start]
    return _SURELY_DONE.search(words) is None


@cache
def _behind() -> re.Pattern[str]:
    """What stands behind a goal: 实际按此标准拨付, or a word for work done or not (已完成)."""
    return re.compile(
        rf"\s*[，,]\s*(?:(?:全年|年末|目前)*实际(?:完成值?|情况)?(?:为|是|：|:)?(?P<said>[^\d，,。；;：:（(\n]{{2,16}})"
        rf"|(?:目前|现|均|全年|年内)*(?P<done>{_done_words()})){_STOP}"
    )


@cache
def _columns() -> re.Pattern[str]:
    """A name, its goal behind the word of a column (指标值为), and its result behind one (实际)."""
    goal = r"(?:年初|年度|全年|预期|设定)*(?:目标值|指标值|计划值|预期值)(?:为|是|：|:)?"
    result = r"(?:全年|年末|目前)*(?:实际完成值|实际值|完成值|实际完成|实际)(?:为|是|：|:|于)?"
    words = r"(?:[^，,。；;：:\n.]|(?<=\d)\.(?=\d))"
    return re.compile(
        rf"(?<![^，,。；;：:.\n])(?P<name>[^，,。；;：:\n]{{2,40}}?)[，,]?{goal}[“\"]?"
        rf"(?P<goal>{words}{{1,24}}?)[”\"]?[，,；;]{result}[“\"]?(?P<result>{words}{{2,24}}?)[”\"]?{_STOP}"
    )


def _keyed(text: str, passage: Passage) -> Iterator[Account]:
    """Yield indicators whose goal and result stand behind the words of columns, one of them without a number."""
    for match in _columns().finditer(text, passage.span.start, passage.span.end):
        name = name_in(text, Span(*match.span("name")))
        goal, result = (trim(text, Span(*match.span(k))) for k in ("goal", "result"))
        numbered = [bool(tuple(find_quantities(text, s.start, s.end))) for s in (goal, result)]
        if name is not None and not all(numbered):
            yield Account(name, meant=goal, said=result)


def _listed(text: str, passage: Passage) -> list[Account]:
    """Return what a list of clauses tells that each end in a degree (出行条件有所改善；…), [] if one does not."""
    if passage.mode is Mode.NONE:
        return []
    found: list[Account] = []
    for clause in _CLAUSE.finditer(text, passage.span.start, passage.span.end):
        span = trim(text, Span(*clause.span()))
        if not len(span):
            continue
        account = _degree(text, span, passage.mode)
        if account is None:
            return []
        found.append(account)
    return found


def _degree(text: str, clause: Span, mode: Mode) -> Account | None:
    shapes = (_qualified(), _finished(), _DATED)
    match = next((m for s in shapes if (m := s.fullmatch(text, clause.start, clause.end))), None)
    if match is None or _DESCRIBES.match(match["name"]):
        return None
    name = name_in(text, Span(*match.span("name")))
    if name is None or len(name) > _LONGEST_NAME or not is_name(name.of(text)):
        return None
    said = Span(*match.span("said"))
    if mode is Mode.GOAL:
        return Account(name, meant=said)
    return Account(name, said=said)


@cache
def _finished() -> re.Pattern[str]:
    """A thing to do and whether it is done, no number in either (设备按期交付，已完成)."""
    return re.compile(rf"(?P<name>[^，,：:\d]{{3,30}})[，,](?P<said>{_done_words()})\s*")


@cache
def _done_words() -> str:
    return any_of(w for w in outcome_words() if re.search(r"完成|完工|建成|实施|开展|启动", w))


@cache
def _qualified() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>[^，,：:]{{3,40}}?)(?:(?:较|比|与)(?:上年|去年|往年|以往|以前)(?:相比)?)?[，,]?(?:均|都|已)?"
        rf"(?P<said>{quality_pattern()})\s*"
    )
