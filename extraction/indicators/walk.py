"""Accounts of indicators in prose (指标逐项说明): read passage by passage, decided where they are sure.

What is read: goal and result in one passage, results alone under an indicator class, goals alone where
headings or the sentence announce goals, and goals with the results that a later passage of the same
section tells. Everything else is left to the model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.indicators.alignment import aligned, as_listed, enumerates
from extraction.indicators.in_words import with_words
from extraction.indicators.keyed_goals import answered_keys
from extraction.indicators.opening import keyed_by_line_above, named_by_opening, opening_name
from extraction.indicators.pairing import Account, answers, between_answered, only_one, pair_values
from extraction.indicators.passages import Mode, Passage, passages
from extraction.indicators.shares import asks, may_share, proved
from extraction.indicators.values import Role, Value, read_values
from extraction.lexicon.goals import goal_words
from extraction.lexicon.indicators import verdicts
from extraction.lexicon.source import any_of
from extraction.quantities import FoundQuantity, find_quantities
from extraction.span import Span

_VERDICT = re.compile(any_of(verdicts()))
_FUNDS = re.compile(r"资金|预算|决算|拨款|经费|支出|结余|结转|到位|配套|投入|追加|三公|接待费|采购")
_ASIDE = re.compile(
    r"问卷|样本|回收|收回|抽样|抽取|三级指标|未达标|不再|文件|会议纪要|扣|得分|按期完工"
)
_AGES = frozenset({"岁", "周岁", "月龄", "个月龄"})
_ASKED_OF = re.compile(r"问卷|调查表|答卷")
"""A passage about a questionnaire: its sheets are no results."""
_CASES = re.compile(r"发现|受理|接到|收到|排查|查出|交办|梳理|投诉|举报|\A每|\A人均|\A户均")
_HOPED = re.compile(
    r"(?:[^，,]{0,6}(?:建成|实施|完成|投产)后)?(?:能(?:够|有效|切实|解决|为|使|让|满足|保障|提高)|可(?:以|有效|切实|解决|使)|将(?:有效|进一步|会)|有效解决|解决)"
)
_COUNT_ENDS = re.compile(r"\d\s*(?:[个座处户名条]|[（(][^（()）]{1,12}[)）])\Z")
_COUNTED = re.compile(r"级指标|绩效目标|指标中|绩效指标|申报项目")
_BUDGETS = re.compile(r"预算|决算|资金|经费|拨款|三公|接待费")
_CALLED = re.compile(r"(?:任务|目标)(?:数|量|任务|总数)?(?:为|是|：|:)?\s*\Z")
_LONGEST_RESULT = 160
_LEAST_OF_ACCOUNT = 2
_MOST_WAITING = 64
_EVALUATORS = re.compile(r"[^，。；]{0,8}(?:自评|评价|核查|检查|考评)(?:工作)?(?:小)?组(?!织)")
_NEXT = re.compile(r"下一步|下年|明年|次年|来年|将于|下一年|今后")
_RESULT_OPENS = re.compile(r"截至|截止|实际|全年|目前|年末|年底|经过|到年底|完成")


@dataclass(frozen=True, slots=True)
class Told:
    """The indicators of a passage, and the stretch in which they decide.

    Attributes:
        explained: whether a class or the sentence itself says that lone values are indicators'.
        listed: whether it is nothing but names with their values, so that no other reading is as sure.
    """

    passage: Passage
    accounts: tuple[Account, ...]
    explained: bool
    listed: bool = False


def read_walks(text: str, spans: Sequence[Span]) -> Iterator[Told]:
    """Yield what the passages of the prose in `spans` tell of indicators, sure ones alone."""
    found = _with_proved(text, tuple(_told(text, spans)), _proved(text, spans))
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

    Where a share proves both and the goal is called a task, it is sure alone.
    """
    goal = account.target
    called = goal is not None and _CALLED.search(text, max(0, goal.span.start - 8), goal.span.start)
    plain = goal is not None and goal.plain and not (account.rates and called)
    return plain and told.passage.mode is Mode.NONE and not told.passage.classes


def _told(text: str, spans: Sequence[Span]) -> Iterator[Told]:
    waiting: list[Told] = []  # passages of goals that results may answer, the last ones alone
    for passage in passages(text, spans):
        for told in _passage(text, passage):
            waiting = [w for w in waiting[-_MOST_WAITING:] if _still_open(w, told)]
            sure = _answered(text, waiting, told)
            if sure.accounts:
                if sure.passage.mode is Mode.GOAL:
                    waiting.append(sure)
                yield sure


def _proved(text: str, spans: Sequence[Span]) -> Iterator[Told]:
    """Yield what shares prove, each with the clauses of its result as the stretch that it decides."""
    if not any(may_share(text, span) for span in spans):
        return
    asked: list[Value] = []
    for passage in passages(text, spans):
        span = passage.span
        if _NEXT.search(text, span.start, span.end):
            continue
        values = aligned(text, span, read_values(text, span, _quantities(text, span), passage.mode))
        if may_share(text, span):
            for account in proved(text, [*asked, *filter(asks, values)], values):
                if account.actual is not None and not _of_accounts(text, account):
                    clauses = Span(account.actual.span.start, account.rates[0].span.end)
                    yield Told(replace(passage, span=clauses), (account,), explained=True)
        asked = [*asked, *filter(asks, values)][-_MOST_WAITING:]


def _with_proved(text: str, told: Sequence[Told], proof: Iterator[Told]) -> tuple[Told, ...]:
    """Return what passages tell, without what a proof tells better, and the proofs themselves."""
    proofs = tuple(proof)
    ends = {v.span for p in proofs for a in p.accounts for v in (a.target, a.actual) if v}
    kept = (
        replace(
            t,
            accounts=tuple(
                a
                for a in t.accounts
                if a.paired
                or not any(v is not None and v.span in ends for v in (a.target, a.actual))
            ),
        )
        for t in told
    )
    paired = {
        v.span for t in told for a in t.accounts if a.paired for v in (a.target, a.actual) if v
    }
    sure = (
        p
        for p in proofs
        if not any(
            v is not None and v.span in paired for a in p.accounts for v in (a.target, a.actual)
        )
    )
    return (*kept, *sure)


def _still_open(earlier: Told, told: Told) -> bool:
    """Tell whether what was told may still be answered: in its section, or goals by the results that follow."""
    if earlier.passage.section == told.passage.section:
        return True
    return earlier.passage.mode is Mode.GOAL and told.passage.mode is Mode.RESULT


def _passage(text: str, passage: Passage) -> Iterator[Told]:
    """Yield the sentences that announce goals and the rest of a passage apart."""
    span = passage.span
    match = goal_words().announces.search(text, span.start, span.end)
    if match is None or _NEXT.search(text, span.start, match.start()):
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


def _read(text: str, passage: Passage, *, announced: bool) -> Iterator[Told]:
    span = passage.span
    if _NEXT.search(text, span.start, span.end) or _EVALUATORS.match(text, span.start, span.end):
        return
    quantities = _quantities(text, span)
    if _answered_in_words(text, passage, len(quantities)):
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
    accounts = [a for a in told if _counts(text, a, passage, announced, listed=listed)]
    if accounts:
        explained = announced or listed or bool(passage.classes)
        yield Told(passage, tuple(accounts), explained, listed)


def _quantities(text: str, span: Span) -> tuple[FoundQuantity, ...]:
    return tuple(q for q in find_quantities(text, span.start, span.end) if not _age(text, q))


def _age(text: str, q: FoundQuantity) -> bool:
    """Tell whether a number says whose thing is counted (6-9岁儿童): a part of the name, no value."""
    return q.quantity.unit in _AGES and "\u4e00" <= text[q.end : q.end + 1] <= "\u9fff"


def _answered_in_words(text: str, passage: Passage, count: int) -> bool:
    """Tell whether a goal is a sentence of its own and the next ones say how it was met.

    Such lines (检查覆盖率100%。我局实现了全覆盖，完成年度目标。) are read by the model.
    """
    surface = passage.span.of(text)
    first, _, rest = surface.partition("。")
    if not rest.strip() or len(first) > 40 or "，" in first:
        return False
    own = tuple(find_quantities(first))
    return len(own) <= 1 and _VERDICT.search(rest) is not None and count <= 3 and not _both(surface)


def _both(surface: str) -> bool:
    words = goal_words()
    return (
        words.target.search(surface) is not None
        and re.search(r"目标值|指标值|计划", surface) is not None
    )


def _counts(
    text: str, account: Account, passage: Passage, announced: bool, *, listed: bool
) -> bool:
    """Tell whether an indicator is surely one: a pair, or a lone value that headings explain."""
    if account.target is None and account.actual is None:
        return account.meant is None or account.said is not None or passage.mode is Mode.GOAL
    pair = account.paired
    if pair and _of_accounts(text, account):
        return False
    if account.said is not None:
        return not _aside(text, account, passage)
    if pair and account.target is not None and account.actual is not None:
        if account.target.plain:
            return True
        if _handled(text, account):
            return False
        explicit = account.target.stated and account.actual.stated
        return passage.mode is not Mode.NONE or (explicit and _valued(text, account))
    if _aside(text, account, passage) or _expected(text, account):
        return False
    if account.target is not None:
        return (announced or passage.mode is Mode.GOAL) and not _spent(text, account, passage)
    return passage.mode is Mode.RESULT and (listed or _plain(text, passage))


def _plain(text: str, passage: Passage) -> bool:
    """Tell whether lone results of a passage are its indicators': short, below a class that says so.

    Without a class they count where they answer a goal.
    """
    if not passage.classes:
        return True
    named = any(span.of(text).endswith(("指标", "目标")) for span in passage.classes)
    return named and len(passage.span) <= _LONGEST_RESULT


def _of_accounts(text: str, account: Account) -> bool:
    """Tell whether a pair is about budgets or about the indicators themselves (三级指标11个，完成9个)."""
    value, name = account.target, account.name.of(text)
    if value is None:
        return False
    words = text[account.name.start : max(account.name.end, value.span.start)]
    money = value.found.quantity.kind == "money"
    return bool(_COUNTED.search(words) or (money and _BUDGETS.search(words + name)))


def _handled(text: str, account: Account) -> bool:
    """Tell whether two values are cases and how many were dealt with (发现问题11个，已整改9个), no goal and result."""
    target = account.target
    if target is None or target.stated:
        return False
    words = text[account.name.start : target.span.start]
    return _ASIDE.search(words) is not None or _CASES.search(words) is not None


def _aside(text: str, account: Account, passage: Passage) -> bool:
    """Tell whether a lone value is a budget's, a questionnaire's or a meeting's, no indicator's."""
    value = account.actual or account.target
    if value is None or value.found.quantity.kind not in ("money", "rate", "count"):
        return True
    words = text[account.name.start : value.span.start] + account.name.of(text)
    if value.found.quantity.unit in ("份", "张") and _ASKED_OF.search(passage.span.of(text)):
        return True
    if value.found.quantity.kind == "money" and _FUNDS.search(words):
        return True
    return _ASIDE.search(words) is not None


def _expected(text: str, account: Account) -> bool:
    """Tell whether a lone value is what a project is hoped to do, or its name the noun of the count before.

    能有效解决甲县11个行政村3211户出行难: neither 甲县 nor 行政村 is an indicator.
    """
    value = account.actual or account.target
    if value is None or value.span.start < account.name.start:
        return False
    before = text[max(0, account.name.start - 12) : account.name.start]
    return _HOPED.match(account.name.of(text)) is not None or _COUNT_ENDS.search(before) is not None


def _spent(text: str, account: Account, passage: Passage) -> bool:
    """Tell whether a goal in money is one of the uses of funds (预期目标：用于甲12万元、乙8万元)."""
    value = account.target
    if value is None or value.found.quantity.kind != "money":
        return False
    return re.match(r"\s*(?:主要|全部)?用于", passage.span.of(text)) is not None


def _valued(text: str, account: Account) -> bool:
    """Tell whether words for a column's values stand right before both (目标值…, 完成值…)."""
    words = goal_words()
    values = [v for v in (account.target, account.actual) if v is not None]
    before = [text[max(0, v.span.start - 12) : v.span.start] for v in values]
    return bool(words.target_value.search(before[0]) and words.actual_value.search(before[-1]))


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
    match = re.compile(
        rf"[，,、（(\s]*(?P<said>(?:已|均|基本|超额|全面)*{_VERDICT.pattern})"
    ).match(text, value.span.end, stop)
    return Span(*match.span("said")) if match is not None else None


__all__ = ["Role", "Told", "read_walks", "verdict_after"]
