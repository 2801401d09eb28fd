"""Flattening of tables (表格扁平化): the same grid as many dumps would print it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.synthesis.hand import Hand
from annotations.synthesis.writer import Mark, Writer

Cell = Sequence[Mark | str]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a grid becomes text.

    `cell` ends every cell but the last of a row, `row` every row; `edge` stands at both ends of a
    row. Blank cells are printed where `blanks`, with `filler` in them.
    """

    cell: str
    row: str
    edge: str = ""
    blanks: bool = True
    filler: str = ""
    indent: str = ""
    broken: float = 0.0


def draw_layout(hand: Hand) -> Layout:
    """Return a random way of flattening."""
    choice = hand.rng.choice
    style = choice(("line", "line", "line", "tab", "space", "pipe", "box", "mixed"))
    if style == "line":
        return Layout(
            cell="\n",
            row=choice(("\n", "\n", "\n\n", "\n\t\n")),
            blanks=hand.chance(0.5),
            filler=choice(("", "", "", "\t", " ")),
            indent=choice(("", "", "\t", "\t\t", "    ", "\u3000")),
            broken=choice((0.0, 0.0, 0.15)),
        )
    if style == "tab":
        return Layout("\t", "\n", blanks=hand.chance(0.8), indent=choice(("", "", "\t")))
    if style == "space":
        gap = choice((" ", "  ", "    ", "\u00a0", "\u00a0\u00a0", "\u3000", "        "))
        return Layout(gap, "\n", blanks=hand.chance(0.2), filler=choice(("", "-", "/")))
    if style == "pipe":
        return Layout(" | ", "\n", edge=choice(("|", "", "| ")), filler=choice(("", " ", "—")))
    if style == "box":
        return Layout("│", "\n", edge="│", filler="  ")
    return Layout(choice((" \t", "\t\t", "\n\n", " ,", ",")), "\n", blanks=hand.chance(0.6))


def write_grid(writer: Writer, hand: Hand, grid: Sequence[Sequence[Cell]], layout: Layout) -> None:
    """Write a grid of cells; a cell is a sequence of marks and texts, empty for a blank one."""
    for row in grid:
        cells = [c for c in row if c or layout.blanks]
        writer.text(layout.edge)
        for k, cell in enumerate(cells):
            if layout.cell == "\n":
                writer.text(layout.indent)
            _write_cell(writer, hand, cell, layout)
            if k + 1 < len(cells):
                writer.text(layout.cell)
        writer.text(layout.edge + layout.row)


def _write_cell(writer: Writer, hand: Hand, cell: Cell, layout: Layout) -> None:
    if not cell:
        writer.text(layout.filler)
    for piece in cell:
        if isinstance(piece, Mark):
            if layout.broken and len(piece.text) > 5 and hand.chance(layout.broken):
                middle = len(piece.text) // 2
                if not piece.text[middle].isdigit() and not piece.text[middle - 1].isdigit():
                    piece.text = piece.text[:middle] + "\n" + piece.text[middle:]
            writer.mark(piece)
        else:
            writer.text(piece)
