"""Every written report parses, its marks fit its text, and the index knows it."""

import re
from pathlib import Path

import pytest

from annotations.inline import parse, render
from annotations.passages import read_passages

FOLDER = Path(__file__).parents[2] / "annotations" / "corpus"
REPORTS = sorted((FOLDER / "reports").glob("*.txt"))
UNSEEN = sorted((FOLDER / "unseen").glob("*.txt"))
ACCOUNTS = sorted((FOLDER / "accounts").glob("*.txt"))
ACCOUNTS_2 = sorted((FOLDER / "accounts-2").glob("*.txt"))
UNSEEN_2 = sorted((FOLDER / "unseen-2").glob("*.txt"))
UNSEEN_3 = sorted((FOLDER / "unseen-3").glob("*.txt"))
UNSEEN_4 = sorted((FOLDER / "unseen-4").glob("*.txt"))
WATCHED = sorted((FOLDER / "watched").glob("*.txt"))
WRITTEN = [*REPORTS, *UNSEEN, *ACCOUNTS, *ACCOUNTS_2, *UNSEEN_2, *UNSEEN_3, *UNSEEN_4, *WATCHED]
ARCHIVE = ("archive", "archive-watched", "archive-unseen")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.stem)
def test_report_parses_and_renders(path):
    with path.open(encoding="utf-8", newline="") as file:
        text, record = parse(file.read(), document=path.stem)
    record.verify(text)
    assert record.spans
    assert parse(render(text, record))[1].spans == record.spans


@pytest.mark.parametrize(
    ("index", "reports"),
    [
        (FOLDER / "index.tsv", REPORTS),
        (FOLDER / "unseen" / "index.tsv", UNSEEN),
        (FOLDER / "accounts" / "index.tsv", ACCOUNTS),
        (FOLDER / "accounts-2" / "index.tsv", ACCOUNTS_2),
        (FOLDER / "unseen-2" / "index.tsv", UNSEEN_2),
        (FOLDER / "unseen-3" / "index.tsv", UNSEEN_3),
        (FOLDER / "unseen-4" / "index.tsv", UNSEEN_4),
        (FOLDER / "watched" / "index.tsv", WATCHED),
    ],
    ids=[
        "corpus",
        "unseen",
        "accounts",
        "accounts-2",
        "unseen-2",
        "unseen-3",
        "unseen-4",
        "watched",
    ],
)
def test_index_names_every_report(index, reports):
    lines = index.read_text(encoding="utf-8").splitlines()[1:]
    assert [line.split("\t")[0] for line in lines] == [p.stem for p in reports]


def test_no_report_is_both_trained_on_and_unseen():
    trained = {p.stem for p in (*REPORTS, *ACCOUNTS, *ACCOUNTS_2)}
    assert not trained & {p.stem for p in (*UNSEEN, *UNSEEN_2, *UNSEEN_3, *UNSEEN_4, *WATCHED)}


@pytest.mark.parametrize(
    "folder",
    [
        *ARCHIVE,
        "archive-evaluations",
        "archive-unseen-2",
        "second-archive-unseen",
        "second-archive-unseen-2",
    ],
)
def test_passages_of_public_documents_hold_no_text(folder):
    for path in (FOLDER / folder).glob("*.json"):
        assert not re.search(r"[\u4e00-\u9fff]", path.read_text(encoding="utf-8")), path
        assert all(p.marks for p in read_passages(path) if p.characters > 200), path


def test_no_document_of_the_archive_is_both_trained_on_and_unseen():
    seen = [{p.name for p in (FOLDER / folder).glob("*.json")} for folder in ARCHIVE]
    assert all(seen)
    assert sum(map(len, seen)) == len(set.union(*seen))


def test_no_passage_of_an_unseen_report_is_trained_on():
    """`archive-unseen-2` is one report of a document whose other reports are trained on."""
    for path in (FOLDER / "archive-unseen-2").glob("*.json"):
        trained = read_passages(FOLDER / "archive-evaluations" / path.name)
        taken = [(p.start, p.start + p.characters) for p in trained]
        for one in read_passages(path):
            end = one.start + one.characters
            assert not any(start < end and one.start < stop for start, stop in taken), one.name


def test_most_reports_hold_indicators():
    held = sum("⟦INDICATOR" in p.read_text(encoding="utf-8") for p in REPORTS)
    assert len(REPORTS) >= 80
    assert held >= len(REPORTS) / 2
