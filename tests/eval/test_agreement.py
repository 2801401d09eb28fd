"""Two annotations of one text: full agreement with itself, and counted differences."""

from pathlib import Path

import pytest

from eval.agreement import MEASURES, agreement, main
from extraction.errors import MarkupError

ONE = (
    "⟦ITEM i1|总支出⟧⟦AMOUNT a1>i1|12万元⟧。⟦INDICATOR k1|培训人数⟧⟦TARGET t1>k1|30人⟧，"
    "调整为⟦TARGET t2>k1|20人⟧，⟦ACTUAL x1>k1|25人⟧；⟦ITEM i2|合计⟧⟦WEIGHT w1>i2|100⟧\n"
    "===EQUATIONS===\ntarget: k1\n"
)
OTHER = (
    "总⟦ITEM i1|支出⟧⟦AMOUNT a1>i1|12万元⟧。⟦INDICATOR k1|培训人数⟧⟦TARGET t1>k1|30人⟧，"
    "调整为20人，⟦ACTUAL x1>k1|25人⟧；合计⟦WEIGHT w1|100⟧\n===EQUATIONS===\n"
)


def _folder(path: Path, marked: str) -> Path:
    path.mkdir()
    (path / "report.txt").write_bytes(marked.encode())
    return path


def test_an_annotation_agrees_with_itself(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "one", ONE)
    assert {name: c.f1 for name, c in agreement(folder, folder).items()} == dict.fromkeys(
        MEASURES, 1.0
    )


@pytest.mark.parametrize(
    ("measure", "right", "found", "gold"),
    [
        pytest.param("spans", 5, 6, 8, id="spans-exact"),
        pytest.param("values", 4, 4, 5, id="values"),
        pytest.param("items", 1, 2, 3, id="items-exact"),
        pytest.param("links", 3, 3, 5, id="links-by-overlap"),
        pytest.param("pairs", 1, 1, 1, id="pairs-first-target"),
    ],
)
def test_differences_are_counted(
    tmp_path: Path, measure: str, right: int, found: int, gold: int
) -> None:
    first, second = _folder(tmp_path / "one", ONE), _folder(tmp_path / "two", OTHER)
    counts = agreement(first, second)[measure]
    assert (counts.right, counts.found, counts.gold) == (right, found, gold)


def test_different_texts_are_refused(tmp_path: Path) -> None:
    first = _folder(tmp_path / "one", ONE)
    second = _folder(tmp_path / "two", ONE.replace("调整为", "改为"))
    with pytest.raises(MarkupError, match=r"report\.txt"):
        agreement(first, second)


def test_the_module_prints_a_line_a_measure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _folder(tmp_path / "one", ONE)
    main(folder, folder)
    assert [row.split()[0] for row in capsys.readouterr().out.splitlines()] == list(MEASURES)
