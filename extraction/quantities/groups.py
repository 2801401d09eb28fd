"""Tell one number that blanks or a line break have split from two numbers beside each other.

Every gap between two runs of digits gets a verdict. A number is joined where its form asks for it (a
separator or a point without what belongs behind it, groups of three before a unit, a bare number at the
end of a line before the rest with its unit) and where what stands before it is no ordinal, year or list
number. Where one number and two numbers are both well formed and no unit decides, the stretch is in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from extraction.lexicon.numbering import numbered_or_valued, numbered_things
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.source import any_of
from extraction.quantities.grammar import UNIT_AHEAD

BLANK_GROUPS = "\u00a0\u2007\u2009\u202f"
"""Blanks that typesetters put between groups of three digits."""
_BLANK = f"[ {BLANK_GROUPS}]"
_SEQUENCE = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?<![A-Za-z])\.?\d[\d.,]*+"
    rf"(?:(?:{_BLANK}{{0,3}}+\r?\n{_BLANK}{{0,3}}+|{_BLANK}{{1,3}}+)[\d.,]++)++"
)
_TOKEN = re.compile(r"[\d.,]+")
_GROUPED = r"[1-9]\d{0,2}(?:,\d{3})*"
_OPEN_GROUP = re.compile(rf"{_GROUPED},")
_SHORT_GROUP = re.compile(rf"{_GROUPED},\d{{1,2}}")
_WHOLE = re.compile(rf"{_GROUPED}|\d+")
_OPEN_POINT = re.compile(rf"(?:{_GROUPED}|\d+)\.")
_WELL_FORMED = re.compile(rf"(?:{_GROUPED}|[1-9]\d*|0)(?:\.\d+)?")
_THREE = re.compile(r"\d{3}(?:,\d{3})*(?:\.\d+)?[.,]?")
_GROUP = re.compile(r"\d{3}")
_LAST_GROUP = re.compile(r"\d{3}(?:\.\d+)?")
_FIRST_GROUP = re.compile(r"[1-9]\d{0,2}")
_DECIMALS = re.compile(r"\d{1,4}")
_POINTED = re.compile(r"\.\d{1,4}")
_YEAR = re.compile(YEAR_DIGITS)
_CLAUSE_STARTS = frozenset("\n。;:、(（；：")
_ORDINAL_BEFORE = re.compile(rf"(?:{any_of(numbered_things())}|[第页注]|编号)[ ]?$")
_ORDINAL_PERHAPS = re.compile(rf"{any_of(numbered_or_valued())}[ ]?$")
_ORDINAL_BEHIND = re.compile(r"[、)）]|[.](?!\d)")
_DATE_BEHIND = re.compile(r"[ ]?[年月日]")
_LONGEST = 12
"""Digits of a whole number beyond which a join is not believed."""
_LONGEST_RATE = 3
"""Digits of a whole percentage beyond which two numbers beside each other are likelier than one."""
_LONGEST_FORM = 40
_FEWEST_LETTERS, _MOST_LETTERS = 3, 16
"""Gaps of a number whose digits all stand apart."""
_FULL_LINE = 12
"""Characters of a line that may have ended because the page did."""


class Verdict(Enum):
    """What a gap between digits is."""

    JOINED = "joined"
    APART = "apart"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap `[start, end)` with its verdict; a doubtful one names the stretch `[first, last)`."""

    start: int
    end: int
    verdict: Verdict
    first: int = 0
    last: int = 0
    reason: str = ""


def judge(text: str, *, alone: bool) -> Iterator[Gap]:
    """Yield the gaps between digits of folded `text` in order.

    Args:
        text: folded, but for tabs (which always separate) and the blanks of `BLANK_GROUPS`.
        alone: the text is one cell or one value.
    """
    for match in _SEQUENCE.finditer(text):
        tokens = [m.span() for m in _TOKEN.finditer(text, match.start(), match.end())]
        yield from _Sequence(text, tokens, alone).gaps()


class _Sequence:
    """Runs of digits with single gaps between them, read from left to right."""

    def __init__(self, text: str, tokens: list[tuple[int, int]], alone: bool) -> None:
        self._text, self._tokens, self._alone = text, tokens, alone
        self._head = 0
        self._listed = False
        self._form = text[slice(*tokens[0])]

    def gaps(self) -> Iterator[Gap]:
        """Yield every gap with its verdict."""
        i = 0
        while i + 1 < len(self._tokens):
            run = self._letters(i)
            verdict = self._spaced_verdict(i, run)
            if run == i:
                run = self._run(i)
                verdict = self._group_verdict(i, run)
            if run > i:
                for k in range(i, run):
                    yield self._gap(k, verdict, self._tokens[i][0], self._tokens[run][1])
                    self._step(k, verdict)
                i = run
                continue
            verdict = self._verdict(i)
            first = self._tokens[self._head][0]
            yield self._gap(i, verdict, first, self._tokens[i + 1][1])
            self._step(i, verdict)
            i += 1

    def _gap(self, i: int, verdict: Verdict, first: int, last: int) -> Gap:
        start, end = self._tokens[i][1], self._tokens[i + 1][0]
        return Gap(start, end, verdict, first, last, "digits split by blanks or a line break")

    def _step(self, i: int, verdict: Verdict) -> None:
        token = self._text[slice(*self._tokens[i + 1])]
        if verdict is Verdict.JOINED:
            self._form += token
        else:
            self._head, self._form = i + 1, token

    def _token(self, i: int) -> str:
        return self._text[slice(*self._tokens[i])]

    def _between(self, i: int) -> str:
        return self._text[self._tokens[i][1] : self._tokens[i + 1][0]]

    def _run(self, i: int) -> int:
        """Return the last token of groups of three that begin at token `i`, `i` itself if none do."""
        if self._head != i or not _FIRST_GROUP.fullmatch(self._token(i)):
            return i
        last = i
        while last + 1 < len(self._tokens) and "\n" not in self._between(last):
            token = self._token(last + 1).rstrip(",.")
            if _GROUP.fullmatch(token):
                last += 1
            else:
                return last + 1 if _LAST_GROUP.fullmatch(token) else self._through_point(i, last)
        return self._through_point(i, last)

    def _through_point(self, first: int, last: int) -> int:
        """Return the last token of the decimals that a blank parts from groups of three (3 218 .46)."""
        pieces = [self._token(k) for k in range(last, min(last + 3, len(self._tokens)))]
        if first == last or len(pieces) < 2 or "\n" in self._between(last):
            return last
        if _POINTED.fullmatch(pieces[1]) or (
            pieces[0][-1] == "." and _DECIMALS.fullmatch(pieces[1])
        ):
            return last + 1
        parted = pieces[1] == "." and len(pieces) > 2 and "\n" not in self._between(last + 1)
        return last + 2 if parted and _DECIMALS.fullmatch(pieces[2]) else last

    def _letters(self, i: int) -> int:
        """Return the last token of a number with blanks between all its digits (1 3 5 . 6 0), `i` itself if none."""
        last, point = i, False
        if self._head == i and len(self._token(i)) == 1:
            most = min(len(self._tokens) - 1, i + _MOST_LETTERS)
            while last < most and self._between(last) == " ":
                token = self._token(last + 1)
                if len(token) > 1:
                    break
                point = point or token == "."
                last += 1
        form = "".join(self._token(k) for k in range(i, last + 1))
        if last - i == _MOST_LETTERS:
            return i
        whole = last - i >= _FEWEST_LETTERS if point else self._counted(i, last)
        return last if whole and _WELL_FORMED.fullmatch(form) else i

    def _counted(self, i: int, last: int) -> bool:
        """Tell whether single digits without a point are glued to a word and have a unit behind them."""
        start, end = self._tokens[i][0], self._tokens[last][1]
        return last - i > 1 and self._is_glued(start) and bool(UNIT_AHEAD.match(self._text, end))

    def _spaced_verdict(self, first: int, last: int) -> Verdict:
        start, end = self._tokens[first][0], self._tokens[last][1]
        sure = (
            self._is_glued(start) and not self._is_ordinal(start) and last + 1 == len(self._tokens)
        )
        joined = sure and "." in self._text[start:end] and UNIT_AHEAD.match(self._text, end)
        return Verdict.JOINED if joined or self._alone else Verdict.DOUBTFUL

    def _group_verdict(self, first: int, last: int) -> Verdict:
        """Judge 1 284.60 and 21 053 400.00: one number, or a number and others beside it."""
        start = self._tokens[first][0]
        ending = self._token(last).rstrip(",.")
        end = self._tokens[last][0] + len(ending)
        if self._is_ordinal(start):
            return self._behind_ordinal(start)
        unit = bool(UNIT_AHEAD.match(self._text, end))
        decimals = ending.partition(".")[2]
        whole = self._stands_alone(first, last)
        gaps = [self._between(k) for k in range(first, last)]
        single = all(len(gap) == 1 for gap in gaps)
        printed = all(gap in BLANK_GROUPS for gap in gaps)
        if self._is_odd_rate(start, end):
            return Verdict.DOUBTFUL
        if whole and single:
            if unit or (self._alone and (decimals or len(gaps) > 1 or printed)):
                return Verdict.JOINED
            if len(decimals) == 2 and self._is_glued(start):
                return Verdict.JOINED
        return Verdict.DOUBTFUL if unit or decimals or self._alone else Verdict.APART

    def _stands_alone(self, first: int, last: int) -> bool:
        """Whether no other number stands before or behind the tokens on their line."""
        before = first == 0 or "\n" in self._between(first - 1)
        closed = self._token(last)[-1] in ",."
        behind = closed or last + 1 == len(self._tokens) or "\n" in self._between(last)
        return before and behind

    def _verdict(self, i: int) -> Verdict:
        form, token = self._form, self._token(i + 1)
        if len(form) > _LONGEST_FORM:
            return Verdict.DOUBTFUL
        separator = form[-1:]
        if separator == ",":
            fits = bool(_OPEN_GROUP.fullmatch(form) and _THREE.fullmatch(token))
            if not fits or self._list_number(i):
                self._listed = True
                return Verdict.APART
            return Verdict.DOUBTFUL if self._listed else Verdict.JOINED
        if separator == ".":
            return self._behind_point(i)
        if token[0] in ",.":
            return self._before_separator(i)
        if _SHORT_GROUP.fullmatch(form):
            joined = _WELL_FORMED.fullmatch((form + token).rstrip(",."))
            return Verdict.JOINED if joined and "\n" in self._between(i) else Verdict.DOUBTFUL
        if "\n" in self._between(i):
            return self._over_lines(i)
        return Verdict.DOUBTFUL if self._may_be_split(i) else Verdict.APART

    def _may_be_split(self, i: int) -> bool:
        """Whether a bare number grown to a word may be the front of the one with a unit behind it (9 8.5%)."""
        start = self._tokens[self._head][0]
        if self._head or i + 2 < len(self._tokens) or _YEAR.fullmatch(self._form):
            return False
        glued = self._is_glued(start) or self._continues_line(start)
        return (
            glued
            and not self._is_ordinal(start)
            and bool(UNIT_AHEAD.match(self._text, self._tokens[i + 1][1]))
        )

    def _behind_point(self, i: int) -> Verdict:
        token = self._token(i + 1).rstrip(",.")
        if not (_OPEN_POINT.fullmatch(self._form) and _DECIMALS.fullmatch(token)):
            return Verdict.APART
        if self._list_number(i):
            return Verdict.APART
        if len(self._form) <= 3 and len(token) < 2:
            return Verdict.DOUBTFUL
        unit = UNIT_AHEAD.match(self._text, self._tokens[i + 1][1])
        return Verdict.JOINED if unit or self._alone else Verdict.DOUBTFUL

    def _list_number(self, i: int) -> bool:
        """Whether what was read so far may be the number of a list item (1. 85万元)."""
        return len(self._form) <= 3 and self._opens_clause(self._tokens[self._head][0])

    def _before_separator(self, i: int) -> Verdict:
        token = self._token(i + 1)
        if not _WHOLE.fullmatch(self._form):
            return Verdict.APART
        if token in (",", "."):
            if i + 2 >= len(self._tokens):
                return Verdict.APART
            following = self._token(i + 2)
            fits = _THREE if token == "," else _DECIMALS
            return Verdict.JOINED if fits.fullmatch(following.rstrip(",.")) else Verdict.DOUBTFUL
        joined = _WELL_FORMED.fullmatch((self._form + token).rstrip(",."))
        return Verdict.JOINED if joined else Verdict.DOUBTFUL

    def _over_lines(self, i: int) -> Verdict:
        """Judge a bare number at the end of a line and the digits that begin the next one."""
        form, token = self._form, self._token(i + 1).rstrip(",.")
        start, (begin, end) = self._tokens[self._head][0], self._tokens[i + 1]
        if not self._alone and self._is_ordinal(start):
            return self._behind_ordinal(start)
        if not self._alone and self._opens_line(start):
            return Verdict.APART
        if _DATE_BEHIND.match(self._text, end) or (
            len(token) < 3 and _ORDINAL_BEHIND.match(self._text, begin + len(token))
        ):
            return Verdict.APART
        if not UNIT_AHEAD.match(self._text, end):
            unsure = self._alone or (self._is_glued(start) and "." in token)
            return Verdict.DOUBTFUL if unsure else Verdict.APART
        digits = len(form.replace(",", "")) + len(token.partition(".")[0])
        if _YEAR.fullmatch(form) or form.startswith("0") or digits > _LONGEST:
            return Verdict.DOUBTFUL
        if self._is_odd_rate(start, begin + len(token)):
            return Verdict.DOUBTFUL
        whole, point, decimals = form.partition(".")
        if point:
            if len(decimals) >= 2 and "." in token:
                return Verdict.DOUBTFUL if self._alone else Verdict.APART
            fits = token.isdigit() and len(decimals + token) <= 2
            return Verdict.JOINED if fits else Verdict.DOUBTFUL
        if "," in whole:
            return Verdict.DOUBTFUL
        return Verdict.JOINED if _WELL_FORMED.fullmatch(form + token) else Verdict.DOUBTFUL

    def _is_odd_rate(self, start: int, end: int) -> bool:
        """Tell whether the join would be a rate of a thousand percent or more (a mark of 6 above 100%)."""
        if not self._text.startswith("%", end):
            return False
        whole = self._text[start:end].partition(".")[0]
        return sum(c.isdigit() for c in whole) > _LONGEST_RATE

    def _is_ordinal(self, start: int) -> bool:
        return bool(_ORDINAL_BEFORE.search(self._text[max(0, start - 4) : start]))

    def _behind_ordinal(self, start: int) -> Verdict:
        perhaps = _ORDINAL_PERHAPS.search(self._text[max(0, start - 4) : start])
        return Verdict.DOUBTFUL if perhaps else Verdict.APART

    def _is_glued(self, start: int) -> bool:
        return start > 0 and "\u4e00" <= self._text[start - 1] <= "\u9fff"

    def _continues_line(self, start: int) -> bool:
        """Tell whether a line that ran full in the middle of a clause goes on here."""
        before = self._text[max(0, start - 80) : start].rstrip(" ")
        line = before[:-1].rpartition("\n")[2] if before.endswith("\n") else ""
        return len(line) >= _FULL_LINE and "\u4e00" <= line[-1] <= "\u9fff"

    def _opens_line(self, start: int) -> bool:
        line = self._text[max(0, start - 40) : start].rpartition("\n")
        return not line[2].strip() and (bool(line[1]) or start <= 40)

    def _opens_clause(self, start: int) -> bool:
        if self._alone:
            return False
        before = self._text[max(0, start - 8) : start].rstrip(" ")
        return not before or before[-1] in _CLAUSE_STARTS
