"""Keys: what a figure is, each part from the nearest words that say so."""

import pytest

from annotations.inline import parse
from extraction.constraints import find_checks
from extraction.facts.accounts import assign_accounts
from extraction.facts.build import build_facts
from extraction.facts.key import Key
from extraction.facts.key_names import read_name
from extraction.facts.keys import Report, assign_keys

FINAL = Report("部门决算", 2031, "松涧区档案馆2031年度部门决算")
CITY = Report("其他", 2031, "关于临川市2031年预算执行情况的报告")


def keyed(marked, report, *, text_known=False):
    text, record = parse(marked)
    words = text if text_known else None
    facts = assign_accounts(build_facts(record.markup(), text=words, fiscal_year=report.year))
    return text, assign_keys(text, facts, report)


def keys(marked, report=FINAL):
    _, facts = keyed(marked, report)
    return [f.key for f in facts.figures]


def told(marked, report=FINAL):
    text, facts = keyed(marked, report)
    return [c for c in find_checks(text, facts) if c.status == "violated"]


@pytest.mark.parametrize(
    ("marked", "report", "expected"),
    [
        (
            "2031年度⟦ITEM i1|公务接待费⟧支出决算为⟦AMOUNT a1>i1|3.25万元⟧。",
            FINAL,
            {"scope": "unit", "concept": "reception", "fund": "appropriation", "period": "2031"},
        ),
        (
            "全市⟦ITEM i1|一般公共预算收入⟧完成⟦AMOUNT a1>i1|41.20亿元⟧。",
            CITY,
            {"scope": "whole", "concept": "revenue-of-year", "fund": "general"},
        ),
        (
            "市本级（含新城区）⟦ITEM i1|政府性基金预算支出⟧完成⟦AMOUNT a1>i1|9.80亿元⟧。",
            CITY,
            {"scope": "own（含新城区）", "concept": "expenditure-of-year", "fund": "fund"},
        ),
        (
            "北岭县⟦ITEM i1|税收收入⟧完成⟦AMOUNT a1>i1|2.10亿元⟧。",
            CITY,
            {"scope": "region:北岭县", "concept": "tax-revenue", "fund": "general"},
        ),
        (
            "⟦ITEM i1|教育支出（类）普通教育（款）小学教育（项）⟧支出决算为⟦AMOUNT a1>i1|70.00万元⟧。",
            FINAL,
            {"account": "2050202", "measure": "level", "fund": "all"},
        ),
        (
            "全市⟦ITEM i1|一般债务余额⟧⟦AMOUNT a1>i1|88.00亿元⟧。",
            CITY,
            {"concept": "debt-balance", "fund": "general", "scope": "whole"},
        ),
    ],
)
def test_parts_of_a_key(marked, report, expected):
    (key,) = keys(marked, report)
    assert {part: getattr(key, part) for part in expected} == expected
    assert set(key.sources) >= set(expected) - {"measure"}


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("年初结余", "carry-over-start"),
        ("年初结转", "carry-over-start"),
        ("当年结余", "surplus-of-year"),
        ("本年收支结余", "surplus-of-year"),
        ("累计结余", "surplus-accumulated"),
        ("年末滚存结余", "surplus-accumulated"),
        ("累计滚存结余", "surplus-accumulated"),
        ("上年滚存结余", "carry-over-start"),
        ("财政拨款收入支出总计", "appropriation-total"),
        ("结余", None),
        ("固定资产净值", None),
        ("年初余额", None),
    ],
)
def test_balances_are_concepts_where_their_name_says_of_when(name, concept):
    (key,) = keys(f"⟦ITEM i1|{name}⟧⟦AMOUNT a1>i1|3.25万元⟧。")
    assert (key.concept, key.item) == ((concept, None) if concept else (None, name))


def test_what_nothing_says_is_unknown_and_the_key_incomplete():
    (key,) = keys("⟦ITEM i1|税收收入⟧完成⟦AMOUNT a1>i1|2.10亿元⟧。", CITY)
    assert key.scope is None
    assert not key.complete


def test_a_key_goes_to_json_and_back():
    (key,) = keys("全市⟦ITEM i1|一般公共预算收入⟧完成⟦AMOUNT a1>i1|41.20亿元⟧。", CITY)
    again = Key.from_json(key.to_json())
    assert again == key
    assert again.complete == key.complete


def test_one_fact_told_with_two_values_is_raised():
    found = told(
        "全市⟦ITEM i1|一般公共预算收入⟧完成⟦AMOUNT a1>i1|41.20亿元⟧。\n"
        "2031年，全市⟦ITEM i2|一般公共预算收入⟧实际完成⟦AMOUNT a2>i2|42.90亿元⟧。",
        Report("其他", 2031, "关于临川市2031年预算执行情况的报告"),
    )
    assert [(c.kind, c.terms) for c in found] == [("equal", ("a2", "a1"))]


@pytest.mark.parametrize(
    "second",
    [
        "市本级⟦ITEM i2|一般公共预算收入⟧完成⟦AMOUNT a2>i2|14.20亿元⟧。",
        "北岭县⟦ITEM i2|一般公共预算收入⟧完成⟦AMOUNT a2>i2|4.12亿元⟧。",
        "全市⟦ITEM i2|政府性基金预算收入⟧完成⟦AMOUNT a2>i2|14.20亿元⟧。",
        "⟦PERIOD p1|2030年⟧全市⟦ITEM i2|一般公共预算收入⟧完成⟦AMOUNT a2>i2,p1|14.20亿元⟧。",
        "市本级（含新城区）⟦ITEM i2|一般公共预算收入⟧完成⟦AMOUNT a2>i2|14.20亿元⟧。",
    ],
    ids=["own level", "a county", "another fund", "another year", "with a note"],
)
def test_other_scopes_funds_and_years_are_other_facts(second):
    first = "全市⟦ITEM i1|一般公共预算收入⟧完成⟦AMOUNT a1>i1|41.20亿元⟧。\n"
    assert told(first + second, CITY) == []


@pytest.mark.parametrize(
    "rest", ["、⟦ITEM i4|市对区转移支付⟧⟦AMOUNT a4>i4|2.00亿元⟧。", "，其余对下安排。"]
)
def test_a_list_inside_a_part_behind_its_growth_is_of_that_part(rest):
    text = (
        "二、2032年预算草案\n⟦ITEM i1|卫生健康支出⟧安排⟦AMOUNT a1b>i1|31.50亿元⟧。其中：⟦ITEM i2|地方财力安排的经费⟧"
        "⟦AMOUNT a2>i2|23.50亿元⟧，增长⟦RATE r1+>i2|2.7%⟧，包括⟦ITEM i3|市本级⟧⟦AMOUNT a3>i3|21.50亿元⟧"
        + rest
    )
    assert told(text, CITY) == []


def test_a_draft_makes_its_figures_budgets_and_a_standard_is_none():
    text = (
        "二、2032年预算草案\n⟦ITEM i1|利润收入⟧⟦AMOUNT a1>i1|3.60亿元⟧。"
        "⟦ITEM i2|养育标准⟧提高到⟦AMOUNT a2>i2|1250元⟧。截至2032年1月25日，⟦ITEM i3|基本支出⟧⟦AMOUNT a3>i3|2.30亿元⟧。"
    )
    _, facts = keyed(text, CITY)
    assert [f.role for f in facts.amounts] == ["budget", "standard", "actual"]


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("核定", "debt-limit"),
        ("新增", "debt-limit-new"),
        ("下达我市", None),
    ],
)
def test_a_limit_handed_down_is_not_the_limit_of_all_debts(words, concept):
    text = f"2031年，省{words}⟦ITEM i1|政府债务限额⟧⟦AMOUNT a1>i1|15.31亿元⟧。"
    assert keys(text, CITY)[0].concept == concept


@pytest.mark.parametrize(
    "words",
    [
        "丰富市民生活",
        "加快推进乡村振兴",
        "补助市县",
        "运用金融工具和市场化手段",
        "建成国际消费集聚区",
    ],
)
def test_a_word_that_runs_through_the_name_of_a_place_is_no_scope(words):
    scope = keys(f"{words}，⟦ITEM i1|投入⟧⟦AMOUNT a1>i1|5.00亿元⟧。", CITY)[0].scope
    assert scope is None or not scope.startswith("region:")


def test_a_share_in_a_bracket_is_of_the_statement_before_it():
    text = (
        "2031年⟦ITEM i1|社会保险基金收入预算⟧调整为⟦AMOUNT a1b>i1|90.30亿元⟧（含高新区⟦AMOUNT a2>i1|1.30亿元⟧），"
        "实际完成⟦AMOUNT a3>i1|91.00亿元⟧（含高新区⟦AMOUNT a4>i1|1.40亿元⟧）。"
    )
    _, facts = keyed(text, CITY, text_known=True)
    assert [f.role for f in facts.amounts] == ["budget", "budget", "actual", "actual"]


def test_a_year_after_the_reports_own_is_planned():
    text = "2032年⟦ITEM i1|到期债务⟧⟦AMOUNT a1>i1|9.96亿元⟧。"
    _, facts = keyed(text, CITY)
    assert [f.role for f in facts.amounts] == ["budget"]


def test_two_levels_together_are_the_whole():
    text = "截至2031年底，市县两级⟦ITEM i1|政府债务余额⟧合计⟦AMOUNT a1>i1|161.80亿元⟧。"
    assert keys(text, CITY)[0].scope == "whole"


BOTH = Report("其他", 2031, "关于临川市2031年预算执行情况和2032年预算草案的报告")


@pytest.mark.parametrize(
    ("marked", "report", "expected"),
    [
        (
            "市本级⟦ITEM i1|补助下级支出⟧⟦AMOUNT a1>i1|3亿元⟧，⟦ITEM i2|调入资金⟧⟦AMOUNT a2>i2|2亿元⟧。",
            CITY,
            {"scope": "own"},
        ),
        (
            "市本级⟦ITEM i1|一般公共预算支出⟧⟦AMOUNT a1>i1|87亿元⟧（不含河东经开区2亿元），增长⟦RATE a2>i1|9.9%⟧。",
            CITY,
            {"scope": "own"},
        ),
        (
            "总体思路：紧紧围绕市委部署，⟦ITEM i1|培训费⟧⟦AMOUNT a1>i1|3万元⟧。",
            CITY,
            {"scope": None},
        ),
        (
            "严格落实高标准农田投资标准，⟦ITEM i1|建设资金⟧安排⟦AMOUNT a1>i1|3亿元⟧。",
            CITY,
            {"measure": "level"},
        ),
        (
            "⟦ITEM i1|标准化厂房⟧投入⟦AMOUNT a1>i1|3亿元⟧。",
            CITY,
            {"measure": "level"},
        ),
        (
            "⟦ITEM i1|国有资本经营预算收入⟧为汇总调整预算的⟦RATE a1>i1|108.9%⟧。",
            CITY,
            {"measure": "completion", "base": "adjusted"},
        ),
        (
            "支出安排⟦ITEM i1|教育支出⟧⟦AMOUNT a1b>i1|8亿元⟧。",
            BOTH,
            {"period": "2032", "role": "budget"},
        ),
        (
            "按照有关要求，2032年安排“三公”经费3万元。其中，⟦ITEM i1|公务接待费⟧减少⟦AMOUNT a1-b>i1|2万元⟧。",
            CITY,
            {"period": "2032"},
        ),
    ],
)
def test_words_that_stand_beside_a_figure_in_passing(marked, report, expected):
    key = keys(marked, report)[-1]
    assert {part: getattr(key, part) for part in expected} == expected


@pytest.mark.parametrize(
    ("behind", "role"),
    [
        ("，完成年初预算的⟦RATE r1|98.5%⟧", "actual"),
        ("，为调整预算的⟦RATE r1|98.5%⟧", "actual"),
        ("，实现预算的⟦RATE r1|98.5%⟧", "actual"),
        ("，为上年预算的⟦RATE r1|98.5%⟧", None),
        ("，比上年增长⟦RATE r1+|8.5%⟧", None),
    ],
)
def test_what_is_measured_against_its_budget_was_done(behind, role):
    report = Report("其他", 2031, "临川市2031年财政情况")
    marked = f"全市⟦ITEM i1|一般公共预算收入⟧⟦AMOUNT a1>i1|41.20亿元⟧{behind}。"
    assert keys(marked, report)[0].role == role


@pytest.mark.parametrize("name", ["一般预算收入", "地方财政一般预算收入", "一般预算支出"])
def test_the_older_name_of_the_general_budget_makes_no_budget_figure(name):
    _, facts = keyed(f"全县⟦ITEM i1|{name}⟧⟦AMOUNT a1>i1|4.12亿元⟧。", CITY, text_known=True)
    assert facts.amounts[0].role == "actual"
    assert facts.amounts[0].key.fund == "general"


@pytest.mark.parametrize(
    ("marked", "role"),
    [
        ("2032年，全市收入预计⟦AMOUNT a1b|9亿元⟧。⟦ITEM i1|支出⟧⟦AMOUNT a2>i1|8亿元⟧。", "budget"),
        ("2032年，⟦ITEM i1|支出⟧⟦AMOUNT a2>i1|8亿元⟧，用于养老。", "budget"),
        ("2032年1月，⟦ITEM i1|支出⟧完成⟦AMOUNT a2>i1|8亿元⟧。", "actual"),
        ("2031年，⟦ITEM i1|支出⟧⟦AMOUNT a2>i1|8亿元⟧。", "actual"),
    ],
)
def test_what_is_told_of_a_year_ahead_is_a_plan(marked, role):
    _, facts = keyed(marked, BOTH, text_known=True)
    assert facts.amounts[-1].role == role


@pytest.mark.parametrize(
    "opening", ["主要包括", "按主要税种划分", "需要说明的事项", "支出安排包括"]
)
def test_what_opens_a_list_names_nothing(opening):
    (key,) = keys(f"{opening}：⟦ITEM i1|森林管护⟧⟦AMOUNT a1>i1|2.10亿元⟧。", CITY)
    assert key.item == "森林管护"


@pytest.mark.parametrize(
    ("marked", "role"),
    [
        ("2032年⟦ITEM i1|税收收入⟧安排⟦AMOUNT a1b>i1|9亿元⟧，增长⟦RATE r1+>i1|5%⟧。", "budget"),
        ("二、2032年预算草案\n⟦ITEM i1|税收收入⟧增长⟦RATE r1+>i1|5%⟧左右。", "budget"),
        (
            "⟦ITEM i1|税收收入⟧预算⟦AMOUNT a1b>i1|9亿元⟧，完成⟦AMOUNT a2>i1|8亿元⟧，增长⟦RATE r1+>i1|5%⟧。",
            "actual",
        ),
        ("⟦ITEM i1|税收收入⟧预算⟦AMOUNT a1b>i1|9亿元⟧，完成预算的⟦RATE r1>i1|95%⟧。", "actual"),
        ("⟦ITEM i1|绿地率⟧⟦RATE r1>i1|40%⟧。", "actual"),
    ],
)
def test_a_rate_is_of_the_statement_of_its_level(marked, role):
    assert keys(marked, BOTH)[-1].role == role


def test_a_heading_of_execution_plans_nothing():
    text = "一、政府性基金收支预算执行情况\n12月止，⟦ITEM i1|罚没收入⟧⟦AMOUNT a1b>i1|9亿元⟧。"
    _, facts = keyed(text, CITY)
    assert facts.amounts[0].key.role == "actual"


@pytest.mark.parametrize(
    "words",
    ["2031年青岭示范区", "二是青岭示范区", "其中，青岭示范区"],
)
def test_a_zone_before_a_funds_name_owns_the_figure_and_what_follows_in_its_paragraph(words):
    text = (
        f"市级⟦ITEM i1|一般公共预算收入⟧⟦AMOUNT a1>i1|81亿元⟧。{words}⟦ITEM i2|一般公共预算收入⟧"
        "⟦AMOUNT a2>i2|19亿元⟧。⟦ITEM i3|支出预算⟧⟦AMOUNT a3b>i3|20亿元⟧。"
    )
    assert [k.scope for k in keys(text, CITY)] == ["own", "region:青岭示范区", None]


def test_a_level_and_the_counties_together_are_the_whole():
    text = "市级和部分县区调减⟦ITEM i1|收入预算⟧⟦AMOUNT a1b>i1|5亿元⟧。"
    assert keys(text, CITY)[0].scope == "whole"


def test_a_base_is_not_read_off_the_name():
    text = "⟦ITEM i1|支出预算⟧调整为⟦AMOUNT a1b>i1|7亿元⟧，完成⟦AMOUNT a2>i1|6亿元⟧，增长⟦RATE r1+>i1|8%⟧。"
    assert keys(text, CITY)[-1].base is None


def test_what_a_unit_has_is_no_plan_of_its_budget():
    report = Report("部门预算", 2031, "松涧学院2031年度部门预算")
    text = (
        "学校有⟦ITEM i1|实验站⟧⟦COUNT c1>i1|3个⟧。2031年计划接待⟦ITEM i2|批次⟧⟦COUNT c2>i2|20批⟧。"
    )
    assert [k.role for k in keys(text, report)] == [None, "budget"]


def test_the_other_side_of_a_fund_is_named_by_its_side_alone():
    text = "全市⟦ITEM i1|政府性基金预算收入⟧⟦AMOUNT a1>i1|41亿元⟧；⟦ITEM i2|支出⟧⟦AMOUNT a2>i2|215亿元⟧。"
    key = keys(text, CITY)[-1]
    assert (key.concept, key.fund) == ("expenditure-of-year", "fund")
    assert keys("⟦ITEM i1|支出⟧⟦AMOUNT a1>i1|2亿元⟧。", CITY)[0].concept is None


def test_what_a_superior_pays_a_government_is_no_revenue_of_a_unit():
    text = "⟦ITEM i1|上级补助收入⟧⟦AMOUNT a1>i1|2亿元⟧。"
    assert keys(text, CITY)[0].concept == "subsidy-from-superior"
    assert keys(text, FINAL)[0].concept == "superior-subsidy-revenue"


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("2031年河东经开区", "region:河东经开区"),
        ("中央和省对我市", None),
        ("市级一般公共预算支出8亿元，加上对下级补助支出1亿元后，", "own"),
    ],
)
def test_whose_budget_a_sentence_tells(words, scope):
    text = f"{words}⟦ITEM i1|一般公共预算收入⟧⟦AMOUNT a1>i1|3亿元⟧。"
    assert keys(text, CITY)[0].scope == scope


@pytest.mark.parametrize(
    ("heading", "period", "role"),
    [
        ("2032年预算草案", "2032", "budget"),
        ("2031年预算执行及债务总体情况", "2031", "actual"),
        ("2031年，全市完成任务", "2031", None),
    ],
)
def test_a_line_that_tells_its_year_and_ends_as_a_heading_is_one(heading, period, role):
    key = keys(f"{heading}\n⟦ITEM i1|罚没收入⟧⟦AMOUNT a1>i1|3亿元⟧。", BOTH)[0]
    assert (key.period, key.role) == (period, role)


def test_a_total_behind_what_is_added_is_of_all():
    text = "⟦ITEM i1|一般公共预算收入⟧⟦AMOUNT a1>i1|7亿元⟧，加上补助9亿元，⟦ITEM i2|收入合计⟧⟦AMOUNT a2>i2|16亿元⟧。"
    assert [k.concept for k in keys(text, CITY)] == ["revenue-of-year", "revenue-total"]
    assert keys(text.replace("加上", "包括"), CITY)[1].concept == "revenue-of-year"


def test_what_is_counted_is_no_account():
    assert keys("市直⟦COUNT c1>i1|7家⟧⟦ITEM i1|公立医院⟧。", CITY)[0].account is None


def test_bonds_issued_are_not_all_debt_issued():
    names = ("2031年地方政府一般债券发行额", "2031年地方政府一般债务发行额")
    assert [read_name(n).concept for n in names] == ["bonds-issued", "debt-issued"]
