"""Totals that count the items above them (上述四类问题涉及金额合计1706.5万元): as many numbered paragraphs, each with its figure.

The items are those of one style of numbers right above, under headings without a figure where there are any. Each has one figure
of the total's kind, what is inside it aside. Where more or fewer stand there, which are meant is open, and nothing is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.lexicon.numbering import list_number_of
from extraction.lexicon.source import any_of
from extraction.lexicon.totals import part_words
from extraction.quantities.numerals import read_numeral

_COUNTED = re.compile(
    rf"^\W*(?:上述|以上|前述)(?:共|的)?(?P<number>[两二三四五六七八九十]{{1,2}}|\d{{1,2}})\s*(?:个|大)?(?:{any_of(part_words('kinds'))}|{any_of(part_words('pieces'))}|[个笔])"
    r"[^，,。；;：:\d]{0,14}?(?:合计|共计|总计|累计|共)[^，,。；;：:\d]{0,6}$"
)
_OVERLAP = re.compile(r"重叠|重复|交叉|同时存在")
_INNER = re.compile(r"其中|包括|含|[(（]")
_LONGEST = 40
_FEWEST = 2
_FURTHEST = 200
_REACH = 40


def totals_of_items(ledger: Ledger) -> Iterator[Relation]:
    """Yield totals over the numbered paragraphs above them, as many as their words say."""
    for whole in ledger.of_kind("money"):
        if not whole.spoken:
            continue
        told = _COUNTED.match(ledger.sentence_before(whole, _REACH))
        if told is None or _OVERLAP.search(ledger.line_text(whole.line)):
            continue
        number = int(read_numeral(told["number"]).value)
        lists = [_figures(ledger, lines, whole) for lines in _items_above(ledger, whole).values()]
        meant = [parts for parts in lists if len(parts) == number >= _FEWEST]
        if len(meant) == 1:
            ids = tuple(p.id for p in meant[0])
            yield Relation(
                "sum", whole.id, total(ids), "items-above", Claim.STATED, 0.9, certain=True
            )


def _items_above(ledger: Ledger, whole: Entry) -> Mapping[str, Sequence[int]]:
    """Return the numbered lines right above a total by the style of their numbers, in the order of the text."""
    found: dict[str, list[int]] = defaultdict(list)
    for line in range(whole.line - 1, max(-1, whole.line - 1 - _LONGEST), -1):
        words = ledger.line_text(line)
        number = list_number_of(words, circled=True)
        if number is not None:
            found[number.style].insert(0, line)
        elif words.strip():
            break
    return found


def _figures(ledger: Ledger, lines: Sequence[int], whole: Entry) -> Sequence[Entry]:
    """Return the figure of each line, () where one has none or several that may be meant."""
    found: list[Entry] = []
    for line in lines:
        own = [
            e for e in ledger.entries[max(0, whole.index - _FURTHEST) : whole.index]
            if e.line == line and e.family == whole.family and e.spoken
        ]  # fmt: skip
        if not own or any(not _within(ledger, own[0], e) for e in own[1:]):
            return ()
        found.append(own[0])
    return found


def _within(ledger: Ledger, first: Entry, other: Entry) -> bool:
    """Tell whether a further figure of an item is a part of its first."""
    return other.depth > first.depth or bool(_INNER.search(ledger.between(first, other)))
