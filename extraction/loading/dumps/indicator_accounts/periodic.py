"""The order of columns that a stream of words repeats row after row (行的周期).

Between two names the same kinds of words come again and again: a value, another one, two bare numbers. The rows of
the kind that comes most often are laid below one another, and what they hold is decided for all of them together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.lexicon.outcomes import outcome
from extraction.tables.cells import CellText, Kind
from extraction.tables.column_evidence import can_name, is_sign, is_unit
from extraction.tables.joint_roles import decide
from extraction.tables.model import Meaning
from extraction.tables.shapes import measure
from extraction.tables.vocabulary import is_level, is_total

_FEWEST = 3
_MOST_TEXTS = 3
_MOST_VALUES = 9


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a row: those that can name or explain, then values and what stands among them."""

    texts: tuple[CellText, ...]
    values: tuple[CellText, ...]

    @property
    def pattern(self) -> tuple[int, str]:
        """How many texts there are, and of what kinds the values are."""
        return len(self.texts), "".join(map(_sort, self.values))

    @property
    def cells(self) -> tuple[CellText, ...]:
        """All words in order."""
        return self.texts + self.values


def repeated_order(pieces: Sequence[CellText]) -> tuple[Meaning, ...] | None:
    """Return what the columns behind the classes hold, None where no pattern of words repeats or tells it."""
    rows = [r for r in _rows(pieces) if 0 < len(r.texts) <= _MOST_TEXTS]
    counted = Counter(r.pattern for r in rows if 0 < len(r.values) <= _MOST_VALUES)
    for pattern, times in counted.most_common(2):
        if times < _FEWEST:
            continue
        decision = decide([r.cells for r in rows if r.pattern == pattern], {})
        if decision is None or Meaning.NAME not in decision.meanings[: pattern[0]]:
            continue
        return _with_remarks(decision.meanings, pattern[0])
    return None


def _with_remarks(meanings: Sequence[Meaning], texts: int) -> tuple[Meaning, ...] | None:
    """Return the columns with explanations beside the name as such, and room for a remark at the end."""
    name = meanings.index(Meaning.NAME)
    if name > 0:
        return None
    made = [Meaning.CRITERIA if 0 < i < texts else m for i, m in enumerate(meanings)]
    made = [Meaning.OTHER if m is Meaning.NOTE else m for m in made]
    return (*made, Meaning.NOTE)


def _rows(pieces: Sequence[CellText]) -> Iterator[_Row]:
    """Yield the rows that begin right behind a class or behind another row's values."""
    texts: list[CellText] = []
    values: list[CellText] = []
    for piece in pieces:
        if is_level(piece.text) or is_total(piece.text):
            if values:
                yield _Row(tuple(texts), tuple(values))
            texts, values = [], []
        elif _valued(piece) or (texts and _answers(piece, values)):
            values.append(piece)
        else:
            if values:
                yield _Row(tuple(texts), tuple(values))
                texts, values = [], []
            texts.append(piece)
    if values:
        yield _Row(tuple(texts), tuple(values))


def _valued(piece: CellText) -> bool:
    if piece.numeric or is_sign(piece) or is_unit(piece) or piece.kind is Kind.DASH:
        return True
    return measure(piece.plain) is not None


def _answers(piece: CellText, values: Sequence[CellText]) -> bool:
    """Tell whether words stand among values: an outcome, a verdict of one sign, or the words before once more."""
    if not can_name(piece):
        return len(piece.plain) < _FEWEST
    return outcome(piece.text) is not None or bool(values and values[-1].plain == piece.plain)


def _sort(piece: CellText) -> str:
    if piece.kind is Kind.NUMBER:
        return "n"
    if is_sign(piece):
        return "s"
    if is_unit(piece):
        return "u"
    return "v" if piece.numeric or measure(piece.plain) is not None else "w"
