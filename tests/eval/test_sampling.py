"""The sample of facts to be read: the same for one seed, half from prose, and its verdicts counted."""

from __future__ import annotations

import json
from pathlib import Path

from eval.sampling import describe, draw, judged, score
from extraction.document import Document
from extraction.pipeline import default_pipeline

_TEXT = (
    "云溪县档案馆2027年度部门决算\n培训费支出6.30万元，会议费支出4.10万元，差旅费支出2.50万元。\n"
)


def _records(folder: Path) -> Path:
    document = Document(path="a.txt", sha256="0" * 64, format="txt", text=_TEXT)
    record = default_pipeline("pattern").extract(document).to_dict()
    line = json.dumps(record, ensure_ascii=False)
    (folder / "reports.jsonl").write_text(f"{line}\n", encoding="utf-8")
    return folder


def test_one_seed_draws_one_sample(tmp_path: Path) -> None:
    folder = _records(tmp_path)
    samples = [list(draw(folder, seed=3, documents=1, facts=2)) for _ in range(2)]
    assert len(samples[0]) == 2
    assert samples[0] == samples[1]
    assert "【" in describe(samples[0][0], _TEXT)


def test_documents_that_were_judged_are_not_drawn_again(tmp_path: Path) -> None:
    table = tmp_path / "facts.tsv"
    table.write_text("document\tvalue_before\na.txt\t1\n", encoding="utf-8")
    folder = _records(tmp_path)
    assert list(draw(folder, seed=3, documents=1, facts=2, besides=judged([table]))) == []


def test_verdicts_are_counted_by_field(tmp_path: Path) -> None:
    table = tmp_path / "facts.tsv"
    rows = ["document\tvalue_before\tvalue_after", "a\t1\t1", "a\t0\t1", "b\t\t"]
    table.write_text("\n".join(rows), encoding="utf-8")
    told = score(table)
    assert "3 figures of 2 documents" in told
    assert "0.500 (1 of 2)" in told
    assert "1.000 (2 of 2)" in told
