"""A throw-away PostgreSQL server from the Debian package's binaries, for measurements and tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_USER = "postgres"


def binaries() -> Path | None:
    """The newest installed server's programs, None if the package `postgresql` is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def running(programs: Path, *, durable: bool = True) -> Iterator[str]:
    """Yield the URL of a server that listens on a socket in its own folder.

    Args:
        durable: whether what is acknowledged is on the disk, as where it counts.
    """
    folder = Path(tempfile.mkdtemp(prefix="jixiao-pg-"))
    root = os.geteuid() == 0
    if root:
        shutil.chown(folder, _USER)
    prefix = ["runuser", "-u", _USER, "--"] if root else []
    data = folder / "data"
    control = [*prefix, str(programs / "pg_ctl"), "-D", str(data), "-w"]
    try:
        _call(
            [*prefix, str(programs / "initdb"), "-D", str(data), "-U", _USER, "-A", "trust", "-N"]
        )
        options = f"-k {folder} -c listen_addresses='' -c fsync={'on' if durable else 'off'}"
        _call([*control, "-l", str(folder / "log"), "-o", options, "start"])
        try:
            yield f"postgresql+psycopg://{_USER}@/postgres?host={folder}"
        finally:
            _call([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _call(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", timeout=120)
