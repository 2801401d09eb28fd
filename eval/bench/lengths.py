"""Whether a long document costs as much a page and a cell as a short one (长度与耗时).

`python -m eval.bench.lengths PDF [--pages 10 40 120 260] [--cells 100 1000 8000 65000] [--plot FILE.png]`: the
pages of a PDF file, repeated until there are so many, and workbooks of one account table with so many cells,
so that every length holds the same kind of page; CPU seconds from bytes to record by the default model.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2 as pdfium
from openpyxl import Workbook

from extraction.bulk.memory import settle
from extraction.loading import load
from extraction.pipeline import Pipeline, default_pipeline

_COLUMNS = 8


def repeated(source: Path, pages: int) -> bytes:
    """Return a PDF file of so many pages: those of another one, over and over."""
    with pdfium.PdfDocument(source) as given, pdfium.PdfDocument.new() as made:
        while len(made) < pages:
            left = min(len(given), pages - len(made))
            made.import_pages(given, list(range(left)))
        target = io.BytesIO()
        made.save(target)
    return target.getvalue()


def workbook(cells: int) -> bytes:
    """Return a workbook with one account table of about so many cells, whose sums hold."""
    book = Workbook()
    sheet = book.active
    sheet.append(["青枫县2023年一般公共预算支出决算表"])
    sheet.append(["单位：万元"])
    sheet.append(
        ["科目编码", "科目名称", "合计", "基本支出", "人员经费", "公用经费", "项目支出", "备注"]
    )
    for i in range(max(1, cells // _COLUMNS)):
        staff, office, project = 100 + i * 7 % 900, 20 + i * 3 % 80, 300 + i * 11 % 700
        basic = staff + office
        name = f"第{i + 1}项目支出"
        sheet.append([2010100 + i, name, basic + project, basic, staff, office, project, ""])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def seconds(data: bytes, suffix: str, pipeline: Pipeline) -> float:
    """Return the CPU seconds from bytes to record."""
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(data)
        file.flush()
        begun = time.process_time()
        pipeline.extract(load(file.name))
        return time.process_time() - begun


def measured(
    sizes: Sequence[int], made: Callable[[int], bytes], suffix: str, pipeline: Pipeline, unit: str
) -> list[tuple[int, float]]:
    """Print and return milliseconds a page or cell by size."""
    found = []
    for size in sizes:
        taken = seconds(made(size), suffix, pipeline)
        found.append((size, 1000 * taken / size))
        print(f"{size:8} {unit}{taken:9.2f} s{found[-1][1]:9.3f} ms each", flush=True)
    each = [ms for _, ms in found]
    middle = sorted(each)[len(each) // 2]
    worst = max(abs(ms / middle - 1) for ms in each)
    print(f"farthest from the median: {worst:.1%}", flush=True)
    return found


def plot(pages: list[tuple[int, float]], cells: list[tuple[int, float]], path: str) -> None:
    """Draw milliseconds a page and a cell over the length of the document."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 2, figsize=(9, 3.4))
    for axis, found, unit in ((axes[0], pages, "page"), (axes[1], cells, "cell")):
        axis.plot(*zip(*found, strict=True), marker="o")
        axis.set(xlabel=f"{unit}s", ylabel=f"ms CPU a {unit}", xscale="log", ylim=(0, None))
        axis.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, dpi=100)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.lengths", description=__doc__)
    parser.add_argument("pdf", type=Path)
    parser.add_argument("--pages", type=int, nargs="+", default=[10, 40, 120, 260])
    parser.add_argument("--cells", type=int, nargs="+", default=[100, 1000, 8000, 65000])
    parser.add_argument("--model")
    parser.add_argument("--plot")
    options = parser.parse_args(arguments)
    pipeline = default_pipeline(options.model)
    settle()
    pipeline.extract(load(options.pdf))  # what is loaded at first use
    pages = measured(options.pages, lambda n: repeated(options.pdf, n), ".pdf", pipeline, "pages")
    cells = measured(options.cells, workbook, ".xlsx", pipeline, "cells")
    if options.plot:
        plot(pages, cells, options.plot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
