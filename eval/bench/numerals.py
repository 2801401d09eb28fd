"""Measure how generated figures are read: right, unread, or wrong in silence (数字清点的检验).

Run `python -m eval.bench.numerals [--sentences N] [--tables N] [--pages N] [--model MODEL]`. Every figure
of `numeral_writer` is right if a fact over it has its value, wrong if a fact that touches it has another,
else unread; "lost" are those without a numeral in the census. A figure of `numeral_tables` is wrong as well
if its row, its column, its period or its role is another. Exit code 1 if one is wrong or lost, or fewer
than 97% are right.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from eval.bench.numeral_tables import Placed, page
from eval.bench.numeral_writer import MORE_THAN, NO_FIGURE, Known, cuts, sentence, table
from extraction.document import Document
from extraction.facts import Figure
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.pipeline import Pipeline, default_pipeline
from extraction.record import Record

WANTED = Decimal("0.97")


def outcome(record: Record, known: Known) -> str:
    """Return what became of a figure: right, wrong, unread or lost."""
    touching = [
        f
        for f in record.facts.figures
        if f.mention.start < known.end and known.start < f.mention.end
    ]
    if known.figure.form == NO_FIGURE:
        return "wrong" if touching else "right"
    if any(not _is_right(f, known) for f in touching):
        return "wrong"
    if touching:
        return "right"
    numerals = record.census.numerals if record.census else ()
    counted = any(n.span.start < known.end and known.start < n.span.end for n in numerals)
    return "unread" if counted else "lost"


def _is_right(figure: Figure, known: Known) -> bool:
    q, wanted = figure.quantity, (known.figure.low, known.figure.high)
    if q.kind == "money" and q.yuan is None:
        return False
    found = (q.low or q.value) * q.scale, (q.high or q.value) * q.scale
    if known.figure.form == MORE_THAN:
        return q.value * q.scale == known.figure.low
    decrease = figure.change == "decrease"
    return found == wanted or (decrease and found == tuple(abs(v) for v in wanted))


def sentences(pipeline: Pipeline, count: int, seed: int) -> Iterator[tuple[str, Known, str]]:
    """Yield text, figure and outcome of generated sentences."""
    rng = random.Random(seed)
    for _ in range(count):
        text, known = sentence(rng)
        record = pipeline.extract(Document("s.txt", "0" * 64, "txt", text))
        yield from ((text, k, outcome(record, k)) for k in known)


def tables(pipeline: Pipeline, count: int, seed: int) -> Iterator[tuple[str, Known, str]]:
    """Yield text, figure and outcome of generated tables."""
    rng = random.Random(seed)
    for _ in range(count):
        document, known = table(rng)
        record = pipeline.extract(document)
        yield from ((document.text, k, outcome(record, k)) for k in known)


def pages(pipeline: Pipeline, count: int, seed: int) -> Iterator[tuple[str, Known, str]]:
    """Yield text, figure and outcome of generated pages of one table; the form is the page's."""
    rng = random.Random(seed)
    for _ in range(count):
        made = page(rng)
        document = load_source(Source.of(made.name, made.content.encode()))
        record = pipeline.extract(document)
        for placed in made.figures:
            known = _found(document.text, placed, made.name)
            result = outcome(record, known)
            if result == "right" and not _is_placed(record, known, placed):
                result = "wrong"
            yield document.text, known, result


def _found(text: str, placed: Placed, form: str) -> Known:
    """Return the figure where its digits stand, without the signs and marks around them."""
    digits = placed.figure.surface.strip("①*￥-()△")
    start = text.index(digits)
    return Known(start, start + len(digits), replace(placed.figure, form=form))


def _is_placed(record: Record, known: Known, placed: Placed) -> bool:
    """Tell whether every fact over the figure has its row, column, period and role, as far as they are sure."""
    return all(
        _has_headers(f, placed) and _has_time_and_role(f, placed)
        for f in record.facts.figures
        if f.mention.start < known.end and known.start < f.mention.end
    )


def _has_headers(figure: Figure, placed: Placed) -> bool:
    cell = figure.mention.cell
    if cell is None or not cell.row_path or not cell.column_path:
        return False
    wanted = [h for h in placed.column.heads if h][-1]
    found = cell.column_path[-1].translate(str.maketrans("()", "（）"))
    return placed.row in cell.row_path[-1] and found == wanted


def _has_time_and_role(figure: Figure, placed: Placed) -> bool:
    column = placed.column
    period = None if column.period is None else str(column.period)
    same = period is None or (figure.period or "")[:4] == period
    return same and column.role in (None, figure.role)


def wrong_cuts(pipeline: Pipeline) -> Iterator[str]:
    """Yield the cut figures that are read as another value."""
    whole = (("98.5", "%", Decimal("98.5")), ("765.43", "万元", Decimal(7_654_300)))
    for plain, unit, value in whole:
        for surface in cuts(plain, unit):
            text = f"项目支出{surface}。"
            record = pipeline.extract(Document("c.txt", "0" * 64, "txt", text))
            for f in record.facts.figures:
                read = f.quantity.value * f.quantity.scale
                bare = f.quantity.kind == "money" and f.quantity.yuan is None
                if bare or read != value:
                    yield f"{surface!r} read as {f.mention.text!r} = {f.quantity.value}"


def _table(name: str, found: Iterable[tuple[str, Known, str]], shown: int) -> bool:
    """Print the outcomes by form; tell whether what is wanted holds."""
    counts: dict[str, Counter[str]] = {}
    total: Counter[str] = Counter()
    for text, known, result in found:
        counts.setdefault(known.figure.form, Counter())[result] += 1
        total[result] += 1
        if result != "right" and total[result] <= shown:
            print(f"  {result}: {known.figure.surface!r} in {text!r}")
    print(f"{name:<24} figures   right  unread  wrong  lost")
    for form, count in (*sorted(counts.items()), ("all", total)):
        shares = "  ".join(f"{count[k]:>6}" for k in ("right", "unread", "wrong", "lost"))
        print(f"  {form:<22} {count.total():>7}  {shares}")
    right = Decimal(total["right"]) / max(1, total.total())
    print(f"  right {right:.4f}")
    return not (total["wrong"] or total["lost"]) and right >= WANTED


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurement; 0 if nothing is wrong or lost and enough is right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=10_000)
    parser.add_argument("--tables", type=int, default=2_000)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--model", default="pattern", help='a folder of weights, or "pattern"')
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--shown", type=int, default=5, help="wrong ones to print")
    options = parser.parse_args(arguments)
    pipeline = default_pipeline(None if options.model == "default" else options.model)
    fine = _table("sentences", sentences(pipeline, options.sentences, options.seed), options.shown)
    fine &= _table("tables", tables(pipeline, options.tables, options.seed), options.shown)
    fine &= _table("pages", pages(pipeline, options.pages, options.seed), options.shown)
    cut = list(wrong_cuts(pipeline))
    print(f"cuts read as another value: {len(cut)}", *cut[: options.shown], sep="\n  ")
    return 0 if fine and not cut else 1


if __name__ == "__main__":
    sys.exit(main())
