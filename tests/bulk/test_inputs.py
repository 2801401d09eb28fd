import os

import pytest

from extraction.bulk.inputs import check_file, count, expand_inputs, open_inputs, shown_path
from extraction.errors import LoadError


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden", "~$lock.docx", "Thumbs.db"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path


def names(folder, *named):
    return [os.path.relpath(p, folder) for p in expand_inputs([str(n) for n in named])]


def test_folders_are_walked_in_order_without_hidden_and_lock_files(folder):
    assert names(folder, folder) == ["a.txt", "b.txt", "sub/c.txt"]


def test_globs_reach_files_and_folders(folder):
    assert names(folder, folder / "?.txt", folder / "s*") == ["a.txt", "b.txt", "sub/c.txt"]
    assert names(folder, folder / "**" / "c.txt") == ["sub/c.txt"]


def test_a_name_that_matches_nothing_stays(folder):
    assert names(folder, folder / "none.txt", folder / "no*.txt") == ["none.txt", "no*.txt"]


def test_a_name_with_brackets_that_exists_is_no_glob(folder):
    path = folder / "a[1].txt"
    path.write_text("x", encoding="utf-8")
    assert names(folder, path) == ["a[1].txt"]


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(LoadError, match="pipe"):
        check_file(str(pipe), path="p")


def test_a_file_name_in_gbk_can_be_written(tmp_path):
    raw = os.path.join(os.fsencode(tmp_path), "报告.txt".encode("gbk"))
    with open(raw, "wb") as file:
        file.write(b"x")
    (path,) = expand_inputs([str(tmp_path)])
    (item,) = open_inputs(path)
    assert item.path.endswith("报告.txt")
    assert os.path.getsize(item.file) == 1
    assert shown_path("a") == "a"


def test_count_agrees_with_what_is_read(folder):
    assert count([str(folder)]) == len(list(expand_inputs([str(folder)]))) == 3
