"""The benchmark of injected errors changes one figure and nothing else."""

from __future__ import annotations

from pathlib import Path

from eval.bench.findings import measure, recorded, reports
from eval.bench.injections import apply
from extraction.markup import Markup


def test_an_injection_changes_one_surface_and_moves_the_rest() -> None:
    from eval.bench.injections import Injection, Report
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


def test_documents_are_drawn_from_the_records_of_a_folder(tmp_path: Path) -> None:
    from extraction.cli.main import main

    texts = {
        "a": "岚溪县水利局2031年度部门决算\n支出合计640.00万元，其中：基本支出480.50万元，项目支出159.50万元。\n",
        "b": "岚溪县文化馆2031年度部门决算\n收入合计312.40万元，其中：财政拨款收入300.00万元，其他收入12.40万元。\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    out = tmp_path / "out"
    sources = [str(tmp_path / f"{name}.txt") for name in texts]
    assert main(["extract", *sources, "--output", str(out), "--model", "pattern"]) == 0
    drawn = recorded(out, 5, seed=1)
    assert sorted(r.text for r in drawn) == sorted(texts.values())
    assert len(recorded(out, 1, seed=1)) == 1
    assert recorded(out, 5, seed=1, longest=10) == []
    tallies, _ = measure(drawn, count=6, seed=2, by_report=True)
    assert tallies["all"].injected == 6
