"""Does time grow with the text? A grammar of repeated shapes, each at n, 2n and 4n (线性增长).

`python -m eval.bench.growth [--bytes 200000] [--shapes PART…]` writes for every shape a text of a quarter,
a half and the whole of so many bytes (UTF-8), loads it and extracts it with the patterns, and fits the exponent
of the growth (log of the time over log of the size). It prints a row a shape, the slowest stages first, and
ends with 1 where one grows faster than n^1.2, takes more than 20 s, or fails other than by a refusal.
"""

from __future__ import annotations

import argparse
import itertools
import math
import multiprocessing
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extraction.errors import LoadError
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.pipeline import default_pipeline

_STEEPEST = 1.2
_LONGEST = 20.0
_LIMIT = 90
_LEAST = 0.5
"""Seconds below which a time says nothing about growth; all are seconds of the processor."""

_UNITS = {
    "digits": "1234567890", "digits and blanks": "123 456 ", "points": "1.2.3.4.", "commas": "1,234,567,",
    "Chinese digits": "一二三四五", "money": "收入12.30万元，", "rates": "增长3.5%，", "signs": "-+-+", "brackets": "（（（",
    "brackets closed": "（1）", "nested brackets": "（3（4", "其中": "其中：支出3万元，", "其中 open": "其中：", "lists": "甲项5万元、乙项6万元、",
    "names": "项目支出", "one letter": "甲", "blanks": "      ", "tabs": "\t\t\t", "cells": "甲\t12.30\t", "rows": "甲\t1\t2\n",
    "lines": "\n", "digit lines": "12.30\n", "word lines": "支出合计\n", "one value a line": "支出\n12.30\n", "pairs": "预算数：12.30 执行数：12.30\n",
    "indicators": "产出指标\t数量指标\t完成数\t≥10个\t12个\t10\t10\n", "prose indicators": "数量指标：完成数≥10个，实际12个。",
    "scores": "预算执行\t10\t9.5\n", "years": "2022年", "dates": "2022年3月5日", "ranges": "10-20万元", "from to": "由3万元增加到5万元，",
    "per head": "5人×200元/人=1000元，", "分别": "甲、乙分别为3万元、4万元，", "growth": "支出5万元，比上年增加1万元，增长25%。",
    "numbers": "一、（一）1.（1）", "codes": "2080505", "dots": "………", "bars": "|甲|1|", "boxes": "│甲│1│\n", "rules": "━━━",
    "units": "单位：万元\n", "headings": "第一部分 概况\n", "organisations": "甲县水务局", "quotes": "“甲”", "books": "《甲办法》",
    "mail": "a@b.", "phones": "13812345678 ", "full width": "１２３．４", "zero width": "1\u200b2\u200b", "NBSP": "1\u00a02", "fullstops": "支出3万元。",
    "semicolons": "支出3万元；", "colons": "支出：", "percent signs": "%%%", "yuan": "元元元", "ten thousand": "万万万", "minus": "—12.30",
    "money table": "项目\t预算数\t决算数\n甲\t12.30\t11.20\n合计\t12.30\t11.20\n", "budget prose": "年初预算为12.30万元，决算为11.20万元，完成年初预算的91.1%。",
    "levels": "一级指标\t二级指标\t三级指标\n", "spaced row": "1 甲项目 12.30 11.20 91.1%\n", "blank lines": "支出\n\n", "leaders": "一、概况……3\n",
    "plans": "铺设管道12公里，完成计划的95%。\n", "defined rates": "送审造价800万元，核减64万元，核减率（核减额占送审造价的比例）8%。\n",
    "still open": "发现问题9项，已整改6项，整改率66.7%，其余3项正在推进。\n", "accounts": "预算收入5万元，上级补助收入3万元，调入资金2万元，收入总计10万元。\n",
}  # fmt: skip
_MARKUP = {
    "comment unclosed": ("", "<!--"), "server unclosed": ("", "<%"), "question unclosed": ("", "<?"), "script unclosed": ("", "<script>"),
    "tables nested": ("", "<table><tr><td>甲"), "divs": ("", "<div>甲</div>"), "spans": ("", "<span>"), "cells wide": ("<table>", "<tr><td>甲<td>1</tr>"),
    "attributes": ("<p ", 'a="1" '), "entities": ("", "&amp;"), "references": ("", "&#20803;"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """A text of one repeated unit, with its format."""

    name: str
    format: str
    opening: str
    unit: str

    def data(self, size: int) -> bytes:
        """Return the shape at a size in bytes, cut between two characters."""
        unit = self.unit.encode()
        whole = self.opening.encode() + unit * (size // len(unit) + 1)
        return whole[:size].decode("utf-8", "ignore").encode()


@dataclass(frozen=True, slots=True)
class Growth:
    """What was measured: seconds at each size, the exponent, and an error where there was one."""

    shape: Shape
    seconds: tuple[float, ...]
    said: str = ""

    @property
    def exponent(self) -> float:
        """The steeper of the two steps; 0 where nothing takes long enough to tell."""
        steps = [
            math.log2(after / before)
            for before, after in itertools.pairwise(self.seconds)
            if after > _LEAST and before > 0
        ]
        return max(steps, default=0.0)

    @property
    def is_met(self) -> bool:
        """Whether it grows as it should and ends in time."""
        return (
            not self.said.startswith("!")
            and self.exponent <= _STEEPEST
            and self.seconds[-1] <= _LONGEST
        )


def shapes() -> Iterator[Shape]:
    """Yield the grammar: every unit alone, after an opening word, and the shapes of mark-up."""
    for name, unit in _UNITS.items():
        yield Shape(name, "txt", "2022年度部门决算报告\n", unit)
    for name, (opening, unit) in _MARKUP.items():
        yield Shape(name, "html", f"<html><body>{opening}", unit)


def _timed(shape: Shape, size: int, answer: Any) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_LIMIT, _LIMIT))
    data = shape.data(size)
    pipeline = default_pipeline("pattern")
    begun, said = time.process_time(), ""
    try:
        document = load_source(Source.of(f"a.{shape.format}", data))
        pipeline.extract(document)
    except LoadError as error:
        said = type(error).__name__
    except Exception as error:
        said = f"! {error!r}"
    answer.send((time.process_time() - begun, said))


def measure(shape: Shape, whole: int) -> Growth:
    """Return the growth of one shape, each size in a process of its own that ends in time."""
    seconds, said = [], ""
    for size in (whole // 4, whole // 2, whole):
        here, there = multiprocessing.Pipe()
        process = multiprocessing.Process(target=_timed, args=(shape, size, there))
        process.start()
        there.close()
        try:
            taken, said = here.recv()
        except EOFError:  # ended by the limit on its processor time
            taken, said = float(_LIMIT), "! no end"
        process.join()
        seconds.append(taken)
        if said.startswith("!"):
            break
    return Growth(shape, tuple(seconds), said)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 1 where a shape grows too fast."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.growth", description=__doc__)
    parser.add_argument("--bytes", type=int, default=200_000)
    parser.add_argument("--shapes", nargs="*", default=[""], help="parts of the names to measure")
    options = parser.parse_args(arguments)
    default_pipeline("pattern")
    found = []
    for shape in shapes():
        if any(part in shape.name for part in options.shapes):
            grown = measure(shape, options.bytes)
            found.append(grown)
            times = " ".join(f"{s:.2f}" for s in grown.seconds)
            mark = "" if grown.is_met else "  ← not met"
            print(
                f"{shape.name:20} {times:24} n^{grown.exponent:.2f} {grown.said}{mark}", flush=True
            )
    bad = sum(not g.is_met for g in found)
    print(f"{len(found)} shapes, {bad} not met")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
