"""Which figure of a sentence a list, a change or a share is of: each text as it is meant tells nothing, with one slip it tells one."""

import pytest

from tests.constraints.marked import told


@pytest.mark.parametrize(
    "text",
    [
        "{渠道三期预算}下达<b8,400万元>，支付<7,916.3万元>，执行率<94.24%>。资金来源为{专项债券}<5,000万元>、{省级补助}<1,300万元>、{区级财政}<2,100万元>。",
        "{水库维修}安排<b620.00万元>，支出<588.40万元>。其中{中央资金}<310.00万元>、{省级资金}<190.00万元>、{县级资金}<120.00万元>。",
        "{育苗项目}指标<b93.50万元>，实际支付<90.12万元>，包括{省级}<50.00万元>、{市级}<20.50万元>、{县级}<23.00万元>。",
    ],
)
def test_a_list_that_adds_up_to_the_budget_before_it_is_no_list_of_the_outturn(text):
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
        "资金支出中{教材补贴}<52.00万元>、{师资课酬}<23.40万元>、{场地布置}<28.71万元>。",
        "另有{养殖补助}<71.25万元>、{防疫补助}<35.40万元>和{圈舍改造}<35.91万元>。",
        "同期拨付{种子款}<46.20万元>、{肥料款}<21.18万元>、{农药款}<24.92万元>，均已结清。",
    ],
)
def test_a_member_of_a_row_is_no_total_of_the_others(text):
    assert told(text) == []


@pytest.mark.parametrize("stop", [".", "。"])
@pytest.mark.parametrize(("parts", "expected"), [("3120", []), ("3210", [("sum", "14860万元")])])
def test_a_list_ends_with_its_sentence_whatever_its_full_stop(stop, parts, expected):
    text = (
        "{整合资金}<14860万元>,其中{中央}<8215万元>、{省级}<3120万元>、{市级}<1225万元>、{县级}<2300万元>,重点用于道路和补充本金"
        f"{stop}筹措{{风险补偿金}}<1400万元>,撬动{{贷款}}<1.16亿元>{stop}"
    )
    assert told(text.replace("<3120", f"<{parts}")) == expected


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
        "{三公经费}支出<b2,815.46万元>，比年初预算<b4,130万元>减少<-1,314.54万元>，完成预算的<68.17%>，较2020年决算<2,957.3万元>减支<-141.84万元>，下降<-4.80%>。",
        "{财政总收入}<b39624万元>,占预算<b39000万元>的<101.6%>,较上年<36580万元>增长<+8.32%>。",
        "{基金收入}<b18.46亿元>，为调整预算<b19.20亿元>的<96.15%>，比上年<20.01亿元>减少<-1.55亿元>，下降<-7.75%>。",
    ],
)
def test_the_level_that_is_compared_is_no_base_told_before_it(text):
    assert told(text) == []


def test_the_right_level_is_compared_all_the_same():
    text = "{基金收入}<18.46亿元>，为调整预算<b19.20亿元>的<96.15%>，比上年<20.01亿元>减少<-1.55亿元>，下降<-7.57%>。"
    assert told(text) == [("growth", "-7.57%")]


@pytest.mark.parametrize(("share", "expected"), [("79.56%", []), ("97.56%", [("share", "97.56%")])])
def test_a_share_is_of_the_figure_before_the_brackets(share, expected):
    text = f"{{收入合计}}<21,873.65万元>。其中：{{事业收入}}<17,402.55万元>（含{{教育收费}}<0.00万元>），占总收入的<?{share}>。"
    assert told(text) == expected


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
    ("second", "expected"), [("186.30", []), ("168.30", [("sum", "1259.40万元")])]
)
def test_a_row_told_under_the_names_before_it_is_a_list_of_parts(second, expected):
    text = (
        "{防控经费}<1,259.40万元>，其中免疫规划、血吸虫防治、结核病与包虫病防治、精神卫生和{慢性病防治}分别为"
        f"<412.60万元>、<{second}万元>、<224.50万元>、<258.00万元>和<178.00万元>。"
    )
    assert told(text.replace("、精神卫生和{", "、精神卫生、{")) == expected


@pytest.mark.parametrize(
    ("owed", "expected"), [("98.05亿元", []), ("98.50亿元", [("sum", "98.50亿元")])]
)
def test_two_kinds_of_debt_in_a_row_make_up_the_debt(owed, expected):
    text = f"年末{{政府债务余额}}<{owed}>，一般债务和{{专项债务}}各为<21.14亿元>、<76.91亿元>。"
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{门诊收入}<1,041.70万元>，{住院收入}<2,556.60万元>。按性质分，{药品}<1,280.25万元>，{材料}<327.85万元>，{检查}<846.50万元>，{服务}<1,143.70万元>。",
        "{线上销售}<84.0万元>，{线下销售}<116.5万元>。按产品分，{粮食}<120.3万元>，{果蔬}<80.2万元>。",
        "{上半年}<12.40亿元>，{三季度}<6.10亿元>，{四季度}<7.35亿元>。按级次分，{中央}<9.20亿元>，{省级}<4.15亿元>，{市级}<12.50亿元>。",
    ],
)
def test_a_list_may_split_several_figures_together(text):
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


@pytest.mark.parametrize(("share", "expected"), [("58.0%", []), ("85.0%", [("share", "85.0%")])])
def test_a_share_is_of_the_figure_that_its_clause_names(share, expected):
    text = (
        "{预算收入}<2078.64亿元>，为汇总预算<b2050亿元>的<101.4%>；其中{税收收入}<1206.35亿元>、{非税收入}<872.29亿元>，"
        f"税收收入占预算收入的<?{share}>。"
    )
    assert told(text) == expected


def test_a_goal_in_marks_is_no_full_mark():
    text = "⟦INDICATOR n1|满意度⟧应为⟦WEIGHT w1>n1|90⟧分，已得⟦SCORE s1>n1|92.3⟧分。"
    assert told(text) == []
