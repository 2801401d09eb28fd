"""A rate column of hundreds: all of every figure was used, and the headers say of what it is all."""

from __future__ import annotations

from extraction import Document
from extraction.constraints import find_checks
from extraction.facts.build import build_facts
from extraction.loading.dumps import find_tables
from extraction.tables import interpret

_ROWS = "办公费\t{a}\t5\t5\t100\n印刷费\t7\t9\t{b}\t100\n水电费\t30\t36\t36\t100\n差旅费\t18\t25\t25\t100\n"


def _shares(*, a: str = "4", b: str = "9") -> list[tuple[str, bool]]:
    text = "单位：万元\n科目\t上年决算数\t本年预算数\t本年执行数\t占预算%\n" + _ROWS.format(
        a=a, b=b
    )
    document = Document("a.txt", "0" * 64, "txt", text, tables=find_tables(text))
    checks = find_checks(text, build_facts(interpret(document).markup, text=text))
    return [(c.expression, c.status == "violated") for c in checks if c.kind == "share" and c.told]


def test_hundreds_are_of_the_budget_and_not_of_what_comes_near_by_rounding() -> None:
    found = _shares()
    assert found
    assert not any(wrong for _, wrong in found)
    assert all("上年" not in expression for expression, _ in found)


def test_one_row_that_is_not_all_of_its_budget_is_told() -> None:
    assert sum(wrong for _, wrong in _shares(b="6")) == 1


def test_rows_of_another_base_are_left_alone() -> None:
    assert not any(wrong for _, wrong in _shares(a="5"))
