"""Totals and their parts in prose (合计 = 各部分之和): lists in a sentence, lists of paragraphs.

Three layouts are read: a total followed by its parts (其中, 包括, brackets), parts followed by their
total (…合计), and numbered paragraphs whose first figures add up to a figure further up. A list claims
completeness only by its words or names; an unclaimed list is told only when it adds up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.arithmetic.relation import Claim, Relation, Sum, Term, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import (
    BRACKET,
    LONGEST,
    ROW_JOINT,
    ROW_MEMBER,
    SENTENCE,
    Lane,
    Run,
    add,
    full_list,
    lanes,
    other_account,
    runs_after,
    two_count,
)
from extraction.constraints.ledger.naming import core, is_rest_of, names_total
from extraction.constraints.rules.sums.complete_lists import claim_of, told_by_number
from extraction.constraints.rules.sums.told_numbers import announced
from extraction.constraints.rules.sums.whole_names import (
    called_behind,
    complementary,
)

_OPENS = re.compile(
    r"其中|包括|包含|分为|(?:分别|各)[为是用:：]|组成|构成|分项|如下|用于|分类看|来源|按.{1,8}(?:分[,，:：]|划分)|分[^,，。;；]{1,6}看|^\s*[（(:：]|^.{0,3}含|^.{0,3}即"
)
_OPENS_ANEW = re.compile(
    r"^\W*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)]?[、.．]?)?\s*(?:其中|(?:主要)?包括|具体|从[^,，。]{1,8}看|.{0,6}结构|分项|分(?:类|部门|税种|级次|行业|类别|项目|科目|地区|县区)别?看|.{0,6}来源|.{0,6}投向|.{0,8}构成|.{0,8}按.{1,10}分|[分从][^,，。;；]{1,6}[和与及、][^,，。;；]{1,6}看)"
)
_SPLITS = re.compile(
    r"[。;；](?:[从按分][^,，。;；]{1,10}(?:看|分|划分)[,，:：]?|[按分][^,，。;；:：]{1,10}(?:情况[是为]?|科目|类别|部门)?[:：])[^,，。;；:：]{1,14}$"
)
"""Words that split the total before them another way."""
_SPLITS_BELOW = re.compile(
    r"\n\W*按[^,，。;；:：\n\d]{2,10}(?:(?:看|分|划分)[,，:：]?|[:：])[^,，。;；:：\n]{1,14}$"
)
"""The same at the head of the next paragraph."""
_BY = re.compile(r"\W*按")
_PART_OF_IT = re.compile(r"\s*[中里]的?")
_MADE_OF = re.compile(r"\W*由")
_NUMBER_OF_ITEM = re.compile(r"^\W*[（(][一二三四五六七八九十\d]{1,2}[)）]")
_WITHIN = re.compile(r"^\W*(.{2,24}?)中[,，]")
_OPENS_BELOW = re.compile(r"(?:其中|包括|如下|分别为?|以下方面|构成)\W*$|[:：]\s*$")
_LAST_CLAUSE = re.compile(r"[，,。；;：:]")
_NEXT = 24
_LONGEST_OPENING = 160
_AT_ONCE = 24
_FEW_WHOLES = 4
ENOUGH_DIGITS = 4
_TELLING = 3


def breakdowns(ledger: Ledger) -> Iterator[Relation]:
    """Yield sums of figures that stand in one list of a paragraph."""
    for lane in lanes(ledger):
        children: dict[int, int] = {}
        for place in range(len(lane) - 2, -1, -1):
            if ledger.effort.is_over(lane[place].line):
                continue
            yield from _parts_after(ledger, lane, place, children)


# A total followed by its parts.


def _parts_after(
    ledger: Ledger, lane: Lane, place: int, children: dict[int, int]
) -> Iterator[Relation]:
    if place + 1 >= len(lane) or _of_something_else(ledger, lane, place):
        return
    whole = lane[place]
    opening = ledger.between(whole, lane[place + 1])
    cue = _is_opened(ledger, lane, place, opening)
    beside = cue_like(whole) and len(opening) <= _NEXT and "。" not in opening
    yield from _netted(ledger, lane, place, opening)
    best = _best(whole, list(runs_after(lane, place, children, whole.value)), cue or beside)
    if best is not None:
        children[place] = best.end
        claim = claim_of(ledger, whole, best, opening) if cue else Claim.SUGGESTED
        yield told_sum(whole, best.parts, "breakdown", claim)
        yield from _second_breakdown(ledger, lane, place, best.end, children)
    yield from _heads_of_groups(ledger, lane, place, cue=cue)
    full = full_list(lane, place, children, _stop(opening))
    if full is None or (best is not None and set(full.parts) == set(best.parts)):
        return
    if not cue and not is_rest_of(full.parts[-1].name, whole.name):
        # 培训45万元、讲座18万元、建设26万元: one of a row itself
        member = ROW_MEMBER.match(opening)
        alone = best is None and whole.kind == "money" and not member
        if alone and _is_sentence(ledger, lane, place, full):
            loose = told_sum(whole, full.parts, "sentence", Claim.LIKELY)
            yield replace(loose, slips_only=True)
        return
    names = [p.name for p in full.parts]
    settled = best is not None and not (complementary(names) or _repeats_whole(whole, full))
    settled = settled or (best is not None and two_count(best.parts))
    if not settled and not _fits_earlier(lane, place, full):
        yield from _in_full(ledger, whole, full, opening)


def _of_something_else(ledger: Ledger, lane: Lane, place: int) -> bool:
    """Tell whether the figures behind one are no list of its parts, whatever the words between them."""
    whole, first = lane[place], lane[place + 1]
    opening = ledger.between(whole, first)
    if len(opening) > _LONGEST_OPENING or first.line - whole.line > 1:
        return True
    if _PART_OF_IT.match(ledger.after(first, 4)):
        return True  # 含结转60万元中的部分: how much of it is not told
    if first.depth < whole.depth:
        return True  # 收入117亿元（新增50亿元、再融资67亿元），其中…: no list of what closed with its brackets
    # another way to split the total that this one is a part of
    return bool(_SPLITS_BELOW.search(opening)) and _among_parts(lane, place)


def _in_full(ledger: Ledger, whole: Entry, full: Run, opening: str) -> Iterator[Relation]:
    """Yield a total over its whole list, where the words claim more than that it may be so."""
    claim = claim_of(ledger, whole, full, opening)
    if claim is Claim.SUGGESTED:
        return
    at_once = len(opening) <= _AT_ONCE and "。" not in opening
    numbered = claim is Claim.STATED and told_by_number(ledger, full, opening)
    rule = "breakdown-by-number" if numbered else "breakdown"
    relation = told_sum(whole, full.parts, rule, claim)
    yield replace(relation, certain=at_once and claim is Claim.STATED)
    yield from _without_one(whole, full)


def _is_opened(ledger: Ledger, lane: Lane, place: int, opening: str) -> bool:
    """Tell whether the words behind a figure, or the names of the next ones, open a list of its parts."""
    whole, first = lane[place], lane[place + 1]
    opened = (
        _opens(opening, whole, broken=first.line != whole.line)
        or ("。" not in opening and (announced(opening) is not None or _MADE_OF.match(opening)))
        or (called_behind(ledger, first) and _made_up(ledger, lane, place))
    )
    if not opened or _own_purpose(opening, ledger.before(whole)):
        return False
    return not _next_row(ledger, lane, place, opening)


def _made_up(ledger: Ledger, lane: Lane, place: int) -> bool:
    """Tell whether the figures behind a total are told as a whole between them (A是人员经费，B是公用经费)."""
    names: list[str] = []
    for entry in lane[place + 1 : place + 1 + _AT_ONCE]:
        name = called_behind(ledger, entry) if entry.sentence == lane[place].sentence else ""
        if not name:
            break
        names.append(name)
    return len(names) > 1 and complementary(names)


def _heads_of_groups(ledger: Ledger, lane: Lane, place: int, *, cue: bool) -> Iterator[Relation]:
    """Yield a total over the first figures of the groups between ；, where they make it to the last digit.

    What follows in a group is of its first figure: 应收票据6亿元，逾期4亿元；应收账款1亿元，逾期0.5亿元.
    """
    whole, heads, fresh = lane[place], [], True
    for here in range(place + 1, min(len(lane), place + 1 + LONGEST)):
        gap = lane.joint(here).gap
        if lane[here].line != whole.line or "。" in gap:
            break
        fresh = fresh or bool(re.search(r"[;；]", gap))
        if fresh:
            heads.append(lane[here])
        fresh = False
    exact = len(heads) > 1 and add(heads).point == whole.value.point
    if cue and exact and whole.digits >= _TELLING:
        yield told_sum(whole, heads, "breakdown", Claim.LIKELY)


def _netted(ledger: Ledger, lane: Lane, place: int, opening: str) -> Iterator[Relation]:
    """Yield X（A，B） where X is A less B to the last digit: what came in and what was passed on."""
    pair = lane[place + 1 : place + 3]
    whole = lane[place]
    if len(pair) < 2 or not re.match(r"\s*[（(]", opening) or whole.digits < _TELLING:
        return
    inside = pair[0].bracket == pair[1].bracket >= whole.mention.end
    if inside and pair[0].value.point - pair[1].value.point == whole.value.point:
        net = Sum(tuple(Term(p.id) for p in pair), (1, -1))
        yield Relation("sum", whole.id, net, "breakdown", Claim.LIKELY, 0.8)


def _next_row(ledger: Ledger, lane: Lane, place: int, opening: str) -> bool:
    """Tell whether 分别 opens another row beside that of the figure (收入分别为A和B，支出分别为C和D)."""
    if place == 0 or "分别" not in opening or lane[place - 1].line != lane[place].line:
        return False
    before = lane[place - 1]
    row = ROW_JOINT.fullmatch(ledger.between(before, lane[place]))
    return bool(row) and "分别" in ledger.clause_before(before, 30)


def _own_purpose(opening: str, before: str) -> bool:
    """Tell whether 用于 says what the figure itself is for, one of a row of such figures, no list of parts."""
    if "用于" not in opening or _OPENS.search(opening.replace("用于", "")):
        return False
    behind = re.match(r"\W{0,2}用于[^，,。；;：:]+[，,；;][^，,。；;：:其包含]{0,4}\Z", opening)
    return bool(behind) or "用于" in _LAST_CLAUSE.split(before)[-1]


def _opens(opening: str, whole: Entry, *, broken: bool) -> bool:
    """Tell whether the words after a figure open a list of its parts.

    `broken`: the first part stands in a later paragraph than the total.
    """
    if not broken:
        return _opens_in_line(re.sub(r"\s+", "", opening), whole)
    head, _, rest = re.sub(r"^\s*[（(][^()（）]*[)）]", "", opening).strip("\n").partition("\n")
    return bool(_OPENS_BELOW.search(head) or _OPENS_ANEW.search(rest))


def _opens_in_line(opening: str, whole: Entry) -> bool:
    outside = re.sub(r"^[（(][^()（）]*[)）]", "", opening)
    outside = _NUMBER_OF_ITEM.sub("", re.split(r"[;；]", outside)[-1])
    last = outside.rsplit("。", 1)[-1]
    if "。" not in outside:
        return bool(_OPENS.search(outside))
    within = _WITHIN.match(last)
    if within:
        named = core(within[1])
        return len(named) > 2 and bool(whole.core) and (named in whole.core or whole.core in named)
    return bool(_OPENS_ANEW.search(last))


def _stop(opening: str) -> re.Pattern[str]:
    return BRACKET if re.match(r"\s*[（(]", opening) else SENTENCE


def _second_breakdown(
    ledger: Ledger, lane: Lane, place: int, start: int, children: dict[int, int]
) -> Iterator[Relation]:
    """Yield another way the same total is split, right after the first (by kind, then by use)."""
    if start >= len(lane) or not _goes_on(lane, place, start):
        return
    again = _best(
        lane[place], list(runs_after(lane, start - 1, children, lane[place].value)), cue=False
    )
    if again is not None:
        yield told_sum(lane[place], again.parts, "breakdown", Claim.SUGGESTED)
        return
    opening = re.sub(r"\s+", "", ledger.between(lane[start - 1], lane[start]))
    anew = _SPLITS.search(opening) or lane[start].line != lane[place].line
    full = full_list(lane, start - 1, children, SENTENCE) if anew else None
    if full is not None and not any(p.value.meets(lane[place].value) for p in full.parts):
        both = complementary([p.name for p in full.parts])
        claim = Claim.STATED if both else Claim.LIKELY
        told = told_sum(lane[place], full.parts, "breakdown-again", claim)
        yield replace(told, slips_only=not both)


def _among_parts(lane: Lane, place: int) -> bool:
    """Tell whether a figure stands in the list of parts (其中) of one before it in its paragraph."""
    if not place or lane[place - 1].line != lane[place].line:
        return False
    line = lane.ledger.line_starts[lane[place].line]
    return "其中" in lane.ledger.text[line : lane[place].mention.start]


def _goes_on(lane: Lane, place: int, start: int) -> bool:
    """Tell whether what stands behind a total's parts may be of it still: in its paragraph, or split another way in the next."""
    if lane[start].line == lane[place].line:
        return True
    if not _SPLITS_BELOW.search(lane.ledger.between(lane[start - 1], lane[start])):
        return False
    first = lane[place + 1].line  # the first way may have a paragraph of its own as well
    alike = first == lane[place].line or _BY.match(lane.ledger.line_text(first))
    return lane[start - 1].line == first and bool(alike)


def _is_sentence(ledger: Ledger, lane: Lane, place: int, full: Run) -> bool:
    """Tell whether total and parts are all figures of their kind in one sentence, total first."""
    whole = lane[place]
    if len({p.core for p in full.parts}) < len(full.parts):
        return False
    first = place == 0 or lane[place - 1].sentence != whole.sentence
    if not first or any(p.sentence != whole.sentence or p.role != whole.role for p in full.parts):
        return False
    return all(p.value.point < whole.value.point for p in full.parts)


def _repeats_whole(whole: Entry, full: Run) -> bool:
    """Tell whether one part is the whole again and the others, no parts of it, come on top."""
    same = [p for p in full.parts if p.value.point == whole.value.point]
    rest = [p for p in full.parts if p not in same and p.value.point]
    if len(same) != 1 or not rest or any(p.value.point > whole.value.point for p in rest):
        return False
    return not add(rest).meets(whole.value)


def _fits_earlier(lane: Lane, place: int, full: Run) -> bool:
    """Tell whether the list adds up to another figure of the paragraph before it: it is that one's list.

    That may be a budget beside its outturn, or the change that the list explains (比预算多X，系A、B); an income has no
    list of expenditures, however well they balance it.
    """
    whole, first = lane[place], full.parts[0]
    entries = lane.ledger.entries
    before = entries[max(0, whole.index - 12) : first.index]
    if _of_several(lane, place, full):
        return True
    return any(
        e.line == whole.line and e.family == whole.family and e is not whole and e.digits > 1
        and e.place is None and (e.value.meets(full.value) or _falls_by(e, full.value))
        and not other_account(lane.ledger, e, first)
        for e in before
    )  # fmt: skip


def _of_several(lane: Lane, place: int, full: Run) -> bool:
    """Tell whether the list adds up to the total with those right before it (门诊A，住院B。按性质分…): it splits them together."""
    together = lane[place].value
    for other in reversed(lane[max(0, place - _FEW_WHOLES) : place]):
        if other.sentence != lane[place].sentence:
            return False
        together = together + other.value
        if together.meets(full.value):
            return True
    return False


def _falls_by(entry: Entry, value: Interval) -> bool:
    """Tell whether a figure is a decrease by a value."""
    return (
        entry.value.high < 0 and -entry.value.high <= value.high and value.low <= -entry.value.low
    )


def _without_one(whole: Entry, full: Run) -> Iterator[Relation]:
    """Yield the list less one part, where the total is right without it."""
    for left_out in full.parts:
        rest = tuple(p for p in full.parts if p is not left_out)
        if len(rest) >= 2 and add(rest).point == whole.value.point:
            yield told_sum(whole, rest, "breakdown-less-one", Claim.SUGGESTED)


def told_sum(whole: Entry, parts: Sequence[Entry], rule: str, claim: Claim) -> Relation:
    """Return a whole as the sum of its parts, the surer the firmer it is claimed."""
    confidence = {Claim.STATED: 0.9, Claim.LIKELY: 0.8, Claim.SUGGESTED: 0.7}[claim]
    return Relation("sum", whole.id, total(tuple(p.id for p in parts)), rule, claim, confidence)


def _best(whole: Entry, runs: Sequence[Run], cue: bool) -> Run | None:
    """Return the most telling of the lists that add up to a total, None where none tells."""
    if not runs:
        return None
    exact = [r for r in runs if r.value.point == whole.value.point]
    nonzero = [r for r in exact or runs if sum(1 for p in r.parts if p.value.point) >= 2]
    if nonzero:
        chosen = nonzero[0]
        for longer in nonzero[1:]:
            extra = longer.parts[len(chosen.parts) :]
            if longer.parts[: len(chosen.parts)] == chosen.parts and not any(
                p.value.point for p in extra
            ):
                chosen = longer
        enough = ENOUGH_DIGITS - (1 if _fills_sentence(whole, chosen) else 0)
        solid = cue or (whole.digits >= enough and chosen in exact)
        if whole.digits < 2 and not cue:
            return None
        return chosen if solid or (cue_like(whole) and chosen in exact) else None
    if not cue or not exact:
        return None
    return max(exact, key=lambda r: len(r.parts))


def _fills_sentence(whole: Entry, run: Run) -> bool:
    """Tell whether total and parts stand in one sentence."""
    return all(p.sentence == whole.sentence for p in run.parts)


def cue_like(whole: Entry) -> bool:
    """Tell whether the total's own name says that it is one."""
    return any(names_total(n) for n in whole.items)
