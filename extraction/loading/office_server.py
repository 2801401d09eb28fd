"""One LibreOffice for many conversions (批量转换): started once, kept by a blank document that stays open.

A further call of the program with the same profile hands its files to the one that runs and waits for it,
which costs a hundredth of a start. What runs is ended when a conversion hangs or fails, after a number of
conversions, when it was idle for a while, and with the process that started it, however that ends.
"""

from __future__ import annotations

import functools
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from extraction.loading.office_guard import TIMED_OUT

_GUARD = str(Path(__file__).with_name("office_guard.py"))
_MOST_CONVERSIONS = 200
_IDLE_SECONDS = 60.0
_FOREVER = 10.0**8
_POLL_SECONDS = 0.05
_OPTIONS = ("--headless", "--norestore", "--nolockcheck")
_BLANK = "blank.txt"
_OPENED = f".~lock.{_BLANK}#"
"""The program makes it beside a document as soon as that is open."""


class OfficeHangsError(Exception):
    """A conversion, or the start before it, took too long; nothing of it goes on."""


@functools.cache
def shared_office(program: str) -> Office:
    """Return the process's LibreOffice; it is started by its first conversion."""
    return Office(program)


class Office:
    """Converts files, one after another, with a LibreOffice that goes on running."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._served = 0
        self.starts = 0

    def convert(self, given: Path, target: str, *, seconds: float) -> str:
        """Convert a file to format `target` into the folder `out` beside it; return what was said.

        A file that gives nothing in a LibreOffice that has converted others is given to a fresh one.

        Raises:
            OfficeHangsError: it took longer than `seconds`.
        """
        with self._lock:
            used = self._served > 0
            said = self._converted(given, target, seconds)
            made = given.parent / "out" / f"{given.stem}.{target}"
            if not made.exists():
                self._end()
                if used:
                    said = self._converted(given, target, seconds)
            if self._served >= _MOST_CONVERSIONS:
                self._end()
            self._end_when_idle()
            return said

    def close(self) -> None:
        """End what runs."""
        with self._lock:
            self._end()

    def _converted(self, given: Path, target: str, seconds: float) -> str:
        end = time.monotonic() + seconds
        try:
            self._start(end)
            said = self._hand_over(given, target, end - time.monotonic())
        except OfficeHangsError:
            self._end()
            raise
        self._served += 1
        return said

    def _start(self, end: float) -> None:
        """Start LibreOffice unless it runs, and wait until it has opened its blank document."""
        if self._running is not None and self._running.poll() is None:
            return
        self._end()
        self._folder = Path(tempfile.mkdtemp(prefix="jixiao-office-"))
        blank = self._folder / _BLANK
        blank.write_text("\n", encoding="ascii")
        command = [self._program, self._profile(), *_OPTIONS, str(blank)]
        self._running = self._guarded(_FOREVER, self._folder, command, subprocess.DEVNULL)
        self._served, self.starts = 0, self.starts + 1
        while not (self._folder / _OPENED).exists() and self._running.poll() is None:
            if time.monotonic() > end:
                raise OfficeHangsError
            time.sleep(_POLL_SECONDS)

    def _profile(self) -> str:
        return f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"

    def _hand_over(self, given: Path, target: str, seconds: float) -> str:
        command = [
            self._program, self._profile(), *_OPTIONS, "--nodefault",
            "--convert-to", target, "--outdir", str(given.parent / "out"), str(given),
        ]  # fmt: skip
        with self._guarded(seconds, given.parent, command, subprocess.PIPE) as process:
            said = process.stdout.read() if process.stdout else b""
        if process.returncode == TIMED_OUT:
            raise OfficeHangsError
        return said.decode("utf-8", errors="replace")

    @staticmethod
    def _guarded(
        seconds: float, folder: Path, command: list[str], output: int
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-I", "-S", _GUARD, str(seconds), str(folder), *command],
            stdin=subprocess.PIPE,  # closed by the system when this process ends, however it ends
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            start_new_session=True,
        )

    def _end(self) -> None:
        """End what runs; its guard removes its folder."""
        if self._running is not None:
            if self._running.stdin is not None:
                self._running.stdin.close()
            self._running.wait()
            self._running = None
        self._served = 0

    def _end_when_idle(self) -> None:
        served = self._served

        def end() -> None:
            with self._lock:
                if self._served == served:
                    self._end()

        if self._running is not None:
            timer = threading.Timer(_IDLE_SECONDS, end)
            timer.daemon = True
            timer.start()
