"""Lists of figures in prose: which figures follow one another, and where a list of parts ends (列举)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.ledger.entries import Entry, Ledger, once
from extraction.constraints.ledger.naming import core
from extraction.constraints.ledger.page_breaks import without_pages
from extraction.lexicon.totals import staff_words
from extraction.taxonomy.concepts import concepts_by_id

_BREAKS = re.compile(
    r"[比较][^,，。]{0,14}$|此外|另有|另外|同比|超过|以上单价|单价"
    r"|^\s*(?:再|另)?加上?(?![强快大速固工油入权热盟])|[，,](?:再|另)?加上"
)
"""What leads away from a list: a comparison, something beside it, or what is added to its total (；加上上年结余)."""
SUMS_UP = re.compile(r"合计|总计|共计|总额|总量|总支出|总收入|以上.{0,6}共|共$|计$|累计")
SENTENCE = re.compile(r"[。]")
_STANDARD = re.compile(r"(?:按|每)[^，,。；;、]{0,8}(?:每|均|标准)[^，,。；;、]{0,4}$")
_AVERAGE = re.compile(
    r"(?:[人户亩车辆台套件床生次批年月日]均|平均每(?:个|一)?[^，,。；;、]{1,4})(?:[^，,。；;、]{0,6})$"
)
_PASSING = "突破|首破|迈上|跨上|站上|跃上|迈过|跨过|跨越|越过"
PASSED = re.compile(rf"(?:{_PASSING})(?:了)?$")
"""Words before a mark that something else has passed, of whatever is counted."""
THRESHOLD = re.compile(rf"(?:{_PASSING}|超过|逾|超)(?:了)?(?:人民币)?$")
_SEMICOLON = re.compile(r"[。;；]")
BRACKET = re.compile(r"[。)）]")
_OPENS_INNER = re.compile(
    r"(?:[^。;；\n]*[，,、])?\W{0,2}(?:其中|含|包括|主要为|主要是|主要包括)[，,:：]?[^，,、。;；]*\Z"
)
ROW_MEMBER = re.compile(r"\s*[、和及与]")
"""What joins one member of a row to the next, whatever follows it."""
ROW_JOINT = re.compile(r"\s*[、，,和及与]\s*")
"""All that stands between two members of a row without names of their own."""
_LEAVES_ROW = re.compile(r"\s*[，,](?!\s*(?:和|及|以及|与|其他|其它|其余|剩余|余下|另))[^、]{9}")
"""A clause behind a row (A、B、C，重点用于…)."""
_CLOSES_INNER = re.compile(r"[;；。)）\n]")
LONGEST = 40
FURTHEST = 80
"""Figures that a list may reach over, with those of its inner lists: what is longer is no sentence."""


class Lane(Sequence[Entry]):
    """Figures of prose that may stand in one list, in text order, with what stands between two of them.

    `grows`: none of them is negative, so that a longer list never adds up to less. What is asked of a place (`gap`, `joint`, `inner_end`, `account`) is read once, however many totals ask.
    """

    def __init__(self, ledger: Ledger, entries: Iterable[Entry]) -> None:
        self.ledger = ledger
        self._entries = tuple(entries)
        self.grows = all(e.value.low >= 0 for e in self._entries)
        self._joints: dict[int, Joint] = {}
        self._inner: dict[int, int] = {}
        self._accounts: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, place: int) -> Entry: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Entry]: ...

    def __getitem__(self, place: int | slice) -> Entry | Sequence[Entry]:
        return self._entries[place]

    def joint(self, place: int) -> Joint:
        """Return what stands between the figure at a place, not the first, and the one before it."""
        self.ledger.effort.spend(self._entries[place].line)
        known = self._joints.get(place)
        if known is None:
            gap = without_pages(self.ledger.between(self._entries[place - 1], self._entries[place]))
            known = self._joints[place] = Joint.read(gap)
        return known

    def account(self, place: int) -> str:
        """Return the kind of account of a figure, as `account_of`."""
        if place not in self._accounts:
            self._accounts[place] = account_of(self.ledger, self._entries[place])
        return self._accounts[place]

    def inner_end(self, place: int) -> int:
        """Return the place after a list that opens inside a part (含 …, 其中 …, brackets)."""
        if place not in self._inner:
            self._inner[place] = _inner_end(self, place)
        return self._inner[place]


@dataclass(frozen=True, slots=True)
class Joint:
    """The words between two figures of a lane, and what they say of a list that goes on over them."""

    gap: str
    breaks: bool
    sums_up: bool
    parts_lines: bool
    opens_inner: bool
    closes_inner: bool

    @classmethod
    def read(cls, gap: str) -> Joint:
        """Read the words between two figures."""
        joint = gap.rsplit("\n", 1)[-1]
        return cls(
            gap,
            breaks=bool(_BREAKS.search(re.split(r"[;；]", joint)[-1])),
            sums_up=bool(SUMS_UP.search(joint[-6:])),
            parts_lines="\n\n" in gap,
            opens_inner="。" not in gap and bool(_OPENS_INNER.match(gap)),
            closes_inner=bool(_CLOSES_INNER.search(gap)),
        )

    def stops(self, stop: re.Pattern[str]) -> bool:
        """Tell whether a list that ends where `stop` stands ends here."""
        return bool(stop.search(self.gap))


def lanes(ledger: Ledger) -> list[Lane]:
    """Return figures that may be added up: of one role, and of whatever role."""
    return [Lane(ledger, entries) for entries in _added_up(ledger)]


@once
def _added_up(ledger: Ledger) -> list[list[Entry]]:
    split = ledger.lanes(
        e
        for e in ledger.entries
        if adds(e) and not is_standard(ledger, e) and not is_threshold(ledger, e)
    )
    joined: dict[tuple[str, bool], list[Entry]] = {}
    for (family, change, _), entries in split.items():
        joined.setdefault((family, change), []).extend(entries)
    mixed = [
        sorted(entries, key=lambda e: e.index)
        for key, entries in joined.items()
        if sum(lane[:2] == key for lane in split) > 1
    ]
    return [*split.values(), *mixed]


def adds(entry: Entry) -> bool:
    """Tell whether a figure of prose may be a total or a part."""
    usable = entry.kind in ("money", "count", "score") and entry.place is None
    return usable and not entry.aside and not entry.compared


_ACCOUNTS = re.compile(r"收入|支出|限额|余额|结余|结存|缺口")
_REPAID = re.compile(r"还本|付息|偿还|归还|利息|本息|本金|化解")
_BORROWED = re.compile(r"新增|发行|转贷|举借|债券|债务|额度")
_OF_ALL = re.compile(r"总计|合计|共计|一共|总共|总额|总量|总财力|财力|来源|总收|总支")


def account_of(ledger: Ledger, entry: Entry) -> str:
    """Return the kind of account (收入, 支出, 偿还, 限额 …) that the words before a figure, or its name, say."""
    clause = re.split(r"[,，。;；、（(]", ledger.before(entry, 12))[-1]
    found = _ACCOUNTS.findall(clause) or _ACCOUNTS.findall(core(entry.name))
    told: str = found[-1] if found else ""
    repaid = _REPAID.search(clause) or _REPAID.search(core(entry.name))
    return "偿还" if repaid and told in ("", "支出") else told


def other_account(ledger: Ledger, whole: Entry, entry: Entry) -> bool:
    """Tell whether a figure is of another kind of account than a total, so that it is no part of it.

    Totals of both sides (收入总计, 支出合计) take balances as parts; an income never takes an expenditure, nor
    what was borrowed what is repaid.
    """
    return _other(ledger, whole, account_of(ledger, whole), account_of(ledger, entry))


def _other(ledger: Ledger, whole: Entry, one: str, other: str) -> bool:
    if other == "偿还":
        return _BORROWED.search(whole.name) is not None and not _REPAID.search(whole.name)
    if not one or not other or one == other:
        return False
    if {one, other} == {"收入", "支出"} or {one, other} == {"限额", "余额"}:
        return True
    of_all = _OF_ALL.search(ledger.before(whole, 12) + whole.name)
    return not of_all and other in ("限额", "余额", "结余", "缺口")


def left_office(whole: Entry, entry: Entry) -> bool:
    """Tell whether people who left, or posts that nobody holds, are counted beside a number of staff (在职35人, 其中…, 退休9人)."""
    in_office = any(word in whole.name for word in staff_words("in_office"))
    staff = in_office or any(word in whole.name for word in staff_words("people"))
    vacant = staff and any(word in entry.name for word in staff_words("vacant"))
    return vacant or (in_office and any(word in entry.name for word in staff_words("former")))


def is_standard(ledger: Ledger, entry: Entry) -> bool:
    """Tell whether an amount is a rate per head or piece (按每人600元, 人均0.6万元): neither part nor whole of a sum."""
    lead = ledger.before(entry, 12)
    return entry.kind == "money" and bool(_STANDARD.search(lead) or _AVERAGE.search(lead))


def is_threshold(ledger: Ledger, entry: Entry) -> bool:
    """Tell whether a figure is a mark that another has passed (首次突破10亿元), neither total nor part."""
    return entry.kind == "money" and bool(THRESHOLD.search(ledger.clause_before(entry, 8)))


@dataclass(frozen=True, slots=True)
class Run:
    """Parts in a row, by place in the lane, and the place after the last."""

    parts: tuple[Entry, ...]
    end: int
    value: Interval


def add(parts: Sequence[Entry]) -> Interval:
    """Return the sum of the entries' intervals."""
    value = parts[0].value
    for part in parts[1:]:
        value = value + part.value
    return value


def runs_after(lane: Lane, place: int, children: dict[int, int], wanted: Interval) -> Iterator[Run]:
    """Yield the lists of parts after a place that add up to a total, shorter ones first.

    Inner lists are folded into their own totals, then, where there are any, counted like other parts.
    """
    for folded in (True, False):
        folds = False
        value: Interval | None = None
        parts: list[Entry] = []
        here, end = place + 1, len(lane)
        while here < end and len(parts) < LONGEST:
            part = lane[here]
            if part.line - lane[here - 1].line > 1 or lane.joint(here).parts_lines:
                break
            parts.append(part)
            following = max(children.get(here, 0), lane.inner_end(here))
            folds = folds or following > here + 1
            here = following if folded else here + 1
            value = part.value if value is None else value + part.value
            if value.meets(wanted):
                yield Run(tuple(parts), here, value)
            elif lane.grows and value.low > wanted.high:
                break
        if folded and not folds:
            return


def full_list(
    lane: Lane, place: int, children: dict[int, int], stop: re.Pattern[str]
) -> Run | None:
    """Return all parts up to where the list ends: its sentence or its bracket."""
    parts: list[Entry] = []
    whole, account = lane[place], lane.account(place)
    here, rows_end = place + 1, False
    second = (
        max(children.get(here, 0), lane.inner_end(here), here + 1) if here < len(lane) else here
    )
    if second < len(lane) and not re.search(r"[;；]", lane.joint(second).gap):
        stop = _SEMICOLON if stop is SENTENCE else stop
    while here < len(lane):
        joint, entry = lane.joint(here), lane[here]
        if parts and (joint.parts_lines or joint.breaks or joint.stops(stop)):
            break
        if parts and entry.line != parts[-1].line and parts[0].line == whole.line:
            break
        if joint.sums_up or entry.line - whole.line > 2:
            break
        if len(parts) >= 2 and left_office(whole, entry):
            break
        if _other(lane.ledger, whole, account, lane.account(here)) or is_sibling(entry, whole):
            break
        if len(parts) > 1 and rows_end and _LEAVES_ROW.match(joint.gap):
            break
        rows_end = (rows_end or len(parts) == 1) and bool(ROW_MEMBER.match(joint.gap))
        parts.append(entry)
        if len(parts) > LONGEST:
            return None
        closed = stop is BRACKET and here + 1 < len(lane) and lane.joint(here + 1).stops(stop)
        if closed and entry.depth > whole.depth:
            break  # 总预算A（本年B），其中: what opens behind the bracket is a list of the total
        here = max(lane.inner_end(here), children.get(here, here + 1))
    return Run(tuple(parts), here, add(parts)) if len(parts) >= 2 else None


def _inner_end(lane: Lane, place: int) -> int:
    here = place + 1
    if here >= len(lane):
        return here
    outer = lane[place].depth
    if lane[here].depth > outer and lane[here].line == lane[place].line:
        last = min(len(lane), place + FURTHEST)
        while here < last and lane[here].depth > outer and lane[here].line == lane[place].line:
            here += 1
        return here
    if not lane.joint(here).opens_inner:
        return _end_of_known_parts(lane, place)
    while here + 1 < min(len(lane), place + FURTHEST):
        if lane.joint(here + 1).closes_inner:
            break
        here += 1
    return here + 1


def _end_of_known_parts(lane: Lane, place: int) -> int:
    """Return the place after the figures that the taxonomy knows as parts of the one before them.

    公务用车购置及运行维护费5万元，公务用车购置费0万元，公务用车运行维护费5万元: no 其中 stands there.
    """
    whole, here = lane[place], place + 1
    while here < len(lane) and lane[here].line == whole.line and is_known_part(lane[here], whole):
        here += 1
    return here if here > place + 2 else place + 1


def is_known_part(entry: Entry, whole: Entry) -> bool:
    """Tell whether the taxonomy has one figure's concept as a part of the other's (公务用车购置费 of 公务用车费)."""
    concept = concepts_by_id().get(entry.concept or "")
    return concept is not None and concept.part_of is not None and concept.part_of == whole.concept


def is_sibling(entry: Entry, whole: Entry) -> bool:
    """Tell whether the taxonomy has both figures as parts of one whole (税收收入 and 非税收入): no part of each other.

    What goes into a grand total (本年收入, 财政拨款收入 of 收入总计) may be part of each other.
    """
    one, other = (concepts_by_id().get(e.concept or "") for e in (entry, whole))
    if one is None or other is None or one is other or one.part_of != other.part_of:
        return False
    return one.part_of is not None and not one.part_of.endswith("-total")


def outermost(ledger: Ledger, parts: list[Entry]) -> list[Entry]:
    """Leave out the figures in lists that open inside a part."""
    kept, here = [], 0
    lane = Lane(ledger, parts)
    while here < len(lane):
        kept.append(lane[here])
        here = lane.inner_end(here)
    return kept


def two_count(parts: Sequence[Entry]) -> bool:
    """Tell whether two parts at least are not zero, so that their sum tells anything."""
    return sum(1 for p in parts if p.value.point) >= 2
