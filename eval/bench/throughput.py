"""How fast whole runs are: end to end with 1 and 2 workers and Ray, the patterns alone, and the floor.

`python -m eval.bench.throughput [--documents 100] [--growth 100 1000 10000] [--only-growth] [FILE_OR_FOLDER ...]`; with
`--archive FOLDER [--count N] [--output FILE.tsv] [--plot FILE.png]` instead the cost of its documents beside
other readers (`archive_cost`, which has more options). All rates
come from one run on the same documents: synthetic PDFs with a text layer, or the inputs named. Each is the
median of `--repeat` runs; the time in which workers start (libraries, model) is given apart, since it does
not grow with the archive. The floor is what cannot be saved: pypdfium2's bare text and, with weights, the
model's matrix work on that text.
"""

from __future__ import annotations

import argparse
import functools
import json
import multiprocessing
import platform
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pypdfium2 as pdfium

from eval.bench import archive_cost
from eval.bench.archive import write_reports, write_texts
from extraction.bulk.inputs import expand_inputs
from extraction.bulk.run import RunSettings, run
from extraction.bulk.task import Result
from extraction.document import Document
from extraction.errors import LoadError
from extraction.loading import load
from extraction.tagging.default import PATTERN, shipped_weights

_WARM_UP = 4
_SMALL = 400
ARCHIVE_FORMATS = ("pdf", "html", "docx", "doc", "xlsx", "xls", "ofd")


@dataclass(frozen=True, slots=True)
class Rate:
    """What one run did: steady seconds count from the moment when all workers were warm."""

    documents: int
    pages: int
    characters: int
    seconds: float
    start: float
    parent: float = 0.0
    worker: float = 0.0
    processor: float = 0.0
    """CPU seconds of the whole run, start and all processes included."""

    def line(self, name: str) -> str:
        """Return the run as one line of the table."""
        per = [n / self.seconds for n in (self.documents, self.pages, self.characters / 1000)]
        return f"{name:32}" + "".join(f"{n:12.1f}" for n in per) + f"{self.start:11.1f}"


class _Watch:
    """Notes when documents are done, and what the processes hold."""

    def __init__(self, warm: int) -> None:
        self._warm = warm
        self._process = psutil.Process()
        self.begun = time.perf_counter()
        self.mark = self.end = self.begun
        self.documents = self.pages = self.characters = self.seen = 0
        self.parent = self.worker = 0.0

    def started(self, path: str) -> None:
        """Nothing to note."""

    def done(self, path: str, result: Result | None, failure: str | None) -> None:
        """Count a document once all workers are warm."""
        self.seen += 1
        self.end = time.perf_counter()
        if self.seen <= self._warm:
            self.mark = self.end
            return
        self.documents += 1
        if result is not None:
            self.pages += result.pages
            self.characters += result.characters
        if self.seen % 50 == 0:
            self.measure()

    def writing(self) -> None:
        """Take the memory once more."""
        self.measure()

    def measure(self) -> None:
        """Note the memory of this process and of its largest child, in MiB."""
        self.parent = max(self.parent, self._process.memory_info().rss / 2**20)
        for child in self._process.children():
            try:
                self.worker = max(self.worker, child.memory_info().rss / 2**20)
            except psutil.Error:
                continue


def _measured(inputs: list[str], settings: RunSettings) -> Rate:
    """Run once; called in a fresh process."""
    folder = Path(tempfile.mkdtemp(prefix="jixiao-throughput-"))
    watch = _Watch(_WARM_UP * settings.workers)
    try:
        run(inputs, folder / "out", settings, watch=watch)
        finished = time.perf_counter()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return Rate(
        watch.documents, watch.pages, watch.characters, finished - watch.mark,
        watch.mark - watch.begun, watch.parent, watch.worker,
        sum(u.ru_utime + u.ru_stime for u in used),
    )  # fmt: skip


def _apart(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function in a fresh process, so that memory is its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def _median(function: Callable[[], Rate], repeat: int) -> Rate:
    return sorted((function() for _ in range(repeat)), key=lambda r: r.seconds)[repeat // 2]


def _tagging(paths: list[str]) -> Rate:
    """The patterns alone, on documents that are already loaded."""
    from extraction.tagging.patterns import PatternTagger

    tagger, documents = PatternTagger(), _documents(paths)
    tagger.tag(documents[0])
    started = time.perf_counter()
    for document in documents:
        tagger.tag(document)
    return _rate(documents, time.perf_counter() - started)


def _documents(paths: list[str]) -> list[Document]:
    found = []
    for path in paths:
        try:
            found.append(load(path))
        except LoadError as error:
            print(error, file=sys.stderr)
    return found


def _rate(documents: Sequence[Document], seconds: float) -> Rate:
    pages, characters = (
        sum(len(d.pages) for d in documents),
        sum(len(d.text) for d in documents),
    )
    return Rate(len(documents), pages, characters, seconds, 0.0)


def _floor(paths: list[str], model: str | None) -> Rate:
    """Bare text of every page, and the model's forward pass over it where there are weights."""
    forward = _forward(model)
    texts = []
    started = time.perf_counter()
    pages = 0
    for path in paths:
        with pdfium.PdfDocument(path) as document:
            pages += len(document)
            parts = []
            for page in document:
                text = page.get_textpage()
                parts.append(text.get_text_range())
                text.close()
                page.close()
        texts.append("".join(parts))
        if forward is not None:
            forward(texts[-1])
    seconds = time.perf_counter() - started
    return Rate(len(paths), pages, sum(map(len, texts)), seconds, 0.0)


def _forward(model: str | None) -> Callable[[str], object] | None:
    folder = shipped_weights() if model is None else Path(model)
    if model == PATTERN or folder is None:
        return None
    from extraction.tagging.onnx_tagger import OnnxTagger

    return OnnxTagger(folder, threads=1).score


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.throughput", description=__doc__)
    parser.add_argument("inputs", nargs="*", help="PDF files and folders (default: synthetic)")
    parser.add_argument("--documents", type=int, default=100, help="synthetic PDFs (default 100)")
    parser.add_argument(
        "--model", help='folder of weights or "pattern" (default: as jixiao extract)'
    )
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--growth", type=int, nargs="*", default=[100, 1_000, 10_000])
    parser.add_argument("--only-growth", action="store_true", help="leave the rates out")
    parser.add_argument("--no-ray", action="store_true")
    parser.add_argument("--archive", metavar="FOLDER", help="a real archive, beside other readers")
    parser.add_argument(
        "--count", type=int, help="with --archive: documents, evenly over their sizes"
    )
    parser.add_argument("--output", help="with --archive: a table of all documents")
    parser.add_argument("--plot", help="with --archive: cost over pages and cells")
    options = parser.parse_args(arguments)
    if options.archive:
        return _archive(options)
    work = Path(tempfile.mkdtemp(prefix="jixiao-throughput-"))
    print(f"{platform.platform()}, {psutil.cpu_count()} cores, load {psutil.getloadavg()[0]:.1f}")
    try:
        if not options.only_growth:
            inputs = options.inputs
            if not inputs:
                write_reports(work / "pdf", options.documents, formats=("pdf",))
                inputs = [str(work / "pdf")]
            _rates(inputs, options)
        _growth(work, options.growth)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


def _archive(options: argparse.Namespace) -> int:
    """Measure a real archive of all formats beside other readers."""
    given = [options.archive, "--others", "--formats", *ARCHIVE_FORMATS]
    for name in ("count", "output", "plot", "model"):
        value = getattr(options, name)
        given += [f"--{name}", str(value)] if value is not None else []
    return archive_cost.main(given)


def _rates(inputs: list[str], options: argparse.Namespace) -> None:
    paths = [p for p in expand_inputs(inputs) if p.lower().endswith(".pdf")]
    plans = {"end to end, 1 worker": 1, "end to end, 2 workers": 2}
    print(f"{len(paths)} PDF files, median of {options.repeat}, model {options.model or 'default'}")
    print(f"{'':32}{'reports/s':>12}{'pages/s':>12}{'k chars/s':>12}{'start s':>11}")
    seconds: dict[int, float] = {}
    for name, workers in plans.items():
        settings = RunSettings(model=options.model, workers=workers)
        once = functools.partial(_apart, _measured, paths, settings)
        rate = _median(once, options.repeat)
        seconds[workers] = rate.documents / rate.seconds
        print(rate.line(name), flush=True)
    print(f"{'two workers over one':32}{seconds[2] / seconds[1]:11.2f}x")
    if not options.no_ray:
        settings = RunSettings(model=options.model, workers=2, engine="ray")
        once = functools.partial(_apart, _measured, paths, settings)
        print(_median(once, 1).line("end to end, Ray, 2 workers"), flush=True)
    alone = _median(functools.partial(_apart, _tagging, paths), options.repeat)
    print(alone.line("patterns alone, 1 thread"), flush=True)
    floor = _median(functools.partial(_apart, _floor, paths, options.model), options.repeat)
    print(floor.line("floor: text and model, 1 thread"), flush=True)


def _growth(work: Path, sizes: Sequence[int], characters: int = _SMALL) -> None:
    """Print seconds and peak memory for archives of growing size (small texts, patterns).

    The line of growth is that of CPU seconds, which other work on the machine bends less than the clock.
    """
    if not sizes:
        return
    print(f"{'documents':>10}{'s':>10}{'CPU s':>10}{'parent MiB':>12}{'worker MiB':>12}")
    points = []
    for size in sizes:
        folder = work / f"grown-{size}"
        write_texts(folder, size, characters=characters)
        rate: Rate = _apart(_measured, [str(folder)], RunSettings(model=PATTERN, workers=2))
        points.append((size, rate.processor))
        print(
            f"{size:10}{rate.seconds:10.1f}{rate.processor:10.2f}{rate.parent:12.1f}"
            f"{rate.worker:12.1f}",
            flush=True,
        )
        shutil.rmtree(folder)
    start, slope, worst = _line(points)
    told = {"start s": start, "ms each": 1000 * slope, "farthest from the line": worst}
    print(json.dumps({name: round(value, 3) for name, value in told.items()}))


def _line(points: Sequence[tuple[int, float]]) -> tuple[float, float, float]:
    """Return start and slope of the line of least relative error, and the largest such error."""
    sizes = np.array([[1.0, size] for size, _ in points])
    seconds = np.array([s for _, s in points])
    start, slope = np.linalg.lstsq(sizes / seconds[:, None], np.ones(len(points)), rcond=None)[0]
    errors = np.abs(sizes @ np.array([start, slope]) / seconds - 1)
    return float(start), float(slope), float(errors.max())


if __name__ == "__main__":
    sys.exit(main())
