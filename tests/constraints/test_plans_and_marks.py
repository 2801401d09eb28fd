"""What stands beside a plan, marks told part by part, rows that a total closes: right texts tell nothing, one slip is told."""

import pytest

from tests.constraints.marked import checks_of, findings, sketch, told


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("{改造合同价}<240.00万元>，{结算}<249.12万元>，超<RATE>。", "3.80%", "8.30%"),
        ("{堤防概算}<1,500.0万元>，{实际完成}<1,275.0万元>，比概算低<RATE>。", "15.0%", "25.0%"),
        ("{培训计划}<800人次>，{实际完成}<640人次>，较计划少<RATE>。", "20.00%", "2.00%"),
    ],
)
def test_a_rate_beside_a_plan_is_of_the_plan(text, right, wrong):
    assert told(text.replace("<RATE>", f"<?{right}>")) == []
    assert [kind for kind, _ in told(text.replace("<RATE>", f"<?{wrong}>"))] == ["growth"]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("{设备款}应支付<860.50万元>，已支付<812.20万元>，未支付<REST>为质保金。", "48.30万元", "43.80万元"),
        ("{教职工}核定编制<3,120名>，实有在编<2,964名>，空编<REST>。", "156名", "165名"),
        ("{补助任务}<2,400.0万元>，实际拨付<2,250.5万元>，欠拨<REST>。", "149.5万元", "194.5万元"),
    ],
)  # fmt: skip
def test_what_is_left_open_is_the_plan_less_what_was_done(text, right, wrong):
    assert told(text.replace("<REST>", f"<?{right}>")) == []
    assert [kind for kind, _ in told(text.replace("<REST>", f"<?{wrong}>"))] == ["diff"]


@pytest.mark.parametrize("lead", ["，两者差", "，二者相差", "，相差"])
def test_two_rates_are_so_many_points_apart(lead):
    text = "{税收占比}甲县最高，为<81.4%>；末位的{乙县}只有<52.6%>" + lead + "<?POINTS个百分点>。"
    marked = sketch(text.replace("POINTS", "28.8")).replace("⟦COUNT", "⟦RATE")
    assert [c for c in checks_of(marked) if c.finding] == []
    marked = sketch(text.replace("POINTS", "29.8")).replace("⟦COUNT", "⟦RATE")
    assert [c.kind for c in checks_of(marked) if c.finding] == ["diff"]


@pytest.mark.parametrize(
    ("total", "expected"),
    [("71.45万元", []), ("74.15万元", [("sum", "74.15万元")]), ("96.20万元", [])],
    ids=["right", "digits exchanged", "more is meant"],
)
def test_a_row_that_a_total_closes(total, expected):
    text = f"责成退回{{超标列支}}<52.89万元>、{{多付补助}}<18.56万元>，{{应退资金合计}}<{total}>。"
    assert told(text) == expected


@pytest.mark.parametrize(
    ("part", "expected"), [("2.24", []), ("2.42", [("sum", "4.853亿元")]), ("2.2", [])]
)
def test_parts_are_as_exact_as_their_total(part, expected):
    part_of_rest = "0.706" if part != "2.2" else "0.746"
    text = (
        f"{{整治资金}}<4.853亿元>，其中{{路面}}<1.317亿元>、{{绿化}}<0.59亿元>、{{管网}}<{part}亿元>、"
        f"{{照明}}<{part_of_rest}亿元>。"
    )
    assert told(text) == expected


@pytest.mark.parametrize(("moved", "expected"), [("173.5", []), ("174.5", ["sum"])])
def test_a_budget_after_its_moves_is_exact(moved, expected):
    text = f"{{年初预算}}<b186万元>，年中压减<-12.5万元>，{{调整后预算}}<b{moved}万元>。"
    assert [kind for kind, _ in told(text)] == expected


@pytest.mark.parametrize(("first", "expected"), [("13.7", []), ("14.7", [("share", "14.7%")])])
def test_shares_of_three_parts_in_a_row(first, expected):
    text = (
        "年末{常住人口}<286.4万人>。按年龄分，{0—14岁}<39.2万人>、{15—59岁}<182.1万人>、{60岁及以上}<65.1万人>，"
        f"各占<?{first}%>、<?63.6%>、<?22.7%>。"
    )
    assert told(text) == expected


def test_shares_over_their_own_list_have_no_other_whole():
    text = "{收支总额}<6,318.44万元>。支出分类：{基本支出}<1,877.92万元>占<31.7%>，{项目支出}<4,046.02万元>占<68.3%>。"
    assert told(text) == []


def marks(text: str) -> list[str]:
    """Return what is told on a text with ⟨full⟩ and [got] marks."""
    for number in range(text.count("⟨") + text.count("[")):
        places = [p for p in (text.find("⟨"), text.find("[")) if p >= 0]
        kind, close = ("WEIGHT", "⟩") if text[min(places)] == "⟨" else ("SCORE", "]")
        start = min(places)
        end = text.index(close, start)
        text = f"{text[:start]}⟦{kind} m{number}|{text[start + 1 : end]}分⟧{text[end + 1 :]}"
    return [c.stated for c in checks_of(text) if c.finding]


PARTS = (
    "整体支出得分为[{}]。\n（一）投入类\n投入类指标满分⟨20⟩，评价得分[{}]。其中，目标合理性满分⟨12⟩，得[11]；控制率满分⟨8⟩，得[7]。\n"
    "（二）过程类\n本类共⟨30⟩，得[26.5]。完成率满分⟨10⟩，得[8.5]；资产管理满分⟨20⟩，得[18]。\n"
    "（三）产出类\n本类⟨50⟩，得[44]。救助人数（⟨30⟩）：得[26]；发放及时率（⟨20⟩）：得[18]。"
)


def test_marks_of_parts_and_the_score_over_them():
    assert marks(PARTS.format("88.5", "18")) == []
    assert marks(PARTS.format("89.5", "18")) == ["89.5分"]
    assert "19分" in marks(PARTS.format("88.5", "19"))


@pytest.mark.parametrize("got", ["9", "8", "7.5"])
def test_a_full_mark_behind_a_slash_is_no_mark_above_it(got):
    text = f"⟦INDICATOR n1|成活率⟧　⟦WEIGHT w1>n1|{got}⟧／⟦SCORE s1>n1|10⟧"
    assert [c for c in checks_of(text) if c.finding] == []


def test_one_of_several_results_is_not_what_the_verdict_is_of():
    text = "⟦INDICATOR n1|满意率⟧。目标⟦TARGET t1>n1|75%⟧，两次调查为⟦ACTUAL a1>n1|73.8%⟧与78.1%，取均值，⟦STATUS u1>n1|达标⟧。"
    assert [c for c in checks_of(text) if c.finding] == []


def test_a_part_in_a_cell_below_is_no_part_of_the_cell_above():
    text = "{采购支出}\n\n<1,260.8万元>\n\n<833.4万元>\n\n其中：{服务}\n\n<1,142.3万元>\n\n<790.1万元>\n"
    assert told(text) == []


@pytest.mark.parametrize(
    ("rest", "expected"), [("0.86万元", []), ("8.60万元", ["product"])], ids=["less", "unrelated"]
)
def test_a_price_per_head_leaves_out_what_others_got(rest, expected):
    text = (
        "{公务接待费}<440.86万元>，共{国内公务接待}<4.40万人次>，人均<100.00元>；"
        f"{{外事接待}}<12人次>，列支<{rest}>。"
    )
    assert [kind for kind, _ in told(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "{全县预算支出}安排<b174.05亿元>，加上转移性支出后{总支出}为<b223.77亿元>，下降<-1.9%>。",
        "{征收任务}<860万元>，{实际入库}<905万元>，增长<+12.4%>。",
        "{概算}<1,240万元>，{结算}<1,180万元>，核减率<?3.20%>。",
    ],
)
def test_a_fall_without_a_word_for_the_plan_is_against_the_year_before(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("first", "second", "moved"),
    [
        ("幼儿净入园率", "流失率", "降为"),
        ("电子开票率", "退票率", "降至"),
        ("到课率", "缺考率", "降到"),
    ],
)
def test_a_change_of_one_rate_is_not_between_two(first, second, moved):
    text = (
        f"⟦ITEM i1|{first}⟧⟦RATE r1>i1|98.6%⟧，⟦ITEM i2|{second}⟧{moved}⟦RATE r2>i2|0.7%⟧，"
        "降低⟦RATE r3->i2|1.3个百分点⟧。"
    )
    assert findings(text) == []


@pytest.mark.parametrize(("bound", "told_growths"), [("以上", 0), ("左右", 0), ("", 1)])
def test_a_growth_told_as_a_bound_is_no_growth_to_the_point(bound, told_growths):
    text = (
        "2022年⟦ITEM i1|财政收入⟧⟦AMOUNT a1>i1|730.00万元⟧，上年⟦AMOUNT a2>i1|710.00万元⟧，"
        f"增长⟦RATE r1+>i1|2.5%⟧{bound}。"
    )
    assert sum(c.kind == "growth" for c in findings(text)) == told_growths


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("{步道}计划<320公里>，{实际完成}<304公里>，完成<RATE>。", "95.0%", "59.0%"),
        ("{树苗}目标<450株>，{实际栽植}<432株>，完成率为<RATE>。", "96.0%", "69.0%"),
        ("{学员}任务<250人>，{实际培训}<260人>，为目标任务的<RATE>。", "104.0%", "140.0%"),
    ],
)
def test_a_completion_is_of_the_goal_right_before_it(text, right, wrong):
    assert told(text.replace("<RATE>", f"<?{right}>")) == []
    assert [kind for kind, _ in told(text.replace("<RATE>", f"<?{wrong}>"))] == ["share"]


def test_what_is_done_beyond_a_goal_may_be_told_as_all_of_it():
    assert told("{学员}任务<250人>，{实际培训}<260人>，完成<?100%>。") == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("{会议费}预算<45.00万元>，{实际列支}<58.50万元>，超预算<?13.50万元>，超支幅度为<RATE>。", "30.00%", "23.08%"),
        ("{堤防}批复概算<1,200.0万元>，{结算}<1,380.0万元>，超概算<?180.0万元>，超概率<RATE>。", "15.00%", "13.04%"),
        ("{水电费}控制数<40.00万元>，{实际开支}<46.00万元>，超出<?6.00万元>，超控制数比例达<RATE>。", "15.0%", "13.0%"),
    ],
)  # fmt: skip
def test_an_excess_may_stand_before_its_rate(text, right, wrong):
    assert told(text.replace("<RATE>", f"<?{right}>")) == []
    assert [kind for kind, _ in told(text.replace("<RATE>", f"<?{wrong}>"))] == ["growth"]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("下达{资金}<1.26亿元>，{实际支付}<7,938万元>，支付率<63.0%>，尚有<REST>在账上。", "4,662万元", "466.2万元"),
        ("共查出{问题}<63个>，{已整改}<54个>，占<85.71%>，正在整改<REST>。", "9个", "11个"),
        ("{到位资金}<800.0万元>，{拨付}<650.0万元>，还有<REST>未拨付。", "150.0万元", "105.0万元"),
    ],
)  # fmt: skip
def test_the_rest_of_a_pair_may_stand_behind_its_rate(text, right, wrong):
    assert told(text.replace("<REST>", f"<?{right}>")) == []
    assert [kind for kind, _ in told(text.replace("<REST>", f"<?{wrong}>"))] == ["diff"]


def test_a_rest_of_another_account_is_none():
    assert told("下达{资金}<800.0万元>，{拨付}<650.0万元>，还有<?80.0万元>未下达。") == []


@pytest.mark.parametrize(("rate", "expected"), [("100%", []), ("96.3%", [])])
def test_a_cost_below_its_limit_is_met(rate, expected):
    assert told(f"{{单位成本}}计划<b480元>，{{实际}}<462元>，{{完成率}}<{rate}>。") == expected
