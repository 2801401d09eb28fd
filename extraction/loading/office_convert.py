"""Converts legacy office files with LibreOffice, headless and with a profile of its own.

Each conversion runs in a temporary folder that goes afterwards; one LibreOffice serves many (see
`office_server`). Guards in processes of their own end LibreOffice with its process group and its folder at
the time limit, and also when whoever asked for the conversion is gone (a worker killed at its own limit), so
that nothing is left behind.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from extraction.errors import DamagedError, LimitExceededError, MissingToolError
from extraction.loading.office_server import OfficeHangsError, shared_office
from extraction.loading.source import Source

TIME_LIMIT = 120.0
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
        try:
            said = shared_office(program).convert(given, target, seconds=time_limit)
        except OfficeHangsError as error:
            limit = f"a conversion within {time_limit:g} s"
            remedy = "open it in Word or WPS and save it in a newer format"
            raise LimitExceededError(limit, "a longer one", remedy, path=source.path) from error
        made = Path(folder, "out", f"report.{target}")
        if not made.is_file() or not made.stat().st_size:
            found = f"one that LibreOffice cannot read ({said.strip()[-200:] or 'no message'})"
            remedy = f"open it in Word or WPS and save it as .{target}"
            raise DamagedError(f"a {suffix} document", found, remedy, path=source.path)
        return Source(source.path, made.read_bytes(), source.sha256)
