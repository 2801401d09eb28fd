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


def test_speed_is_measured_on_annotated_reports() -> None:
    from eval.bench.constraints import relations_a_second, timed_report

    corpus = list(reports())[:3]
    number, speed = relations_a_second(corpus, rounds=1)
    assert number > 0
    assert speed > 0
    timed = timed_report(corpus[0], rounds=1)
    assert timed.mentions == len(corpus[0].markup.mentions)
    assert timed.checks > 0
