"""Accounts of indicators in prose (指标逐项说明): read passage by passage, decided where they are sure.

What is read: goal and result in one passage, results alone under an indicator class, goals alone where
headings or the sentence announce goals, and goals with the results that a later passage of the same
section tells. Everything else is left to the model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extraction.indicators.alignment import aligned, as_listed, enumerates
from extraction.indicators.in_words import with_words
from extraction.indicators.keyed_goals import answered_keys
from extraction.indicators.numbered_goals import numbered_goals
from extraction.indicators.opening import keyed_by_line_above, named_by_opening, opening_name
from extraction.indicators.pairing import Account, answers, between_answered, only_one, pair_values
from extraction.indicators.passages import Mode, Passage, passages
from extraction.indicators.proofs import proofs, with_proofs
from extraction.indicators.reading import quantities_in, read_values
from extraction.indicators.sureness import counts, without_remarks
from extraction.indicators.told import MOST_WAITING, NEXT, Told
from extraction.indicators.values import Value, alike
from extraction.lexicon.goals import goal_words
from extraction.lexicon.indicators import claim_words, verdicts
from extraction.lexicon.source import any_of
from extraction.quantities import FoundQuantity, find_quantities
from extraction.span import Span

_VERDICT = re.compile(any_of(verdicts()))
_SAID = re.compile(
    rf"[，,、（(\s]*(?P<said>(?:{claim_words().ways.pattern}|{claim_words().hedges.pattern})*{_VERDICT.pattern})"
)
_CALLED = re.compile(r"(?:任务|目标)(?:数|量|任务|总数)?(?:为|是|：|:)?\s*\Z")
_VALUE = re.compile(r"\d(?:[%％]|(?![年月日、号])[\u4e00-\u9fff])")
"""A number with a unit, no date or number of a paragraph."""
_LEAST_OF_ACCOUNT = 2
_GOAL_AND_RESULT = 2
_MARKED_NAME = re.compile(
    r"(?<=[；;。：:\n])\s*(?P<name>[^，,。；;：:（(\n]{2,30})"
    r"[（(](?:满分|权重|分值)?\s*\d{1,3}(?:\.\d+)?\s*分[)）][：:]"
)
"""A name inside a paragraph with its marks in brackets and a colon behind."""
_NOT_TOLD = re.compile(
    r"[^，。；]{0,8}(?:自评|评价|核查|检查|考评)(?:工作)?(?:小)?组(?!织)"
    r"|(?:偏差|未完成|未达标|差异|扣分)的?(?:主要)?原因"
)
"""How passages begin that tell who evaluated, or why something was missed."""


def read_walks(text: str, spans: Sequence[Span]) -> Iterator[Told]:
    """Yield what the passages of the prose in `spans` tell of indicators, sure ones alone."""
    proved = (*numbered_goals(text, spans), *proofs(text, spans))
    found = with_proofs(text, tuple(_told(text, spans)), proved)
    listed = Counter(
        t.passage.section for t in found for a in t.accounts if _by_sentence(text, t, a)
    )
    for told in found:
        if listed[told.passage.section] < _LEAST_OF_ACCOUNT:
            others = tuple(a for a in told.accounts if not _by_sentence(text, told, a))
            told = replace(told, accounts=others)
        kept = tuple(a for a in told.accounts if a.actual or a.said or told.explained)
        if kept:
            yield replace(told, accounts=kept)


def _by_sentence(text: str, told: Told, account: Account) -> bool:
    """Tell whether its sentence alone makes an indicator of it, no heading: one such is no account of goals.

    Where a share proves both and the goal is a count called a task, it is sure alone; money may be an economy's.
    """
    goal = account.target
    called = goal is not None and _CALLED.search(text, max(0, goal.span.start - 8), goal.span.start)
    counted = goal is not None and goal.found.quantity.kind == "count"
    plain = goal is not None and goal.plain and not (account.rates and called and counted)
    return plain and told.passage.mode is Mode.NONE and not told.passage.classes


def _told(text: str, spans: Sequence[Span]) -> Iterator[Told]:
    waiting: list[Told] = []  # passages of goals that results may answer, the last ones alone
    for passage in (p for q in passages(text, spans) for p in _scored(text, q)):
        for told in _passage(text, passage):
            waiting = [w for w in waiting[-MOST_WAITING:] if _still_open(w, told)]
            sure = _answered(text, waiting, told)
            if sure.accounts:
                if sure.passage.mode is Mode.GOAL:
                    waiting.append(sure)
                yield sure


def _scored(text: str, passage: Passage) -> Iterator[Passage]:
    """Part a passage at the names that its marks follow in brackets (…；带动农户（8分）：预期1100户，…)."""
    starts = [
        m.start("name") for m in _MARKED_NAME.finditer(text, passage.span.start, passage.span.end)
    ]
    if len(starts) < _LEAST_OF_ACCOUNT:
        yield passage
        return
    bounds = [passage.span.start, *starts, passage.span.end]
    for start, end in pairwise(bounds):
        if start < end:
            yield replace(passage, span=Span(start, end))


def _still_open(earlier: Told, told: Told) -> bool:
    """Tell whether what was told may still be answered: in its section, or goals by the results that follow."""
    if earlier.passage.section == told.passage.section:
        return True
    return earlier.passage.mode is Mode.GOAL and told.passage.mode is Mode.RESULT


def _passage(text: str, passage: Passage) -> Iterator[Told]:
    """Yield the sentences that announce goals and the rest of a passage apart."""
    span = passage.span
    match = _announcement(text, span)
    if match is None or NEXT.search(text, span.start, match.start()):
        yield from _read(text, passage, announced=False)
        return
    stop = text.find("。", match.end(), span.end)
    goals = Span(match.end(), span.end if stop < 0 else stop + 1)
    said = Passage(goals, Mode.GOAL, passage.classes, passage.section, passage.head)
    yield from _read(text, said, announced=True)
    if goals.end < span.end:
        rest = Passage(
            Span(goals.end, span.end), passage.mode, passage.classes, passage.section, passage.head
        )
        yield from _read(text, rest, announced=False)


def _announcement(text: str, span: Span) -> re.Match[str] | None:
    """Return the first words that open a sentence of goals: behind a value they are those of its own (满意度96%，设定目标为95%)."""
    for match in goal_words().announces.finditer(text, span.start, span.end):
        opened = max(text.rfind(stop, span.start, match.start()) for stop in "。；;\n")
        if not _VALUE.search(text, max(opened, span.start), match.start()):
            return match
    return None


def _read(text: str, passage: Passage, *, announced: bool) -> Iterator[Told]:
    span = passage.span
    if NEXT.search(text, span.start, span.end) or _NOT_TOLD.match(text, span.start, span.end):
        return
    quantities = quantities_in(text, span)
    if _answered_in_words(text, passage, len(quantities)):
        met = _met_goal(text, passage, quantities)
        if met is not None:
            yield Told(passage, (met,), explained=True)
        return
    values = aligned(text, span, read_values(text, span, quantities, passage.mode))
    keyed = keyed_by_line_above(text, passage, values)
    opening = opening_name(text, passage) if keyed is None else None
    if keyed is not None:
        values = keyed
    elif opening is not None:
        values = named_by_opening(text, values, opening)
    if keyed is None:
        values = answered_keys(text, span, values, opened=opening is not None)
    listed = enumerates(text, passage, values)
    if listed:
        values = as_listed(values, passage.mode)
    told = with_words(text, passage, pair_values(text, values))
    accounts = [a for a in told if counts(text, a, passage, announced, listed=listed)]
    accounts = without_remarks(text, passage, accounts)
    if accounts:
        explained = announced or listed or bool(passage.classes)
        yield Told(passage, tuple(accounts), explained)


def _answered_in_words(text: str, passage: Passage, count: int) -> bool:
    """Tell whether a goal is a sentence of its own and the next ones say how it was met.

    Such lines (检查覆盖率100%。我局实现了全覆盖，完成年度目标。) are read by the model, but for `_met_goal`.
    """
    surface = passage.span.of(text)
    first, _, rest = surface.partition("。")
    if not rest.strip() or len(first) > 40 or "，" in first:
        return False
    own = tuple(find_quantities(first))
    return len(own) <= 1 and _VERDICT.search(rest) is not None and count <= 3 and not _both(surface)


def _met_goal(text: str, passage: Passage, quantities: Sequence[FoundQuantity]) -> Account | None:
    """Return a goal that is a sentence of its own and the one figure behind it that a verdict says has met it.

    Below a class of indicators such lines (购买电脑12台。实际购买电脑12台，完成年度目标。) leave nothing open.
    """
    if not passage.classes or len(quantities) != _GOAL_AND_RESULT:
        return None
    goal, result = read_values(text, passage.span, quantities, Mode.GOAL)
    stop = text.find("。", passage.span.start, passage.span.end)
    if goal.name is None or not goal.span.end <= stop < result.span.start:
        return None
    if text[goal.span.end : stop].strip() or not alike(goal, result):
        return None
    if _VERDICT.search(text, result.span.end, passage.span.end) is None:
        return None
    return Account(goal.name, target=goal, actual=result)


def _both(surface: str) -> bool:
    words = goal_words()
    return (
        words.target.search(surface) is not None
        and re.search(r"目标值|指标值|计划", surface) is not None
    )


def _answered(text: str, waiting: Sequence[Told], told: Told) -> Told:
    """Give goals of earlier passages of the section the results of this one that are about the same.

    A result that no class explains counts only where it answers a goal.
    """
    if told.passage.mode is not Mode.RESULT:
        return told
    explained = told.explained
    goals = [
        a for earlier in waiting for a in earlier.accounts if a.actual is None and a.said is None
    ]
    for result in told.accounts:
        if result.target is not None or result.meant is not None:
            continue
        goal = next((g for g in goals if g.actual is None and answers(text, g, result)), None)
        goal = goal or only_one(text, goals, told.accounts, result)
        if goal is not None:
            goal.actual = result.actual
            result.answers = True
    between_answered(text, goals, told.accounts)
    sure = (
        r
        for r in told.accounts
        if r.target is not None or r.meant is not None or r.answers or explained
    )
    return replace(told, accounts=tuple(sure))


def verdict_after(text: str, value: Value, stop: int) -> Span | None:
    """Return the report's verdict right behind a result (，完成年度目标), None if there is none."""
    match = _SAID.match(text, value.span.end, stop)
    return Span(*match.span("said")) if match is not None else None
