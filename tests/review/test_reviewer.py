from collections.abc import Callable
from typing import Any

from annotations.corpus.rendering import samples, to_text
from annotations.store import Store
from eval.bench.reviewer import bring_in, correct_report
from tests.review.conftest import Served


def test_scripted_reviewer_leaves_the_annotated_report(
    reviewer: Callable[[str], Any], served: Served, store: Store
) -> None:
    found = {gold.document: (i, gold) for i, gold in bring_in(store, "pattern")}
    document_id, gold = found["lanxi-veterans-overall"]
    page = reviewer("reviewer")
    outcome = correct_report(page, store, f"{served.url}/documents/{document_id}", gold)
    assert min(outcome.before) < 1
    assert outcome.after == (1, 1)
    (corrected,) = store.corrected()
    assert corrected.text == to_text(next(s for s in samples() if s.slug == gold.document)).decode()
    assert {(s.label, s.start, s.end, s.flags) for s in corrected.record.spans} == {
        (s.label, s.start, s.end, s.flags) for s in gold.spans
    }
