"""What a table turns out to hold: columns with a meaning, blocks of rows, the reading of a whole table."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from extraction.document import Cell, Table
from extraction.markup import Markup, Role
from extraction.span import Span


class Meaning(StrEnum):
    """What the cells of a column hold (栏目含义)."""

    LABEL = "label"
    ORG = "org"
    CODE = "code"
    ORDINAL = "ordinal"
    LEVEL = "level"
    NAME = "name"
    GROUP = "group"
    TARGET = "target"
    ACTUAL = "actual"
    STATUS = "status"
    WEIGHT = "weight"
    SCORE = "score"
    CRITERIA = "criteria"
    NOTE = "note"
    UNIT = "unit"
    OPERATOR = "operator"
    GOAL = "goal"
    AMOUNT = "amount"
    RATE = "rate"
    COUNT = "count"
    CHANGE = "change"
    OTHER = "other"


LABELS = frozenset({Meaning.LABEL, Meaning.ORG})
"""Columns whose cells name the row."""

FIGURE_MEANINGS = frozenset({Meaning.AMOUNT, Meaning.RATE, Meaning.COUNT, Meaning.CHANGE})
"""Columns whose cells measure an item."""

ASSESSED = frozenset({Meaning.TARGET, Meaning.ACTUAL, Meaning.WEIGHT, Meaning.SCORE})
"""Columns whose cells say something of an indicator."""

CLOSED = frozenset({Meaning.CRITERIA, Meaning.CODE, Meaning.ORDINAL})
"""Columns in which nothing is marked (评分标准, 科目编码, 序号)."""

OPEN = frozenset({Meaning.NOTE, Meaning.OTHER, Meaning.GROUP, Meaning.GOAL})
"""Columns whose words are left to the prose tagger (备注, 偏差原因)."""


class BlockKind(StrEnum):
    """The kinds of row groups one table may hold one after another."""

    INDICATORS = "indicators"
    FIGURES = "figures"
    GOALS = "goals"
    LAYOUT = "layout"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block: its header cells from top to bottom, and what it holds.

    Attributes:
        index: 0-based column of the table.
        path: header texts from the outermost to the leaf, without white space.
        header: the cell of the innermost header that is no year, None where the column has no header.
        dated: the cell of a year below that header.
        rank: depth of an indicator class (一级指标 is 1), 0 elsewhere.
        role: of an amount column, where its header says it.
        unit: stated by the column's own headers, None where they are silent.
        period: stated by the column's own headers (2022年, 上年), None where they are silent.
    """

    index: int
    meaning: Meaning
    path: tuple[str, ...] = ()
    header: Cell | None = None
    rank: int = 0
    role: Role | None = None
    unit: str | None = None
    period: str | None = None
    dated: Cell | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a table that share their header rows; `captions` are title rows right above them.

    `unit` is the money unit that captions or headers of the block state.
    """

    kind: BlockKind
    header_rows: tuple[int, ...]
    body_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    captions: tuple[Span, ...] = ()
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table as understood: its blocks in row order, the titles above it and the unit of its money.

    Attributes:
        titles: the lines above the table, nearest first; some may belong to the text before it.
        unit: stated above the table or in its first rows, else the one of the table before it.
    """

    table: Table
    blocks: tuple[Block, ...]
    titles: tuple[Span, ...] = ()
    unit: str | None = None

    def block_of(self, row: int) -> Block | None:
        """Return the block that the row belongs to, as a header or in its body."""
        return next((b for b in self.blocks if row in b.header_rows or row in b.body_rows), None)

    def column(self, row: int, column: int) -> Column | None:
        """Return what column `column` means at `row`."""
        block = self.block_of(row)
        return block.columns[column] if block and column < len(block.columns) else None


@dataclass(frozen=True, slots=True)
class TableMarkup:
    """What the tables of a document say.

    Attributes:
        markup: mentions and links, ids unique within it.
        closed: stretches in text order that nobody else should tag: cells the interpreter decided on,
            among them those in which nothing is to be marked (评分标准, 科目编码).
        prose: cells that hold running text and are left to the prose tagger.
        readings: the tables as understood, in text order, those without cells left out.
    """

    markup: Markup
    closed: tuple[Span, ...] = ()
    prose: tuple[Span, ...] = field(default=())
    readings: tuple[TableReading, ...] = ()

    def reading(self, table: str) -> TableReading | None:
        """Return the reading of the table with this id."""
        return next((r for r in self.readings if r.table.id == table), None)
