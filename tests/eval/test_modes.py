"""The four modes against nervaluate and seqeval, on cases where those are right."""

import random

import pytest

from eval.bootstrap import difference, interval
from eval.calibration import expected_calibration_error, reliability
from eval.counts import Counts
from eval.modes import label_scores, mode_scores

GOLD = {(0, 4, "ITEM"), (4, 9, "AMOUNT"), (12, 16, "ITEM"), (16, 19, "RATE")}


@pytest.mark.parametrize(
    ("found", "strict", "exact", "partial", "type_"),
    [
        (GOLD, 4, 4, 4, 4),
        ({(0, 4, "ITEM"), (4, 9, "COUNT")}, 1, 2, 2, 1),
        ({(1, 4, "ITEM"), (4, 9, "AMOUNT")}, 1, 1, 1.5, 2),
        ({(0, 9, "ITEM")}, 0, 0, 0.5, 1),
        (set(), 0, 0, 0, 0),
    ],
    ids=["all", "label", "boundary", "one over two", "none"],
)
def test_modes(found, strict, exact, partial, type_):
    scores = mode_scores(found, GOLD)
    assert [scores[m].right for m in ("strict", "exact", "partial", "type")] == [
        strict, exact, partial, type_,
    ]  # fmt: skip


def _one_to_one(seed):
    """Found spans that each overlap exactly one gold span, where nervaluate's counts are right."""
    chance, gold, found = random.Random(seed), [], []
    for i in range(30):
        start = 20 * i
        gold.append((start, start + 8, chance.choice(("ITEM", "AMOUNT", "RATE"))))
        if chance.random() < 0.8:
            shift = chance.choice((0, 0, 0, 2))
            label = gold[-1][2] if chance.random() < 0.8 else "COUNT"
            found.append((start + shift, start + 8, label))
    return found, gold


@pytest.mark.parametrize("seed", range(5))
def test_modes_agree_with_nervaluate(seed):
    evaluator = pytest.importorskip("nervaluate").Evaluator
    found, gold = _one_to_one(seed)
    as_dicts = [[{"start": a, "end": b, "label": c} for a, b, c in side] for side in (gold, found)]
    labels = ["ITEM", "AMOUNT", "RATE", "COUNT"]
    result = evaluator([as_dicts[0]], [as_dicts[1]], tags=labels).evaluate()["overall"]
    ours = mode_scores(found, gold)
    for mode, theirs in (
        ("strict", "strict"),
        ("exact", "exact"),
        ("partial", "partial"),
        ("type", "ent_type"),
    ):
        assert ours[mode].f1 == pytest.approx(result[theirs].f1), mode


@pytest.mark.parametrize("seed", range(5))
def test_strict_agrees_with_seqeval(seed):
    metrics = pytest.importorskip("seqeval.metrics")
    scheme = pytest.importorskip("seqeval.scheme")
    found, gold = _one_to_one(seed)

    def tags(spans):
        out = ["O"] * 620
        for start, end, label in spans:
            out[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
        return out

    theirs = metrics.f1_score([tags(gold)], [tags(found)], mode="strict", scheme=scheme.IOB2)
    assert mode_scores(found, gold)["strict"].f1 == pytest.approx(theirs)
    by_label = metrics.classification_report(
        [tags(gold)],
        [tags(found)],
        mode="strict",
        scheme=scheme.IOB2,
        output_dict=True,
        zero_division=0,
    )
    for label, counts in label_scores(found, gold).items():
        if counts.gold:
            assert counts.f1 == pytest.approx(by_label[label]["f1-score"])


def test_counts_are_additive_over_documents():
    first, second = mode_scores(GOLD, GOLD)["strict"], mode_scores(set(), GOLD)["strict"]
    assert first + second == Counts(4, 4, 8)


def test_interval_holds_the_estimate_and_is_reproducible():
    documents = [Counts(8, 10, 10), Counts(5, 10, 9), Counts(9, 9, 10), Counts(2, 6, 8)]
    found = interval(documents, samples=300)
    assert found.low <= found.estimate <= found.high
    assert found == interval(documents, samples=300)


def test_paired_difference_of_the_same_is_zero():
    documents = [Counts(8, 10, 10), Counts(5, 10, 9)]
    found = difference(documents, documents, samples=100)
    assert (found.estimate, found.low, found.high) == (0, 0, 0)


def test_calibration_error():
    bins = reliability([0.95, 0.95, 0.55, 0.55], [True, True, True, False])
    assert [b.count for b in bins] == [2, 2]
    assert expected_calibration_error(bins) == pytest.approx(0.05)
