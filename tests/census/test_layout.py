"""Numbers that their line, their fellows or a name explain are no figures; figures beside them stay figures."""

from __future__ import annotations

import pytest

from extraction.census import Reason
from extraction.document import Cell, Table
from extraction.span import Span, hull
from tests.census.test_census import census


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("收支平衡。\n4-2 2023年县本级基金支出情况表\n单位：万元", "4", Reason.ORDINAL),
        ("收支平衡。\n06-3\n2023年县本级收支情况表\n", "06", Reason.ORDINAL),
        ("栏次\n1 2 3=2/1*100 4\n合计", "3", Reason.ORDINAL),
        ("按规定执行。\n一7一\n继续推进", "7", Reason.PAGE_NUMBER),
        ("补助支出7.林业补助支出8.水利补助支出9.其他", "8", Reason.ORDINAL),
        ("联系电话：咨询热线0731-12345。", "0731", Reason.PHONE),
        ("办公地址：县财政局大楼6楼\n", "6", Reason.NAME),
        ("转移支付决算表\n表七-2\n地区", "-2", Reason.ORDINAL),
        ("执行情况总表\n县预03表\n项目", "03", Reason.ORDINAL),
        ("收入合计\t12.50\n103\t非税收入\t2.50\n", "103", Reason.CODE),
        ("结余3亿元。—2—\n全县债务", "2", Reason.PAGE_NUMBER),
        ("收入执行情况表······（36）\n", "36", Reason.PAGE_NUMBER),
        ("3全县收入执行情况表……第5页\n", "3", Reason.ORDINAL),
        ("项目\t330106221390300044071\t金额12.50万元\n", "330106221390300044071", Reason.CODE),
        ("支持省道316线改建。", "316", Reason.CODE),
        ("建设智慧水务2.0，提升服务。", "2.0", Reason.NAME),
        ("支持公交车- 11一\n高效运营。", "- 11", Reason.PAGE_NUMBER),
        ("注：按规定，2019对企业暂不征收。", "2019", Reason.DATE),
        ("主管部门及代码\t[105]水利部\t实施单位\n", "105", Reason.CODE),
        ("推动“青河湾2号”下水。", "2", Reason.NAME),
        ("增长2%。详见附表35、36、37。", "37", Reason.ORDINAL),
        ("落实全县“40条”举措。", "40", Reason.NAME),
        ("整治河西三支路。", "三", Reason.NAME),
        ("地址：清河县人民路12号楼。", "12", Reason.NAME),
        ("偿还22清河债05到期本金。", "22", Reason.NAME),
        ("县人大会议文件十一\n关于预算的报告", "十一", Reason.ORDINAL),
        ("项目清单\n三.2024年付息预计执行数\n", ".2024", Reason.DATE),
    ],
)
def test_explained(text: str, number: str, reason: Reason) -> None:
    assert census(text)[number] == ("ignored", reason)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("水表箱尺寸为1200X450毫米。", "1200"),
        ("合同在备案后十五日内公开。", "十五"),
        ("每年有上千人参加。", "千"),
        ("铺设2×DN1400管道。", "2"),
        ("县本级及十三乡安排支出。", "十三"),
        ("得分=80/100*5，扣1分。", "80"),
    ],
)
def test_figures_are_not_explained_away(text: str, number: str) -> None:
    found = census(text)
    assert number not in found or found[number][0] != "ignored"


def _table(*rows: str) -> tuple[str, Table]:
    text = "\n".join(rows) + "\n"
    cells: list[Cell] = []
    start = 0
    for r, row in enumerate(rows):
        for c, cell in enumerate(row.split("\t")):
            cells.append(Cell(r, c, Span(start, start + len(cell))))
            start += len(cell) + 1
    return text, Table("t1", hull([c.span for c in cells]), tuple(cells))


def test_codes_and_running_numbers_of_a_column() -> None:
    text, table = _table(
        "序号\t项目名称\t实施单位\t金额（万元）",
        "21\t清河县路灯改造\t150321清河县城管局\t35.20",
        "22\t清河县三里桥维修\t150322清河九台经济开发区管理委员会\t18.60",
    )
    found = census(text, table)
    assert found["21"] == ("ignored", Reason.ORDINAL)
    assert found["150321"] == ("ignored", Reason.CODE)
    assert found["九"] == ("ignored", Reason.NAME)
    assert found["35.20"][0] == "read"


def test_a_row_that_numbers_the_columns() -> None:
    text, table = _table(
        "收入\t决算数\t支出\t决算数", "栏次\t1\t栏次\t2", "一、拨款\t12.50\t一、教育\t10.30"
    )
    assert census(text, table)["2"] == ("ignored", Reason.ORDINAL)


def test_a_row_of_values_holds_no_running_words() -> None:
    text, table = _table(
        "项目\t期限",
        "渠道工程\t10年、15年、15年、20年、20年、30年、10年、15年、7年、5年、3年、2年、1年、8年、9年、6年、4年",
    )
    assert census(text, table)["10"][1] != "in running words of a table cell"
