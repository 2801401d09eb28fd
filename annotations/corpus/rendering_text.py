"""Writes a sample as a text dump: the flat text that archives hold of old reports.

`rows`: a table row is a line of tab-separated cells, a blank line stands before and after a table.
`cells`: a tab and a cell a line, an empty line ends a row; a cell merged across stands once, one
merged down leaves its places blank.
"""

from __future__ import annotations

from annotations.corpus.rendering_source import Grid, Sample


def marked_text(sample: Sample) -> str:
    """Return the dump with the marks still in it."""
    write = {"rows": _rows, "cells": _cells}[sample.dump]
    parts = []
    for block in sample.blocks:
        parts.append(write(block) if isinstance(block, Grid) else f"{block.marked}\n")
    return "".join(parts).lstrip("\n")


def _rows(grid: Grid) -> str:
    starts = grid.starts()
    lines = []
    for row in range(grid.rows):
        cells = (starts.get((row, column)) for column in range(grid.columns))
        lines.append("\t".join("" if cell is None else cell.marked for cell in cells))
    return "\n" + "\n".join(lines) + "\n\n"


def _cells(grid: Grid) -> str:
    starts, owners = grid.starts(), grid.owners()
    parts = []
    for row in range(grid.rows):
        for column in range(grid.columns):
            cell, owner = starts.get((row, column)), owners[row, column]
            if cell is not None:
                parts.append(f"\t{cell.marked}\n")
            elif owner.row < row and owner.column == column:
                parts.append("\t\n")
        parts.append("\n")
    return "\n" + "".join(parts)
