"""Runs a converter and ends it with all its children: `python office_guard.py SECONDS FOLDER PROGRAM ARGUMENT…`.

Runs as a script of its own process, with nothing but the standard library. It ends the program's process
group after so many seconds, with exit code `TIMED_OUT`; when its standard input closes, whoever asked is
gone, and the group and the folder go too. Else it ends with the program's exit code.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

TIMED_OUT = 124
_GONE = 125
_POLL_SECONDS = 0.02


def guard(seconds: float, folder: str, command: Sequence[str]) -> int:
    """Run the command; return its exit code, or `TIMED_OUT`."""
    left = threading.Event()
    threading.Thread(target=_watch, args=(left,), daemon=True).start()
    end = time.monotonic() + seconds
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    code: int | None = None
    while code is None and not left.is_set() and time.monotonic() < end:
        time.sleep(_POLL_SECONDS)
        code = process.poll()
    _end_group(process.pid)
    process.wait()
    if left.is_set():
        shutil.rmtree(folder, ignore_errors=True)
        return _GONE
    return TIMED_OUT if code is None else code


def _watch(left: threading.Event) -> None:
    while os.read(0, 1):
        pass
    left.set()


def _end_group(leader: int) -> None:
    """End what the program left running, itself and its children."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


if __name__ == "__main__":
    sys.exit(guard(float(sys.argv[1]), sys.argv[2], sys.argv[3:]))
