"""Gathering of training data: folders, shares, what is left out and held out."""

from pathlib import Path

from annotations import inline
from annotations.passages import passage, write_passages
from models.sources import DataSettings, gather

TEXT = "⟦ITEM i1|培训经费⟧⟦AMOUNT a1>i1|{}万元⟧。\n===EQUATIONS===\n"


def write(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for number, name in enumerate(names):
        (folder / f"{name}.txt").write_text(TEXT.format(number + 1), encoding="utf-8")
    return folder


def test_folders_share_the_corpus_equally(tmp_path):
    folders = write(tmp_path / "a", "a1", "a2", "a3"), write(tmp_path / "b", "b1")
    data = gather(DataSettings(corpus=folders, shares=(2.0, 1.0, 1.0), synthetic=2))
    assert [(len(s.examples), s.share) for s in data.sources] == [(3, 1.0), (1, 1.0), (2, 1.0)]


def test_what_is_left_out_is_neither_learned_nor_held_out(tmp_path):
    folder = write(tmp_path / "a", *(f"a{n}" for n in range(20)))
    settings = DataSettings(corpus=(folder,), held_out=0.5, leave_out=frozenset({"a3", "a4"}))
    data = gather(settings)
    learned = {e.name for s in data.sources for e in s.examples}
    held = {e.name for e in data.held_out}
    assert held
    assert learned
    assert not learned & held
    assert learned | held == {f"a{n}" for n in range(20)} - {"a3", "a4"}


def test_passages_of_documents_belong_to_the_gold(tmp_path):
    text, record = inline.parse(TEXT.format(7).partition("===")[0], document="y01")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    write_passages([passage("a.txt", "y01", 0, text, record)], tmp_path / "a.json")
    data = gather(DataSettings(passages=(tmp_path,), documents=(tmp_path,), shares=(1.0, 1.0, 3.0)))
    assert [([e.name for e in s.examples], s.share) for s in data.sources] == [(["y01"], 3.0)]


def test_further_folders_of_passages_have_parts_of_their_own(tmp_path):
    text, record = inline.parse(TEXT.format(7).partition("===")[0], document="y01")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        one = passage("a.txt", name, 0, text, record)
        write_passages([one], tmp_path / name / "a.json")
    folders = (tmp_path / "first", tmp_path / "second")
    data = gather(DataSettings(passages=folders, documents=(tmp_path,), shares=(1.0, 1.0, 3.0)))
    found = [([e.name for e in s.examples], s.share) for s in data.sources]
    assert found == [(["first"], 1.5), (["second"], 1.5)]
