"""Augmentation of annotated texts (数据增广): other numbers, other names, other white space.

Every change keeps the spans right: a text is taken apart into characters that know their span, the
characters are changed, and the spans are read off again. Nothing here changes what a span means.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extraction.labels import VALUES
from models.examples import Example, Target
from models.names import NamePool

_YEAR = re.compile(r"(?<!\d)20[012]\d(?=\s*年)")
_SWAPS = ("（(", "）)", "，,", "：:", "；;", "％%")
_SWAP = {p[k]: p[1 - k] for p in _SWAPS for k in (0, 1)}
_BLANKS = (" ", "  ", "\t", "\u00a0", "\u3000", "    ")
OUTSIDE = -1


@dataclass(frozen=True, slots=True)
class Noise:
    """Probability, by document, of each kind of change."""

    numbers: float = 0.7
    years: float = 0.5
    names: float = 0.5
    blanks: float = 0.5
    punctuation: float = 0.25
    width: float = 0.08
    wrap: float = 0.15
    scatter: float = 0.15


def augment(example: Example, rng: random.Random, noise: Noise, pool: NamePool) -> Example:
    """Return a changed copy of an example; spans and links stay with their characters."""
    pieces = _pieces(example)
    if rng.random() < noise.names:
        _swap_names(pieces, example, rng, pool, share=rng.choice((0.15, 0.3, 0.6)))
    if rng.random() < noise.numbers:
        _swap_numbers(pieces, example, rng)
    if rng.random() < noise.years:
        _shift_years(pieces, rng.randint(-5, 4))
    if rng.random() < noise.punctuation:
        _map_characters(pieces, rng, _SWAP, share=0.5)
    if rng.random() < noise.width:
        wide = {chr(c): chr(c + 0xFEE0) for c in range(0x30, 0x3A)}
        _map_characters(pieces, rng, wide, share=1.0)
    if rng.random() < noise.blanks:
        _change_blanks(pieces, rng)
    if rng.random() < noise.scatter:
        _scatter_blanks(pieces, rng)
    if rng.random() < noise.wrap:
        _wrap(pieces, rng.randint(28, 60))
    return _join(example, pieces)


Piece = tuple[str, int]


def _pieces(example: Example) -> list[Piece]:
    pieces: list[Piece] = []
    position = 0
    for i, s in enumerate(example.spans):
        pieces.append((example.text[position : s.start], OUTSIDE))
        pieces.append((example.text[s.start : s.end], i))
        position = s.end
    pieces.append((example.text[position:], OUTSIDE))
    return pieces


def _join(example: Example, pieces: Sequence[Piece]) -> Example:
    spans: list[Target] = []
    length = 0
    for text, owner in pieces:
        if owner != OUTSIDE:
            spans.append(replace(example.spans[owner], start=length, end=length + len(text)))
        length += len(text)
    return replace(example, text="".join(t for t, _ in pieces), spans=tuple(spans))


def _swap_names(
    pieces: list[Piece], example: Example, rng: random.Random, pool: NamePool, *, share: float
) -> None:
    for i, (text, owner) in enumerate(pieces):
        if owner != OUTSIDE and rng.random() < share:
            name = pool.draw(example.spans[owner].label, rng)
            keeps = re.search(r"[合总]计|小计|得分|[率比]$", text)
            if name and not keeps and text:
                pieces[i] = (name, owner)


def _swap_numbers(pieces: list[Piece], example: Example, rng: random.Random) -> None:
    for i, (text, owner) in enumerate(pieces):
        if owner != OUTSIDE and example.spans[owner].label in VALUES and rng.random() < 0.8:
            pieces[i] = (_other_number(text, rng), owner)


def _other_number(text: str, rng: random.Random) -> str:
    """Return the text with other digits of the same shape; 100 and single zeros stay."""

    def swap(match: re.Match[str]) -> str:
        digits = match.group()
        if digits in {"0", "100"} or re.fullmatch(r"0*", digits):
            return digits
        changed = "".join(rng.choice("0123456789") for _ in digits)
        first = digits[0] if digits[0] == "0" else rng.choice("123456789")
        return first + changed[1:]

    return re.sub(r"\d+", swap, text) if not _YEAR.search(text) else text


def _shift_years(pieces: list[Piece], years: int) -> None:
    for i, (text, owner) in enumerate(pieces):
        if "20" in text:
            shifted = _YEAR.sub(lambda m: str(min(max(int(m[0]) + years, 2010), 2029)), text)
            pieces[i] = (shifted, owner)


def _map_characters(
    pieces: list[Piece], rng: random.Random, table: dict[str, str], *, share: float
) -> None:
    chosen = {c for c in table if rng.random() < share}
    for i, (text, owner) in enumerate(pieces):
        if not chosen.isdisjoint(text):
            pieces[i] = ("".join(table[c] if c in chosen else c for c in text), owner)


def _change_blanks(pieces: list[Piece], rng: random.Random) -> None:
    """Give runs of blanks another form, take some out, and put some at the starts of lines."""
    blank, indent = rng.choice(_BLANKS), rng.choice(("", "", "\t", "    ", "\u3000\u3000"))
    empty_lines = rng.choice(("", "\n", "\n \n"))
    for i, (text, owner) in enumerate(pieces):
        if owner != OUTSIDE:
            continue
        text = re.sub(r"[^\S\n]+", lambda m: blank if rng.random() < 0.7 else m[0], text)
        if indent or empty_lines:
            text = re.sub(
                r"\n(?=[^\n])",
                lambda m: (
                    (empty_lines if rng.random() < 0.3 else "")
                    + "\n"
                    + (indent if rng.random() < 0.7 else "")
                ),
                text,
            )
        pieces[i] = (text, owner)


def _scatter_blanks(pieces: list[Piece], rng: random.Random) -> None:
    """Put a blank beside numbers or between characters, as PDF text and typists do."""
    rate = rng.choice((0.03, 0.1, 0.3))
    for i, (text, owner) in enumerate(pieces):
        if owner == OUTSIDE:
            around = text
            if (
                around
                and i + 1 < len(pieces)
                and pieces[i + 1][1] != OUTSIDE
                and rng.random() < rate
            ):
                around += " "
            pieces[i] = (around, owner)
        elif len(text) > 1 and rng.random() < rate:
            text = re.sub(r"(?<=\d)(?=[^\d.,，．%％])", " ", text, count=1)
            pieces[i] = (text, owner)


def _wrap(pieces: list[Piece], width: int) -> None:
    """Break long lines hard at a fixed width, through spans too (never through a number)."""
    column = 0
    for i, (text, owner) in enumerate(pieces):
        out: list[str] = []
        for j, c in enumerate(text):
            column = 0 if c == "\n" else column + 1
            before = text[j - 1] if j else ""
            number = (before.isdigit() or before in ".,") and (c.isdigit() or c in ".,%")
            inside = j > 0 or owner == OUTSIDE
            if column > width and inside and not number and c not in "，。；、）":
                out.append("\n")
                column = 1
            out.append(c)
        pieces[i] = ("".join(out), owner)
