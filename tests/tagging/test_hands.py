from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from extraction.bulk.run import RunSettings, run
from extraction.tagging.default import shipped_weights
from extraction.tagging.onnx_tagger import OnnxTagger
from extraction.tagging.tagger import ManyHanded

SENTENCE = (
    "{n}年榆河县水务局一般公共预算支出{n}.5万元，完成年初预算的9{d}%，其中泵站维修{d}3.2万元。\n"
)
TEXT = "".join(SENTENCE.format(n=2000 + i, d=i % 10) for i in range(40))


class _Session:
    """A session that notes the threads it is run on."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.threads: set[int] = set()
        self.meet = threading.Barrier(2, timeout=5)

    def run(self, *arguments: Any) -> Any:
        try:
            self.meet.wait()  # passed only where two windows are scored at once
            self.threads.add(threading.get_ident())
        except threading.BrokenBarrierError:
            pass
        return self.session.run(*arguments)


def test_two_hands_score_two_windows_at_once_and_find_the_same() -> None:
    folder = shipped_weights()
    assert folder is not None
    tagger = OnnxTagger(folder)
    assert isinstance(tagger, ManyHanded)
    alone = tagger.tag_text(TEXT)
    tagger.hands = lambda: 2
    session = _Session(tagger._windows_session)
    tagger._windows_session = session
    assert tagger.tag_text(TEXT) == alone
    assert len(session.threads) == 2


def test_one_document_gives_the_same_bytes_with_one_worker_and_with_two(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(TEXT, encoding="utf-8")
    for workers in (1, 2):
        run([str(path)], tmp_path / f"out{workers}", RunSettings(workers=workers))
    for name in ("reports.jsonl", "amounts.csv", "numerals.csv"):
        one, two = ((tmp_path / f"out{w}" / name).read_bytes() for w in (1, 2))
        assert one == two
