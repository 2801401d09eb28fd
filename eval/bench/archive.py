"""Writes archives of synthetic reports for the measurements of whole runs: every number from a seed.

Reports come from `annotations.synthesis` and are written as text, web page, Word, workbook and PDF; a
part of them into ZIP and TAR archives, a part twice. Hostile files are written beside them on request.
"""

from __future__ import annotations

import io
import random
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from annotations.corpus.rendering_html import to_html
from annotations.corpus.rendering_office import to_docx, to_xlsx
from annotations.corpus.rendering_pdf import to_pdf
from annotations.corpus.rendering_source import Grid, GridCell, Line, Sample
from annotations.synthesis.report import synthesise

_WIDEST = 12
_SPARSE_BYTES = 300 << 20
_LONG_LINE = 10_000_000
_BOMB_BYTES = 1 << 30


def sample(seed: int, *, sections: int = 4) -> Sample:
    """Return one synthetic report as blocks; the same seed gives the same report."""
    text, _ = synthesise(seed, sections=sections)
    lines = [line for line in text.split("\n") if line.strip()]
    return Sample(f"s{seed}", lines[0].strip(), "rows", tuple(blocks(lines)), ())


def blocks(lines: list[str]) -> Iterator[Line | Grid]:
    """Yield the lines of a text as blocks: tab-separated ones that follow each other are a table."""
    rows: list[list[str]] = []
    for i, line in enumerate([*lines, ""]):
        cells = [cell.strip() for cell in line.split("\t")]
        if len([c for c in cells if c]) > 1 and len(cells) <= _WIDEST:
            rows.append(cells)
            continue
        if rows:
            yield _grid(rows)
            rows = []
        if line.strip():
            yield Line(line.strip(), 0 if i else 1)


def _grid(rows: list[list[str]]) -> Grid:
    width = max(map(len, rows))
    cells = [
        GridCell(r, c, row[c] if c < len(row) else "")
        for r, row in enumerate(rows)
        for c in range(width)
    ]
    return Grid(len(rows), width, tuple(cells))


def _text(made: Sample) -> bytes:
    lines = []
    for block in made.blocks:
        if isinstance(block, Line):
            lines.append(block.marked)
        else:
            starts = block.starts()
            for r in range(block.rows):
                lines.append("\t".join(starts[r, c].marked for c in range(block.columns)))
    return "\n".join(lines).encode("utf-8")


WRITERS: Mapping[str, Callable[[Sample], bytes]] = {
    "txt": _text,
    "html": to_html,
    "docx": to_docx,
    "xlsx": to_xlsx,
    "pdf": to_pdf,
}


def write_reports(
    folder: Path, count: int, *, formats: tuple[str, ...] = tuple(WRITERS), seed: int = 0
) -> None:
    """Write so many reports into a folder, the formats in turn, 500 a subfolder."""
    for i in range(count):
        format = formats[i % len(formats)]
        place = folder / f"{i // 500:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{i:06}.{format}").write_bytes(WRITERS[format](sample(seed + i)))


def write_texts(folder: Path, count: int, *, characters: int, seed: int = 0) -> None:
    """Write so many small texts into a folder, 500 a subfolder: the first lines of reports, about so long."""
    for i in range(count):
        text, size = _text(sample(seed + i)).decode("utf-8"), 0
        kept = []
        for line in text.splitlines(keepends=True):
            kept.append(line)
            size += len(line)
            if size >= characters:
                break
        place = folder / f"{i // 500:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{i:06}.txt").write_bytes("".join(kept).encode("utf-8"))


def write_packed(folder: Path, count: int, *, seed: int) -> None:
    """Write reports into one ZIP and one TAR.GZ archive, half each, the first ones copies of loose ones."""
    folder.mkdir(parents=True, exist_ok=True)
    names = list(WRITERS)
    members = [
        (f"{i:04}.{names[i % 5]}", WRITERS[names[i % 5]](sample(seed + i))) for i in range(count)
    ]
    half = len(members) // 2
    with zipfile.ZipFile(folder / "packed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members[:half]:
            archive.writestr(zipfile.ZipInfo(f"报告/{name}", (2024, 1, 1, 0, 0, 0)), data)
    with tarfile.open(folder / "packed.tar.gz", "w:gz") as tar:
        for name, data in members[half:]:
            info = tarfile.TarInfo(f"报告/{name}")
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randint(10, max(11, len(data) * 9 // 10))]


def _encrypted_pdf() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, encrypt="secret", invariant=True)
    canvas.drawString(72, 700, "2022")
    canvas.save()
    return target.getvalue()


def _office_bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as stream:
            for _ in range(_BOMB_BYTES >> 20):
                stream.write(b" " * (1 << 20))
    return target.getvalue()


def _zip_bomb() -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("bomb.txt", "w", force_zip64=True) as stream,
    ):
        for _ in range(_BOMB_BYTES >> 20):
            stream.write(b"0" * (1 << 20))
    return target.getvalue()


def _looping_pdf(kind: int) -> bytes:
    """A PDF whose page tree, form or stream filter leads back to itself, or unpacks without end."""
    kids = "[2 0 R]" if kind == 0 else "[3 0 R]"
    content = b"/F Do"
    form = b"/F Do " * 50
    if kind == 2:
        form = zlib.compress(zlib.compress(b"0 0 m 1 1 l S " * 8_000_000, 9), 9)
    filters = "/Filter [/FlateDecode /FlateDecode]" if kind == 2 else ""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids {kids}/Count {1_000_000 if kind == 0 else 1}>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]{filters}"
        f"/Resources<</XObject<</F 5 0 R>>>>/Length {len(form)}>>stream\n".encode()
        + form
        + b"\nendstream",
    ]
    body, places = b"%PDF-1.7\n", []
    for n, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + tail


def write_hostile(folder: Path, count: int, *, seed: int = 0) -> None:
    """Write so many files that harm who reads them: cut, encrypted, endless, huge, mislabelled."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    rare: dict[str, Callable[[], bytes]] = {
        "bomb.docx": _office_bomb,
        "bomb.zip": _zip_bomb,
        "page-loop.pdf": lambda: _looping_pdf(0),
        "form-loop.pdf": lambda: _looping_pdf(1),
        "stream-bomb.pdf": lambda: _looping_pdf(2),
        "encrypted.pdf": _encrypted_pdf,
        "long-line.txt": lambda: ("支出1.5万元，" * (_LONG_LINE // 8)).encode("utf-8"),
        "long-word.txt": lambda: "预".encode() * _LONG_LINE,
        "long-row.html": lambda: b"<html><table>" + b"<tr><td>1" * 1_000_000,
    }
    for name, make in list(rare.items())[:count]:
        (folder / name).write_bytes(make())
    for name in ("sparse.txt", "sparse.pdf")[: max(0, count - len(rare))]:
        with (folder / name).open("wb") as file:
            file.write(b"%PDF-1.7\n" if name.endswith("pdf") else b"")
            file.truncate(_SPARSE_BYTES)
    for i in range(count - len(rare) - 2):
        name, data = _common(i, rng)
        (folder / name).write_bytes(data)


def _common(i: int, rng: random.Random) -> tuple[str, bytes]:
    """Return one file of the kinds that are met every day."""
    names = list(WRITERS)
    format = names[rng.randrange(len(names))]
    whole = WRITERS[format](sample(900_000 + i))
    other = names[(names.index(format) + rng.randint(1, 4)) % 5]
    match i % 5:
        case 0:
            return f"{i:04}-cut.{format}", _cut(whole, rng)
        case 1:
            return f"{i:04}-wrong-suffix.{other}", whole
        case 2:
            return f"{i:04}-random.{format}", rng.randbytes(rng.randint(1, 200_000))
        case 3:
            return f"{i:04}-nul.{format}", b"\0" * rng.randint(1, 200_000)
        case _:
            data = bytearray(whole)
            for _ in range(20):
                data[rng.randrange(len(data))] = rng.randrange(256)
            return f"{i:04}-flipped.{format}", bytes(data)
