"""A worker's memory of words is wide within a document and does not grow with their number."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import extraction
from extraction.bulk.settings import RunSettings
from extraction.bulk.task import Task
from extraction.bulk.worker import extract_task
from extraction.quantities.reading import read_surface
from extraction.remembering import KEPT, forget, held, remembered


def test_words_are_remembered_within_a_document_and_forgotten_between_documents() -> None:
    asked: list[str] = []

    @remembered(4 * KEPT)
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    words = [f"项目{i}" for i in range(2 * KEPT)]
    for word in words * 2:
        length(word)
    assert len(asked) == len(words)
    forget()
    assert length.cache_info().currsize == 0
    assert length("项目7") == 3


def test_few_words_are_kept_from_one_document_to_the_next() -> None:
    @remembered(4 * KEPT)
    def length(word: str) -> int:
        return len(word)

    for i in range(KEPT):
        length(f"科目{i}")
    forget()
    assert length.cache_info().currsize == KEPT


def test_a_worker_forgets_what_one_long_document_needed(tmp_path: Path) -> None:
    lines = [
        f"第{i}所学校维修支出{i}.{i % 89 + 10}万元，补助学生{i}人。" for i in range(1, KEPT // 2)
    ]
    path = tmp_path / "维修.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    task = Task(str(path), str(path), digest, ".txt")
    result = extract_task(task, RunSettings(model="pattern"))
    assert result.failure is None
    assert read_surface.cache_info().currsize == 0
    forget(0)
    assert held() == 0


def test_every_wide_memory_can_be_emptied() -> None:
    wide = re.compile(r"lru_cache\((?:maxsize=)?(\d+|None)")
    folder = Path(extraction.__file__).parent
    for path in folder.rglob("*.py"):
        for found in wide.finditer(path.read_text(encoding="utf-8")):
            assert found[1] != "None", path
            assert int(found[1]) <= KEPT, path
