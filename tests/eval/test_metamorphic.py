"""The forms of the metamorphic test keep figures; excerpts come again by their seed; findings are told apart."""

import random
import re
from pathlib import Path

import pytest

from eval.bench.excerpts import Source, draw, figures, same
from eval.bench.forms import FORMS
from eval.bench.metamorphic import ALL, judged, report, variants, write

_NUMBER = re.compile(r"[\d０-９][\d,０-９]*(?:[.．][\d０-９]+)?")
TEXT = "\n".join(
    (
        "清溪县2023年预算执行情况",
        "一、收入情况",
        "清溪县收入完成3.25亿元，比上年增长8.4%；税收收入21534.6万元。",
        "全县支出（含上解）完成53400万元，三类分别为1、2、3亿元。",
        "二、明细",
        "单位：万元",
        "项目\t预算数\t执行数",
        "教育\t12,345.60\t12,001.10",
        "卫生\t2310.50\t2299.00",
        "合计\t14656.10\t14300.10",
    )
)
WRONG = "清溪县支出合计800万元，比上年增加100万元，增长25%。"


def _source(text: str, *true: list[str]) -> Source:
    return Source("清溪.txt", text, tuple(figures(t) for t in true), ())


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_form_keeps_the_digits_of_every_figure(name: str) -> None:
    changed = ALL[name](TEXT, random.Random(3))
    if changed is None:
        pytest.skip(f"{name}: its program is not installed, or nothing to change")
    wanted = figures(_NUMBER.findall(TEXT)) - figures(["2023"])
    assert wanted <= figures(_NUMBER.findall(changed))
    assert changed != TEXT or name == "plain"


def test_units_change_with_exact_values_but_not_behind_a_row_of_numbers() -> None:
    rng = random.Random(1)
    smaller, larger = FORMS["smaller unit"](TEXT, rng), FORMS["larger unit"](TEXT, rng)
    assert smaller is not None
    assert larger is not None
    assert "完成32500万元" in smaller
    assert "收入215346000元" in smaller
    assert "1、2、3亿元" in smaller
    assert "收入2.15346亿元" in larger


def test_years_are_left_where_a_bare_number_may_be_one() -> None:
    assert FORMS["other years"]("2021年\n项目\t2022\t2023", random.Random(1)) is None


def test_excerpts_come_again_by_their_seed() -> None:
    source = _source("\n".join(f"{TEXT}\n第{i}段{i * 137}.5万元" for i in range(30)))
    one, two, other = (list(draw([source], 5, seed=s)) for s in (4, 4, 5))
    assert one == two != other
    assert all(e.text in source.text for e in one)


def test_findings_are_the_same_in_other_units() -> None:
    known = [figures(["8.5亿元", "7.25亿元", "1.3亿元"])]
    assert same(figures(["85000万元", "72500"]), known)
    assert not same(figures(["85000万元", "6.1亿元"]), known)


@pytest.mark.parametrize(
    ("true", "kind"),
    [([], "new"), ([["25%", "800万元", "100万元"]], "known")],
    ids=["nobody found it", "a reader found it"],
)
def test_a_told_finding_is_known_or_new(true: list[list[str]], kind: str, tmp_path: Path) -> None:
    text = "\n".join(
        (WRONG, *(f"第{i}项工作支出{i * 137}.5万元，已经验收。" * 15 for i in range(1, 9)))
    )
    source = _source(text, *true)
    drawn = draw([source], 1, seed=2, lines=(9, 9))
    write(list(variants(drawn, seed=2, forms=["plain"])), tmp_path)
    alarms = [a for a in judged(tmp_path) if "800" in a.message]
    assert [a.kind for a in alarms] == [kind]
    assert any(kind in line for line in report(alarms, {"plain": 1}))
