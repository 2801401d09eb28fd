"""Legacy documents: converted by LibreOffice, or read as what they really are."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from extraction.errors import DamagedError, EncryptedError, LimitExceededError, MissingToolError
from extraction.loading import office_convert
from extraction.loading.doc import load_doc, load_et
from extraction.loading.office_convert import convert, find_office
from extraction.loading.source import Source

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
_LINUX = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at /proc")
_needs_office = pytest.mark.skipif(
    find_office() is None, reason="needs LibreOffice (apt install libreoffice-writer)"
)


def _docx() -> bytes:
    word = docx.Document()
    word.add_paragraph("本年支出12.50万元。")
    table = word.add_table(2, 2)
    for place, text in {(0, 0): "项目", (0, 1): "金额", (1, 0): "合计", (1, 1): "12.50"}.items():
        table.cell(*place).text = text
    word.add_paragraph("完。")
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


@_needs_office
@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".doc", ".wps"])
def test_a_word_97_document_keeps_text_and_table(suffix: str) -> None:
    old = convert(Source.of("a.docx", _docx()), suffix=".docx", target="doc")
    document = load_doc(Source.of(f"a{suffix}", old.data))
    assert document.text == "本年支出12.50万元。\n\n项目\t金额\n合计\t12.50\n\n完。\n"
    assert document.format == suffix[1:]


@_needs_office
@pytest.mark.slow
def test_rich_text_is_read() -> None:
    data = rb"{\rtf1\ansi\ansicpg936 \u25903?\u20986?12.5\u19975?\u20803?\par}"
    assert load_doc(Source.of("a.doc", data)).text == "支出12.5万元\n"


@pytest.mark.parametrize(
    ("data", "format"),
    [(_docx(), "docx"), ("<html><body>支出1元</body></html>".encode(), "html")],
    ids=["docx", "web-page"],
)
def test_a_doc_that_is_something_else_is_read_as_that(data: bytes, format: str) -> None:
    assert load_doc(Source.of("a.doc", data)).format == format


def test_missing_office_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_convert, "find_office", lambda: None)
    data = _OLE + "WordDocument".encode("utf-16-le") + b"\0\0"
    with pytest.raises(MissingToolError, match=r"LibreOffice.*\.docx"):
        load_doc(Source.of("a.doc", data))


def test_a_conversion_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60\n")
    program.chmod(0o755)
    monkeypatch.setattr(office_convert, "find_office", lambda: str(program))
    with pytest.raises(LimitExceededError, match=r"within 0\.2 s"):
        convert(Source.of("a.doc", _OLE), suffix=".doc", target="docx", time_limit=0.2)


_HANGING = """#!/bin/sh
sleep 61 &
echo $! > {pid}
pwd > {folder}
sleep 60
"""


def _hanging(tmp_path: Path) -> Path:
    program = tmp_path / "soffice"
    program.write_text(_HANGING.format(pid=tmp_path / "pid", folder=tmp_path / "folder"))
    program.chmod(0o755)
    return program


def _is_over(tmp_path: Path) -> bool:
    child, folder = (tmp_path / name for name in ("pid", "folder"))
    status = Path("/proc", child.read_text().strip(), "stat")
    gone = not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"
    return gone and not Path(folder.read_text().strip()).exists()


@_LINUX
def test_a_conversion_that_hangs_leaves_no_child_and_no_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = _hanging(tmp_path)
    monkeypatch.setattr(office_convert, "find_office", lambda: str(program))
    with pytest.raises(LimitExceededError, match=r"within 1 s"):
        convert(Source.of("a.doc", _OLE), suffix=".doc", target="docx", time_limit=1)
    assert _is_over(tmp_path)


@_LINUX
def test_a_killed_worker_takes_its_converter_along(tmp_path: Path) -> None:
    program = _hanging(tmp_path)
    code = (
        "from extraction.loading import office_convert\n"
        "from extraction.loading.source import Source\n"
        f"office_convert.find_office = lambda: {str(program)!r}\n"
        "office_convert.convert(Source.of('a.doc', b'x'), suffix='.doc', target='docx')\n"
    )
    worker = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[3])
    _wait_until(lambda: (tmp_path / "folder").exists() and (tmp_path / "folder").read_text() != "")
    assert not _is_over(tmp_path)
    worker.kill()
    worker.wait()
    _wait_until(lambda: _is_over(tmp_path))


def _wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def _word_stream(flags: int) -> bytes:
    fib = b"\xec\xa5" + bytes(8) + flags.to_bytes(2, "little") + bytes(500)
    return _OLE[:512] + fib + "WordDocument".encode("utf-16-le") + b"\0\0"


@pytest.mark.parametrize(
    ("data", "error", "found"),
    [
        (b"", DamagedError, "an empty file"),
        (b"junk" * 100, DamagedError, "unknown bytes"),
        (b"%PDF-1.7", DamagedError, "a PDF"),
        (_word_stream(0x0100), EncryptedError, "password"),
        (_OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0", EncryptedError, "password"),
    ],
    ids=["empty", "junk", "pdf", "protected", "encrypted"],
)
def test_bad_input_is_named(data: bytes, error: type[Exception], found: str) -> None:
    with pytest.raises(error, match=found):
        load_doc(Source.of("a.doc", data))


@pytest.mark.parametrize("data", [b"", b"junk" * 100, b"%PDF-1.7"], ids=["empty", "junk", "pdf"])
def test_bad_workbooks_are_named(data: bytes) -> None:
    with pytest.raises(DamagedError, match="a WPS workbook"):
        load_et(Source.of("a.et", data))
