"""Converts legacy office files with LibreOffice, headless and with a profile of its own.

Each conversion runs in a temporary folder that goes afterwards. A guard of its own process starts
LibreOffice and ends its whole process group and its folder at the time limit, and also when whoever asked
for the conversion is gone (a worker killed at its own limit), so that nothing is left behind.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from extraction.errors import DamagedError, LimitExceededError, MissingToolError
from extraction.loading.office_guard import TIMED_OUT
from extraction.loading.source import Source

TIME_LIMIT = 120.0
_GUARD = str(Path(__file__).with_name("office_guard.py"))
_NAMES = ("soffice", "libreoffice")
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
_REMEDY = "install LibreOffice (Debian: apt install libreoffice-writer libreoffice-calc), or save the file as {target}"


def find_office() -> str | None:
    """Return the path of LibreOffice's program, None if it is not installed."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None and sys.platform == "darwin" and os.path.exists(_MAC):
        return _MAC
    return found


def convert(source: Source, *, suffix: str, target: str, time_limit: float = TIME_LIMIT) -> Source:
    """Convert `source` (which LibreOffice is to take for a file with `suffix`) to format `target`.

    The result carries the original's path and the sha256 of the original's bytes.

    Raises:
        MissingToolError: LibreOffice is not installed.
        LimitExceededError: it took longer than `time_limit` seconds.
        DamagedError: it could not read the file.
    """
    program = find_office()
    if program is None:
        expected = f"LibreOffice, which reads {suffix} files"
        remedy = _REMEDY.format(target=f".{target}")
        raise MissingToolError(expected, "no program soffice", remedy, path=source.path)
    with tempfile.TemporaryDirectory(prefix="jixiao-office-") as folder:
        given = Path(folder, f"report{suffix}")
        given.write_bytes(source.data)
        said = _run(program, given, target, time_limit, source.path)
        made = Path(folder, "out", f"report.{target}")
        if not made.is_file() or not made.stat().st_size:
            found = f"one that LibreOffice cannot read ({said.strip()[-200:] or 'no message'})"
            remedy = f"open it in Word or WPS and save it as .{target}"
            raise DamagedError(f"a {suffix} document", found, remedy, path=source.path)
        return Source(source.path, made.read_bytes(), source.sha256)


def _run(program: str, given: Path, target: str, time_limit: float, path: str) -> str:
    profile = given.parent / "profile"
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault",
        "--convert-to", target,
        "--outdir", str(given.parent / "out"),
        str(given),
    ]  # fmt: skip
    guard = [sys.executable, "-I", "-S", _GUARD, str(time_limit), str(given.parent), *command]
    process = subprocess.Popen(
        guard,
        stdin=subprocess.PIPE,  # closed by the system when this process ends, however it ends
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=given.parent,
        start_new_session=True,
    )
    with process:
        said = process.stdout.read() if process.stdout else b""
    if process.returncode == TIMED_OUT:
        limit = f"a conversion within {time_limit:g} s"
        remedy = "open it in Word or WPS and save it in a newer format"
        raise LimitExceededError(limit, "a longer one", remedy, path=path)
    return said.decode("utf-8", errors="replace")
