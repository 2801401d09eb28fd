"""Inputs that no loader can read, each in its own way."""

import io
import random
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas


def pdf(**more: object) -> bytes:
    """Return a PDF of one page."""
    target = io.BytesIO()
    canvas = Canvas(target, **more)
    canvas.drawString(72, 700, "2022")
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def write_bad_inputs(folder: Path) -> list[Path]:
    """Write them and return their paths, that of a file that is not there too."""
    folder.mkdir()
    whole = pdf()
    files = {
        "empty.txt": b"",
        "truncated.pdf": whole[: len(whole) // 2],
        "encrypted.pdf": pdf(encrypt="secret"),
        "not-a-zip.docx": b"this is no Word document",
        "junk.txt": random.Random(7).randbytes(4_000),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [*(folder / name for name in files), folder / "vanished.pdf"]
