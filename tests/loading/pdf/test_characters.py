"""Repair of glyph faults, sizes, doubled characters."""

from __future__ import annotations

import numpy as np
import pytest

from extraction.loading.pdf.characters import Characters, characters, full_width


def _row(text: str, *, size: float = 10.0, codes: list[int] | None = None) -> Characters:
    """Set `text` in one line from x = 0: CJK a size wide, the rest half of it."""
    points = np.array(codes or [ord(c) for c in text], dtype=np.uint32)
    advances = np.where(full_width(points), size, size / 2)
    x1 = np.cumsum(advances)
    top, bottom = np.full(len(points), 92.0), np.full(len(points), 103.0)
    boxes = np.stack([x1 - advances, top, x1, bottom], axis=1).astype(np.float32)
    return characters(points, boxes, np.full(len(points), 100.0, dtype=np.float32))


def _text(found: Characters) -> str:
    return "".join(map(chr, found.codes))


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("⾦额", "金额"),
        ("⼈员⽀出", "人员支出"),
        ("⻚", "页"),
        ("⻋辆", "车辆"),
        ("\uf90a额", "金额"),
        ("12\ue01034", "12.34"),
        ("元\ue010", "元\ue010"),
        ("１２％", "１２％"),
    ],
    ids=[
        "kangxi",
        "kangxi twice",
        "radical",
        "radical car",
        "compatibility",
        "point",
        "no point",
        "full width",
    ],
)
def test_glyph_faults(printed: str, meant: str) -> None:
    assert _text(_row(printed)) == meant


def test_blanks_are_dropped_and_remembered() -> None:
    found = _row("部 门\u3000概况")
    assert _text(found) == "部门概况"
    assert found.blank.tolist() == [False, True, True, False]


def test_size_comes_from_full_width_characters_and_digits() -> None:
    assert _row("合计1.2", size=12).em.tolist() == pytest.approx([12] * 5)


def test_absurd_heights_are_held_to_the_size() -> None:
    codes = np.array([ord("7")], dtype=np.uint32)
    boxes = np.array([[0, 50, 5, 140]], dtype=np.float32)
    found = characters(codes, boxes, np.array([100], dtype=np.float32))
    _, top, _, bottom = found.boxes[0].tolist()
    assert 88 < top < 93
    assert 100 < bottom < 105


def test_doubled_characters_count_once() -> None:
    row = _row("合计11")
    codes = np.concatenate([row.codes, row.codes])
    boxes = np.concatenate([row.boxes, row.boxes + np.float32(0.3)])
    found = characters(codes, boxes, np.concatenate([row.base, row.base]))
    assert _text(found) == "合计11"
