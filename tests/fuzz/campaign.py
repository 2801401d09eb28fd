"""Fuzzing guided by coverage: `python -m tests.fuzz.campaign FORMAT [libFuzzer options]`.

FORMAT is one of the loaders' formats, `NAME-members` for the members of a package format, or `quantities`.
It begins with the sample of the format and seeded damages of every kind to it. Runs until it finds an error or is stopped;
`-runs=1000` or `-max_total_time=60` bound it. Needs atheris (Linux, macOS).
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["extraction"]):
    from eval.bench.damage import damaged
    from tests.fuzz.properties import (
        FORMATS,
        PACKAGES,
        check_finding,
        check_loading,
        check_reading,
        member,
        members,
        packed,
        sample,
    )

_SEEDS = 24
_LARGEST_SEED = 1 << 16
_MEMBERS = "-members"
TARGETS = (*FORMATS, *(format + _MEMBERS for format in PACKAGES), "quantities")


def _seeds(target: str) -> Iterator[bytes]:
    """Yield what a campaign begins with."""
    if target == "quantities":
        whole = ["约1.5万元，增长3%".encode()]
    elif target.endswith(_MEMBERS):
        format = target.removesuffix(_MEMBERS)
        names = enumerate(members(format))
        whole = [bytes([i]) + member(format, name) for i, name in names]
        whole = [seed for seed in whole if len(seed) < _LARGEST_SEED]
    else:
        whole = [sample(target)]
    yield from whole
    chance = random.Random(7)
    for number in range(_SEEDS):
        yield damaged(whole[number % len(whole)], chance)[1]


def main() -> None:
    """Fuzz what the first argument names."""
    target, options = sys.argv[1], sys.argv[2:]
    if target not in TARGETS:
        sys.exit(f"expected one of {TARGETS}, found {target}")

    def one(data: bytes) -> None:
        if target == "quantities":
            text = data.decode("utf-8", "ignore")
            check_reading(text)
            check_finding(text)
        elif target.endswith(_MEMBERS):
            format = target.removesuffix(_MEMBERS)
            check_loading(format, packed(format, data))
        else:
            check_loading(target, data)

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(_seeds(target)):
            Path(corpus, f"seed{number}").write_bytes(seed)
        atheris.Setup([sys.argv[0], *options, corpus], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
