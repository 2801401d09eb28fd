"""Kills whole runs at any moment and holds what they leave against undisturbed ones (断电试验).

`python -m eval.bench.kills [--rounds 40] [--documents 40] [--seed 7]`: in each round the output folder of an older
run over other reports is run into anew; the run is killed (SIGKILL, its workers too) at a random moment, every other
time around its end, where the outputs are swapped. What then lies in the folder must be of one run alone, old or new;
with `--resume` the run must end with the very bytes of an undisturbed one. Exit code 1 if either fails once.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.archive import write_reports
from eval.bench.faults import FILES

_JOURNAL = ".journal.sqlite3"


@dataclass(slots=True)
class Account:
    """What came of so many kills; `before`, `between`, `after`: what lay in the folder when it was killed."""

    rounds: int = 0
    killed: int = 0
    before: int = 0
    between: int = 0
    after: int = 0
    mixed: int = 0
    different: int = 0


_ENDED = (0, 1)
"""Exit codes of a run that ended: 1 says that a report was partial or refused."""


def outputs(folder: Path) -> dict[str, bytes]:
    """Return what a run has written, by name; nothing of a file that is not there."""
    files = [folder / name for name in FILES if (folder / name).is_file()]
    texts = sorted((folder / "text").iterdir()) if (folder / "text").is_dir() else []
    return {p.name: p.read_bytes() for p in (*files, *texts) if not p.name.endswith(".part")}


def start(inputs: Path, output: Path, *, resume: bool = False) -> subprocess.Popen[bytes]:
    """Start a run of two workers in a process group of its own."""
    command = [sys.executable, "-m", "extraction.cli.main", "extract", str(inputs)]
    command += ["--output", str(output), "--workers", "2", "--model", "pattern"]
    command += ["--resume"] if resume else []
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def finished(inputs: Path, output: Path, *, resume: bool = False) -> float:
    """Run to the end; return the seconds that it took.

    Raises:
        RuntimeError: it failed.
    """
    began = time.monotonic()
    code = start(inputs, output, resume=resume).wait()
    if code not in _ENDED:
        raise RuntimeError(f"expected a run that ends with 0 or 1, found {code}")
    return time.monotonic() - began


def kill(process: subprocess.Popen[bytes]) -> bool:
    """Kill a run and its workers; return whether it was still running."""
    running = process.poll() is None
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return running


def _results(journal: Path) -> int:
    try:
        with contextlib.closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as kept:
            return int(kept.execute("SELECT count(*) FROM results").fetchone()[0])
    except sqlite3.Error:
        return 0


def _wait(process: subprocess.Popen[bytes], output: Path, documents: int) -> None:
    """Wait until all results of a run are in its journal; what is left is the end."""
    while process.poll() is None and _results(output / _JOURNAL) < documents:
        time.sleep(0.005)


def _judge(
    account: Account, found: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]
) -> None:
    """Canonical texts come as they are read and are known by their names: the other files tell whose they are."""
    found, old, new = ({n: d for n, d in some.items() if n in FILES} for some in (found, old, new))
    of_old = all(old.get(name) == data for name, data in found.items())
    of_new = all(new.get(name) == data for name, data in found.items())
    whole = len(found) == len(old if of_old else new)
    if not of_old and not of_new:
        account.mixed += 1
    elif not whole:
        account.between += 1
    elif of_old:
        account.before += 1
    else:
        account.after += 1


def measure(work: Path, *, rounds: int, documents: int, seed: int) -> Account:
    """Run undisturbed once, then killed `rounds` times, in the folder `work`."""
    chance, account = random.Random(seed), Account()
    write_reports(work / "older", max(2, documents // 3), seed=5_000)
    write_reports(work / "inputs", documents, seed=seed)
    finished(work / "older", work / "old")
    seconds = finished(work / "inputs", work / "calm")
    old, new = outputs(work / "old"), outputs(work / "calm")
    for number in range(rounds):
        folder = work / "killed"
        shutil.copytree(work / "old", folder)
        process = start(work / "inputs", folder)
        if number % 2:
            _wait(process, folder, documents)
            time.sleep(chance.uniform(0, 0.4))
        else:
            time.sleep(chance.uniform(0, seconds))
        account.rounds += 1
        account.killed += kill(process)
        _judge(account, outputs(folder), old, new)
        finished(work / "inputs", folder, resume=True)
        account.different += outputs(folder) != new
        shutil.rmtree(folder)
    return account


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 1 where a folder held two runs, or resuming ended otherwise."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.kills", description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="jixiao-kills-") as folder:
        account = measure(
            Path(folder), rounds=options.rounds, documents=options.documents, seed=options.seed
        )
    print(
        f"{account.rounds} rounds, {account.killed} killed while running; the folder held the old outputs "
        f"{account.before} times, some of one run {account.between}, the new ones {account.after}, "
        f"a mix {account.mixed}; resumed and not byte-identical: {account.different}"
    )
    return 1 if account.mixed or account.different else 0


if __name__ == "__main__":
    raise SystemExit(main())
