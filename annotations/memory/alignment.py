"""Carry marks from one text to another that has the same skeleton (对齐).

Both texts become tokens: a number is one token like any other number, every other character is itself.
Matching blocks anchor a span: it begins behind the text before it, else where its own first token stands;
it ends likewise. What has no anchor on either side is not carried.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\d[\d,，.]*\d|\d|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as tokens; `starts` has one place more than there are tokens: the end."""

    keys: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Tokens:
        """Cut a text."""
        found = [(m[0], m.start()) for m in _TOKEN.finditer(text)]
        keys = tuple("#" if t[0].isdigit() else " " if t.isspace() else t for t, _ in found)
        return cls(keys, (*(s for _, s in found), len(text)))

    def index(self, offset: int) -> int | None:
        """The token that begins at an offset (or the end), None inside one."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.starts) and self.starts[low] == offset else None


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts laid beside each other: `partner[i]` is the token of the second that the first's i-th is."""

    first: Tokens
    second: Tokens
    partner: dict[int, int]
    strength: dict[int, int]
    ratio: float

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a span of the first text stands in the second, None where it has no anchors."""
        a, b = self.first.index(start), self.first.index(end)
        if a is None or b is None or a >= b:
            return None
        left, right = self._start(a), self._end(b)
        if left is None or right is None or left >= right:
            return None
        return self.second.starts[left], self.second.starts[right]

    def _start(self, a: int) -> int | None:
        if a == 0:
            before: tuple[int, int] | None = (1_000, 0)
        else:
            before = self._anchor(a - 1, 1)
        return _stronger(before, self._anchor(a, 0))

    def _end(self, b: int) -> int | None:
        if b == len(self.first.keys):
            behind: tuple[int, int] | None = (1_000, len(self.second.keys))
        else:
            behind = self._anchor(b, 0)
        return _stronger(behind, self._anchor(b - 1, 1))

    def _anchor(self, token: int, step: int) -> tuple[int, int] | None:
        """How strong the block around a token is, and the place in the second text that it gives."""
        if token not in self.partner:
            return None
        return self.strength[token], self.partner[token] + step

    def silent(self, start: int, end: int) -> bool:
        """Whether all of a stretch of the second text is matched, so that what is unmarked is meant so."""
        matched = set(self.partner.values())
        tokens = [
            i
            for i in range(len(self.second.keys))
            if self.second.starts[i] < end and self.second.starts[i + 1] > start
        ]
        return bool(tokens) and all(i in matched for i in tokens)


def _stronger(outer: tuple[int, int] | None, inner: tuple[int, int] | None) -> int | None:
    """The place that the text around a span gives, if more than one token tells it; else its own text."""
    if outer is not None and (outer[0] > 1 or inner is None):
        return outer[1]
    return inner[1] if inner is not None else None


def align(first: str, second: str) -> Alignment:
    """Lay two texts beside each other."""
    a, b = Tokens.of(first), Tokens.of(second)
    matcher = SequenceMatcher(None, a.keys, b.keys, autojunk=False)
    partner: dict[int, int] = {}
    strength: dict[int, int] = {}
    words = 0
    for block in matcher.get_matching_blocks():
        for k in range(block.size):
            partner[block.a + k] = block.b + k
            strength[block.a + k] = block.size
            words += a.keys[block.a + k] not in "# "
    total = sum(k not in "# " for k in (*a.keys, *b.keys))
    ratio = 2 * words / total if total else float(a.keys == b.keys)
    return Alignment(a, b, partner, strength, ratio)
