"""How fast and how lean the loaders are: pages a second beside two public readers, memory over 1,000 pages.

Run as `python -m eval.bench.loading [FILE_OR_FOLDER ...]`; without arguments the reports under
`$JIXIAO_SHARED/reports` (or `../shared/reports`) are read. Everything is measured in one run on the same
files: pages with tables against pdfplumber's text and tables, pages without against pypdfium2's text alone.
Formats without pages are given in documents and characters a second.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium

from extraction.errors import LoadError
from extraction.loading.load import load_source
from extraction.loading.pdf import load_pdf
from extraction.loading.source import Source, read_source

_SUFFIXES = {".txt", ".docx", ".doc", ".html", ".htm", ".xlsx", ".xls", ".ofd", ".wps", ".et"}
_LONG = 1_000
_SHORT = 100


@dataclass(frozen=True, slots=True)
class Timing:
    """Pages read and the processor seconds taken."""

    pages: int
    seconds: float

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds if self.seconds else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.loading", description=__doc__)
    parser.add_argument("inputs", nargs="*", type=Path, help="files and folders (default: shared)")
    parser.add_argument("--repeat", type=int, default=3, help="best of so many runs (default 3)")
    parser.add_argument("--no-plumber", action="store_true", help="leave the slow reference out")
    options = parser.parse_args(arguments)
    files = sorted(_files(options.inputs or [_shared()]))
    pdfs = [f for f in files if f.suffix.lower() == ".pdf"]
    if pdfs:
        _measure_pdfs(pdfs, repeat=options.repeat, plumber=not options.no_plumber)
        _measure_memory(pdfs)
    _measure_others([f for f in files if f.suffix.lower() in _SUFFIXES], repeat=options.repeat)
    return 0 if files else 1


def _shared() -> Path:
    default = Path(__file__).resolve().parents[3] / "shared"
    return Path(os.environ.get("JIXIAO_SHARED", default)) / "reports"


def _files(inputs: Iterable[Path]) -> Iterable[Path]:
    for path in inputs:
        yield from (p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]


def _measure_pdfs(paths: Sequence[Path], *, repeat: int, plumber: bool) -> None:
    """Print the rates of this loader and of the two readers on pages with and without tables."""
    with_tables, without = [], []
    for path in paths:
        source = read_source(path)
        holders = {c.page for t in load_pdf(source).tables for c in t.cells}
        with pdfium.PdfDocument(source.data) as document:
            numbers = range(len(document))
            with_tables.append(_part(document, [n for n in numbers if n + 1 in holders]))
            without.append(_part(document, [n for n in numbers if n + 1 not in holders]))
    print(f"{len(paths)} PDF files; pages a second, best of {repeat}")
    print(f"{'':28}{'with tables':>14}{'without':>14}{'all':>14}")
    readers: dict[str, Callable[[bytes], int]] = {
        "jixiao": _read,
        "pypdfium2, text alone": _pdfium_text,
    }
    if plumber:
        readers["pdfplumber, text + tables"] = _plumber
    rates: dict[str, tuple[float, float, float]] = {}
    for name, reader in readers.items():
        tries = 1 if reader is _plumber else repeat
        some = _best(reader, [p for p in with_tables if p], repeat=tries)
        rest = _best(reader, [p for p in without if p], repeat=tries)
        whole = Timing(some.pages + rest.pages, some.seconds + rest.seconds)
        rates[name] = (some.rate, rest.rate, whole.rate)
        print(f"{name:28}" + "".join(f"{rate:14.1f}" for rate in rates[name]))
    for name in list(rates)[1:]:
        ratios = [a / b if b else 0.0 for a, b in zip(rates["jixiao"], rates[name], strict=True)]
        print(f"{'jixiao / ' + name:28}" + "".join(f"{ratio:13.2f}x" for ratio in ratios))


def _part(document: pdfium.PdfDocument, numbers: Sequence[int]) -> bytes:
    """Return a PDF of some pages of another, empty if there are none."""
    if not numbers:
        return b""
    with pdfium.PdfDocument.new() as part:
        part.import_pages(document, list(numbers))
        buffer = io.BytesIO()
        part.save(buffer)
    return buffer.getvalue()


def _best(reader: Callable[[bytes], int], parts: Sequence[bytes], *, repeat: int) -> Timing:
    pages, seconds = 0, 0.0
    for data in parts:
        runs = []
        for _ in range(repeat):
            start = time.process_time()
            count = reader(data)
            runs.append(time.process_time() - start)
        pages, seconds = pages + count, seconds + min(runs)
    return Timing(pages, seconds)


def _read(data: bytes) -> int:
    return len(load_pdf(Source.of("part.pdf", data)).pages)


def _pdfium_text(data: bytes) -> int:
    with pdfium.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
        return len(document)


def _plumber(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(document.pages)


def _measure_memory(paths: Sequence[Path]) -> None:
    """Print the peak memory of a fresh process that reads 100, and 1,000 pages."""
    print("peak memory of one process (MiB)")
    peaks = {}
    for pages in (_SHORT, _LONG):
        data = _long(paths, pages)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            before, after, characters = pool.apply(_peak, (data,))
        peaks[pages] = after - before
        print(
            f"  {pages:5} pages, {len(data) / 2**20:6.1f} MiB file, {characters:8} characters: "
            f"{before:6.1f} before, {after:6.1f} at most"
        )
    grown = (peaks[_LONG] - peaks[_SHORT]) * 1024 / (_LONG - _SHORT)
    print(f"  {grown:.1f} KiB for each further page, its file and its text included")


def _long(paths: Sequence[Path], pages: int) -> bytes:
    """Return a PDF of so many pages, those of `paths` over and over."""
    with pdfium.PdfDocument.new() as long:
        documents = [pdfium.PdfDocument(p) for p in paths]
        while len(long) < pages:
            for document in documents:
                wanted = list(range(min(len(document), pages - len(long))))
                if wanted:
                    long.import_pages(document, wanted)
        buffer = io.BytesIO()
        long.save(buffer)
    return buffer.getvalue()


def _peak(data: bytes) -> tuple[float, float, int]:
    unit = 2**20 if sys.platform == "darwin" else 2**10
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    document = load_pdf(Source.of("long.pdf", data))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return before, after, len(document.text)


def _measure_others(paths: Sequence[Path], *, repeat: int) -> None:
    """Print documents and characters a second for formats without pages, by suffix."""
    by_suffix: dict[str, list[Path]] = {}
    for path in paths:
        by_suffix.setdefault(path.suffix.lower(), []).append(path)
    for suffix, found in sorted(by_suffix.items()):
        seconds, characters, read = 0.0, 0, 0
        for path in found:
            source = read_source(path)
            runs = []
            try:
                for _ in range(1 if suffix in {".doc", ".wps", ".et"} else repeat):
                    start = time.process_time()
                    document = load_source(source)
                    runs.append(time.process_time() - start)
            except LoadError as error:
                print(error, file=sys.stderr)
                continue
            seconds, characters, read = (
                seconds + min(runs),
                characters + len(document.text),
                read + 1,
            )
        if read:
            print(
                f"{suffix:6} {read:4} documents {read / seconds:10.1f} documents/s "
                f"{characters / seconds / 1e6:8.2f} M characters/s"
            )


if __name__ == "__main__":
    sys.exit(main())
