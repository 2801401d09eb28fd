"""Many reports as data frames: execution by unit, indicators that were missed.

python examples/many_reports.py [FOLDER]      (needs pandas)
"""

from __future__ import annotations

import sys
from pathlib import Path

import jixiao

SAMPLES = "annotations/corpus/samples/rendered"


def main(folder: str = SAMPLES) -> None:
    """Print the largest amount of each report and every unmet indicator."""
    import pandas

    pipeline = jixiao.default_pipeline("pattern")
    records = [pipeline.extract(jixiao.load(p)) for p in sorted(Path(folder).glob("*.docx"))]
    amounts = pandas.concat([r.to_pandas("amounts") for r in records])
    money = amounts[amounts["yuan"].notna() & (amounts["kind"] == "amount")]
    for unit, group in money.groupby("unit_name"):
        largest = max(group["yuan"])
        print(f"{unit}: {len(group)} amounts, the largest {largest / 10000} 万元")
    indicators = pandas.concat([r.to_pandas("indicators") for r in records])
    missed = indicators[indicators["status"] == "unmet"]
    print(missed[["unit_name", "name", "target", "actual"]].to_string(index=False))


if __name__ == "__main__":
    main(*sys.argv[1:2])
