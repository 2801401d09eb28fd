"""The extent of names (名称边界): whole lists, balanced brackets, years of funds, tails of accounts.

A model marks where a name is; these rules settle where it begins and ends, by what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from extraction.labels import Label
from extraction.lexicon.names import lead_end, name_words
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.source import any_of
from extraction.linking.draft import Draft
from extraction.markup import Mention
from extraction.span import Span
from extraction.taxonomy import account_names

_BOUNDARY = re.compile(r"[，,。；;：:！？\n\t|“《【\[]")
_OPEN, _CLOSE = "（(", "）)"
_MEMBER = re.compile(r"[一-鿿“”（）()]{2,16}")
_YEAR_FRONT = re.compile(r"(?<!\d)\d{2}年度?$")
_LEVEL_FRONT = re.compile(r"(?:[省市县区州镇乡]本?级|本级)$")
_LIST_REACH = 60
_TAIL_REACH = 14
_FUND_LENGTH = 6
_SHORTEST = 4
_NUMBERED = re.compile(r"[一二三四五六七八九十]\Z")


def settle_names(draft: Draft, *, fiscal_year: int | None) -> None:
    """Give every ITEM of prose the extent that a reader would."""
    rules: tuple[Callable[[Draft, Mention], None], ...] = (
        _join_touching,
        _balance,
        _through_bracket,
        _to_known,
        _with_tail,
        _with_level,
        _whole_list,
        lambda d, m: _with_year(d, m, fiscal_year),
    )
    for rule in rules:
        for item in draft.mentions(Label.ITEM):
            if draft.get(item.id) is not None:
                rule(draft, item)


def _join_touching(draft: Draft, item: Mention) -> None:
    """Join two names without a gap where one figure links to both, or none to the first.

    A word that belongs to no name (全年, 新增, …的) is dropped instead.
    """
    following = next((m for m in draft.after(item.end, reach=0) if m.start == item.end), None)
    if following is None or following.label is not Label.ITEM or following.cell is not None:
        return
    own = {f.id for f in draft.figures_of(item.id)}
    if own - {f.id for f in draft.figures_of(following.id)}:
        return
    if (
        len(item.text) < _SHORTEST
        or item.text.endswith("的")
        or lead_end(item.text + following.text)
    ):
        draft.drop(item.id, instead=following.id)
        return
    draft.drop(following.id, instead=item.id)
    draft.move(item.id, Span(item.start, following.end))


def _balance(draft: Draft, item: Mention) -> None:
    """Close a bracket that a name opens, or open the one that it closes; else cut the name there."""
    opened = sum(item.text.count(c) for c in _OPEN)
    closed = sum(item.text.count(c) for c in _CLOSE)
    text = draft.text
    if opened > closed:
        end = _find(text, _CLOSE, item.end, item.end + _TAIL_REACH)
        cut = max(item.text.rfind(c) for c in _OPEN)
        whole = Span(item.start, end + 1) if end is not None else None
        if whole is None or not draft.move(item.id, whole):
            _move_if_named(draft, item, Span(item.start, item.start + cut))
    elif closed > opened:
        start = max(text.rfind(c, max(0, item.start - _TAIL_REACH), item.start) for c in _OPEN)
        if start > 0:
            begin = _phrase_start(text, start)
            draft.move(item.id, Span(begin, item.end))


def _through_bracket(draft: Draft, item: Mention) -> None:
    """Go on behind a bracket in the middle of a name: 公务用车购置（含税）支出."""
    match = _bracketed_tail().match(draft.text, item.end)
    if match is not None:
        draft.move(item.id, Span(item.start, match.end()))


def _to_known(draft: Draft, item: Mention) -> None:
    """Take the whole of a known account's name that was cut off: 耕地占|用税."""
    value = draft.figure_after(item.end, reach=_TAIL_REACH)
    if value is None or item.text in _accounts():
        return
    for end in range(value.start, item.end, -1):
        if draft.text[item.start : end] in _accounts():
            draft.move(item.id, Span(item.start, end))
            return


def _with_tail(draft: Draft, item: Mention) -> None:
    """Take the tail of an account that was cut off right before its value: 政府债务|限额, 教育费|附加."""
    words = name_words()
    if item.text.endswith(words.money_nouns) and not item.text.endswith(("资金", "教育费")):
        return
    value = draft.figure_after(item.end, reach=_TAIL_REACH)
    if value is None:
        return
    gap = draft.text[item.end : value.start]
    match = _account_tail().fullmatch(gap)
    if match is None:
        return
    whole = item.text + match["tail"]
    fits = whole in _accounts() or item.text not in _accounts()
    if match["tail"] == "到位":
        fits = item.text.endswith("资金")
    elif item.text.endswith("资金") or (item.text.endswith("费") and match["tail"] != "附加"):
        return
    if fits and (match["tail"] in ("限额", "到位", "附加") or whole in _accounts()):
        draft.move(item.id, Span(item.start, item.end + len(match["tail"])))


def _with_level(draft: Draft, item: Mention) -> None:
    """Keep the level that tells two facts apart: 县本级收入 beside 省级补助收入."""
    if item.text not in name_words().bare:
        return
    match = _LEVEL_FRONT.search(draft.text, max(0, item.start - 4), item.start)
    if match is not None:
        draft.move(item.id, Span(match.start(), item.end))


def _whole_list(draft: Draft, item: Mention) -> None:
    """Take every member of a list with one value: 遗属补助、优抚医疗费286万元."""
    text = draft.text
    if not _has_value_behind(draft, item):
        return
    start = item.start
    while start > 0 and text[start - 1] == "、":
        member = _member_before(draft, item, start - 1)
        if member is None:
            return
        start = member
    if start < item.start:
        start += _front(text[start : item.end])
        _absorb(draft, item, Span(start, item.end))


def _member_before(draft: Draft, item: Mention, end: int) -> int | None:
    """Return where the member that ends at `end` begins; None where it is none or has a value of its own."""
    begin = end
    depth = 0
    while begin > max(0, end - _LIST_REACH):
        character = draft.text[begin - 1]
        if character in _CLOSE:
            depth += 1
        elif character in _OPEN:
            if not depth:
                break
            depth -= 1
        elif not depth and (character == "、" or _BOUNDARY.match(character)):
            break
        begin -= 1
    if _NUMBERED.search(draft.text[begin:end]):
        return None
    if draft.text[begin - 1 : begin] != "、":
        begin += lead_end(draft.text[begin:end] + "、")
    inside = draft.within(begin, end)
    others = [m for m in inside if m.label is not Label.ITEM or m.cell is not None]
    foreign = any(f.start < item.start for m in inside for f in draft.figures_of(m.id))
    if others or foreign or not _MEMBER.fullmatch(draft.text[begin:end].replace("\n", "")):
        return None
    return begin


def _front(name: str) -> int:
    """Return how many characters at the front of a list are words such as 其中, 投入, 财政对."""
    at = 0
    while (match := _spending().match(name, at)) or lead_end(name[at:]):
        at = match.end() if match else at + lead_end(name[at:])
    return at


def _has_value_behind(draft: Draft, item: Mention) -> bool:
    """Tell whether one figure stands right behind a name, and no list of values (分别)."""
    value = draft.figure_after(item.end, reach=_TAIL_REACH)
    if value is None:
        return False
    gap = draft.text[item.end : value.start]
    return "分别" not in gap and "各" not in gap and not _BOUNDARY.search(gap)


def _with_year(draft: Draft, item: Mention, fiscal_year: int | None) -> None:
    """Keep the year in the name of a fund or project; a year that dates the fact stays a period."""
    text = draft.text
    if not item.text.endswith(name_words().fund_tails) or len(item.text) < _FUND_LENGTH:
        return
    if item.text in _accounts() or not _has_value_behind(draft, item):
        return
    short = _YEAR_FRONT.search(text, max(0, item.start - 5), item.start)
    if short is not None:
        _absorb(draft, item, Span(short.start(), item.end), Label.PERIOD)
        return
    before = next(draft.before(item.start, reach=1), None)
    if before is None or before.label is not Label.PERIOD or before.end != item.start:
        return
    year = re.fullmatch(rf"({YEAR_DIGITS})\s*年度?", before.text)
    if year is None or fiscal_year is None or int(year[1]) >= fiscal_year:
        return
    if text.count(item.text) == text.count(before.text + item.text):
        _absorb(draft, item, Span(before.start, item.end), Label.PERIOD)


def _absorb(draft: Draft, item: Mention, span: Span, *labels: Label) -> None:
    """Give a name a span over other names (and mentions of `labels`), which it takes in."""
    inside = [m for m in draft.within(span.start, span.end) if m.id != item.id]
    if any(m.label not in (Label.ITEM, *labels) or m.cell is not None for m in inside):
        return
    for m in inside:
        draft.drop(m.id, instead=item.id if m.label is Label.ITEM else None)
    draft.move(item.id, span)


def _move_if_named(draft: Draft, item: Mention, span: Span) -> None:
    if len(span) >= 2:
        draft.move(item.id, span)


def _phrase_start(text: str, end: int) -> int:
    begin = end
    while begin > 0 and not _BOUNDARY.match(text[begin - 1]) and text[begin - 1] != "、":
        begin -= 1
    return begin + lead_end(text[begin:end])


def _find(text: str, characters: str, start: int, end: int) -> int | None:
    found = [text.find(c, start, end) for c in characters]
    return min((p for p in found if p >= 0), default=None)


@cache
def _spending() -> re.Pattern[str]:
    verbs = (w for w in name_words().spent if len(w) > 1 and w not in ("资金", "财政", "专项"))
    return re.compile(rf"{any_of(verbs)}|(?:财政)?对(?=[^外口个企附象])")


@cache
def _accounts() -> frozenset[str]:
    return frozenset(account_names())


@cache
def _bracketed_tail() -> re.Pattern[str]:
    return re.compile(
        rf"[（(](?![类款项][）)])[^（()）\d\n，。；]{{1,10}}[）)]{any_of(name_words().after_bracket)}"
    )


@cache
def _account_tail() -> re.Pattern[str]:
    verbs = r"(?:为|共|共计|达|达到|完成|实现|了|约|：|:|\s)*"
    return re.compile(rf"(?P<tail>{any_of(name_words().account_tails)}){verbs}")
