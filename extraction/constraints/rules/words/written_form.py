"""Numbers and words that their own form makes wrong (书写): what was left out or left standing.

A rate of prose without its % (占76.23；), a unit without its amount, a form's words that nobody filled in
(××万元, 主要原因是……), both words of a choice (增加/减少1.2万元), 持平 beside a difference.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extraction.constraints.ledger.comparison import told_against
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.lexicon.changes import change_words
from extraction.lexicon.source import any_of
from extraction.quantities.folding import fold

_NO_AMOUNT = re.compile(
    r"(?:(?<=[支收算费额款出入])[ \t\u3000\xa0]+|(?<=支出)|(?<=收入)|(?<=金额))[万亿]元(?=[，,。;；])"
)
_LEFT_STANDING = re.compile(
    r"(?<![A-Za-z\d])(?:[×xX✕＊*]{2,}|[×✕])\s*(?:万元|亿元|元|%|％|年度?|个|人次|人|辆|次)"
    r"|(?:原因|用于|包括)[是为：:]*\s*(?:…+|\.{3,}|。{2,}|×{2,})"
)
_BARE_RATE = re.compile(r"[\d,]+\.\d+|\d{1,3}")
_RATE_LEAD = re.compile(
    r"占(?:[^,，。;；\d]{0,16}(?:的|比重|比例|比))?(?:为|达|约)?$|(?:增长|下降|增幅|降幅|上升|降低)(?:了|约|为|达)?$"
)
_RATE_END = re.compile(r"\s*[,，。;；)）]")
_FLAT = re.compile(r"(?:保持|基本)?持平")
_REACH = 40


@dataclass(frozen=True, slots=True)
class Slip:
    """A place that its form makes wrong; `terms` are mentions at or next to it."""

    kind: Literal["format", "diff"]
    terms: tuple[str, ...]
    message: str


def slips_of_form(ledger: Ledger) -> Iterator[Slip]:
    """Yield what the form of the report's prose makes wrong."""
    yield from _by_words(ledger, _NO_AMOUNT, "后只有单位“{}”，漏写金额。")
    yield from _by_words(ledger, _LEFT_STANDING, "后的“{}”是模板留下的字样，未填写。")
    for entry in ledger.prose():
        yield from _no_sign(ledger, entry)
        yield from _both_words(ledger, entry)
        yield from _flat_and_changed(ledger, entry)


def _by_words(ledger: Ledger, pattern: re.Pattern[str], says: str) -> Iterator[Slip]:
    mentions = ledger.facts.markup.mentions
    starts = [m.start for m in mentions]
    for match in pattern.finditer(ledger.text):
        place = bisect.bisect_left(starts, match.start())
        near = [
            m
            for m in mentions[max(0, place - 1) : place + 1]
            if max(match.start() - m.end, m.start - match.end()) <= _REACH
        ]
        if near and near[0].cell is None:
            name = ledger.text[max(0, match.start() - 16) : match.start()].split("\n")[-1]
            words = re.split(r"[,，。;；]", name)[-1]
            message = f"“{words}”{says.format(match[0].strip())}"
            yield Slip("format", (near[0].id,), message)


def _no_sign(ledger: Ledger, entry: Entry) -> Iterator[Slip]:
    """Yield a rate of prose that is written without % (增长13.95，)."""
    surface = fold(entry.mention.text).strip()
    unsigned = entry.kind == "rate" or (entry.kind == "money" and not entry.sure)
    if not unsigned or entry.unit not in ("%", "") or not _BARE_RATE.fullmatch(surface):
        return
    lead = re.sub(r"\s+", "", ledger.before(entry, 24))
    if _RATE_LEAD.search(lead) and _RATE_END.match(ledger.after(entry, 2)):
        yield Slip("format", (entry.id,), f"“{lead[-6:]}{surface}”漏写百分号“%”。")


def _both_words(ledger: Ledger, entry: Entry) -> Iterator[Slip]:
    """Yield a figure before which both words of a choice stand (增加/减少1.20万元)."""
    found = _choice().search(ledger.before(entry, 16))
    if found and entry.value.point and entry.kind in ("money", "rate", "count"):
        message = f"“{found[0].strip()}{entry.mention.text}”：增减两词并列，未作选择。"
        yield Slip("format", (entry.id,), message)


@cache
def _choice() -> re.Pattern[str]:
    words = change_words()
    rise, fall = any_of(words.rise), any_of(words.fall)
    both = rf"{rise}\s*[/／或（(]\s*{fall}|{fall}\s*[/／或（(]\s*{rise}"
    return re.compile(rf"(?:{both})\s*[)）]?\s*$")


def _flat_and_changed(ledger: Ledger, entry: Entry) -> Iterator[Slip]:
    """Yield a change right behind 持平 that is against the same base."""
    if entry.change is None or not entry.value.point or entry.aside or not entry.index:
        return
    before = ledger.entries[entry.index - 1]
    words = re.split(r"[。;；]", fold(ledger.between(before, entry)))[-1]
    flat = _FLAT.search(words)
    if flat is None or "基本" in flat[0] or before.line != entry.line:
        return
    if told_against(words[flat.end() :]) is None and re.match(r"\W*\w{0,4}$", words[flat.end() :]):
        message = f"前称“持平”，后又称变动{entry.mention.text}，文字与数字不符。"
        terms = (entry.id, before.id) if before.sentence == entry.sentence else (entry.id,)
        yield Slip("diff", terms, message)
