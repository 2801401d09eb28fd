"""Brings a whole run to harm in every way and counts what it loses (故障试验).

`python -m eval.bench.faults [--documents 2000]` writes a synthetic archive (5% of it hostile), extracts it
once undisturbed and once with random worker kills, SIGTERM, kill -9, a full disk and a read-only folder,
resuming after each, and prints: documents lost, duplicated and wrong, the longest stall, peak memory. The
full and the read-only disk are a small tmpfs where it may be mounted (root on Linux), else a limit on
file sizes and a folder without write permission.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from eval.bench.archive import write_hostile, write_packed, write_reports
from extraction.bulk.outcome import PARTIAL

_HOSTILE = 0.05
_PACKED = 0.05
_POLL = 0.25
_DISK_BYTES = 4_000
_RESOURCES = ("failure:ProcessExpired", "failure:TimeoutError")
FILES = ("reports.jsonl", "failures.jsonl", "amounts.csv", "indicators.csv", "findings.csv",
          "summary.csv")  # fmt: skip


@dataclass(slots=True)
class Watched:
    """What was seen of the processes of a run: exit code, seconds, longest stall, peak memory (MiB)."""

    code: int = 0
    seconds: float = 0.0
    stall: float = 0.0
    parent: float = 0.0
    worker: float = 0.0
    kills: int = 0
    said: str = ""


@dataclass(slots=True)
class Trial:
    """One run that is watched, and disturbed."""

    inputs: Path
    output: Path
    timeout: float
    workers: int = 2
    seed: int = 0
    seen: list[Watched] = field(default_factory=list)

    def run(
        self,
        *,
        resume: bool,
        kill_workers: float | None = None,
        stop: tuple[float, int] | None = None,
        file_limit: int | None = None,
    ) -> Watched:
        """Run to the end or to the stop.

        Args:
            kill_workers: mean seconds between two kills of a random worker.
            stop: after how many seconds which signal.
            file_limit: bytes that a file may have.
        """
        command = [sys.executable, "-m", "extraction.cli.main", "extract", str(self.inputs)]
        command += ["--output", str(self.output), "--workers", str(self.workers)]
        command += ["--model", "pattern", "--timeout", f"{self.timeout:g}"]
        command += ["--resume"] if resume else []

        def limit() -> None:
            if file_limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))

        with tempfile.TemporaryFile("w+") as said:
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=said, preexec_fn=limit
            )
            seen = self._watch(process, kill_workers, stop)
            said.seek(0)
            seen.said = said.read()
        self.seen.append(seen)
        return seen

    def _watch(
        self,
        process: subprocess.Popen[bytes],
        kill_workers: float | None,
        stop: tuple[float, int] | None,
    ) -> Watched:
        seen, rng = Watched(), random.Random(self.seed + len(self.seen))
        parent = psutil.Process(process.pid)
        started = moved = time.monotonic()
        mark, next_kill = 0, started + (kill_workers or 0)
        while process.poll() is None:
            time.sleep(_POLL)
            now = time.monotonic()
            found = self._mark()
            if found != mark:
                mark, moved = found, now
            seen.stall = max(seen.stall, now - moved)
            workers = _measure(parent, seen)
            if kill_workers is not None and now >= next_kill and workers:
                _kill(rng.choice(workers))
                seen.kills += 1
                next_kill = now + rng.uniform(0.5, 1.5) * kill_workers
            if stop is not None and now - started > stop[0]:
                process.send_signal(stop[1])
                stop = None
        seen.code, seen.seconds = process.returncode, time.monotonic() - started
        return seen

    def _mark(self) -> int:
        """Return what changes whenever something is finished."""
        newest = 0
        for name in (".journal.sqlite3", "reports.jsonl.part"):
            try:
                newest = max(newest, (self.output / name).stat().st_mtime_ns)
            except OSError:
                continue
        return newest


def _measure(parent: psutil.Process, seen: Watched) -> list[psutil.Process]:
    workers = []
    try:
        seen.parent = max(seen.parent, parent.memory_info().rss / 2**20)
        for child in parent.children():
            if "spawn_main" in " ".join(child.cmdline()):
                workers.append(child)
                seen.worker = max(seen.worker, child.memory_info().rss / 2**20)
    except psutil.Error:
        pass
    return workers


def _kill(worker: psutil.Process) -> None:
    try:
        worker.kill()
    except psutil.Error:
        return


class Disk:
    """A small disk of its own that can be filled and made read-only, or the nearest thing to it."""

    def __init__(self, folder: Path, *, size: int) -> None:
        self.folder, self.size = folder, size
        folder.mkdir(parents=True)
        self.mounted = self._mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))

    def _mount(self, *arguments: str) -> bool:
        if os.geteuid() or not shutil.which("mount"):
            return False
        return subprocess.run(["mount", *arguments], capture_output=True).returncode == 0

    def enlarge(self) -> None:
        """Let everything fit."""
        if self.mounted:
            self._mount("-o", "remount,size=90%", str(self.folder))

    def protect(self, wanted: bool) -> None:
        """Make it read-only, or not."""
        if self.mounted:
            self._mount("-o", f"remount,{'ro' if wanted else 'rw'}", str(self.folder))
        else:
            for path in (self.folder, *self.folder.rglob("*")):
                if path.is_dir():
                    path.chmod(0o555 if wanted else 0o755)

    def close(self) -> None:
        """Give it back."""
        if self.mounted:
            subprocess.run(["umount", str(self.folder)], capture_output=True, check=False)


def _outputs(folder: Path) -> dict[str, bytes]:
    found = {name: (folder / name).read_bytes() for name in FILES}
    return {**found, **{p.name: p.read_bytes() for p in (folder / "text").iterdir()}}


def _lines(folder: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / name).open(encoding="utf-8")]


@dataclass(frozen=True, slots=True)
class Losses:
    """What a disturbed run has lost against an undisturbed one.

    `cost` are documents that a kill, or the time limit on a busy machine, has made a recorded failure.
    """

    lost: int
    duplicated: int
    wrong: int
    cost: int


def compare(calm: Path, disturbed: Path) -> Losses:
    """Count documents lost, duplicated and wrong; see `Losses`."""
    before, after = _accounted(calm), _accounted(disturbed)
    counts: Counter[str] = Counter(path for path, _ in after)
    lost = {path for path, _ in before} - set(counts)
    duplicated = sum(n - 1 for n in counts.values())
    expected, found = dict(before), dict(after)
    differ = [p for p, said in found.items() if said != expected.get(p)]
    cost = [p for p in differ if found[p].startswith(_RESOURCES)]
    for path in differ:
        said, wanted = found[path], expected.get(path, "")
        at = next((i for i, (a, b) in enumerate(zip(said, wanted, strict=False)) if a != b), 0)
        here = slice(max(0, at - 90), at + 90)
        print(f"differs: {path}: {said[here]!r} instead of {wanted[here]!r}", file=sys.stderr)
    return Losses(len(lost), duplicated, len(differ) - len(cost), len(cost))


def _accounted(folder: Path) -> list[tuple[str, str]]:
    """Return for every input what became of it: its record, or its failure, as text."""
    found = []
    for record in _lines(folder, "reports.jsonl"):
        document = record["document"]
        text = (folder / "text" / f"{document['sha256']}.txt").read_bytes()  # type: ignore[index]
        said = json.dumps(record, sort_keys=True) + text.decode("utf-8", "surrogatepass")
        found += [(path, said) for path in document["paths"]]  # type: ignore[index]
    for failure in _lines(folder, "failures.jsonl"):
        if failure["error"] == PARTIAL:
            continue  # a warning: the record is there, and says itself what it lacks
        said = f"failure:{failure['error']}:{failure['message']}"
        found.append((str(failure["path"]), said))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the archive, run it calm and disturbed, print the account; return 1 if anything is lost."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.faults", description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=60.0, help="seconds a document may take")
    parser.add_argument("--kill-every", type=float, default=8.0, help="mean seconds between kills")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--work", type=Path, help="folder for the archive (default: temporary)")
    options = parser.parse_args(arguments)
    work = options.work or Path(tempfile.mkdtemp(prefix="jixiao-faults-"))
    try:
        return _trial(work, options)
    finally:
        if options.work is None:
            shutil.rmtree(work, ignore_errors=True)


def _trial(work: Path, options: argparse.Namespace) -> int:
    archive, calm = work / "archive", work / "calm"
    _write(archive, options.documents, options.seed)
    disk = Disk(work / "disk", size=options.documents * _DISK_BYTES)
    try:
        undisturbed = Trial(archive, calm, options.timeout, options.workers)
        undisturbed.run(resume=False)
        print(f"undisturbed: {_line(undisturbed.seen[0])}", flush=True)
        trial = Trial(archive, disk.folder / "out", options.timeout, options.workers, options.seed)
        clean = _disturb(trial, disk, options.kill_every)
        losses = compare(calm, trial.output)
        same = _outputs(calm) == _outputs(trial.output)
    finally:
        disk.protect(False)
        disk.close()
        shutil.rmtree(work / "disk", ignore_errors=True)
    _report(trial, losses, same=same, clean=clean)
    return 1 if losses.lost or losses.duplicated or losses.wrong or not clean else 0


def _write(archive: Path, documents: int, seed: int) -> None:
    if archive.is_dir():
        return
    hostile, packed = round(documents * _HOSTILE), round(documents * _PACKED)
    loose = documents - hostile - packed
    write_reports(archive / "reports", loose, seed=seed)
    write_packed(archive / "packed", packed, seed=seed + loose - packed // 4)
    write_hostile(archive / "hostile", hostile, seed=seed)


def _disturb(trial: Trial, disk: Disk, kill_every: float) -> bool:
    """Disturb a run in every way; return whether each ended with a code and words for its reason."""
    clean = True
    limit = None if disk.mounted else disk.size
    full = trial.run(resume=False, file_limit=limit)
    clean &= _told("full disk", full, code=1)
    disk.enlarge()
    rng = random.Random(trial.seed)
    kills = trial.run(resume=True, kill_workers=kill_every, stop=(60, signal.SIGTERM))
    clean &= _told("worker kills, then SIGTERM", kills, code=130)
    killed = trial.run(resume=True, stop=(rng.uniform(15, 40), signal.SIGKILL))
    clean &= _told("kill -9", killed, code=-signal.SIGKILL)
    disk.protect(True)
    fixed = trial.run(resume=True)
    clean &= _told("read-only output", fixed, code=1)
    disk.protect(False)
    killed = trial.run(
        resume=True, kill_workers=kill_every, stop=(rng.uniform(20, 60), signal.SIGKILL)
    )
    clean &= _told("worker kills, then kill -9", killed, code=-signal.SIGKILL)
    last = trial.run(resume=True, kill_workers=kill_every)
    clean &= _told("worker kills to the end", last, code=1)
    last = trial.run(resume=True)
    return _told("undisturbed at last", last, code=1) and clean


def _told(name: str, seen: Watched, *, code: int) -> bool:
    lines = [line for line in seen.said.splitlines() if "expected to write" in line or
             "stopped" in line or "Read-only" in line or "No space" in line]  # fmt: skip
    print(f"{name}: {_line(seen)}" + (f"; said: {lines[-1][:160]}" if lines else ""), flush=True)
    ended = seen.code == code or (code != 1 and seen.code == 1)  # it may have been done before
    if "Traceback" in seen.said or not ended:
        print(seen.said[-2_000:], file=sys.stderr)
        return False
    return True


def _line(seen: Watched) -> str:
    return (
        f"exit {seen.code} after {seen.seconds:.0f} s, longest stall {seen.stall:.0f} s, peak memory "
        f"{seen.parent:.0f} MiB parent, {seen.worker:.0f} MiB worker, {seen.kills} workers killed"
    )


def _report(trial: Trial, losses: Losses, *, same: bool, clean: bool) -> None:
    print(f"documents lost: {losses.lost}")
    print(f"documents duplicated: {losses.duplicated}")
    print(f"documents wrong: {losses.wrong}")
    print(f"documents that a kill or the time limit made a failure: {losses.cost}")
    print(
        f"outputs equal to those of the undisturbed run, byte for byte: {'yes' if same else 'no'}"
    )
    print(f"every end was told: {'yes' if clean else 'no'}")
    print(f"longest stall: {max(s.stall for s in trial.seen):.0f} s")
    peak = max(s.parent for s in trial.seen), max(s.worker for s in trial.seen)
    print(f"peak memory: {peak[0]:.0f} MiB parent, {peak[1]:.0f} MiB a worker")
    print(f"workers killed: {sum(s.kills for s in trial.seen)}")


if __name__ == "__main__":
    sys.exit(main())
