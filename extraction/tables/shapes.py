"""Indicator rows known by their shape alone, where no header says what the columns are (无表头的指标行).

A row agrees in shape where goal and result are of one kind: the same unit, or a bare number beside a
measured one, or words of which the result answers the goal; and where its mark is not above its weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from extraction.lexicon.comparators import after_pattern, before_pattern
from extraction.lexicon.indicators import verdicts
from extraction.lexicon.outcomes import outcome
from extraction.lexicon.source import any_of
from extraction.tables.cells import CellText, Kind
from extraction.tables.model import Meaning
from extraction.tables.units import operator_cell, unit_cell
from extraction.tables.vocabulary import header_word, is_level, is_total

_L, _N, _T, _A = Meaning.LEVEL, Meaning.NAME, Meaning.TARGET, Meaning.ACTUAL
_W, _S, _X = Meaning.WEIGHT, Meaning.SCORE, Meaning.NOTE
_O, _U = Meaning.OPERATOR, Meaning.UNIT
FORMS: tuple[tuple[Meaning, ...], ...] = (
    (_N, _T, _A, _W, _S, _X),
    (_N, _W, _T, _A, _S, _X),
    (_N, _T, _A, _W, _X),
    (_N, _T, _A, _X),
    (_N, _O, _T, _U, _A, _W, _S, _X),
    (_N, _O, _T, _U, _A, _W, _X),
    (_N, _O, _T, _U, _A, _X),
    (_N, _W, _O, _T, _U, _A, _S, _X),
    (_N, _U, _O, _T, _A, _W, _S, _X),
    (_N, _U, _O, _T, _W, _A, _S, _X),
    (_N, _O, _T, _U, _W),
)
"""What may follow the classes of a row, in the order of the columns of the public templates."""
_BEFORE = re.compile(rf"(?:{before_pattern(equality=True)})+")
_AFTER = re.compile(rf"(?:{after_pattern()}|左右)\Z")
_MEASURE = re.compile(r"约?-?\d[\d,]*(?:\.\d+)?\s*(?P<unit>[^\d\s,，。；;:：]{0,8})\Z")
_DATE = re.compile(
    r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?[底末初前]*(?:[之以]?前)?(?:完成|完工)?\Z"
)
_VERDICT = re.compile(rf"(?:已|均|已经)?{any_of(verdicts())}|[是否有无]\Z")
_PERCENT = {"%": "%", "％": "%", "百分比": "%", "百分点": "%"}
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_LONGEST_NAME = 60
_LONGEST_WORDS = 40
_FULL = Decimal("100.5")
_SIGN = re.compile(r"[≥≤≧≦＞＜><=＝═﹦]+")
_SCALE = re.compile(r"[优良中低差]{2,5}|[好坏]{2}")
_SORT = re.compile(r"定性|定量|[正反逆负]向(?:指标)?")


class Fit(IntEnum):
    """How a row agrees in shape: not, in words or bare numbers, in measured values."""

    NONE = 0
    WEAK = 1
    STRONG = 2
    """Measured alike, or said twice in the same words."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rows of a table without header say for one order of columns.

    Attributes:
        strong: rows whose goal and result are measured alike.
        rows: indices of all rows that agree.
    """

    strong: int
    rows: tuple[int, ...]

    @property
    def sure(self) -> bool:
        """Two measured rows, or one among three that agree, cannot be anything else."""
        return self.strong >= 2 or (self.strong == 1 and len(self.rows) >= 3)


def shape_of(rows: Iterable[Mapping[Meaning, CellText]]) -> Shape:
    """Return how far rows, given as cells by what they would hold, agree in shape."""
    lines = list(rows)
    weighted = any(_W in cells for cells in lines)
    fits = [(i, c, fit) for i, c in enumerate(lines) if (fit := fit_of(c, weighted=weighted))]
    if _overmarked(cells for _, cells, _ in fits) or _only_weights(cells for _, cells, _ in fits):
        return Shape(0, ())
    strong = sum(fit is Fit.STRONG for _, _, fit in fits)
    return Shape(strong, tuple(i for i, _, _ in fits))


def _overmarked(rows: Iterable[Mapping[Meaning, CellText]]) -> bool:
    """Tell whether weights come to more than a hundred, or marks that stand without weights."""
    return sum(_number(cells.get(_W) or cells.get(_S)) or 0 for cells in rows) > _FULL


def _only_weights(rows: Iterable[Mapping[Meaning, CellText]]) -> bool:
    """Tell whether what would be results are weights: bare numbers up to 100 in all, other than the goals'."""
    pairs = [(cells[_T], _number(cells[_A])) for cells in rows if _W not in cells]
    bare = [(goal, n) for goal, n in pairs if n is not None]
    same = sum(_DIGITS.findall(goal.plain) == [str(n)] for goal, n in bare)
    return 2 * len(bare) > len(pairs) and 2 * same < len(bare) and sum(n for _, n in bare) <= _FULL


def fit_of(cells: Mapping[Meaning, CellText], *, weighted: bool = True) -> Fit:
    """Return how a row agrees in shape: it names an indicator, and its goal and result are of one kind.

    A result that is the weight's own number is a mark in the wrong column. `weighted`: whether the columns have
    weights, without which no row has a mark.
    """
    name, goal, result = (cells.get(m) for m in (_N, _T, _A))
    if name is not None and goal is not None and result is None:
        return _unanswered(cells, name, goal)
    if name is None or goal is None or result is None or not _names(name, goal):
        return Fit.NONE
    note = cells.get(_X)
    remarked = note is not None and note.numeric
    if remarked or not _marked(cells, weighted=weighted) or not _worded(cells):
        return Fit.NONE
    unit = cells.get(Meaning.UNIT)
    sign = cells.get(Meaning.OPERATOR)
    full = _number(cells.get(_W))
    if full is not None and _number(result) == full and _number(goal) in (full, None):
        return Fit.NONE
    return alike(
        goal, result, unit.plain if unit else "", signed=sign is not None, weighed=_W in cells
    )


def _unanswered(cells: Mapping[Meaning, CellText], name: CellText, goal: CellText) -> Fit:
    """Return how a row without a result agrees: comparator, number, unit and weight have a cell each."""
    sign, unit = cells.get(_O), cells.get(_U)
    plain = sign is not None and set(cells) <= {_N, _O, _T, _U, _W} and _W in cells
    if sign is None or not plain or not _names(name, goal):
        return Fit.NONE
    if not _marked(cells, weighted=True) or not _worded(cells):
        return Fit.NONE
    if unit is None:
        return Fit.WEAK if _SCALE.fullmatch(goal.plain) else Fit.NONE
    signed = _SIGN.fullmatch(sign.plain) is not None
    whole = signed and goal.numeric and unit_cell(unit.text) is not None
    return Fit.STRONG if whole else Fit.NONE


def _names(cell: CellText, goal: CellText) -> bool:
    """Tell whether a cell can name an indicator; a form that repeats the goal as its name is taken at its word."""
    plain = cell.plain.rstrip("。")
    if is_level(cell.text) or is_total(cell.text) or header_word(cell.text) is not None:
        return False
    if plain == goal.plain.rstrip("。") and re.search(r"[\u4e00-\u9fff]", plain):
        return len(plain) > 1
    if cell.numeric or not 2 <= len(plain) <= _LONGEST_NAME:
        return False
    words = re.search(r"[\u4e00-\u9fff]{2}", plain) and not re.search(r"[。；;]", plain)
    return bool(words) and measure(plain) is None and not _VERDICT.fullmatch(plain)


def _marked(cells: Mapping[Meaning, CellText], *, weighted: bool) -> bool:
    """Tell whether weight and mark, where the columns have them, are numbers that can be such."""
    weight, score = cells.get(_W), cells.get(_S)
    asked = _W in cells or _S in cells
    if not asked:
        return True
    full, given = _number(weight), _number(score)
    if not weighted:
        return given is not None and 0 <= given <= 100
    if full is None or not 0 < full <= 100:
        return False
    return score is None or (given is not None and 0 <= given <= full)


def _worded(cells: Mapping[Meaning, CellText]) -> bool:
    """Tell whether comparator and unit, where the columns have them, are such."""
    sign, unit = cells.get(_O), cells.get(_U)
    if (
        sign is not None
        and operator_cell(sign.text) is None
        and not _SIGN.fullmatch(sign.plain)
        and not is_scale(sign.plain)
    ):
        return False
    return unit is None or unit_cell(unit.text) is not None or len(unit.plain) <= 4


def is_scale(plain: str) -> bool:
    """Tell whether a cell says of what sort a goal is, where others have their comparator (定性, 正向)."""
    return _SORT.fullmatch(plain) is not None


def _number(cell: CellText | None) -> Decimal | None:
    if cell is None or not re.fullmatch(r"\d{1,3}(?:\.\d+)?分?", cell.plain):
        return None
    return Decimal(cell.plain.rstrip("分"))


def measure(plain: str) -> str | None:
    """Return the unit of a value that is one number with its comparator, "" for none; None for no such value."""
    if plain and _DATE.match(plain) and re.search(r"\d[年月]", plain):
        return "日期"
    bare = _AFTER.sub("", _BEFORE.sub("", plain, count=1))
    found = _MEASURE.match(bare)
    if found is None:
        return None
    unit = found["unit"]
    return _PERCENT.get(unit, unit)


def alike(goal: CellText, result: CellText, unit: str, *, signed: bool, weighed: bool) -> Fit:
    """Return how goal and result are of one kind; `signed`: the comparator stands in a cell of its own."""
    wanted, reached = measure(goal.plain), measure(result.plain)
    if wanted is not None:
        wanted = wanted or _PERCENT.get(unit, unit)
    if wanted is not None and reached is not None:
        if wanted and reached and wanted != reached:
            return Fit.NONE
        compared = signed or _BEFORE.match(goal.plain) is not None
        if wanted or reached or compared:
            return Fit.STRONG
        return Fit.WEAK if weighed else Fit.NONE
    if wanted is not None:
        return Fit.WEAK if _says(result.plain) else Fit.NONE
    if goal.kind is Kind.DASH or result.kind is Kind.DASH or len(goal.plain) > _LONGEST_WORDS:
        return Fit.NONE
    if is_level(goal.text) or is_level(result.text) or is_total(result.text):
        return Fit.NONE
    if goal.plain.endswith("指标"):
        return Fit.NONE  # a header word (一层指标)
    if goal.plain == result.plain:
        return Fit.STRONG if re.search(r"[\u4e00-\u9fff]{2}", goal.plain) else Fit.WEAK
    if reached is not None:
        return Fit.WEAK if reached == "%" and _says(goal.plain) else Fit.NONE
    return Fit.WEAK if _says(result.plain) or _answers(goal.plain, result.plain) else Fit.NONE


def _says(plain: str) -> bool:
    return outcome(plain) is not None or _VERDICT.fullmatch(plain) is not None


def _answers(goal: str, result: str) -> bool:
    """Tell whether a result in words speaks of what its goal does: it shares a word with it."""
    pairs = {goal[i : i + 2] for i in range(len(goal) - 1)}
    return any(result[i : i + 2] in pairs for i in range(len(result) - 1))


def by_meaning(cells: Sequence[CellText], columns: Sequence[Meaning]) -> dict[Meaning, CellText]:
    """Return a row's printed cells by what their columns would hold; classes are left out."""
    pairs = zip(cells, columns, strict=True)
    return {m: c for c, m in pairs if m is not Meaning.LEVEL and not c.blank}


__all__ = [
    "FORMS",
    "Fit",
    "Shape",
    "alike",
    "by_meaning",
    "fit_of",
    "is_scale",
    "measure",
    "shape_of",
]
