"""How far two annotators agree, against the definitions."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.worklist.agreement import Place, agreements

LABELS = ["AMOUNT", "ITEM", "RATE"]


@st.composite
def spans(draw: st.DrawFn) -> frozenset[Place]:
    cuts = sorted(draw(st.sets(st.integers(0, 40), max_size=12)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return frozenset((draw(st.sampled_from(LABELS)), a, b) for a, b in pairs)


def slow_kappa(one: frozenset[Place], two: frozenset[Place], size: int) -> float:
    """κ from the definition, character by character."""
    sides = []
    for places in (one, two):
        row = ["O"] * size
        for label, start, end in places:
            row[start:end] = [label] * (end - start)
        sides.append(row)
    observed = sum(a == b for a, b in zip(*sides, strict=True)) / size
    expected = sum(sides[0].count(c) * sides[1].count(c) / size**2 for c in {*sides[0], *sides[1]})
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)


@given(one=spans(), two=spans())
def test_kappa_and_f1_follow_their_definitions(
    one: frozenset[Place], two: frozenset[Place]
) -> None:
    *_, total = agreements(one, two, 50)
    if not one | two:
        assert (total.kappa, total.f1) == (None, None)
        return
    assert total.kappa is not None
    assert abs(total.kappa - slow_kappa(one, two, 50)) < 1e-9
    assert total.f1 == 2 * len(one & two) / (len(one) + len(two))


def test_equal_layers_agree_wholly() -> None:
    same = frozenset({("ITEM", 0, 4), ("AMOUNT", 6, 9)})
    assert [(a.label, a.kappa, a.f1) for a in agreements(same, same, 20)] == [
        ("ITEM", 1.0, 1.0),
        ("AMOUNT", 1.0, 1.0),
        ("ALL", 1.0, 1.0),
    ]
