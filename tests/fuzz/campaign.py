"""Fuzzing guided by coverage: `python -m tests.fuzz.campaign FORMAT [libFuzzer options]`.

FORMAT is one of the loaders' formats or `quantities`. Runs until it finds an error or is stopped;
`-runs=1000` or `-max_total_time=60` bound it. Needs atheris (Linux, macOS).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["extraction"]):
    from tests.fuzz.properties import FORMATS, check_finding, check_loading, check_reading, sample


def main() -> None:
    """Fuzz what the first argument names."""
    target, options = sys.argv[1], sys.argv[2:]
    if target not in (*FORMATS, "quantities"):
        sys.exit(f"expected one of {(*FORMATS, 'quantities')}, found {target}")

    def one(data: bytes) -> None:
        if target == "quantities":
            text = data.decode("utf-8", "ignore")
            check_reading(text)
            check_finding(text)
        else:
            check_loading(target, data)

    with tempfile.TemporaryDirectory() as corpus:
        seed = "约1.5万元，增长3%".encode() if target == "quantities" else sample(target)
        Path(corpus, "seed").write_bytes(seed)
        atheris.Setup([sys.argv[0], *options, corpus], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
