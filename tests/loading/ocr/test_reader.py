"""OCR reads Chinese with numbers, keeps cells apart and places its lines in points."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extraction.document import Box
from extraction.errors import MissingToolError
from extraction.loading import ocr
from extraction.loading.ocr import OcrLine, read_page_image

_FONTS = (
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
)
_FONT = next((f for f in _FONTS if Path(f).exists()), None)
_SCALE = 200 / 72
_needs_engine = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr_onnxruntime") is None or _FONT is None,
    reason="needs the ocr extra and a Chinese font (apt install fonts-wqy-zenhei)",
)


def _read(*lines: str) -> tuple[OcrLine, ...]:
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(_FONT), 34)
    image = Image.new("RGB", (1300, 60 + 80 * len(lines)), "white")
    draw = ImageDraw.Draw(image)
    for i, text in enumerate(lines):
        draw.text((100, 40 + 80 * i), text, fill="black", font=font)
    return read_page_image(np.asarray(image), _SCALE)


@_needs_engine
@pytest.mark.slow
def test_reads_chinese_with_numbers_in_place() -> None:
    texts = ("2023年年初预算1486.20万元，", "全年支出1598.34万元，执行率96.71%。")
    found = _read(*texts)
    assert tuple(line.text for line in found) == texts
    assert all(line.confidence > 0.9 for line in found)
    assert found[0].box.x0 == pytest.approx(100 / _SCALE, abs=3)
    assert found[0].box.top == pytest.approx(45 / _SCALE, abs=5)
    assert len(found[0].character_boxes) == len(found[0].text)


@_needs_engine
@pytest.mark.slow
def test_numbers_side_by_side_never_become_one() -> None:
    found = _read("项目支出    612.22    38.30%", "合计 12.5 13.5")
    joined = " | ".join(line.text for line in found)
    assert "612.2238" not in joined
    assert "12.513.5" not in joined
    assert {"612.22", "38.30%"} <= {word for line in found for word in line.text.split()}


def _entry(signs: list[tuple[str, int, float]]) -> Any:
    corners = [[0, 0], [500, 0], [500, 30], [0, 30]]
    boxes = [[[x, 0], [x + 16, 0], [x + 16, 30], [x, 30]] for _, x, _ in signs]
    texts = [c for c, _, _ in signs]
    return [corners, "".join(texts), 0.9, boxes, texts, [p for _, _, p in signs]]


@pytest.mark.parametrize(
    ("signs", "texts"),
    [
        ([("1", 0, 0.9), ("2", 17, 0.9)], ["12"]),
        ([("1", 0, 0.9), ("2", 30, 0.9)], ["1 2"]),
        ([("1", 0, 0.9), ("2", 60, 0.9)], ["1", "2"]),
        ([("收", 0, 0.9), ("入", 30, 0.9)], ["收入"]),
        ([("1", 0, 0.9), ("2", 17, 0.4)], ["1\ufffd"]),
        ([("收", 0, 0.4), ("2", 17, 0.9)], ["收2"]),
    ],
    ids=["number", "gap", "cells", "wide-set", "doubtful-digit", "doubtful-word"],
)
def test_gaps_part_and_doubt_shows(
    monkeypatch: pytest.MonkeyPatch, signs: list[tuple[str, int, float]], texts: list[str]
) -> None:
    monkeypatch.setattr(ocr, "_engine", lambda: lambda *_, **__: ([_entry(signs)], None))
    found = read_page_image(np.zeros((40, 600), dtype=np.uint8), 2.0)
    assert [line.text for line in found] == texts
    assert found[0].box == Box(0, 0, found[0].box.x1, 15)


def test_a_missing_engine_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    ocr._engine.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "rapidocr_onnxruntime", None)
    with pytest.raises(MissingToolError, match=r"jixiao\[ocr\]"):
        read_page_image(np.zeros((40, 600), dtype=np.uint8), 2.0)


@pytest.mark.parametrize(
    ("shape", "scale"), [((5,), 1.0), ((9, 9), 0.0)], ids=["one-dimension", "no-scale"]
)
def test_wrong_arguments_are_refused(shape: tuple[int, ...], scale: float) -> None:
    with pytest.raises(ValueError, match="expected pixels"):
        read_page_image(np.zeros(shape, dtype=np.uint8), scale)


def test_nothing_is_read_from_a_sliver() -> None:
    assert read_page_image(np.zeros((2, 600), dtype=np.uint8), 2.0) == ()
