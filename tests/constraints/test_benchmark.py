from __future__ import annotations

from eval.bench.findings import apply, measure, reports
from extraction.markup import Markup


def test_an_injection_changes_one_surface_and_moves_the_rest() -> None:
    from eval.bench.findings import Injection, Report
    from tests.constraints.marked import facts_of

    text, facts = facts_of("支出⟦AMOUNT a1|10万元⟧和⟦AMOUNT a2|20万元⟧。")
    report = Report("own", text, facts.markup)
    wrong = apply(report, Injection("digit swap", "a1", (("a1", "100万元"),)))
    assert wrong.text == "支出100万元和20万元。"
    wrong.markup.verify(wrong.text)
    assert isinstance(wrong.markup, Markup)


def test_the_same_seed_gives_the_same_figures() -> None:
    corpus = list(reports())[:6]
    first, _ = measure(corpus, count=12, seed=3)
    second, _ = measure(corpus, count=12, seed=3)
    assert first == second
    assert first["all"].injected == 12
