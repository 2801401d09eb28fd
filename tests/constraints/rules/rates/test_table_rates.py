"""Columns of rates beside the columns that they are of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extraction.constraints.arithmetic.intervals import exact
from extraction.constraints.ledger.entries import Entry, Ledger, Place
from extraction.constraints.rules.rates.table_rates import table_rates
from extraction.facts.model import Facts
from extraction.labels import Label
from extraction.markup import Markup, Mention
from extraction.span import Span
from tests.constraints.marked import found
from tests.constraints.reports import page, told


def starred(rate, note):
    return page(
        (
            "2031年一般公共预算收入执行情况表",
            "项目|2030年完成数|2031年完成数|比上年增减%",
            f"收入合计|4175888|4444288|{rate}",
            "税收收入|2703027|2982853|10.4%",
            "非税收入|1472861|1461435|-0.8%",
            "增值税|1244444|1337294|7.5%",
            "企业所得税|261413|325281|24.4%",
        )
    ).replace("</body>", f"<p>{note}</p></body>")


@pytest.mark.parametrize(
    ("rate", "note", "expected"),
    [
        ("*8.2%", "注：*为同口径增幅。", []),
        ("＊5.1%", "备注：＊为可比增幅。", []),
        ("*7.7%", "注：*系剔除一次性因素后的增幅。", []),
        (
            "8.2% ①",
            "①考虑基金清算和部分事项转列其他科目等多项一次性因素并剔除之后，同口径增长8.2%。",
            [],
        ),
        ("8.2%", "注：数据为快报数。", ["8.2%"]),
    ],
)
def test_a_marked_rate_whose_note_names_another_scope_is_not_held_against_its_row(
    tmp_path, rate, note, expected
):
    assert told(tmp_path / "page.html", starred(rate, note)) == expected


@pytest.mark.parametrize("header", ["可比增长%", "同口径增减%", "剔除一次性因素后增长%"])
def test_a_column_of_comparable_growth_is_not_held_against_the_levels(tmp_path, header):
    text = starred("8.2%", "注：数据为快报数。").replace("比上年增减%", header)
    assert told(tmp_path / "page.html", text) == []


COLUMNS = {
    "a fall": (("299", "464", "0.55"), ("47", "30", "-93.3"), ("100", "120", "0.20")),
    "a rise": (("27", "62", "1.30"), ("210", "231", "10"), ("400", "500", "0.25")),
    "both": (("80", "60", "-0.25"), ("50", "55", "10"), ("90", "81", "-10")),
}


@pytest.mark.parametrize("rows", COLUMNS.values(), ids=COLUMNS)
def test_money_in_a_column_of_rates_is_no_growth(rows):
    entries = []
    for r, row in enumerate(rows):
        for c, number in enumerate(row):
            rate = c == 2 and abs(Decimal(number)) < 2
            place = Place("t1", r, c, f"第{r}项", ("2030年", "2031年", "增减")[c])
            mention = Mention(f"m{len(entries)}", Label.AMOUNT, Span(0, 1), number)
            value = exact(Decimal(number))
            entries.append(
                Entry(
                    len(entries), mention, "rate" if rate else "money", value,
                    "rate" if rate else "money", r, r, place=place, number=Decimal(number),
                )
            )  # fmt: skip
    ledger = Ledger(
        "", Facts(Markup((), ())), tuple(entries), {e.id: e for e in entries},
        {e.id: e.value for e in entries},
    )  # fmt: skip
    stated = {r.stated for r in table_rates(ledger) if r.kind == "growth"}
    assert stated
    assert {ledger.by_id[s].kind for s in stated} == {"rate"}


_TABLE = (
    "\t⟦ITEM h1|合计⟧\n\t⟦ITEM h2|基本支出⟧\n\t⟦ITEM h3|项目支出⟧\n\n"
    "\t⟦ITEM r1|甲⟧\n\t⟦AMOUNT a1>h1,r1|30.10⟧\n\t⟦AMOUNT a2>h2,r1|10.10⟧\n\t⟦AMOUNT a3>h3,r1|20.00⟧\n\n"
    "\t⟦ITEM r2|乙⟧\n\t⟦AMOUNT b1>h1,r2|51.20⟧\n\t⟦AMOUNT b2>h2,r2|20.20⟧\n\t⟦AMOUNT b3>h3,r2|31.00⟧\n\n"
    "\t⟦ITEM r3|丙⟧\n\t⟦AMOUNT c1>h1,r3|{wrong}⟧\n\t⟦AMOUNT c2>h2,r3|15.30⟧\n\t⟦AMOUNT c3>h3,r3|26.00⟧\n"
)


@pytest.mark.parametrize(
    ("wrong", "status"), [("41.30", "holds"), ("47.30", "violated")], ids=["right", "wrong"]
)
def test_a_column_pattern_binds_every_row(wrong: str, status: str) -> None:
    check = found(_TABLE.format(wrong=wrong), "sum", "c1", "c2", "c3")
    assert check is not None
    assert check.status == status
