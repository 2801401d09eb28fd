"""How many cells of tables survive real flattening: cells placed and values read, by converter.

`python -m eval.bench.flattening [--tables 40] [--seed 1]`. One page of tables with known truth is sent through
every converter that is installed; the text that comes out is read as any text file. A cell is placed when an
amount of its value has the right row label and column header, and misplaced when it has others; its value is right
when an amount of it is read in 万元 at all, and strange when a figure is read that no cell holds.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from eval.bench.flattened_tables import Page, Truth, write_page
from extraction.facts.build import build_facts
from extraction.loading import load
from extraction.tables import interpret

_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Score:
    """Cells of the truth, those read, placed and misplaced, and figures that no cell holds."""

    cells: int
    values: int
    placed: int
    misplaced: int
    strange: int

    def to_json(self) -> dict[str, float | int]:
        """Return counts and shares, rounded to four places."""
        shares = {
            "values": round(self.values / max(1, self.cells), 4),
            "placed": round(self.placed / max(1, self.cells), 4),
        }
        wrong = {"misplaced": self.misplaced, "strange": self.strange}
        return {"cells": self.cells, **shares, **wrong}


def _run(*command: str, cwd: Path) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        timeout=_SECONDS,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout.decode("utf-8", "replace")


def _office(target: str, source: str, *, cwd: Path) -> None:
    profile = f"-env:UserInstallation=file://{cwd}/profile"
    _run("soffice", profile, "--headless", "--convert-to", target, source, cwd=cwd)


def _pdf(cwd: Path, *options: str) -> str:
    _writer(cwd, "pdf", "pdf:writer_pdf_Export")
    return _run("pdftotext", *options, "page.pdf", "-", cwd=cwd)


def _writer(cwd: Path, suffix: str, target: str) -> None:
    if not (cwd / "page.odt").exists():
        _office("odt:writer8", "page.html", cwd=cwd)
    if not (cwd / f"page.{suffix}").exists():
        _office(target, "page.odt", cwd=cwd)


def _word(cwd: Path, tool: str, *options: str) -> str:
    _writer(cwd, "doc", "doc:MS Word 97")
    return _run(tool, *options, "page.doc", cwd=cwd)


def _office_text(cwd: Path) -> str:
    _writer(cwd, "txt", "txt:Text (encoded):UTF8")
    return (cwd / "page.txt").read_text(encoding="utf-8-sig")


def _page(cwd: Path) -> str:
    return (cwd / "page.html").read_text(encoding="utf-8")


def _html2text(cwd: Path) -> str:
    html2text = import_module("html2text")
    reader = html2text.HTML2Text(bodywidth=0)
    return str(reader.handle(_page(cwd)))


def _inscriptis(cwd: Path) -> str:
    return str(import_module("inscriptis").get_text(_page(cwd)))


def _trafilatura(cwd: Path) -> str:
    read = import_module("trafilatura").extract(_page(cwd), include_tables=True)
    return str(read or "")


def _docx2txt(cwd: Path) -> str:
    _writer(cwd, "docx", "docx:MS Word 2007 XML")
    return str(import_module("docx2txt").process(cwd / "page.docx"))


def _chromium(cwd: Path) -> str:
    browsers = import_module("playwright.sync_api")
    with browsers.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"))
        tab = browser.new_page()
        tab.goto((cwd / "page.html").as_uri())
        shown = tab.inner_text("body")
        browser.close()
    return str(shown)


_MODULES = frozenset({"html2text", "inscriptis", "trafilatura", "docx2txt", "playwright"})
"""Needs that are modules of Python rather than programs."""
CONVERTERS: dict[str, tuple[tuple[str, ...], Callable[[Path], str]]] = {
    "w3m": (
        ("w3m",),
        lambda d: _run("w3m", "-dump", "-cols", "200", "-O", "UTF-8", "page.html", cwd=d),
    ),
    "pandoc plain": (
        ("pandoc",),
        lambda d: _run("pandoc", "-t", "plain", "--columns=200", "page.html", cwd=d),
    ),
    "pandoc markdown": (("pandoc",), lambda d: _run("pandoc", "-t", "gfm", "page.html", cwd=d)),
    "LibreOffice text": (("soffice",), _office_text),
    "pdftotext": (("soffice", "pdftotext"), _pdf),
    "pdftotext -layout": (("soffice", "pdftotext"), lambda d: _pdf(d, "-layout")),
    "antiword": (("soffice", "antiword"), lambda d: _word(d, "antiword", "-m", "UTF-8", "-w", "0")),
    "catdoc": (("soffice", "catdoc"), lambda d: _word(d, "catdoc", "-d", "utf-8", "-w")),
    "html2text": (("html2text",), _html2text),
    "inscriptis": (("inscriptis",), _inscriptis),
    "trafilatura": (("trafilatura",), _trafilatura),
    "docx2txt": (("soffice", "docx2txt"), _docx2txt),
    "Chromium innerText": (("chromium", "playwright"), _chromium),
}
"""Name → programs and modules it needs and how it turns `page.html` of a folder into text."""


def score(text: str, truths: Sequence[Truth], folder: Path) -> Score:
    """Read the text as a report and compare what it holds with the truth."""
    path = folder / "flattened.txt"
    path.write_text(text, encoding="utf-8")
    facts = build_facts(interpret(load(path)).markup)
    by_value = {_bare(t.value): t for t in truths}
    values: set[str] = set()
    placed: set[str] = set()
    misplaced: set[str] = set()
    strange = 0
    for figure in facts.amounts:
        truth = by_value.get(_bare(figure.mention.text))
        cell = figure.mention.cell
        if truth is None:
            strange += 1
            continue
        if figure.quantity.unit == "万元":
            values.add(_bare(truth.value))
        if (
            cell is not None
            and _same(cell.row_path, truth.row)
            and _same(cell.column_path, truth.column)
        ):
            placed.add(_bare(truth.value))
        elif cell is not None and cell.row_path and cell.column_path:
            misplaced.add(_bare(truth.value))
    return Score(len(truths), len(values), len(placed), len(misplaced - placed), strange)


def _bare(text: str) -> str:
    return text.replace(",", "").strip()


def _same(path: tuple[str, ...], name: str) -> bool:
    plain = name.translate(str.maketrans("（）", "()"))
    return bool(path) and "".join(path[-1].split()) == plain


def _installed(need: str) -> bool:
    return find_spec(need) is not None if need in _MODULES else shutil.which(need) is not None


def measure(page: Page) -> dict[str, Score | str]:
    """Return the score of every converter, or why it was not tried."""
    found: dict[str, Score | str] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.html").write_text(page.html, encoding="utf-8")
        for converter, (programs, convert) in CONVERTERS.items():
            missing = [p for p in programs if not _installed(p)]
            if missing:
                found[converter] = f"not installed: {', '.join(missing)}"
                continue
            try:
                found[converter] = score(convert(folder), page.truths, folder)
            except (subprocess.SubprocessError, OSError, ValueError) as error:
                found[converter] = f"failed: {error}"
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one JSON object: converter → score; exit 0 if at least one converter ran."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    found = measure(write_page(options.tables, seed=options.seed))
    shown = {k: v.to_json() if isinstance(v, Score) else v for k, v in found.items()}
    print(json.dumps(shown, ensure_ascii=False, indent=1))
    return 0 if any(isinstance(v, Score) for v in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
