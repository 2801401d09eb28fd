"""Small reports in plain text or as a page, read with the patterns alone and checked."""

from __future__ import annotations

from pathlib import Path

from extraction.constraints.arithmetic.check import Check
from extraction.pipeline import extract


def _read(path: Path, text: str) -> list[tuple[Check, list[str]]]:
    """Return what is told of a file of this text, each with its terms as written."""
    path.write_text(text, "utf-8")
    record = extract(path, model="pattern")
    written = {m.id: m.text for m in record.facts.markup.mentions}
    return [(c, [written[t] for t in c.terms]) for c in record.checks if c.finding]


def told(path: Path, text: str) -> list[str]:
    """Return the first terms of what is told of a file of this text."""
    return [terms[0] for _, terms in _read(path, text)]


def findings(folder: Path, *lines: str) -> list[str]:
    """Return the first terms of what is told of lines of text, money in 万元."""
    return told(folder / "report.txt", "\n".join(("单位：万元", *lines)) + "\n")


def checks_told(folder: Path, text: str) -> list[Check]:
    """Return what is told of a text."""
    return [check for check, _ in _read(folder / "report.txt", text)]


def relations_told(folder: Path, text: str) -> list[list[str]]:
    """Return the terms of what is told of a text."""
    return [terms for _, terms in _read(folder / "report.txt", text)]


def about(folder: Path, text: str, surface: str) -> bool:
    """Tell whether a finding has a figure that is written so among its terms."""
    return any(surface in terms for terms in relations_told(folder, text))


def told_of_region(folder: Path, text: str) -> list[str]:
    """Return the first terms of what is told of a text in the report of a county."""
    return told(folder / "report.txt", f"松涧县2031年财政收支情况\n{text}\n")


def told_of_tables(folder: Path, *tables: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return kind and first term of what is told of tables of lines, money in 万元."""
    text = "\n\n".join("\n".join(("单位：万元", *t)) for t in tables) + "\n"
    return [(check.kind, terms[0]) for check, terms in _read(folder / "report.txt", text)]


def page(*tables: tuple[str, ...]) -> str:
    """Return a web page of tables, each a title and rows of cells divided by bars."""
    body = "".join(
        f"<p>{title}</p><p>单位：万元</p><table>"
        + "".join(
            "<tr>" + "".join(f"<td>{c}</td>" for c in row.split("|")) + "</tr>" for row in rows
        )
        + "</table>"
        for title, *rows in tables
    )
    return f"<html><body>{body}</body></html>"
