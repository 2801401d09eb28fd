"""Tables whose cells a converter has shuffled: rows that a line proves are kept, nothing else."""

from __future__ import annotations

import pytest

from extraction.facts.build import build_facts
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.tables import interpret

_HEAD = "柏河县林场2021年度支出情况表\n单位：万元\n\n项目名称\n\n合计\n\n基本支出\n\n项目支出\n\n"


def _placed(body: str) -> dict[str, str]:
    document = load_source(Source.of("a.txt", (_HEAD + body).encode()))
    amounts = build_facts(interpret(document).markup).amounts
    return {a.mention.text: a.mention.cell.row_path[-1] for a in amounts if a.mention.cell}


def test_lines_that_fill_the_columns_are_rows() -> None:
    body = "苗圃整地\n\n31.25 20.15 11.10\n\n护林巡查 18.40 10.30 8.10\n瞭望塔维护\n\n7.35\n\n2.25 1.15 1.10\n\n防火道清理\n\n9.05\n"
    found = _placed(body)
    assert found == dict.fromkeys(("31.25", "20.15", "11.10"), "苗圃整地") | dict.fromkeys(
        ("18.40", "10.30", "8.10"), "护林巡查"
    )


@pytest.mark.parametrize(
    "body",
    [
        "苗圃整地\n\n护林巡查\n\n31.25 20.15 11.10\n\n18.40 10.30 8.10\n\n7.35\n",
        "99.05\n\n苗圃整地\n\n31.25 20.15 11.10\n\n护林巡查\n\n18.40\n",
        "苗圃整地\n\n31.25 20.15 11.10 5.05\n\n护林巡查\n\n18.40 10.30 8.10\n\n7.35\n",
    ],
    ids=["names first", "figures before their name", "more figures than columns"],
)
def test_what_two_names_could_claim_is_not_placed(body: str) -> None:
    assert _placed(body) == {}


def test_a_row_over_several_lines_may_hold_the_figure_that_another_lost() -> None:
    body = "苗圃整地\n\n31.25 20.15 11.10\n\n护林巡查\n\n18.40 10.30\n\n瞭望塔维护\n\n7.35\n\n8.10\n\n5.25\n\n防火道清理 9.05 6.05 3.00\n"
    found = _placed(body)
    assert set(found.values()) == {"苗圃整地", "防火道清理"}
