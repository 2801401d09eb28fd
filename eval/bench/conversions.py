"""Texts flattened by other means: one cell a line, ruled by strokes, aligned by blanks, through real programs.

Each takes a text whose table rows are tab-separated and returns what the means would leave of it, or None
where the text has no table or the program is not installed. The same digits stand behind, in reading order.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from annotations.corpus.rendering_html import to_html
from annotations.corpus.rendering_source import Sample
from eval.bench.archive import blocks
from eval.bench.forms import Form

_SECONDS = 60


def _tabled(change: Callable[[str], str | None]) -> Form:
    def form(text: str, rng: random.Random) -> str | None:
        return change(text) if "\t" in text else None

    return form


def _cells(text: str) -> str:
    """Put every cell on a line of its own, empty ones as an empty line."""
    return text.replace("\t", "\n")


def _cells_apart(text: str) -> str:
    """Put every cell on a line of its own with an empty line behind, as docx2txt does."""
    return "\n\n".join(c for c in text.replace("\t", "\n").split("\n") if c.strip())


def _strokes(text: str) -> str:
    """Put strokes between cells."""
    lines = text.split("\n")
    return "\n".join(f"| {' | '.join(x.split(chr(9)))} |" if "\t" in x else x for x in lines)


def _blanks(text: str) -> str:
    """Put two blanks between cells; empty ones vanish."""
    return "\n".join("  ".join(c for c in x.split("\t") if c.strip()) for x in text.split("\n"))


def _aligned(text: str) -> str:
    """Align the columns of each table by blanks, as seen on a screen."""
    made: list[str] = []
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        made += _columns(rows)
        rows = []
        made.append(line)
    return "\n".join(made)


def _columns(rows: list[list[str]]) -> list[str]:
    count = max(map(len, rows), default=0)
    filled = [r + [""] * (count - len(r)) for r in rows]
    widths = [max(map(_width, column)) + 3 for column in zip(*filled, strict=True)]
    return [
        "".join(c + " " * (w - _width(c)) for c, w in zip(r, widths, strict=True)).rstrip()
        for r in filled
    ]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _run(name: str, data: bytes, *command: str) -> str | None:
    if shutil.which(command[0]) is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        done = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL
        )
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _sample(text: str) -> Sample:
    lines = [line for line in text.split("\n") if line.strip()]
    return Sample("excerpt", lines[0].replace("\t", " "), "rows", tuple(blocks(lines)), ())


def _w3m(text: str) -> str | None:
    page = to_html(_sample(text))
    return _run("page.html", page, "w3m", "-dump", "-cols", "200", "-O", "UTF-8", "page.html")


def _pandoc(text: str) -> str | None:
    page = to_html(_sample(text))
    return _run("page.html", page, "pandoc", "-t", "plain", "--columns=200", "page.html")


CONVERSIONS: Mapping[str, Form] = {
    "cells": _tabled(_cells),
    "cells apart": _tabled(_cells_apart),
    "strokes": _tabled(_strokes),
    "blanks": _tabled(_blanks),
    "aligned": _tabled(_aligned),
    "w3m": _tabled(_w3m),
    "pandoc plain": _tabled(_pandoc),
}
