"""Which readings of a passage are surely indicators (确实是指标), and which are budgets, cases or hopes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.indicators.class_openings import short_classes
from extraction.indicators.pairing import Account
from extraction.indicators.passages import Mode, Passage
from extraction.indicators.values import plain_unit
from extraction.lexicon.goals import goal_words
from extraction.lexicon.indicators import indicator_classes, verdicts, within_limit
from extraction.lexicon.source import any_of
from extraction.span import Span

_FUNDS = re.compile(r"资金|预算|决算|拨款|经费|支出|结余|结转|到位|配套|投入|追加|三公|接待费|采购")
_ASIDE = re.compile(
    r"问卷|样本|回收|收回|抽样|抽取|三级指标|未达标|不再|文件|会议纪要|扣|得分|按期完工"
)
_ASKED_OF = re.compile(r"问卷|调查表|答卷")
"""A passage about a questionnaire: its sheets are no results."""
_CASES = re.compile(r"发现|受理|接到|收到|排查|查出|交办|梳理|投诉|举报|\A每|\A人均|\A户均")
_HOPED = re.compile(
    r"(?:[^，,]{0,6}(?:建成|实施|完成|投产)后)?(?:能(?:够|有效|切实|解决|为|使|让|满足|保障|提高)|可(?:以|有效|切实|解决|使)|将(?:有效|进一步|会)|有效解决|解决)"
)
_COUNT_ENDS = re.compile(r"\d\s*(?:[个座处户名条]|[（(][^（()）]{1,12}[)）])\Z")
_COUNTED = re.compile(r"级指标|绩效目标|指标中|绩效指标|申报项目")
_BUDGETS = re.compile(r"预算|决算|资金|经费|拨款|三公|接待费")
_LONGEST_RESULT = 160
_CLAUSES = re.compile(r"[，。；;\n]|,(?!\d)")
_DIGIT = re.compile(r"\d")
_WHOLE = re.compile(r"\d(?P<behind>[^\d，,。；;\n]{1,24})[中内里]，?,?(?:其中|已?有|共有)?\Z")
_WHOLE_ITSELF = re.compile(r"[^\d，,。；;\n]{0,12}[中内里][，,](?:其中|已?有)?\d")
_WHOLE_WITHIN = 32
"""A number of things before some of them (安排的14个项目中，6个…)."""
_SEVERAL = 3
"""Goals with results beside which a lone result is a remark."""
_FIGURED = 3
"""Clauses with a figure in a list of results for each one without, at least; verdicts do not count."""
_SAID = re.compile(any_of((*verdicts(), *within_limit())))


def counts(text: str, account: Account, passage: Passage, announced: bool, *, listed: bool) -> bool:
    """Tell whether an indicator is surely one: a pair, or a lone value that headings explain."""
    if account.target is None and account.actual is None:
        return account.meant is None or account.said is not None or passage.mode is Mode.GOAL
    pair = account.paired
    if pair and (of_accounts(text, account) or _parts_of_a_whole(text, account)):
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
    """Tell whether lone results of a passage are its indicators': below a class that says so and short, or a list.

    Without a class they count where they answer a goal.
    """
    if not passage.classes:
        return True
    names = [span.of(text) for span in passage.classes]
    if not any(n.endswith(("指标", "目标", "满意度")) or n in short_classes() for n in names):
        return False
    return _short(text, passage) or _enumerates(text, passage.span)


def _short(text: str, passage: Passage) -> bool:
    """Tell whether a passage is short and below a class that calls itself one."""
    classed = any(c.of(text).endswith(("指标", "目标")) for c in passage.classes)
    return classed and len(passage.span) <= _LONGEST_RESULT


def without_remarks(text: str, passage: Passage, accounts: Sequence[Account]) -> list[Account]:
    """Return the accounts of a passage; one that is long or tells several goals with results tells these alone."""
    pairs = sum(a.paired for a in accounts)
    if not passage.classes or not pairs or (_short(text, passage) and pairs < _SEVERAL):
        return list(accounts)
    return [a for a in accounts if a.paired or a.actual is None]


def _enumerates(text: str, span: Span) -> bool:
    """Tell whether a passage is a list of names with their values: hardly a clause without a figure, no story."""
    clauses = [c for c in _CLAUSES.split(span.of(text)) if c.strip() and not _SAID.search(c)]
    figured = sum(1 for c in clauses if _DIGIT.search(c))
    return len(clauses) - figured <= figured / _FIGURED


def of_accounts(text: str, account: Account) -> bool:
    """Tell whether a pair is about budgets or about the indicators themselves (三级指标11个，完成9个)."""
    value, name = account.target, account.name.of(text)
    if value is None:
        return False
    words = text[account.name.start : max(account.name.end, value.span.start)]
    money = value.found.quantity.kind == "money"
    return bool(_COUNTED.search(words) or (money and _BUDGETS.search(words + name)))


def _parts_of_a_whole(text: str, account: Account) -> bool:
    """Tell whether two values tell of parts of a number before them (14个项目中，6个完成，8个未完成), no goal and result."""
    value = account.target
    if value is None or value.stated:
        return False
    if _WHOLE_ITSELF.match(text, value.span.end):
        return True
    unit = plain_unit(value.found.quantity)
    whole = _WHOLE.search(text, max(0, value.span.start - _WHOLE_WITHIN), value.span.start)
    return bool(unit) and whole is not None and whole["behind"].startswith(unit)


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
    if value.found.quantity.kind == "count" and _of_satisfaction(text, passage):
        return True
    if value.found.quantity.kind == "money" and _FUNDS.search(words):
        return True
    return _ASIDE.search(words) is not None


def _of_satisfaction(text: str, passage: Passage) -> bool:
    """Tell whether a passage stands below a class of satisfaction: its counts are of who was asked."""
    known = indicator_classes()
    found = [known[n] for c in passage.classes if (n := c.of(text)) in known]
    return bool(found) and found[-1].kind == "satisfaction"


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
