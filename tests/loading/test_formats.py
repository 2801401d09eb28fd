import io
import zipfile

import pytest

from extraction.errors import DamagedError, LoadError, UnsupportedFormatError
from extraction.loading import Source, read_source
from extraction.loading.formats import detect_format


def archive(member):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(member, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "pdf"),
        ("a.txt", b"%PDF-1.4 ...", "pdf"),
        ("a.doc", archive("word/document.xml"), "docx"),
        ("a.xlsx", archive("xl/workbook.xml"), "xlsx"),
        ("a.ofd", archive("OFD.xml"), "ofd"),
        ("a.xls", b"<html><table></table></html>", "html"),
        ("a", "总支出".encode(), "txt"),
        ("a.htm", b"<p>x</p>", "html"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 100, "doc"),
    ],
)
def test_bytes_decide_before_the_name(name, data, format):
    assert detect_format(Source.of(name, data)) == format


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.docx", b"not a zip", DamagedError),
        ("a.pdf", b"not a pdf", DamagedError),
        ("a.zip", archive("readme"), UnsupportedFormatError),
        ("a.png", b"\x89PNG....", UnsupportedFormatError),
        ("a.docx", b"PK\x03\x04 cut", DamagedError),
    ],
)
def test_says_what_is_wrong(name, data, error):
    with pytest.raises(error, match=r"expected .* found .*; "):
        detect_format(Source.of(name, data))


def test_a_folder_and_a_missing_file_are_named(tmp_path):
    with pytest.raises(LoadError, match="a folder"):
        read_source(tmp_path)
    with pytest.raises(LoadError, match="No such file"):
        read_source(tmp_path / "gone.pdf")


def test_an_empty_file_is_named(tmp_path):
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    with pytest.raises(LoadError, match="empty file"):
        read_source(path)
