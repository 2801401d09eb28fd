"""Page numbers that a text dump kept on lines of their own."""

from __future__ import annotations

from pathlib import Path

from extraction.document import RegionKind
from extraction.loading.load import load

_PAGE = (
    "为做好渠道清淤工作，镇水利站按月调度工程进度，及时拨付工程款项，并对资金使用情况进行了监督检查。\n"
    * 6
)


def _numbered(tmp_path: Path, numbers: list[int], page: str = _PAGE) -> list[str]:
    path = tmp_path / "report.txt"
    path.write_text("".join(f"{page}\n{n}\n\n" for n in numbers), encoding="utf-8")
    document = load(path)
    regions = [r for r in document.regions if r.kind is RegionKind.PAGE_NUMBER]
    return [r.span.of(document.text) for r in regions]


def test_numbers_that_run_on_a_page_apart_are_page_numbers(tmp_path: Path) -> None:
    assert _numbered(tmp_path, [18, 19, 20]) == ["18", "19", "20"]


def test_numbers_that_do_not_run_on_are_none(tmp_path: Path) -> None:
    assert _numbered(tmp_path, [18, 25, 20]) == []


def test_numbers_close_to_each_other_are_none(tmp_path: Path) -> None:
    assert _numbered(tmp_path, [1, 2, 3], "渠道清淤。\n") == []
