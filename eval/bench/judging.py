"""Judging a report of very many wrong figures: processor seconds by length (检查耗时).

`python -m eval.bench.judging [10000 40000 312000]` writes a self-evaluation of ever more small projects, many
of whose lists, rates and growths are wrong, reads it with the patterns, and prints for each length the
checks, the violated ones, and what the judging took. Time should be in proportion to the length.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from extraction.constraints import find_checks
from extraction.loading import load
from extraction.pipeline import default_pipeline

_THINGS = (
    "道路",
    "水渠",
    "校舍",
    "绿化",
    "照明",
    "管网",
    "桥梁",
    "堤防",
    "车站",
    "泵房",
    "仓库",
    "展厅",
)
_TITLE = "某县2023年项目支出绩效自评报告\n"


def write_report(characters: int, *, seed: int = 5) -> str:
    """Return a report of at least so many characters, about half of whose relations are wrong."""
    chance = random.Random(seed)
    lines, length = [_TITLE], len(_TITLE)
    while length < characters:
        lines.append(_project(len(lines), chance))
        length += len(lines[-1])
    return "".join(lines)


def _project(number: int, chance: random.Random) -> str:
    labour, material, machines = (chance.randint(100, 900) / 10 for _ in range(3))
    spent = round(labour + material + machines + chance.choice((0, 0, 7.3)), 1)
    planned = round(spent * 1.25, 1)
    rate = round(spent / planned * 100 + chance.choice((0, 11.5)), 2)
    return (
        f"（{number}）{_THINGS[number % len(_THINGS)]}项目{number}。预算{planned}万元，实际支出{spent}万元，"
        f"预算执行率{rate}%。其中：人工费{labour}万元，材料费{material}万元，设备费{machines}万元。"
        f"比上年{round(spent / 1.1, 1)}万元增长{chance.choice((25, 10))}%。\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each length."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.judging", description=__doc__)
    parser.add_argument("lengths", nargs="*", type=int, default=[10_000, 40_000, 80_000])
    pipeline = default_pipeline("pattern")
    for length in parser.parse_args(arguments).lengths:
        text = write_report(length)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "report.txt"
            path.write_text(text, encoding="utf-8")
            facts = pipeline.extract(load(path)).facts
        began = time.process_time()
        checks = find_checks(text, facts)
        took = time.process_time() - began
        violated = sum(c.status == "violated" for c in checks)
        print(
            f"{len(text):>8,} characters {len(checks):>7,} checks {violated:>6,} violated "
            f"{took:6.2f} s judging",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
