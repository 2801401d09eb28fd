"""Shares in prose (占比, 执行率, 完成预算的…%): a part over its whole, an actual over its budget."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extraction.constraints.arithmetic.relation import (
    Claim,
    Ratio,
    Relation,
    Sum,
    Term,
    total,
)
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import is_standard, is_threshold
from extraction.constraints.ledger.naming import bare, core
from extraction.constraints.ledger.respective import counterparts, rows_of
from extraction.constraints.ledger.whose import of_others, whose
from extraction.constraints.rules.rates.share_wholes import Wholes, list_heads, small_head
from extraction.facts.leads import fulfilled
from extraction.lexicon.changes import reached_pattern
from extraction.lexicon.outlays import outlay_words
from extraction.lexicon.source import any_of
from extraction.quantities.folding import fold

SHARE_OF = re.compile(
    r"占(?P<whole>[^占。;；]{0,60}?)(?:的|比重|比例|比|总额|总量)*(?:为|约|达|达到)?[\s:：]*$"
)
_MOVED_FROM = re.compile(r"(?:的?(?:比重|比例|份额|占比))?[由从自](?=[^由从自]*$)")
"""占…的比重由上年的A提高到B: the share of the year before stands first, that of the level itself behind it."""
_REACHED = re.compile(reached_pattern())
_SCHEDULE = re.compile(r"(?:序时|时间)进度")
"""The share of the year that has gone by, which is none of money."""
_EXECUTION = re.compile(r"执行率|完成率|支付率|支出进度|执行进度|使用率|到位率|支出率")
_RATIO_NAME = re.compile(r"(?<![利税费汇])率$|占比|比例|比重|进度|覆盖面")
_USE = re.compile(r"(?:使用|支出|支付|执行)率")
_GIVEN = re.compile(r"到位|下达|拨付|筹集|预算|安排")
_USED = re.compile(r"支出|使用|支付|执行")
_AFTER_WHOLE = re.compile(r"\s*[)）]?\s*的\s*")
_OUT_OF = re.compile(r"(?:占|完成|达到?|相当于|为)[^,，。;；(（]*$")
_COUNTED_RATES = re.compile(
    r"(?:回收|完成|到位|开工|竣工|完工|办结|整改|签约|结业)率\W*(?:为|达|达到|约)?\W*$"
)
"""Rates of which the two figures right before them are the terms: 发放500份，收回478份，回收率95.6%."""
_RATE_OF = re.compile(r"\W*(?P<of>[一-鿿]{2,8})率\W*(?:为|达|达到|约|是)?\W*")
"""Words between a count and the rate that bears its name, and nothing else: 合格57个，合格率."""
_STEM = 2
_STEM_OF_RATE = re.compile(r"([一-鿿]{2})率")
_OF_BRACKET = re.compile(r"(?:占|为|完成|达到)[^,，。;；]*$")
_LEFT = re.compile(r"结余|结转|剩余|节余|沉淀|(?:尚?未|待|正在|没有)[一-鿿]{1,4}")
_OPEN = re.compile(r"(?:尚?未|待|正在|没有)[一-鿿]{1,4}")
_SHORT = re.compile(any_of(outlay_words().short))
_DONE = re.compile(r"已|完成")
_MEANT = re.compile(rf"应|{any_of(outlay_words().set)}|需")
_LIMITED = re.compile(r"成本|单价|均价|时限|控制|不[高超多大]|以内")
_REACH = 60
_FAR_BACK = 6
_LEVELS = ("money", "count", "goal")


def stated_shares(ledger: Ledger) -> Iterator[Relation]:
    """Yield the shares whose words name their whole (占…的x%)."""
    pairs, known = counterparts(ledger), Wholes(ledger)
    rows = rows_of(ledger)
    firsts = {e.id: row.entries[0] for row in rows for e in row.entries}
    shared = {e.id for row in rows if row.respectively for e in row.entries}
    for rate in ledger.of_kind("rate"):
        if not rate.spoken:
            continue
        if rate.id in shared and rate.id not in pairs:
            continue  # 分别占85%和15% of levels that make no row: whose a share is, is not known
        first = firsts.get(rate.id, rate) if rate.id in pairs else rate  # 分别占80%、15%
        lead = ledger.lead(first, _REACH)
        if rate.index and _AFTER_WHOLE.fullmatch(lead):
            yield from _bracketed_whole(ledger, rate)
            yield from _whole_beside(ledger, rate)
        elif match := SHARE_OF.search(lead):
            whole = _MOVED_FROM.split(match["whole"])
            told = rate if len(whole) == 1 else _reached(ledger, rate)
            if told is not None:
                yield from _part_of(ledger, told, whole[0], pairs, known)
        elif fulfilled(lead):
            continue
        elif any(_RATIO_NAME.search(i) for i in rate.items) or _RATIO_NAME.search(
            lead.rstrip("为达约到至:： ")
        ):
            yield from _named_rate(ledger, rate)


def _reached(ledger: Ledger, rate: Entry) -> Entry | None:
    """Return the share that one of earlier has moved to (由A提高到B), None where none stands right behind it."""
    after = ledger.entries[rate.index + 1] if rate.index + 1 < len(ledger.entries) else rate
    share = after.family == "rate" and after.change is None and after.sentence == rate.sentence
    return after if share and _REACHED.search(ledger.between(rate, after)) else None


def _bracketed_whole(ledger: Ledger, rate: Entry) -> Iterator[Relation]:
    """Yield A，为汇总预算（B）的r%: the whole stands in brackets behind its name."""
    whole = ledger.entries[rate.index - 1]
    opening = ledger.text[ledger.line_starts[rate.line] : max(whole.bracket, 0)]
    part = level_described(ledger, whole) if _OF_BRACKET.search(opening) else None
    if part is not None and part.family == whole.family and whole.change is None:
        ratio = Ratio(Term(part.id), Term(whole.id))
        yield Relation("share", rate.id, ratio, "share-in-brackets", Claim.STATED, 0.9)


def _whole_beside(ledger: Ledger, rate: Entry) -> Iterator[Relation]:
    """Yield A，完成调整预算B的r%: the whole stands right before its share; other wholes of A may stand between."""
    whole = ledger.entries[rate.index - 1]
    if not whole.spoken or whole.depth != rate.depth:
        return
    part = level_described(ledger, whole)
    while part is not None and _has_its_rate(ledger, part):
        part = level_described(ledger, part)
    if part is None or part.family != whole.family or part.depth != rate.depth:
        return
    if part.sentence == whole.sentence and _OUT_OF.search(ledger.before(whole, 20)):
        ratio = Ratio(Term(part.id), Term(whole.id))
        yield Relation("share", rate.id, ratio, "share", Claim.STATED, 0.9)


def _has_its_rate(ledger: Ledger, whole: Entry) -> bool:
    """Tell whether a level is itself a whole with its rate right behind it (为目标33亿元[的]101.8%，为计划…)."""
    behind = ledger.entries[whole.index + 1]
    if behind.kind != "rate" or behind.change is not None:
        return False
    return bool(re.fullmatch(r"\s*的?\s*", ledger.between(whole, behind)))


def _part_of(
    ledger: Ledger, rate: Entry, phrase: str, pairs: Mapping[str, Entry], known: Wholes
) -> Iterator[Relation]:
    part = pairs.get(rate.id) or _subject(ledger, rate) or level_described(ledger, rate)
    if part is None:
        return
    named = core(phrase) if len(bare(phrase)) >= 2 else ""
    wholes = known.named(part, rate, bare(phrase)) if named else list_heads(ledger, part)
    opened = [whole for whole, sure in list_heads(ledger, part) if sure] if named else []
    if opened and wholes and wholes[0][0].line != part.line:
        wholes = [(whole, False) for whole, _ in wholes]  # the list's own total may be meant
    wholes = [(whole, sure and not _of_another_year(whole, part)) for whole, sure in wholes]
    wholes = _of_same_place(ledger, part, wholes)
    wholes = [(w, sure) for w, sure in wholes if not _share_one_base(ledger, part, rate, w)]
    less: list[Entry] = []
    if rate.value.point <= 1 and not any(sure for _, sure in wholes):
        less = known.too_small(part, bare(phrase)) if named else small_head(ledger, part)
        wholes = [*((whole, True) for whole in less), *wholes]
    own = _same_item(rate, part)
    for place, (whole, sure) in enumerate(wholes):
        claim = Claim.STATED if place == 0 and sure and own else Claim.SUGGESTED
        if place == 0 and own and claim is Claim.SUGGESTED:
            claim = Claim.LIKELY
        certain = claim is Claim.STATED and (bool(rate.item_ids) or whole in less)
        ratio = Ratio(Term(part.id), Term(whole.id))
        yield Relation("share", rate.id, ratio, "share", claim, 0.93, certain=certain)


def _of_same_place(
    ledger: Ledger, part: Entry, wholes: list[tuple[Entry, bool]]
) -> list[tuple[Entry, bool]]:
    """Return the wholes with those of the part's own place or level first (开发区税收 over 开发区收入), others unsure."""
    own = whose(ledger, part)
    if not own:
        return wholes
    kept = [(e, sure and not of_others(ledger, part, e)) for e, sure in wholes]
    mine = [(e, True) for e, _ in kept if whose(ledger, e) == own and e.line == part.line]
    return mine + [k for k in kept if k[0] not in [e for e, _ in mine]]


def _share_one_base(ledger: Ledger, part: Entry, rate: Entry, whole: Entry) -> bool:
    """Tell whether a level has its own share right behind it, and both shares come out over one base that is not printed.

    安排12亿元，占比20%，其中：甲6亿元，占比10%: both are over 60亿元, which another page may tell.
    """
    behind = ledger.entries[whole.index + 1] if whole.index + 1 < len(ledger.entries) else rate
    if behind is rate or behind.kind != "rate" or not behind.spoken:
        return False
    if not SHARE_OF.search(ledger.between(whole, behind)) or behind.depth != whole.depth:
        return False
    if min(rate.value.low, behind.value.low) <= 0:
        return False
    own, its = part.value / rate.value, whole.value / behind.value
    return own.low <= its.high and its.low <= own.high


def _subject(ledger: Ledger, rate: Entry) -> Entry | None:
    """Return the level of the sentence whose name opens the share's clause (税收6亿元、非税4亿元，税收占…的60%)."""
    clause = re.split(r"[,，。;；:：、]", ledger.before(rate, _REACH))[-1]
    name = core(clause.split("占")[0])
    near = ledger.entries[max(0, rate.index - _FAR_BACK) : rate.index]
    named = [
        e for e in near
        if e.core == name and e.kind in ("money", "count") and e.spoken
        and e.sentence == rate.sentence
    ]  # fmt: skip
    return named[-1] if len(name) > 1 and named else None


def _of_another_year(whole: Entry, part: Entry) -> bool:
    """Tell whether a part is dated and the whole is of another date, or of an unsaid one in another paragraph."""
    if part.period is None or whole.period == part.period:
        return False
    return whole.period is not None or whole.line != part.line


def _same_item(rate: Entry, part: Entry) -> bool:
    """Tell whether rate and part are said of one item; a rate without item is of the part's."""
    if not rate.items or not part.items:
        return True
    shared = set(rate.item_ids) & set(part.item_ids)
    return bool(shared) or bool({core(i) for i in rate.items} & {core(i) for i in part.items})


def level_described(ledger: Ledger, rate: Entry) -> Entry | None:
    """Return the level that the rate describes: the nearest before it in the same sentence.

    What stands in brackets that closed again (A（含B），占x%) is described only where nothing else is.
    """
    bracketed: Entry | None = None
    for i in range(rate.index - 1, max(-1, rate.index - 5), -1):
        other = ledger.entries[i]
        if "。" in ledger.between(other, rate):
            break
        if other.kind in ("money", "count") and other.spoken:
            if is_threshold(ledger, other):
                own = ledger.entries[i - 1] if i else other
                if other.items and not set(own.item_ids) & set(other.item_ids):
                    break  # a level that is told as more than so much has no exact share
                continue
            if is_standard(ledger, other):
                continue  # 补助96万元，人均3000元，占总支出的12%
            if other.depth <= rate.depth:
                return other
            bracketed = bracketed or other
    return bracketed


def _named_rate(ledger: Ledger, rate: Entry) -> Iterator[Relation]:
    """Yield 执行率, 覆盖率 …: two figures before the rate, the smaller or the actual on top."""
    if _SCHEDULE.search(ledger.clause_before(rate, 14)):
        return
    pair = _two_before(ledger, rate)
    if pair is None:
        return
    first, second = pair
    if _of_other_things(first, second):
        return  # 购置农机1264台；受益1108户，完成率100%: neighbours in a list
    if second.kind == "goal" and "\n" in ledger.between(second, rate):
        return  # goal and result of the row above
    name = "".join(rate.items) + ledger.before(rate, 10)
    if _LEFT.search(_words(ledger, second)) or _SHORT.search(_words(ledger, second)):
        yield from _less_what_is_left(ledger, first, second, rate, name)
        return
    if first.kind != "money" and rate.value.point == 1 and second.value.low > first.value.high:
        return  # what is done beyond a goal is often told as 100%
    if rate.value.point == 1 and "完成率" in name and _LIMITED.search(_words(ledger, first)):
        return  # a limit that is kept is met
    if _USE.search(name) and first.kind == "money" and _given_and_used(ledger, first, second):
        ratio = Ratio(Term(second.id), Term(first.id))
        yield Relation("share", rate.id, ratio, "execution-rate", Claim.STATED, 0.95)
        return
    if {first.role, second.role} == {"budget", "actual"} and _EXECUTION.search(name):
        top, whole = (second, first) if first.role == "budget" else (first, second)
        ratio = Ratio(Term(top.id), Term(whole.id))
        yield Relation("share", rate.id, ratio, "execution-rate", Claim.STATED, 0.95)
        return
    counted = _COUNTED_RATES.search(ledger.before(rate, 12)) and rate.index - second.index == 1
    if counted or _of_its_count(ledger, first, second, rate):
        ratio = Ratio(Term(second.id), Term(first.id))
        yield Relation("share", rate.id, ratio, "counted-rate", Claim.STATED, 0.85)
        other_way = Ratio(Term(first.id), Term(second.id))  # 收回478份，发放500份，回收率95.6%
        yield Relation("share", rate.id, other_way, "named-rate", Claim.SUGGESTED, 0.8)
        return
    for top, whole in ((second, first), (first, second)):
        ratio = Ratio(Term(top.id), Term(whole.id))
        likely = Claim.LIKELY if first.kind == "money" else Claim.SUGGESTED
        yield Relation("share", rate.id, ratio, "named-rate", likely, 0.8)


def _of_its_count(ledger: Ledger, first: Entry, second: Entry, rate: Entry) -> bool:
    """Tell whether a rate bears the name of the second of the two counts that its sentence tells (抽检60个，合格57个，合格率95%)."""
    named = _RATE_OF.fullmatch(fold(ledger.between(second, rate)))
    sentence = ledger.entries[max(0, first.index - _FAR_BACK) : rate.index]
    told = [e for e in sentence if e.sentence == rate.sentence and e.kind in _LEVELS]
    counts = all(e.kind == "count" for e in (first, second)) and told == [first, second]
    if named is None or not counts or second.value.point > first.value.point:
        return False
    own, whole = (fold(_words(ledger, e)) for e in (second, first))
    stem, of = named["of"][-_STEM:], named["of"][:-_STEM]
    if not set(of) <= set(own + whole):
        return False  # 抽检药品80批，合格76批，器械合格率: the rate is of others
    alone = re.search(rf"(?<![不未非没]){stem}", own)
    return alone is not None and stem not in whole


def _less_what_is_left(
    ledger: Ledger, first: Entry, left: Entry, rate: Entry, name: str
) -> Iterator[Relation]:
    """Yield 预算A，结余B，执行率r as A less B over A, and 已整改A，正在整改B，整改率r as A over both; so with 到位A，缺口B."""
    claim, words = Claim.LIKELY, _words(ledger, first)
    if _SHORT.search(_words(ledger, left)) and first.value.low > 0:
        own = _STEM_OF_RATE.search(fold(name))
        claim = Claim.STATED if own is not None and own[1] in words else Claim.LIKELY
        less = Sum((Term(first.id), Term(left.id)), (1, -1))
        over_both = Ratio(Term(first.id), total((first.id, left.id)))
        ratio = Ratio(less, Term(first.id)) if _MEANT.search(words) else over_both
    elif _OPEN.search(_words(ledger, left)) and _DONE.search(words):
        whole = total((first.id, left.id))
        ratio = Ratio(Term(first.id), whole)
    elif _USE.search(name) and _GIVEN.search(words) and first.kind == "money":
        ratio = Ratio(Sum((Term(first.id), Term(left.id)), (1, -1)), Term(first.id))
    else:
        return
    yield Relation("share", rate.id, ratio, "rate-less-rest", claim, 0.85)


def _words(ledger: Ledger, entry: Entry) -> str:
    """Return the names of a figure and the words before it in its clause."""
    return "".join(entry.items) + ledger.clause_before(entry, 12)


def _given_and_used(ledger: Ledger, first: Entry, second: Entry) -> bool:
    """Tell whether the words before two figures say that the one came in and the other was spent of it."""
    given, used = (ledger.clause_before(e, 12) + "".join(e.items) for e in (first, second))
    return bool(_GIVEN.search(given) and _USED.search(used)) and not _USED.search(given)


_PLAIN_UNITS = frozenset({"", "个", "项", "件", "次", "处", "%"})
"""Units that count anything: 整改问题18个，完成17项."""


def _two_before(ledger: Ledger, rate: Entry) -> tuple[Entry, Entry] | None:
    found: list[Entry] = []
    for i in range(rate.index - 1, max(-1, rate.index - _FAR_BACK - 1), -1):
        other = ledger.entries[i]
        if other.line != rate.line or "。" in ledger.between(other, rate):
            break
        if other.depth > rate.depth:
            continue  # 预算A（年初B，追加C），支出D，执行率: what closed with its brackets is no term
        if other.kind in _LEVELS and other.spoken:
            found.append(other)
            if len(found) == 2:
                second, first = found
                return (first, second) if _alike(first, second) else None
    return None


def _of_other_things(first: Entry, second: Entry) -> bool:
    """Tell whether two counts are of things that no rate joins: each has a unit of its own, none says but how many."""
    units = {first.unit, second.unit}
    things = all(e.kind in ("count", "goal") and not e.unit.endswith("元") for e in (first, second))
    return things and len(units) == 2 and not units & _PLAIN_UNITS


def _alike(first: Entry, second: Entry) -> bool:
    """Tell whether two levels are counted alike; a goal of so many pieces is as its result (计划18个，建成15个)."""
    counted = "goal" in (first.kind, second.kind) and "count" in (first.kind, second.kind)
    return first.family == second.family or (counted and first.unit == second.unit != "")
