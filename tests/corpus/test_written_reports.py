"""Every written report parses, its marks fit its text, and the index knows it."""

from pathlib import Path

import pytest

from annotations.inline import parse, render

FOLDER = Path(__file__).parents[2] / "annotations" / "corpus"
REPORTS = sorted((FOLDER / "reports").glob("*.txt"))
UNSEEN = sorted((FOLDER / "unseen").glob("*.txt"))
ACCOUNTS = sorted((FOLDER / "accounts").glob("*.txt"))
UNSEEN_2 = sorted((FOLDER / "unseen-2").glob("*.txt"))


@pytest.mark.parametrize("path", [*REPORTS, *UNSEEN, *ACCOUNTS, *UNSEEN_2], ids=lambda p: p.stem)
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
        (FOLDER / "unseen-2" / "index.tsv", UNSEEN_2),
    ],
    ids=["corpus", "unseen", "accounts", "unseen-2"],
)
def test_index_names_every_report(index, reports):
    lines = index.read_text(encoding="utf-8").splitlines()[1:]
    assert [line.split("\t")[0] for line in lines] == [p.stem for p in reports]


def test_no_report_is_both_trained_on_and_unseen():
    trained = {p.stem for p in (*REPORTS, *ACCOUNTS)}
    assert not trained & {p.stem for p in (*UNSEEN, *UNSEEN_2)}


def test_most_reports_hold_indicators():
    held = sum("⟦INDICATOR" in p.read_text(encoding="utf-8") for p in REPORTS)
    assert len(REPORTS) >= 80
    assert held >= len(REPORTS) / 2
