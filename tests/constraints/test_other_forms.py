"""What the same facts in another form were wrongly accused of: cut tables, cells out of place, units of another size."""

from decimal import Decimal

import pytest

from extraction.constraints.arithmetic.intervals import exact
from extraction.constraints.ledger.entries import Entry, Ledger, Place
from extraction.constraints.rules.rates.table_rates import table_rates
from extraction.facts.model import Facts
from extraction.labels import Label
from extraction.markup import Markup, Mention
from extraction.pipeline import extract
from extraction.span import Span
from tests.constraints.marked import checks_of


def told(tmp_path, text):
    path = tmp_path / "report.txt"
    path.write_text(text, "utf-8")
    record = extract(str(path), model="pattern")
    texts = {m.id: m.text for m in record.facts.markup.mentions}
    return [[texts[t] for t in c.terms] for c in record.checks if c.status == "violated" and c.told]


RIGHT = {
    "cut behind its fifth row": (
        "重点项目安排表\n单位：亿元\n序号\t项目名称\t安排金额\n\t合计\t39.57\n1\t河西医院一期\t4.57\n"
        "2\t北湾急救中心\t1.00\n3\t青石至白沙公路改扩建\t26.00\n4\t南桥疾控实验室\t0.20\n5\t老城排水\t0.80",
        "转移支付分科目表\n单位：万元\n科目\t提前告知数\n合计\t474057\n教育支出\t83647\n科学技术支出\t100\n"
        "卫生健康支出\t126654\n农林水支出\t161658\n交通运输支出\t91859",
        "债券资金分配表\n单位：万元\n县区\t分配额\n合计\t52400\n云台县\t21500\n柳林区\t18300\n石桥镇\t9600\n— 12 —",
    ),
    "cut behind a row that fills one column": (
        "支出预算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n205\t教育支出\t207796.18\t178467.95\t29328.23\n"
        "20502\t普通教育\t205319.62\t176784.03\t28535.59\n2050202\t小学教育\t6934.72\t6443.72\t491.00\n"
        "2050205\t高等教育\t198384.90\t170340.31\t28044.59\n20506\t留学教育\t1683.92\t1683.92\t",
        "支出预算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t5420.50\t4900.50\t520.00\n"
        "20805\t行政事业单位养老支出\t5100.50\t4700.50\t400.00\n2080502\t事业单位离退休\t1100.50\t1000.50\t100.00\n"
        "2080505\t基本养老保险缴费支出\t4000.00\t3700.00\t300.00\n20808\t抚恤\t200.00\t200.00\t",
        "支出预算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n213\t农林水支出\t9310.00\t6110.00\t3200.00\n"
        "21301\t农业农村\t8600.00\t5900.00\t2700.00\n2130104\t事业运行\t5900.00\t5900.00\t\n2130108\t病虫害控制\t2700.00\t\t2700.00\n"
        "21303\t水利\t210.00\t210.00\t\n- 7 -",
    ),
    "a part beside what is added": (
        "松涧县一般公共预算收入完成76.71亿元，其中：税收收入54.75亿元；加上级补助收入36.43亿元、上年结余收入5.69亿元、调入资金0.08亿元。",
        "柳林区本级收入4.12亿元，其中：税收收入2.25亿元；加上上级补助9.32亿元、调入资金0.18亿元、上年结转1.51亿元。",
        "全县收入21500万元，其中非税收入8600万元；再加转移支付收入9300万元、债务转贷收入4200万元、上年结余710万元。",
    ),
    "shares over one base that another page tells": (
        "1.人员支出。安排13亿元，占比18.3%。其中：教师工资安排6亿元，占比8.4%；医护工资安排7亿元，占比9.9%。",
        "项目支出安排24000万元，占比30.0%，其中：排水改造安排10000万元，占比12.5%；道路养护安排14000万元，占比17.5%。",
        "民生类支出4.2亿元，占比21.0%。其中养老补助2.6亿元，占比13.0%；救助支出1.6亿元，占比8.0%。",
    ),
    "a part that was taken for another account": (
        "松涧县政府性基金预算收入20.6亿元，增长28.2%。加上上级补助收入0.6亿元，上年结余12.9亿元，调入资金8.2亿元，债务转贷收入122.0亿元，收入一共164.3亿元。",
        "柳林区本级收入4130万元，加上上级补助收入2270万元，上年结余1350万元，调入资金450万元，收入一共8200万元。",
        "全县基金收入3.15亿元，加上上级补助0.42亿元、上年结余1.27亿元、债务转贷收入5.30亿元，收入一共10.14亿元。",
    ),
    "a cell read out of its column": (
        "支出表  单位：万元\n项目  2030年执行数  2031年预算数  增长\n一、教育支出  208,882  232,576  11.3%\n二、农林水支出  222,981  186,753  -16.2%\n"
        "三、卫生支出  146,988  148,368  0.9%\n四、预备费  15,630\n五、住房保障支出  61,010  61,683  1.1%\n全县支出合计  639,861  645,010  0.8%\n注：预计数。",
        "收入表  单位：万元\n项目  上年数  本年数\n一、增值税  12,340  13,200\n二、契税  2,310  2,470\n三、环境保护税  260\n四、房产税  1,480  1,620\n"
        "收入合计  16,130  17,550\n注：快报数。",
        "项目支出表  单位：万元\n项目  上年安排  本年安排\n一、河道清淤  4,120  4,350\n二、泵站改造  875\n三、堤防加固  2,960  3,140\n"
        "项目支出合计  7,080  8,365\n注：含结转。",
    ),
    "a mark that was passed": (
        "支出规模继去年突破300亿元后，跨越400亿元大关，达到408.62亿元，同比增长29.57%，增支93.24亿元。",
        "全县税收收入继2030年突破20亿元后，达到26.40亿元，比上年增长12.8%，增收3.00亿元。",
        "工业投入上年首次突破500亿元，今年完成612.5亿元，同比增加72.5亿元，增长13.4%。",
    ),
    "told with the rows beside it": (
        "一、2030年执行情况\n全县政府性基金预算收入12.40亿元，其中，国有土地使用权出让收入9.83亿元、污水处理费收入0.41亿元。\n"
        "2030年全县政府性基金收入执行情况表  单位：万元\n项目  执行数\n国有土地收益基金收入  4,120\n农业土地开发资金收入  860\n"
        "国有土地使用权出让收入  93,320\n污水处理费收入  4,100\n",
    )
    * 3,
    "a rest that is told behind": (
        "项目计划实施166个项目，实际开工数139个，未开工数25个，2个项目拟变更暂停实施。",
        "全县应检查企业84家，已检查71家，未检查9家，4家已注销。",
        "计划改造小区52个，完工38个，未完工11个，3个小区调出计划。",
    ),
    "rounded to common zeros": (
        "货物进出口总额96002200万元，其中：出口54076300万元、进口41925800万元。",
        "全县转移支付收入2729400万元，其中：返还性收入15300万元、一般性转移支付2344600万元、专项转移支付369600万元。",
        "松涧县调入资金282000万元，其中：政府性基金预算调入236000万元、国有资本经营预算调入7000万元、其他调入38000万元。",
    ),
}


@pytest.mark.parametrize(
    "text", [t for texts in RIGHT.values() for t in texts],
    ids=[f"{kind} {i}" for kind, texts in RIGHT.items() for i in range(3)],
)  # fmt: skip
def test_what_another_form_leaves_right_is_not_accused(tmp_path, text):
    assert told(tmp_path, text) == []


def test_a_total_over_a_whole_table_is_told_as_before(tmp_path):
    text = (
        "债券资金分配表\n单位：万元\n县区\t分配额\t已支付\n合计\t86400\t65000\n云台县\t41500\t31000\n柳林区\t28300\t21000\n"
        "石桥镇\t15600\t13000\n二、下一步安排\n各县区要加快支付进度。"
    )
    assert told(tmp_path, text) == [["86400", "41500", "28300", "15600"]]


ROWS = (
    "⟦ITEM i1|一般性转移支付收入⟧~⟦AMOUNT a1>i1|475,282元⟧~⟦AMOUNT a2+>i1|304,482元⟧~⟦RATE r1+>i1|3.8%⟧",
    "⟦ITEM i1|专项补助收入⟧~⟦AMOUNT a1>i1|36,644元⟧~⟦AMOUNT a2+>i1|14,838元⟧~⟦RATE r1+>i1|160.5%⟧",
    "⟦ITEM i1|上解支出⟧~⟦AMOUNT a1>i1|8,120元⟧~⟦AMOUNT a2->i1|1,890元⟧~⟦RATE r1->i1|9.5%⟧",
)


@pytest.mark.parametrize("row", ROWS, ids=["income", "grants", "paid up"])
def test_cells_that_no_words_join_are_no_sentence(row):
    for between in ("   ", " | ", "\t"):
        assert [c for c in checks_of(row.replace("~", between)) if c.status == "violated"] == []
    said = row.replace("~⟦AMOUNT a1", "⟦AMOUNT a1").replace("~", "，比上年变动")
    assert [c.kind for c in checks_of(said) if c.status == "violated"] == ["growth"]


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
