"""Lists that tell two figures of every part: where the one adds up, the other does."""

import pytest

from tests.constraints.marked import told

WRONG = {
    "problems beside amounts and units": (
        "{问题}<126项>，涉及{金额}<2,853.62万元>。其中：<?9家>单位编制不准，涉及{问题}<23项>、{金额}<1,215.40万元>；"
        "<?14家>单位清缴不及时，涉及{问题}<31项>、{金额}<842.17万元>；<?7家>单位程序不规范，涉及{问题}<66项>、{金额}<796.05万元>。"
    ),
    "cases beside amounts": (
        "查处{案件}<55起>、{涉案金额}<312.60万元>，其中：{套取资金}<28起>、{套取金额}<108.20万元>；"
        "{虚开发票}<14起>、{虚开金额}<164.40万元>；{挪用}<15起>、{挪用金额}<40.00万元>。"
    ),
    "an amount beside counts": (
        "清理{往来款}<86笔>、{往来金额}<1,245.37万元>。其中：{应收款项}<41笔>、{应收金额}<618.22万元>；"
        "{预付款项}<29笔>、{预付金额}<402.55万元>；{暂存款项}<16笔>、{暂存金额}<242.60万元>。"
    ),
    "fewer households than in all": (
        "补助{农户}<1,900户>、{金额}<300.50万元>，其中：{种粮补贴}<800户>、{种粮金额}<200.10万元>；"
        "{农机补贴}<600户>、{农机金额}<60.20万元>；{良种补贴}<350户>、{良种金额}<40.20万元>。"
    ),
}
RIGHT = {
    "both add up": (
        "{问题}<120项>，涉及{金额}<2,853.62万元>。其中：<?9家>单位编制不准，涉及{问题}<23项>、{金额}<1,215.40万元>；"
        "<?14家>单位清缴不及时，涉及{问题}<31项>、{金额}<842.17万元>；<?7家>单位程序不规范，涉及{问题}<66项>、{金额}<796.05万元>。"
    ),
    "households stand in several parts": (
        "补助{农户}<1,200户>、{金额}<300.50万元>，其中：{种粮补贴}<800户>、{种粮金额}<200.10万元>；"
        "{农机补贴}<600户>、{农机金额}<60.20万元>；{良种补贴}<350户>、{良种金额}<40.20万元>。"
    ),
    "projects with several faults": (
        "抽查{工程}<68项>，涉及{投资}<5,432.10万元>，其中：{道路}<35项>，涉及{道路投资}<2,810.45万元>；"
        "{水利}<21项>，涉及{水利投资}<1,620.35万元>；{校舍}<14项>，涉及{校舍投资}<1,001.30万元>。"
    ),
    "neither adds up, the list is open": (
        "{问题}<126项>，涉及{金额}<2,953.62万元>，主要是：编制不准，涉及{问题}<23项>、{金额}<1,215.40万元>；"
        "清缴不及时，涉及{问题}<31项>、{金额}<842.17万元>等。"
    ),
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_the_other_figures_of_a_complete_list_add_up_too(text):
    assert [kind for kind, _ in told(text)] == ["sum"]


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_right_lists_and_open_ones_are_not_accused(text):
    assert told(text) == []
