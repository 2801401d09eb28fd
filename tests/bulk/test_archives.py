import io
import struct
import tarfile
import zipfile
import zlib

import pytest

from extraction.bulk import archives
from extraction.bulk.archives import count_members, is_archive, read_members
from extraction.errors import DamagedError, EncryptedError, LimitExceededError


def write_zip(path, members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return str(path)


def members(path):
    return list(read_members(str(path), "A"))


def test_a_member_that_unpacks_out_of_all_proportion_is_refused_and_the_rest_read(tmp_path):
    bomb = b"0" * (archives._UNSUSPECTED_BYTES + 1)
    path = write_zip(tmp_path / "a.zip", {"a.txt": b"one", "bomb.txt": bomb})
    found = members(path)
    assert [m.path for m in found] == ["A!/a.txt", "A!/bomb.txt"]
    assert found[0].data == b"one"
    assert isinstance(found[1].error, LimitExceededError)


def test_a_compressed_tar_bomb_is_refused(tmp_path):
    path = tmp_path / "a.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        info = tarfile.TarInfo("bomb.txt")
        info.size = archives._UNSUSPECTED_BYTES + 1
        archive.addfile(info, io.BytesIO(b"0" * info.size))
    (found,) = members(path)
    assert isinstance(found.error, LimitExceededError)


def test_archives_in_archives_end(tmp_path):
    data = b"text"
    for i in range(6):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("in.zip" if i else "a.txt", data)
        data = target.getvalue()
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    (found,) = members(path)
    assert isinstance(found.error, LimitExceededError)
    assert found.path == "A!/in.zip!/in.zip!/in.zip"


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.xz", "a.tar.bz2"])
@pytest.mark.parametrize(
    "data", [b"", b"junk" * 100, b"\0" * 2000, b"PK\x03\x04" + b"\0" * 40, b"\x1f\x8b\x08"]
)
def test_what_is_no_archive_is_one_failure(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    found = members(path)
    assert [m.path for m in found if m.error] == ["A"] or not found
    assert not any(m.data for m in found)


def test_a_truncated_tar_gives_what_is_whole_and_a_failure(tmp_path):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz", compresslevel=0) as archive:
        for name in ("a.txt", "b.txt"):
            info = tarfile.TarInfo(name)
            info.size = 60_000
            archive.addfile(info, io.BytesIO(name.encode() * 12_000))
    path = tmp_path / "a.tar.gz"
    path.write_bytes(target.getvalue()[:90_000])
    found = members(path)
    assert found[0].path == "A!/a.txt"
    assert len(found[0].data) == 60_000
    assert isinstance(found[-1].error, DamagedError)


def test_a_damaged_member_costs_itself_alone(tmp_path):
    path = write_zip(
        tmp_path / "a.zip", {"a.txt": b"abcdefgh", "b.txt": b"two"}, zipfile.ZIP_STORED
    )
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[data.index(b"abcdefgh")] = 0
    (tmp_path / "a.zip").write_bytes(data)
    found = members(path)
    assert isinstance(found[0].error, DamagedError)
    assert found[1].data == b"two"


def test_an_encrypted_member_is_named_so(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"a.txt": b"one"})
    data = bytearray((tmp_path / "a.zip").read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    (found,) = members(path)
    assert isinstance(found.error, EncryptedError)


def test_names_of_chinese_windows_are_read(tmp_path):
    name, data = "报告.txt".encode("gbk"), b"one"
    crc = zlib.crc32(data)
    sizes = (crc, len(data), len(data), len(name))
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, *sizes, 0) + name + data
    head = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, *sizes, 0, 0, 0, 0, 0, 0)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(head + name), len(local), 0)
    (tmp_path / "a.zip").write_bytes(local + head + name + end)
    assert members(tmp_path / "a.zip")[0].path == "A!/报告.txt"


def test_a_document_that_calls_itself_a_zip_is_one_document(tmp_path):
    path = write_zip(
        tmp_path / "a.zip", {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<y/>"}
    )
    (found,) = members(path)
    assert found.path == "A"
    assert found.data == (tmp_path / "a.zip").read_bytes()


def test_only_archives_of_documents_are_opened():
    assert is_archive("a/B.ZIP")
    assert not is_archive("a.docx")
    assert not is_archive("a.gz")


def test_members_are_counted_from_the_list_of_names(tmp_path):
    path = write_zip(tmp_path / "a.zip", {"a.txt": b"1", "__MACOSX/a.txt": b"1", "b/c.txt": b"2"})
    assert count_members(path) == 2
