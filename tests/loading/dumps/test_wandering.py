"""Pages written out block by block: rows that may hold another row's figure are not placed."""

from __future__ import annotations

from extraction.facts.build import build_facts
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.tables import interpret

_HEAD = "柏河县林场2021年度支出情况表\n单位：万元\n\n项目名称\n\n金额（万元） 已支付（万元） 未支付（万元）\n\n"
_ROWS = (
    "护林巡查\n\n18.40\n\n10.30\n\n8.10\n\n",
    "界桩更新\n\n2.60\n\n1.10\n\n1.50\n\n",
    "林道修补\n\n4.20\n\n3.20\n\n1.00\n\n",
)


def _names(body: str) -> set[str]:
    document = load_source(Source.of("a.txt", (_HEAD + body).encode()))
    amounts = build_facts(interpret(document).markup).amounts
    return {a.mention.cell.row_path[-1] for a in amounts if a.mention.cell}


def test_the_rows_beside_one_that_lost_a_figure() -> None:
    body = "".join((_ROWS[0], "苗圃整地\n\n31.25\n\n20.15\n\n", *_ROWS[1:]))
    assert _names(body) <= {"林道修补"}


def test_figures_that_stand_one_below_the_other_are_of_two_rows() -> None:
    body = "".join((*_ROWS[:2], "苗圃整地\n\n31.25\n\n20.15\n11.10\n\n防火道清理\n\n", *_ROWS[2:]))
    assert "苗圃整地" not in _names(body)


def test_a_line_of_figures_between_two_bare_names_may_be_of_either() -> None:
    body = "护林巡查 18.40 10.30 8.10\n界桩更新\n\n2.60 1.10 1.50\n\n林道修补\n\n4.20 3.20 1.00\n\n防火道清理\n"
    assert "林道修补" not in _names(body)


def test_a_whole_table_is_read_as_before() -> None:
    assert _names("".join(_ROWS)) == {"护林巡查", "界桩更新", "林道修补"}
