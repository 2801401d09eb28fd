"""Tables of every format: what their rows and columns mean, and the mentions and links they hold."""

from extraction.tables.interpret import interpret, prose_spans, read_table
from extraction.tables.model import (
    Block,
    BlockKind,
    Column,
    Meaning,
    TableMarkup,
    TableReading,
)

__all__ = [
    "Block",
    "BlockKind",
    "Column",
    "Meaning",
    "TableMarkup",
    "TableReading",
    "interpret",
    "prose_spans",
    "read_table",
]
