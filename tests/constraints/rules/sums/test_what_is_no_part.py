"""Figures behind a total that are no parts of it: explanations, purposes, parts of parts, other accounts."""

from __future__ import annotations

import pytest

from tests.constraints.marked import checks_told_of, findings, holds, stated_told, told
from tests.constraints.reports import checks_told, told_of_region


@pytest.mark.parametrize(
    "text",
    [
        "2031年新增债券安排如下：160亿元用于桥梁建设，117亿元用于学校建设，66亿元用于渠系改造，231亿元用于园区建设。",
        "2031年新增债券用于桥梁建设44.93亿元，用于学校建设39.75亿元，用于渠系改造9.28亿元，用于园区建设9.02亿元。",
    ],
    ids=["behind", "in front"],
)
def test_figures_that_each_say_what_they_are_for_are_no_parts_of_the_first(tmp_path, text):
    assert checks_told(tmp_path, f"松涧区2031年政府债务情况\n{text}\n") == []


@pytest.mark.parametrize("inside", ["202.61", "150.02", "88.40"])
def test_a_figure_in_a_bracket_that_opened_on_the_line_above_is_no_part(inside):
    text = (
        "⟦ITEM i1|一般公共预算支出⟧预计⟦AMOUNT a1>i1|711.01亿元⟧（当年预算安排的支出⟦AMOUNT a2|508.40亿元⟧，符合要求；\n"
        f"⟦ITEM i3|上年结转安排的支出⟧⟦AMOUNT a3>i3|{inside}亿元⟧），加上⟦ITEM i4|上解支出⟧⟦AMOUNT a4>i4|79.86亿元⟧，"
        "⟦ITEM i5|债务还本支出⟧⟦AMOUNT a5>i5|173.15亿元⟧，⟦ITEM i6|支出总计⟧⟦AMOUNT a6>i6|964.02亿元⟧。"
    )
    assert checks_told_of(text) == []


SUMS = {
    "added to what stands elsewhere": (
        "一般公共预算收入加上上级补助收入41.25亿元、一般债务转贷收入5.30亿元、调入资金12.84亿元、上年结转收入3.17亿元，收入总计为98.46亿元。",
        "全县加政府性基金补助收入2.30亿元，上解收入1.40亿元，专项债券转贷收入18.90亿元，政府性基金收入总量为31.20亿元。",
        "土地出让收入，再加上上级补助收入4200万元、债务转贷收入6.15亿元、上年结转收入1.07亿元，收入总计13.84亿元。",
    ),
    "what came in less what was passed on": (
        "省级补助收入415万元（省级补助全州1628万元，州对县补助1213万元），上年结转收入5240万元。",
        "一般债务收入20316万元（全州收入71440万元，转贷县级51124万元）、上年结余收入9170万元。",
        "上级专项补助41.26亿元（省补助全市97.41亿元、市补助县区56.15亿元），调入资金3.10亿元。",
    ),
    "a part below zero": (
        "支出总计742160万元，包括本级支出610250万元、上解支出20410万元、调出资金8730万元、债务还本支出103120万元、补充周转金-350万元。",
        "收入合计93150万元，包括税收分成收入80250万元、上级补助收入12982万元、再融资债券转贷收入-82万元。",
        "总支出5210万元，包括本级支出4800万元、上解支出430万元、其他支出-20万元。",
    ),
    "a part of a part": (
        "采购金额46.00亿元，其中小型企业合同金额34.50亿元，占75%，其中本地小型企业合同金额27.60亿元，占小型企业合同金额的80%。",
        "全年投入31.50亿元，其中省级资金22.10亿元，占70.2%，其中专项资金15.40亿元，占省级资金的69.7%。",
        "在校学生4200人，其中住校生2600人，占61.9%，其中女生1900人，占住校生的73.1%。",
    ),
    "nearly so much": (
        "到期还本付息71.36亿元，隐性债务化解任务46.12亿元，两项合计近120亿元。",
        "学校建设资金3.42亿元，道路建设资金5.41亿元，两项合计约9亿元。",
        "县级配套资金4630万元，社会资金2180万元，两项合计6800万元左右。",
    ),
    "a reason in brackets": (
        "收入合计84.50亿元，其中财政拨款资金51.20亿元、其他资金27.60亿元（主要是学校收费）、上年结转资金5.70亿元。",
        "支出合计5300万元，其中基本支出3100万元（主要是人员经费）、项目支出2000万元、经营支出200万元。",
        "本年收入7150万元，其中拨款6000万元（主要是专项增加）、事业收入950万元、其他收入200万元。",
    ),
    "what was repaid": (
        "全年新增政府债券23.50亿元，其中：一般债券8.20亿元用于道路，偿还到期本金13.10亿元，支付利息4.20亿元。",
        "省下达新增债券额度76200万元，其中一般债券26200万元，用于学校建设，还本支出41200万元，付息支出26100万元。",
        "新增债券15.00亿元，其中用于道路建设11.20亿元、学校建设3.10亿元，偿还到期债券利息1.35亿元。",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", [t for texts in SUMS.values() for t in texts])
def test_figures_that_are_no_parts_of_a_total_do_not_accuse_it(tmp_path, text):
    assert told_of_region(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (SUMS["a part below zero"][1].replace("93150", "93510"), "93510万元"),
        ("一般公共预算收入35.90亿元，加上上级补助收入41.25亿元、调入资金12.84亿元、上年结转收入3.17亿元，收入总计为103.16亿元。", "103.16亿元"),
        (SUMS["a reason in brackets"][0].replace("5.70", "7.70"), "84.50亿元"),
    ],
)  # fmt: skip
def test_a_total_that_its_own_parts_do_not_make_is_told(tmp_path, text, wrong):
    assert told_of_region(tmp_path, text) == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "应收款项合计7.14亿元：其中应收票据6.60亿元，逾期4.66亿元；应收账款0.54亿元，逾期0.49亿元。",
        "安排资金2350万元，其中：道路1600万元，续建900万元；桥梁750万元，续建500万元。",
        "全年拨付36.20亿元，其中：教育21.40亿元，乡村小学13.50亿元；卫生14.80亿元，乡镇卫生院9.60亿元。",
    ],
)
def test_a_total_over_the_heads_of_groups_is_right(tmp_path, text):
    assert told_of_region(tmp_path, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "全县零售额13.10亿元，增长14%。其中，网上零售额10.80亿元，首次突破10亿元，增长12%。",
        "全区财政总收入24.60亿元，其中税收收入20.30亿元，首次迈上20亿元台阶，超过上年。",
        "全年完成投资5280万元，其中省级资金4150万元，超过4000万元，占78.6%。",
    ],
)
def test_a_mark_that_was_passed_is_no_part(tmp_path, text):
    assert told_of_region(tmp_path, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "补助收入9.40亿元，其中：一般公共补助收入9.40亿元，较上年减少1.30亿元，下降12.1%，主要为税收返还0.70亿元，较上年持平；一般性补助6.50亿元；专项补助2.20亿元。",
        "专项经费620万元，其中：设备费620万元，较上年增加20万元，主要包括教学设备410万元；办公设备210万元。",
        "债券资金35.60亿元，其中：专项债券35.60亿元，占100%，增长5%，主要包括园区建设21.40亿元；学校建设14.20亿元。",
    ],
)  # fmt: skip
def test_what_a_part_mainly_is_stands_inside_it(tmp_path, text):
    assert told_of_region(tmp_path, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "债券转贷收入117亿元（新增债券50亿元、再融资债券67亿元），其中，新增一般债券15亿元，新增专项债券35亿元，主要用于道路工程。",
        "全年拨付8640万元（省级资金5200万元、市级资金3440万元），其中：一般项目2100万元，重点项目3100万元。",
        "新增收入9.30亿元（税收收入6.10亿元、非税收入3.20亿元），其中，国税收入4.00亿元，地税收入2.10亿元。",
    ],
)
def test_a_list_behind_brackets_is_not_of_their_last_figure(tmp_path, text):
    assert told_of_region(tmp_path, text) == []


_MOVED = (
    "⟦ITEM i1|年初预算⟧为⟦AMOUNT a1b>i1|865.30万元⟧，追加⟦ITEM i2|专项⟧⟦AMOUNT a2b+>i2|247.60万元⟧、⟦ITEM i3|核减赛事经费⟧⟦AMOUNT a3b{sign}>i3|38.50万元⟧，"
    "⟦ITEM i4|调整后预算⟧⟦AMOUNT a4b>i4|1,074.40万元⟧。"
)


@pytest.mark.parametrize("sign", ["+", "-"])
def test_a_cut_in_a_name_is_never_added(sign: str) -> None:
    assert stated_told(_MOVED.format(sign=sign)) == []


_PART = (
    "⟦ITEM i1|支付⟧⟦AMOUNT a1>i1|4,015万元⟧，含⟦ITEM i2|上年结转资金⟧⟦AMOUNT a2>i2|1,060万元⟧{behind}；⟦ITEM i3|到位⟧⟦AMOUNT a3>i3|1,900万元⟧，"
    "⟦ITEM i4|支付⟧⟦AMOUNT a4>i4|2,476万元⟧。"
)


@pytest.mark.parametrize("behind", ["中的一部分", "里的尾款"])
def test_what_is_part_of_a_part_opens_no_list(behind: str) -> None:
    assert stated_told(_PART.format(behind=behind)) == []


def test_a_part_in_a_cell_below_is_no_part_of_the_cell_above():
    text = "{采购支出}\n\n<1,260.8万元>\n\n<833.4万元>\n\n其中：{服务}\n\n<1,142.3万元>\n\n<790.1万元>\n"
    assert told(text) == []


def test_standards_per_head_are_no_parts_of_a_total() -> None:
    text = (
        "为⟦ITEM i1|老人⟧⟦COUNT c1>i1|4127人⟧按年人均⟦AMOUNT a1>i1|600元⟧发放⟦AMOUNT a2>i1|247.62万元⟧，"
        "为⟦ITEM i2|百岁老人⟧⟦COUNT c2>i2|11人⟧按年人均⟦AMOUNT a3>i2|6000元⟧发放⟦AMOUNT a4>i2|6.60万元⟧，"
        "⟦ITEM i3|高龄津贴⟧共⟦AMOUNT a5>i3|254.22万元⟧。"
    )
    assert not findings(text)


def test_what_follows_a_part_and_its_rate_is_inside_it():
    text = "{收入合计}<900.3万元>，其中：{本级收入}<400.1万元>，增长<+3.0%>，其中，{租金}<100.0万元>；{补助收入}<500.2万元>。"
    assert holds(text, "sum")
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{植被恢复}支出决算为<361.85万元>，比预算数多<+61.85万元>，系年中下达{除虫经费}<38.50万元>、{防火治理}<23.35万元>。",
        "{河道管护}支出<142.10万元>，比上年少<-42.10万元>，其中{清淤}<30.00万元>、{护坡}<12.10万元>。",
        "{办公楼租金}支出<226.00万元>，较预算增加<+26.00万元>，主要系{新租库房}<16.50万元>、{物业}<9.50万元>。",
    ],
)
def test_figures_that_explain_a_change_are_no_parts_of_its_level(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{一般公共预算支出}<284,610万元>。其中：{八项支出}<221,430万元>；{脱贫攻坚支出}<52,408万元>；{污染防治支出}<10,700万元>。",
        "{本级支出}<96,400万元>，其中：{民生支出}<77,750万元>、{教育支出}<18,560万元>。",
        "{地方支出}<45,120万元>，其中{三保支出}<31,900万元>、{重点支出}<13,202万元>。",
    ],
)
def test_classes_across_those_of_the_budget_make_up_no_whole(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "执行中{追加经费}<1462300元>，{全年支出}<12076400元>，{结余}<412530元>。其中追加的{应急处置经费}<580000元>已用完。",
        "{本年支出}<640万元>，{年末结余}<35万元>，其中：{基本支出}<410万元>、{项目支出}<230万元>。",
        "{上级补助}<90万元>，{余额}<12万元>。其中{转拨村级}<60万元>。",
    ],
)
def test_a_part_that_the_level_before_the_balance_holds_is_no_part_of_the_balance(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "切出{林业资金}<270万元>用于林道、水池，切出<116万元>用于低产林改造；前者只用了<191.2万元>，后者用完。",
        "安排{农业资金}<480万元>用于沟渠，另安排<136万元>用于农机；前者支付<401.5万元>，后者付清。",
    ],
)
def test_figures_that_are_each_for_something_are_no_parts_of_the_first(text):
    assert told(text) == []
