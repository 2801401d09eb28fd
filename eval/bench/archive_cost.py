"""What a real archive costs, document by document, beside readers that do a part of the work (成本).

`python -m eval.bench.archive_cost FOLDER [--formats pdf] [--count N] [--most-pages N] [--tables N]
[--output FILE.tsv] [--plot FILE.png] [--others]`. CPU seconds of one process: loading, tagging with links,
facts and checks; for PDF files, in the same run, pdfplumber's text and tables and pypdfium2's bare text of the
same pages, and with `--others` what else of `pdf_readers` is installed. Documents are chosen evenly over the sizes in the folder; with `--tables`, the PDF files richest in
tables. Ratios are of sums, so that long documents count for what they cost.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

import psutil

from eval.bench.pdf_readers import Reader, bare_text, optional_readers, plumbed
from extraction.bulk.memory import settle
from extraction.document import Document
from extraction.errors import LoadError
from extraction.loading import load
from extraction.pipeline import Pipeline, check_markup, default_pipeline

_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Cost:
    """One document: its size, the CPU seconds of each stage, and those of the other readers."""

    name: str
    pages: int
    characters: int
    cells: int
    figures: int
    load: float
    tag: float
    check: float
    plumber: float
    pdfium: float
    resident: int
    others: Mapping[str, float | None] = field(default_factory=dict)
    """None where a reader failed on the document."""

    @property
    def total(self) -> float:
        """CPU seconds from bytes to record."""
        return self.load + self.tag + self.check


def measure(
    path: Path,
    pipeline: Pipeline,
    *,
    peers: bool = True,
    others: Mapping[str, Reader] | None = None,
) -> tuple[Document, Cost]:
    """Extract a document and time its stages.

    Raises:
        LoadError: it cannot be read.
    """
    begun = time.process_time()
    document = load(path)
    loaded = time.process_time()
    markup = pipeline.linker.link(document, pipeline.tagger.tag(document))
    tagged = time.process_time()
    record = check_markup(document, markup)
    checked = time.process_time()
    beside = peers and document.format == "pdf"
    return document, Cost(
        name=path.name,
        pages=len(document.pages),
        characters=len(document.text),
        cells=sum(len(t.cells) for t in document.tables),
        figures=len(record.facts.figures),
        load=loaded - begun,
        tag=tagged - loaded,
        check=checked - tagged,
        plumber=_timed(plumbed, path) if beside else 0.0,
        pdfium=_timed(bare_text, path) if beside else 0.0,
        resident=psutil.Process().memory_info().rss // _MIB,
        others={n: _tried(f, path, n) for n, f in (others or {}).items() if beside},
    )


def _timed(function: Callable[[Path], object], path: Path) -> float:
    begun = time.process_time()
    function(path)
    return time.process_time() - begun


def _tried(function: Reader, path: Path, name: str) -> float | None:
    """Return the CPU seconds of a reader that may fail on a document, None where it does."""
    try:
        return _timed(function, path)
    except Exception as error:  # whatever a foreign reader meets, the others go on
        print(f"{path.name}: {name} failed: {error!r}", file=sys.stderr)
        return None


def chosen(folder: Path, formats: Sequence[str], count: int | None) -> list[Path]:
    """Return files of the formats, evenly over their sizes."""
    paths = [p for p in folder.rglob("*") if p.suffix.lower().lstrip(".") in formats]
    paths.sort(key=lambda p: (p.stat().st_size, p.name))
    if count is None or count >= len(paths):
        return paths
    return [paths[i * len(paths) // count] for i in range(count)]


def summary(costs: Sequence[Cost]) -> list[str]:
    """Return the lines that sum a run up."""
    total = sum(c.total for c in costs)
    stages = {name: sum(getattr(c, name) for c in costs) for name in ("load", "tag", "check")}
    parts = ", ".join(f"{name} {value:.1f}" for name, value in stages.items())
    pages, characters = sum(c.pages for c in costs), sum(c.characters for c in costs)
    lines = [
        f"{len(costs)} documents, {pages} pages, {characters} characters: {total:.1f} s CPU ({parts})",
        f"resident at most {max(c.resident for c in costs)} MiB",
    ]
    read = [c for c in costs if c.plumber]
    if read:
        own = sum(c.total for c in read)
        lines.append(
            f"PDF: {own:.1f} s; pdfplumber text and tables {sum(c.plumber for c in read):.1f} s, "
            f"ratio {own / sum(c.plumber for c in read):.2f}; pypdfium2 text "
            f"{sum(c.pdfium for c in read):.1f} s, ratio {own / sum(c.pdfium for c in read):.1f}"
        )
        lines += [_beside(name, read) for name in read[0].others]
        prose = [c for c in read if not c.cells]
        if prose:
            ratio = sum(c.total for c in prose) / sum(c.pdfium for c in prose)
            lines.append(f"PDF without tables ({len(prose)}): ratio to pypdfium2 text {ratio:.1f}")
    return lines


def _beside(name: str, costs: Sequence[Cost]) -> str:
    """Return the line of a further reader, over the documents that it read."""
    read = [(c.total, taken) for c in costs if (taken := c.others.get(name)) is not None]
    own, their = sum(o for o, _ in read), sum(t for _, t in read)
    ratio = f"{own / their:.2f}" if their else "-"
    return f"{name}: {their:.1f} s on {len(read)} documents (ours {own:.1f} s), ratio {ratio}"


def _rows(costs: Sequence[Cost], others: Sequence[str]) -> Iterable[str]:
    names = [f.name for f in fields(Cost) if f.name != "others"]
    yield "\t".join([*names, *others])
    for cost in costs:
        values = [getattr(cost, name) for name in names] + [cost.others.get(n) for n in others]
        yield "\t".join(f"{v:.3f}" if isinstance(v, float) else str(v) for v in values)


def _write(costs: Sequence[Cost], others: Sequence[str], path: Path) -> None:
    path.write_text("\n".join(_rows(costs, others)) + "\n", encoding="utf-8")


def _plot(costs: Sequence[Cost], path: str) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 2, figsize=(10, 4))
    paged = [c for c in costs if c.pages]
    tabled = [c for c in costs if c.cells]
    axes[0].set(xlabel="pages", ylabel="ms CPU a page")
    axes[1].set(xlabel="table cells", ylabel="s CPU a document")
    if paged:
        axes[0].scatter([c.pages for c in paged], [1000 * c.total / c.pages for c in paged], s=12)
        axes[0].set(xscale="log")
    if tabled:
        axes[1].scatter([c.cells for c in tabled], [c.total for c in tabled], s=12)
        axes[1].set(xscale="log", yscale="log")
    figure.tight_layout()
    figure.savefig(path, dpi=120)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.archive_cost", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--formats", nargs="+", default=["pdf"])
    parser.add_argument("--count", type=int)
    parser.add_argument("--model")
    parser.add_argument("--most-pages", type=int, help="leave longer documents out")
    parser.add_argument("--tables", type=int, metavar="N", help="count the N richest in tables")
    parser.add_argument("--output", type=Path)
    parser.add_argument("--plot")
    parser.add_argument("--others", action="store_true", help="also measure optional readers")
    options = parser.parse_args(arguments)
    others, missing = optional_readers() if options.others else ({}, ())
    for name in missing:
        print(f"{name}: not installed, left out", file=sys.stderr)
    pipeline = default_pipeline(options.model)
    settle()  # as in a worker of a run
    costs: list[Cost] = []
    for path in chosen(options.folder, options.formats, options.count):
        try:
            document, cost = measure(path, pipeline, others=others)
        except LoadError as error:
            print(error, file=sys.stderr)
            continue
        if options.most_pages is None or len(document.pages) <= options.most_pages:
            costs.append(cost)
            print(f"{cost.name:46}{cost.pages:5}{cost.total:8.1f} s", file=sys.stderr, flush=True)
            if options.output is not None:  # after each, since a run may take an hour
                _write(costs, list(others), options.output)
    if options.tables is not None:
        costs = sorted(costs, key=lambda c: -c.cells / max(c.pages, 1))[: options.tables]
    if options.output is not None:
        _write(costs, list(others), options.output)
    if options.plot:
        _plot(costs, options.plot)
    print("\n".join(summary(costs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
