"""One LibreOffice serves many conversions, and none of them can harm another."""

import os
import signal
import time
from pathlib import Path

import pytest

from extraction.loading.office_convert import find_office
from extraction.loading.office_server import Office, OfficeHangsError

_SERVING = """#!/bin/sh
case "$*" in
*--convert-to*)
  for given; do :; done
  case "$given" in *slow*) sleep 60;; *bad*) exit 0;; esac
  mkdir -p out && cp "$given" "out/$(basename "$given" .doc).docx" && echo done;;
*)
  echo $$ >> {starts}
  touch .~lock.blank.txt#
  sleep 60;;
esac
"""


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "soffice"
    path.write_text(_SERVING.format(starts=tmp_path / "starts"))
    path.chmod(0o755)
    return path


@pytest.fixture
def office(program):
    found = Office(str(program))
    yield found
    found.close()


def given(tmp_path, name):
    folder = tmp_path / f"for-{name}-{time.monotonic_ns()}"
    folder.mkdir()
    (folder / f"{name}.doc").write_text(name)
    return folder / f"{name}.doc"


def made(path):
    target = path.parent / "out" / f"{path.stem}.docx"
    return target.read_text() if target.exists() else None


def alive(pid):
    stat = Path("/proc", str(pid), "stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_many_files_are_converted_by_one_start(office, tmp_path):
    for name in ("one", "two", "three"):
        path = given(tmp_path, name)
        assert office.convert(path, "docx", seconds=60).strip() == "done"
        assert made(path) == name
    assert office.starts == 1


def test_a_file_that_hangs_ends_it_and_the_next_one_gets_another(office, tmp_path):
    office.convert(given(tmp_path, "one"), "docx", seconds=60)
    with pytest.raises(OfficeHangsError):
        office.convert(given(tmp_path, "slow"), "docx", seconds=1.5)
    first = int((tmp_path / "starts").read_text().split()[0])
    assert not alive(first)
    path = given(tmp_path, "two")
    office.convert(path, "docx", seconds=60)
    assert made(path) == "two"
    assert office.starts == 2


def test_a_file_that_gives_nothing_is_tried_in_a_fresh_one_once(office, tmp_path):
    office.convert(given(tmp_path, "one"), "docx", seconds=60)
    path = given(tmp_path, "bad")
    office.convert(path, "docx", seconds=60)
    assert made(path) is None
    assert office.starts == 2


def test_one_that_died_is_started_anew(office, tmp_path):
    office.convert(given(tmp_path, "one"), "docx", seconds=60)
    first = int((tmp_path / "starts").read_text())
    os.kill(first, signal.SIGKILL)
    path = given(tmp_path, "two")
    office.convert(path, "docx", seconds=60)
    assert made(path) == "two"


def test_closing_leaves_neither_process_nor_folder(office, tmp_path):
    office.convert(given(tmp_path, "one"), "docx", seconds=60)
    folder = office._folder
    office.close()
    assert not alive(int((tmp_path / "starts").read_text()))
    assert not folder.exists()


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
@pytest.mark.slow
def test_the_real_program_serves_several_files_from_one_start(tmp_path):
    office = Office(find_office())
    try:
        for name in ("first", "second"):
            path = given(tmp_path, "report")
            path.write_text(f"{{\\rtf1\\ansi {name} 12.5\\par}}", encoding="ascii")
            office.convert(path, "txt", seconds=300)
            assert f"{name} 12.5" in (path.parent / "out" / "report.txt").read_text("utf-8-sig")
        assert office.starts == 1
    finally:
        office.close()
