"""Archives with faults of every kind: each document is read or listed, and none ends the run."""

import io
import json
import tarfile
import warnings
import zipfile

import pytest

from extraction.bulk.archives import read_members
from extraction.bulk.run import RunSettings, run
from tests.bulk.reports import report

TEXTS = {f"{i}.txt": report(i).encode() for i in range(5)}


def tar(mode="w", members=TEXTS, format=tarfile.PAX_FORMAT):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode, format=format) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


def packed(method=zipfile.ZIP_DEFLATED, members=TEXTS):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def with_header(data, number, change):
    """Change the header of a member of a plain TAR whose members take two blocks each."""
    place = number * 1024
    header = bytearray(data[place : place + 512])
    change(header)
    return data[:place] + bytes(header) + data[place + 512 :]


def zero(header):
    header[:] = bytes(512)


def noise(header):
    header[100:300] = b"\xff" * 200


def long_names(count):
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 10
    block = header.tobuf(tarfile.GNU_FORMAT) + b"name.txt".ljust(512, b"\0")
    return block * count + tar()


def claims(size, type):
    header = tarfile.TarInfo("big.txt")
    header.type, header.size = type, size
    return header.tobuf(tarfile.GNU_FORMAT) + b"x" * 512 + tar()


def links():
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, type in (
            ("a.txt", tarfile.SYMTYPE),
            ("b.txt", tarfile.LNKTYPE),
            ("c.txt", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = type, "0.txt"
            archive.addfile(info)
    return target.getvalue()


def zip_version(data):
    place = data.index(b"PK\x01\x02")
    return data[: place + 6] + b"\xff\x00" + data[place + 8 :]


def zip_method(data):
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = changed.index(mark) + offset
        changed[place : place + 2] = b"\x63\x00"
    return bytes(changed)


def flipped(data, place):
    return data[:place] + bytes([data[place] ^ 0x5A]) + data[place + 1 :]


def twice():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of zipfile, which is asked for what it warns of
        archive.writestr("a.txt", report(1).encode())
        archive.writestr("a.txt", report(2).encode())
    return target.getvalue()


def two_encodings():
    data = packed(members={"报告.txt": report(1).encode(), "xxxx.txt": report(2).encode()})
    return data.replace(b"xxxx.txt", "报告.txt".encode("gbk")[:8].ljust(8, b"t"))


FAULTS = {
    "tar zeroed header": ("a.tar", with_header(tar(), 2, zero), 4),
    "tar noise header": ("a.tar", with_header(tar(), 2, noise), 4),
    "tar first header": ("a.tar", with_header(tar(), 0, noise), 4),
    "tar last header": ("a.tar", with_header(tar(), 4, noise), 4),
    "tar no end": ("a.tar", tar()[: 5 * 1024], 5),
    "tar cut in member": ("a.tar", tar()[: 4 * 1024 + 600], 4),
    "tar empty": ("a.tar", tar(members={}), 0),
    "tar zeros": ("a.tar", bytes(10240), 0),
    "tar links": ("a.tar", links(), 0),
    "tar long names": ("a.tar", long_names(1200), 0),
    "tar two names": ("a.tar", tar() + tar(members={"0.txt": report(9).encode()}), 6),
    "zip version": ("a.zip", zip_version(packed()), 0),
    "zip method": ("a.zip", zip_method(packed()), 4),
    "zip empty": ("a.zip", packed(members={}), 0),
    "zip hidden only": ("a.zip", packed(members={".x.txt": b"x"}), 0),
    "zip twice": ("a.zip", twice(), 2),
    "zip two encodings": ("a.zip", two_encodings(), 2),
    "zip cut": ("a.zip", packed()[:-30], 0),
    "zip of zip broken": ("a.zip", packed(members={"in.zip": b"PK\x03\x04junk", **TEXTS}), 5),
    "tgz of tar broken": ("a.tar", tar(members={"in.tar.xz": b"junk" * 50, **TEXTS}), 5),
    "nothing": ("a.zip", b"", 0),
}  # fmt: skip
for size in (4 << 30, 1 << 40):
    for type in (
        tarfile.XHDTYPE,
        tarfile.GNUTYPE_LONGNAME,
        tarfile.REGTYPE,
        tarfile.GNUTYPE_SPARSE,
    ):
        FAULTS[f"tar claims {size} {type!r}"] = ("a.tar", claims(size, type), 0)
for mode, name in (("w:gz", "a.tar.gz"), ("w:bz2", "a.tar.bz2"), ("w:xz", "a.tar.xz")):
    whole = tar(mode)
    FAULTS[f"{name} cut"] = (name, whole[: len(whole) // 2], 0)
    FAULTS[f"{name} tail"] = (name, whole + b"junk" * 100, 5)
    for share in (0.1, 0.4, 0.6, 0.8):
        FAULTS[f"{name} flip {share}"] = (name, flipped(whole, int(len(whole) * share)), 0)
for share in (0.05, 0.3, 0.5, 0.7, 0.9):
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA):
        whole = packed(method)
        FAULTS[f"zip {method} flip {share}"] = ("a.zip", flipped(whole, int(len(whole) * share)), 0)


def test_there_are_sixty():
    assert len(FAULTS) >= 60


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("kind", FAULTS)
def test_every_member_is_read_or_listed(kind, tmp_path):
    name, data, least = FAULTS[kind]
    (tmp_path / name).write_bytes(data)
    found = list(read_members(str(tmp_path / name), name))
    assert found
    read = [m for m in found if m.error is None]
    assert len(read) >= least
    # Whoever has fewer documents than went in is told of it.
    assert (
        len(read) >= len(TEXTS)
        or kind in ("zip twice", "zip two encodings")
        or len(read) < len(found)
    )


def documents(folder):
    lines = (folder / "reports.jsonl").read_text("utf-8").splitlines()
    return [p for line in lines for p in json.loads(line)["document"]["paths"]]


def test_no_fault_ends_a_run_and_names_shown_alike_are_two(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    chosen = (
        "tar zeroed header",
        "zip twice",
        "zip two encodings",
        "tar long names",
        "zip version",
        "zip empty",
    )
    for i, kind in enumerate(chosen):
        name, data, _ = FAULTS[kind]
        (folder / f"{i}-{name}").write_bytes(data)
    (folder / "1-a.zip!").mkdir()
    (folder / "1-a.zip!" / "a.txt").write_text(report(7), encoding="utf-8")
    account = run([str(folder)], tmp_path / "out", RunSettings(model="pattern"))
    shown = [p.removeprefix(f"{folder}/") for p in documents(tmp_path / "out")]
    assert {"1-a.zip!/a.txt", "1-a.zip!/a (2).txt", "1-a.zip!/a (3).txt"} <= set(shown)
    assert sum("报告" in p for p in shown) == 2
    failed = [json.loads(line) for line in (tmp_path / "out/failures.jsonl").open(encoding="utf-8")]
    for i in (0, 3, 4, 5):
        assert any(f"{i}-a." in f["path"] for f in failed)
    assert account["counts"]["failures"] == len(failed)
