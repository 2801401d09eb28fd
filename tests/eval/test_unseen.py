"""The bench of the excerpts set aside: groups by form, differences of both sides."""

from annotations import inline
from annotations.passages import passage, write_passages
from eval.bench.unseen import UNSEEN, forms, lines, main, misses
from eval.counts import Counts
from eval.evaluation import Evaluated


def _scored(document: str, right: int, found: int, gold: int) -> Evaluated:
    counts = Counts(right, found, gold)
    names = ("spans", "values", "items", "links", "pairs")
    return Evaluated(document, "", "txt", dict.fromkeys(names, counts), {}, {"ORG": counts})


def test_every_excerpt_has_a_form():
    found = forms()
    assert set(found) == {p.stem for p in UNSEEN.glob("*.txt")}
    assert set(found.values()) == {"table", "prose", "budget", "department"}


def test_new_excerpts_are_told_apart_and_grouped_by_form():
    documents = [_scored("e1", 1, 2, 2), _scored("g1", 3, 4, 4), _scored("g2", 0, 4, 4)]
    told = list(lines(documents, {"e1": "table", "g1": "table", "g2": "prose"}))
    spans = {line[:15].strip(): line for line in told if "spans" in line}
    assert set(spans) == {"all", "new", "all table", "new table", "all prose", "new prose"}
    assert "4 right, 10 found, 10 in gold, 3 texts" in spans["all"]
    assert "3 right, 8 found, 8 in gold, 2 texts" in spans["new"]
    assert "3 right, 4 found, 4 in gold, 1 texts" in spans["new table"]


def test_differences_name_both_sides(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("⟦ITEM i1|公用经费⟧支出⟦AMOUNT a1>i1|3万元⟧", encoding="utf-8")
    record = {
        "mentions": [
            {"start": 0, "end": 6, "label": "ITEM"},
            {"start": 6, "end": 9, "label": "AMOUNT"},
        ]
    }
    told = list(misses([inline.read(path)], [record]))
    assert told == [
        "x\tmissed\tITEM:公用经费\tITEM:公用经费支出",
        "x\textra\tITEM:公用经费支出\tITEM:公用经费",
    ]


def test_patterns_read_an_excerpt(capsys):
    assert main(["--only", "e30", "--reader", "patterns"]) == 0
    assert "patterns  all prose" in capsys.readouterr().out


def test_another_folder_of_written_texts_is_read_without_forms(tmp_path, capsys):
    (tmp_path / "x1.txt").write_text("⟦ITEM i1|培训费⟧⟦AMOUNT a1>i1|3.5万元⟧。", encoding="utf-8")
    assert forms(tmp_path) == {}
    (tmp_path / "index.tsv").write_text("slug\tkind\nx1\t绩效自评\n", encoding="utf-8")
    assert main(["--texts", str(tmp_path), "--reader", "patterns"]) == 0
    told = capsys.readouterr().out
    assert "values  F1 1.000" in told
    assert "prose" not in told


def test_passages_of_documents_are_read_as_excerpts_are(tmp_path, capsys):
    text, record = inline.parse("⟦ITEM i1|培训费⟧⟦AMOUNT a1>i1|3.5万元⟧。", document="y01")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    write_passages([passage("a.txt", "y01", 0, text, record)], tmp_path / "a.json")
    folder = str(tmp_path)
    found = main(["--passages", folder, "--documents", folder, "--reader", "patterns"])
    assert found == 0
    assert "values  F1 1.000" in capsys.readouterr().out
