"""Names that are put in each other's place in training."""

from __future__ import annotations

import json
import random

from extraction.labels import Label
from models.names import NamePool, cell_names


def _mention(label: str, text: str, *, cell: bool = True, confidence: float | None = 0.9) -> dict:
    return {"label": label, "text": text, "cell": [0] if cell else None, "confidence": confidence}


def test_names_of_cells_join_the_pool(tmp_path) -> None:
    mentions = [
        _mention("ITEM", "石桥河清淤工程"),
        _mention("ITEM", "本年支出合计"),
        _mention("ITEM", "云岭县"),
        _mention("ITEM", "不太像的名称", confidence=0.4),
        _mention("ITEM", "句中的名称", cell=False),
        _mention("ITEM", "断成\n两行"),
        _mention("ORG", "云岭县水务局", confidence=None),
        _mention("AMOUNT", "12.50"),
    ]
    record = json.dumps({"mentions": mentions}, ensure_ascii=False)
    (tmp_path / "reports.jsonl").write_text(record + "\n", "utf-8")
    names = cell_names(tmp_path)
    assert names[Label.ITEM] == ["石桥河清淤工程"]
    assert names[Label.ORG] == ["云岭县水务局"]
    pool, rng = NamePool((), names), random.Random(1)
    assert pool.draw(Label.ITEM, rng) == "石桥河清淤工程"
    assert pool.draw(Label.LEVEL, rng) is None
