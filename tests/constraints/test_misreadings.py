"""What looks like an error and is a reading of ours: patterns that fail often, purposes, other subjects."""

from decimal import Decimal

import pytest

from extraction.constraints.arithmetic.evaluate import evaluate
from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.arithmetic.relation import Relation, total
from extraction.constraints.verdicts.evidence import counted_again
from extraction.constraints.verdicts.judged import Judged
from extraction.pipeline import extract
from tests.constraints.marked import checks_of


def findings(tmp_path, text):
    path = tmp_path / "report.txt"
    path.write_text(text, "utf-8")
    record = extract(str(path), model="pattern")
    return [c for c in record.checks if c.status == "violated" and c.told]


def rates(wrong):
    """A table of twelve rows with a rate of completion, some of which do not follow from their row."""
    rows = []
    for i in range(1, 13):
        budget, spent = 200 + 10 * i, 150 + 10 * i
        rate = 100 * spent / budget + (7 if i <= wrong else 0)
        rows.append(f"第{i}类支出\t{budget}\t{spent}\t{rate:.1f}%")
    head = "2031年松涧区一般公共预算支出执行情况表\n单位：万元\n项目\t预算数\t执行数\t完成预算%\n"
    return head + "\n".join(rows) + "\n"


@pytest.mark.parametrize(("wrong", "expected"), [(0, 0), (1, 1), (5, 0)])
def test_one_wrong_rate_in_a_column_is_told_and_many_are_not(tmp_path, wrong, expected):
    assert len(findings(tmp_path, rates(wrong))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2031年新增债券安排如下：160亿元用于桥梁建设，117亿元用于学校建设，66亿元用于渠系改造，231亿元用于园区建设。",
        "2031年新增债券用于桥梁建设44.93亿元，用于学校建设39.75亿元，用于渠系改造9.28亿元，用于园区建设9.02亿元。",
    ],
    ids=["behind", "in front"],
)
def test_figures_that_each_say_what_they_are_for_are_no_parts_of_the_first(tmp_path, text):
    assert findings(tmp_path, f"松涧区2031年政府债务情况\n{text}\n") == []


def test_a_share_of_another_subject_is_not_the_figures_share(tmp_path):
    text = (
        "全区规模以上企业3110家，其中产值超亿元企业987家，合计产值占规模以上工业的87.7%；"
        "两大行业共有企业1612家，占规模以上企业数的51.8%，合计产值占规模以上工业的61.6%。"
    )
    assert findings(tmp_path, f"松涧区2031年经济运行情况\n{text}\n") == []


@pytest.mark.parametrize(("part", "again"), [(400, True), (600, True), (220, False)])
def test_a_sum_that_is_a_multiple_of_its_total_added_two_levels(part, again):
    relation = Relation("sum", "n0", total(("n1", "n2", "n3", "n4", "n5")), "closing-total")
    values = {f"n{i}": Interval(*[Decimal(part if i else 1000)] * 3) for i in range(6)}
    assert counted_again(Judged(relation, evaluate(relation, values))) is again


@pytest.mark.parametrize(
    "text",
    [
        "2031年收入367亿元（部分收入调整为专项债务对应收入，调整前为420亿元），可比下降37.2%。",
        "2031年基金收入88亿元（部分收入调整为专项收入，调整前为96亿元），同口径下降11.5%。",
        "2031年租金收入5.4亿元（口径调整为净额，调整前为7.1亿元），可比增长3.1%。",
    ],
)
def test_a_level_of_another_scope_in_brackets_is_no_base(tmp_path, text):
    assert findings(tmp_path, f"松涧区2031年预算执行情况\n{text}\n") == []


def marked_findings(text):
    return [c for c in checks_of(text) if c.finding]


@pytest.mark.parametrize(
    "numbers",
    [
        ("318,407", "321,602", "271,655", "273,411"),
        ("4,175.20", "4,332.60", "4,101.30", "4,207.10"),
        ("90,017", "91,554", "60,402", "62,118"),
    ],
)
def test_a_second_row_of_its_own_name_is_no_list_of_the_first_rows_last(numbers):
    text = (
        "预计收入分别为⟦AMOUNT a1|{}万元⟧和⟦AMOUNT a2|{}万元⟧，"
        "预计支出分别为⟦AMOUNT a3|{}万元⟧和⟦AMOUNT a4|{}万元⟧。"
    )
    assert marked_findings(text.format(*numbers)) == []


@pytest.mark.parametrize(("part", "share"), [("7.9", "36.9"), ("6.1", "31.2"), ("8.4", "44.1")])
def test_a_share_of_the_year_before_has_no_base_in_this_years_whole(part, share):
    text = (
        "⟦PERIOD p1|2031年底⟧，⟦ITEM i1|床位总数⟧达⟦COUNT c1>i1,p1|23.8万张⟧。\n"
        "⟦PERIOD p2|2030年底⟧，⟦ITEM i2|护理型床位⟧⟦COUNT c2>i2,p2|{}万张⟧，"
        "占床位总数的⟦RATE r1>i2,p2|{}%⟧。"
    )
    assert marked_findings(text.format(part, share)) == []


@pytest.mark.parametrize(
    ("amounts", "shares"),
    [
        (("398.5", "1.5", "15.7"), ("81.2", "0.31", "3.2")),
        (("352.1", "9.8", "53.6"), ("71.7", "2.0", "10.9")),
        (("300.4", "40.2", "75.3"), ("61.2", "8.19", "15.3")),
    ],
)
def test_shares_of_a_list_are_not_of_the_figure_in_brackets_before_it(amounts, shares):
    text = (
        "⟦ITEM i1|支出预算⟧⟦AMOUNT a1>i1|490.8万元⟧（⟦ITEM i2|本年支出预算⟧⟦AMOUNT a2>i2|415.8万元⟧），"
        "其中：⟦ITEM i3|教育支出⟧⟦AMOUNT a3>i3|{}万元⟧，占⟦RATE r3>i3|{}%⟧；"
        "⟦ITEM i4|科学支出⟧⟦AMOUNT a4>i4|{}万元⟧，占⟦RATE r4>i4|{}%⟧；"
        "⟦ITEM i5|住房支出⟧⟦AMOUNT a5>i5|{}万元⟧，占⟦RATE r5>i5|{}%⟧。"
    )
    values = [v for pair in zip(amounts, shares, strict=True) for v in pair]
    assert [c for c in marked_findings(text.format(*values)) if c.kind == "share"] == []


@pytest.mark.parametrize("opening", ["分收入项目看", "从项目看", "分级次看"])
def test_a_balance_goes_on_from_the_years_revenue_not_from_a_part_of_it(opening):
    text = (
        "⟦ITEM i1|国有资本经营预算收入⟧预计⟦AMOUNT a1>i1|15.87亿元⟧。"
        f"{opening}，⟦ITEM i2|利润收入⟧预计⟦AMOUNT a2>i2|15.67亿元⟧；⟦ITEM i3|其他收入⟧预计⟦AMOUNT a3>i3|0.20亿元⟧。"
        "当年收入加上⟦ITEM i4|转移支付收入⟧⟦AMOUNT a4>i4|0.13亿元⟧、⟦ITEM i5|上年结转资金⟧⟦AMOUNT a5>i5|10.79亿元⟧，"
        "⟦ITEM i6|收入总计⟧⟦AMOUNT a6>i6|26.79亿元⟧。"
    )
    assert marked_findings(text) == []


@pytest.mark.parametrize("inside", ["202.61", "150.02", "88.40"])
def test_a_figure_in_a_bracket_that_opened_on_the_line_above_is_no_part(inside):
    text = (
        "⟦ITEM i1|一般公共预算支出⟧预计⟦AMOUNT a1>i1|711.01亿元⟧（当年预算安排的支出⟦AMOUNT a2|508.40亿元⟧，符合要求；\n"
        f"⟦ITEM i3|上年结转安排的支出⟧⟦AMOUNT a3>i3|{inside}亿元⟧），加上⟦ITEM i4|上解支出⟧⟦AMOUNT a4>i4|79.86亿元⟧，"
        "⟦ITEM i5|债务还本支出⟧⟦AMOUNT a5>i5|173.15亿元⟧，⟦ITEM i6|支出总计⟧⟦AMOUNT a6>i6|964.02亿元⟧。"
    )
    assert marked_findings(text) == []
