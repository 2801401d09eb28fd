"""A text as a reader sees its numbers (数字的样子): what was printed inside a number without belonging to it goes.

Zero-width characters, blanks and line breaks inside a number, note marks behind it and brackets around its
unit are taken out, and △ and accounting brackets become a minus, so that every grammar after this one sees
plain numbers. Two numbers beside each other stay two; where nobody can tell, the stretch is `doubtful` and no
part of it may be read. Every character of the result knows its place in the source. One pass, linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.source import load
from extraction.quantities.folding import fold
from extraction.quantities.groups import BLANK_GROUPS, Gap, Verdict, judge

_CLASSES: dict[str, str] = load("folded.toml")["classes"]
_NOTHING = re.compile(f"[{_CLASSES['nothing']}]+")
_MONEY = r"[十百千]?[万亿]{0,2}元"
_UNIT_IN_BRACKETS = re.compile(
    rf"(?<=\d)(?:[①-⑳*※]|\[\d\])?([ ]?\([ ]?(?:金额)?(?:单位[:为]?)?)(?:{_MONEY}|%|‰)([ ]?\))"
)
_NEGATIVE_IN_BRACKETS = re.compile(
    rf"(?<![\dA-Za-z])\(((?:\d{{1,3}}(?:,\d{{3}}){{1,6}}|\d{{1,15}})(?:\.\d{{1,6}})?)(\))(?=[ ]?(?:{_MONEY}|%))"
)
_NOTE = re.compile(
    r"(?<=\d)[ ]?(?:[①-⑳⑴-⒇❶-❿]|[⁰¹²³⁴-⁹]{1,3}(?![a-zA-Z])|\[(?:注|备注)?(?:\d{1,2}|[⁰¹²³⁴-⁹]{1,2})\]"
    r"|\((?:注|备注)[ ]?[\d一二三四五六七八九十]{0,2}\)|(?:注|备注)[ ]?\d{1,2}(?!\d)|[*※†‡]{1,3}(?![ ]?[\d*]))"
    r"(?!\d)"
)
_TRIANGLE = re.compile(r"[△▲]([ ]?)(?=\d|\.\d)")
_MINUS = re.compile(r"(?<=[一-鿿)])-([ ]{1,2})(?=\d)")
_POINT = re.compile(r"(?<=\d)[·・•](?=\d{1,2}(?:%|‰|[十百千]?[万亿]{0,2}元|[万亿]))")
_DOUBLED = re.compile(r"(?<=\d)(?:[万亿][ \r\n]{1,4}(?=[万亿])|万(?=万元)|亿(?=亿元))")
_DAMAGED = re.compile(
    r"(?<=[\d.,])(?:[·•∙‧・'’`。□■?�\ue000-\uf8ff①-⑳⑴-⒇❶-❿⁰¹²³⁴-⁹]|\[\d{1,2}\])(?=\d|[.,]\d)"
    r"|(?<=\d)[·•∙‧・](?=[十百千]?[万亿]?元|[万亿%‰])"
)
_YEAR_BEHIND = re.compile(rf"[·•∙‧・](?={YEAR_DIGITS}(?:年|[ ]?[-~—至到][ ]?(?:19|20)?\d\d[ ]?年))")
"""The point between a page or list number and a year of what follows it (7•2022—2024年)."""
_PLAIN = re.compile(r"(?!.*(?:注|万万|亿亿))[0-9.,%一-鿿]*+")
"""Digits and words without anything that is taken out, joined or doubted below."""
_DIGITS = frozenset("0123456789.,")
_COMMA = re.compile(r"(?<=[\d0-9万亿]),(?!\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch of seen text that no reader can read surely, and why; half-open offsets."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Sight:
    """A text as seen; `origin[i]` is the source offset of `text[i]`, None where nothing was taken out.

    `closing` are source offsets of brackets that end a unit: they belong to the number before them.
    """

    text: str
    origin: Sequence[int] | None
    doubts: tuple[Doubt, ...]
    closing: Container[int] = frozenset()

    def start(self, at: int) -> int:
        """Return the source offset of the seen character `at`."""
        if self.origin is None:
            return at
        return self.origin[at] if at < len(self.origin) else self.source_length

    @property
    def source_length(self) -> int:
        """The length of the source, as far as its last seen character tells."""
        if self.origin is None:
            return len(self.text)
        return self.origin[-1] + 1 if self.origin else 0

    def end(self, at: int) -> int:
        """Return the source offset behind the seen characters before `at`."""
        if at == 0:
            return 0
        last = self.start(at - 1) + 1
        while last in self.closing:
            last += 1
        return last

    def seen(self, offset: int) -> int:
        """Return the place of the first seen character at or behind a source offset."""
        if self.origin is None:
            return offset
        return bisect_right(self.origin, offset - 1)

    def doubt_at(self, at: int) -> Doubt | None:
        """Return the doubtful stretch that holds the seen character `at`."""
        place = bisect_right(self.doubts, at, key=lambda d: d.start) - 1
        return self.doubts[place] if place >= 0 and at < self.doubts[place].end else None


_Edit = tuple[int, int, str]


def see(text: str, *, alone: bool = False, borders: Container[int] = frozenset()) -> Sight:
    """Return `text` as a reader sees its numbers.

    Args:
        alone: the text is one cell or one value, not running text.
        borders: offsets where a table cell begins: no number runs across them.
    """
    folded = fold(text)
    if folded == text and _PLAIN.fullmatch(text):
        return Sight(text, None, ())
    folded = _with_punctuation(text, folded)
    hidden = [(m.start(), m.end(), "") for m in _NOTHING.finditer(text)]
    shown, origin = _edited(folded, hidden, None)
    blanks = _special_blanks(text, shown, origin)
    edits, doubts = _number_edits(shown, blanks, origin, alone=alone, borders=borders)
    closing: set[int] = set()
    edits += _mark_edits(shown, closing)
    edits = _apart(sorted(edits))
    seen, places = _edited(shown, edits, origin)
    found = _moved(doubts, edits, shown, seen)
    closing = closing if origin is None else {origin[i] for i in closing}
    return Sight(seen, places, found, frozenset(closing))


def _with_punctuation(text: str, folded: str) -> str:
    """Return `folded` with full-width commas that separate no thousands as they were."""
    if "，" not in text:
        return folded
    return _COMMA.sub(lambda m: text[m.start()] if text[m.start()] == "，" else ",", folded)


def _special_blanks(text: str, shown: str, origin: Sequence[int] | None) -> str:
    """Return `shown` with tabs and no-break blanks as in the source: they separate in their own way."""
    if not any(c in text for c in BLANK_GROUPS + "\t"):
        return shown
    if origin is None:
        return "".join(
            r if r in BLANK_GROUPS or r == "\t" else f for r, f in zip(text, shown, strict=True)
        )
    return "".join(
        text[o] if text[o] in BLANK_GROUPS or text[o] == "\t" else f
        for o, f in zip(origin, shown, strict=True)
    )


def _number_edits(
    shown: str,
    blanks: str,
    origin: Sequence[int] | None,
    *,
    alone: bool,
    borders: Container[int],
) -> tuple[list[_Edit], list[Doubt]]:
    edits: list[_Edit] = []
    doubts: list[Doubt] = []
    for gap in judge(blanks, alone=alone):
        if gap.verdict is Verdict.APART or (borders and _crosses(gap, origin, borders)):
            continue
        if gap.verdict is Verdict.JOINED:
            edits.append((gap.start, gap.end, ""))
        else:
            doubts.append(Doubt(gap.first, gap.last, gap.reason))
    for pattern, reason in (
        (_DOUBLED, "a scale twice, or two with a blank between them"),
        (_DAMAGED, "damaged between digits"),
    ):
        for match in pattern.finditer(shown):
            if pattern is _DAMAGED and _is_whole(shown, match.start()):
                continue
            doubts.append(Doubt(*_around(shown, *match.span()), reason))
    return edits, _merged(doubts)


def _is_whole(shown: str, at: int) -> bool:
    """Whether a point is the decimal one of a number, or stands before a year, and damages neither."""
    return bool(_POINT.match(shown, at) or _YEAR_BEHIND.match(shown, at))


def _crosses(gap: Gap, origin: Sequence[int] | None, borders: Container[int]) -> bool:
    """Whether a table cell ends or begins within the gap."""
    places = range(gap.start, gap.end + 1)
    return any((p if origin is None else origin[p]) in borders for p in places)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch with the digits on both sides of it."""
    while start and text[start - 1] in _DIGITS:
        start -= 1
    while text[start] in ".,":
        start += 1
    while end < len(text) and text[end] in _DIGITS:
        end += 1
    while end < len(text) and text[end] in "万亿":
        end += 1
    return start, end


def _mark_edits(shown: str, closing: set[int]) -> Iterator[_Edit]:
    """Yield what note marks, brackets and signs become; closing brackets behind a unit are collected."""
    for match in _UNIT_IN_BRACKETS.finditer(shown):
        yield *match.span(1), ""
        yield *match.span(2), ""
        closing.update(range(*match.span(2)))
    for match in _NEGATIVE_IN_BRACKETS.finditer(shown):
        if "." in match[1] or len(match[1]) > 2:
            yield match.start(), match.start() + 1, "-"
            yield *match.span(2), ""
    for match in _NOTE.finditer(shown):
        yield *match.span(), ""
    for match in _TRIANGLE.finditer(shown):
        yield *match.span(), "-"
    for match in _MINUS.finditer(shown):
        yield *match.span(1), ""
    for match in _POINT.finditer(shown):
        yield *match.span(), "."


def _apart(edits: Sequence[_Edit]) -> list[_Edit]:
    """Return the edits without those that overlap an earlier one."""
    kept: list[_Edit] = []
    for edit in edits:
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def _edited(
    text: str, edits: Sequence[_Edit], origin: Sequence[int] | None
) -> tuple[str, Sequence[int] | None]:
    """Return the text with the edits done, and the source offset of each character of it."""
    if not edits:
        return text, origin
    source: Sequence[int] = range(len(text)) if origin is None else origin
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for start, end, instead in edits:
        pieces += (text[at:start], instead)
        places += source[at:start]
        places += source[start : start + len(instead)]
        at = end
    pieces.append(text[at:])
    places += source[at:]
    return "".join(pieces), places


def _merged(doubts: Sequence[Doubt]) -> list[Doubt]:
    found: list[Doubt] = []
    for doubt in sorted(doubts, key=lambda d: (d.start, d.end)):
        if found and doubt.start < found[-1].end:
            last = found[-1]
            found[-1] = Doubt(last.start, max(last.end, doubt.end), last.reason)
        else:
            found.append(doubt)
    return found


def _moved(
    doubts: Sequence[Doubt], edits: Sequence[_Edit], before: str, after: str
) -> tuple[Doubt, ...]:
    """Return the doubts with their offsets into the edited text."""
    if not edits or not doubts:
        return tuple(doubts)
    ends = [e[1] for e in edits]
    shifts = [0]
    for start, end, instead in edits:
        shifts.append(shifts[-1] + len(instead) - (end - start))

    def move(at: int) -> int:
        return max(0, min(at + shifts[bisect_right(ends, at)], len(after)))

    return tuple(Doubt(move(d.start), move(d.end), d.reason) for d in doubts)
