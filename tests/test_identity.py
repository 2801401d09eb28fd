"""Who reports on what: each part from its strongest evidence, else None."""

import pytest

from extraction.identity import identify
from extraction.identity.places import place_in_title


@pytest.mark.parametrize(
    ("text", "unit", "region", "year", "kind"),
    [
        (
            "青川县林业局2021年度部门整体支出绩效自评报告\n四川省财政厅",
            "青川县林业局",
            "四川省广元市青川县",
            2021,
            "绩效自评",
        ),
        (
            "项目支出绩效自评表\n（2022年度）\n主管部门：塔林旗农牧局\n",
            "塔林旗农牧局",
            None,
            2022,
            "项目自评",
        ),
        (
            "长沙市某区二〇二〇年度部门决算\n单位名称：某区水利局\n",
            "某区水利局",
            "湖南省长沙市",
            2020,
            "部门决算",
        ),
        ("第一部分 部门概况\n从预算单位构成看，共3家。", None, None, None, "其他"),
        (
            "市十届人大\n三次会议文件\n关于韶关市2031年市本级预算和\n全市预算执行情况与2032年预算\n草案的报告（书面）\n"
            "——2032年1月9日在会议上\n韶关市财政局局长  林一山\n各位代表：",
            "韶关市财政局",
            "广东省韶关市",
            2031,
            "其他",
        ),
        (
            "韶关市财政局\n政府预算\n韶关市人民政府关于2031年市本级财政预算调整方案的报告\n主任、各位委员：",
            "韶关市人民政府",
            "广东省韶关市",
            2031,
            "其他",
        ),
        (
            "关于韶关市2031年国有资本经营决算的说明\n全市收入1亿元。",
            None,
            "广东省韶关市",
            2031,
            "其他",
        ),
        (
            "吉林省2031年地方政府债务限额及余额决算情况表\n单位：亿元\n吉林市昌邑区财政局 道路 0.30\n长春市 1.2\n",
            None,
            "吉林省",
            2031,
            "其他",
        ),
        (
            "2031年地方政府一般债务余额情况表\n沈阳市 1.2\n大连市 2.3\n鞍山市 3.1\n",
            None,
            "辽宁省",
            2031,
            "其他",
        ),
        (
            "韶关市2031年预算执行情况\n办公地址：韶关市风度路与中山路交叉口市财政局大楼\n省级政府负责审核。\n",
            None,
            "广东省韶关市",
            2031,
            "其他",
        ),
    ],
)
def test_identity(make_document, text, unit, region, year, kind):
    found = identify(make_document(text))
    assert (found.unit_name, found.region) == (unit, region)
    assert (found.fiscal_year, found.report_kind) == (year, kind)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("中共白石县委组织部2023年度部门决算公开\n", "中共白石县委组织部"),
        ("白石县妇女联合会2023年度部门预算\n", "白石县妇女联合会"),
        ("白石县机关第三幼儿园2022年度单位决算\n", "白石县机关第三幼儿园"),
        (
            "2022年度部门决算说明\n白石县第二实验小学2022年度支出总计96.30万元。\n",
            "白石县第二实验小学",
        ),
        (
            "2022年度单位决算说明\n白石岭国有林场2022年度收入9.5万元。白石岭国有林场2022年无结余。\n",
            "白石岭国有林场",
        ),
        (
            "项目支出绩效自评表\n主管部门\t白石县水利局\n项目单位\t白石县堤防管理站\n",
            "白石县堤防管理站",
        ),
        ("绩效自评表\n填报单位（盖章）：白石县残疾人联合会\n", "白石县残疾人联合会"),
        ("关于白石县粮食和物资储备局2021年度整体支出绩效自评的报告\n", "白石县粮食和物资储备局"),
        ("白石县疾病预防控制中心\n2023年度部门决算公开\n", "白石县疾病预防控制中心"),
        ("某项目绩效评价报告\n各部门配合，我局负责实施。\n", None),
        ("2023年度部门决算\n审计局、财政局等部门给予了指导。\n", None),
    ],
)
def test_unit_from_the_strongest_evidence(make_document, text, unit):
    assert identify(make_document(text)).unit_name == unit


def test_candidates_are_ranked_with_their_evidence(make_document):
    text = "白石县水利局2022年度部门整体支出绩效自评报告\n主管部门：白石县人民政府\n"
    found = identify(make_document(text)).units
    assert [(c.value, c.source) for c in found] == [
        ("白石县水利局", "title"),
        ("白石县人民政府", "other"),
    ]
    assert found[0].weight > found[1].weight


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("白石县2022年财政预算执行情况和2023年财政预算（草案）的报告", "其他"),
        ("关于白石市2023年市本级财政决算的报告", "其他"),
        ("白石县2022年地方政府债务限额余额情况公开", "其他"),
        ("白石县2021年度专项资金审计结果公告", "其他"),
        ("关于白石县2023年预算调整方案的报告", "其他"),
        ("白石县水利局2022年部门整体支出绩效自评表", "绩效自评"),
        ("白石县水利局2022年度部门预算执行绩效自评报告", "绩效自评"),
        ("白石县2022年农村公路养护资金绩效评价报告", "项目自评"),
        ("白石县水利局2024年部门预算公开说明", "部门预算"),
        ("白石县水利局2024年项目支出绩效目标表", "部门预算"),
        ("白石县水利局2023年决算", "部门决算"),
        ("白石县水利局2022年工作总结报告", "其他"),
    ],
)
def test_kind_by_title(make_document, title, kind):
    assert identify(make_document(f"{title}\n正文。\n")).report_kind == kind


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("整体支出绩效自评表\n填报日期：2023年3月28日\n（2022年度）\n", 2022),
        ("白石县水利局二〇二三年度部门决算\n2024年8月\n", 2023),
        ("白石县水利局部门预算\n预算年度：2024\n", 2024),
        ("审计结果公告\n（2022年第3号）\n对2021年度资金进行了审计。\n", 2021),
        ("白石市2025年3月财政收支情况\n", 2025),
        (
            "（2019年5月6日公告）\n按照2018年度审计计划，市审计局对市水利站2017年度预算执行情况进行了审计。\n",
            2017,
        ),
        (
            "一、基本情况\n市审计局对区图书馆2020年度部门预算执行情况进行审计调查，2021年完成。\n",
            2020,
        ),
        ("按2022年审计项目计划，县审计局对县医院2021年度财务收支情况开展了审计。\n", 2021),
        ("2003-2009年间筹集12亿元。截至2010年6月，累计筹集15亿元。\n", 2010),
        ("三公经费比2015年减少3万元，与2015年相比下降2%，2016年为9万元。\n", 2016),
        ("较2018年增加3万元，比2018年增长2%。2019年支出9万元。\n", 2019),
    ],
)
def test_fiscal_year(make_document, text, year):
    assert identify(make_document(text)).fiscal_year == year


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("义乌市青枫岭林场2023年度部门决算说明\n", "浙江省金华市义乌市"),
        ("湖南省衡山市桐湾县水利局2023年部门预算\n", "湖南省衡山市桐湾县"),
        ("鼓楼区教育局2023年部门预算\n", None),
        ("福州市鼓楼区教育局2023年部门预算\n", "福建省福州市鼓楼区"),
        ("桐湾县水利局2023年部门预算\n", None),
        ("重庆市2025年预算执行情况的报告\n", "重庆市"),
        ("财政局机关、教育局和县文化馆2020年预算执行审计\n", None),
        ("芜湖市收入完成30亿元，其中无为县5亿元、南陵县4亿元、繁昌县6亿元。\n", "安徽省芜湖市"),
        ("安徽省慈善会收入3亿元，安徽省支出2亿元，南陵县项目0.1亿元。\n", "安徽省"),
        (
            "按照《浙江省财政厅关于公开的通知》《浙江省公开规程》和浙江省财政厅要求，义乌市三公经费预算5万元。\n",
            "浙江省金华市义乌市",
        ),
    ],
)
def test_region_to_the_county(make_document, text, region):
    assert identify(make_document(text)).region == region


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("根据《关于批复2014年部门预算的通知》，市审计局对节水中心的支出进行了审计。\n", "其他"),
        ("审计结果表明，部门预算执行情况总体较好，部门预算单位三公经费下降。\n", "其他"),
        ("审计署对总署预算执行情况进行了审计。部门预算由本级和二级单位组成。\n", "其他"),
        ("根据《关于编制部门决算的通知》，现将有关情况公布。\n", "其他"),
        ("一、部门预算编制说明\n部门预算按规定公开。\n", "部门预算"),
    ],
)
def test_kind_by_what_the_head_speaks_of(make_document, text, kind):
    assert identify(make_document(text)).report_kind == kind


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (
            "财政年初批复市节水中心2014年度预算收入12万元。\n市节水中心2014年度总收入13万元。\n",
            "市节水中心",
        ),
        (
            "区财政核定区档案馆2015年度预算支出12万元。\n区档案馆2015年度总支出13万元。\n",
            "区档案馆",
        ),
        ("县教育局和县文化广电局2020年预算执行情况。\n县教育局和县文化广电局2020年支出。\n", None),
    ],
)
def test_what_was_done_for_a_unit_is_no_part_of_its_name(make_document, text, unit):
    assert identify(make_document(text)).unit_name == unit


def test_chrome_of_a_site_is_no_title(make_document):
    text = "首页 > 政务公开 > 预决算公开\n发布时间：2024-09-01 浏览次数：31\n白石县水利局\n2023年度部门决算\n"
    found = identify(make_document(text))
    assert found.title == "白石县水利局2023年度部门决算"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "云溪市九届人大\n六次会议文件\n关于云溪市2027年预算执行情况\n与2028年预算草案的报告\n",
            "关于云溪市2027年预算执行情况与2028年预算草案的报告",
        ),
        ("表1-1\n22吉林省2027年地方政府债务余额情况表\n", "吉林省2027年地方政府债务余额情况表"),
        (
            "表4-1 债务限额及余额决算情况表\n表4-1\n1508 云溪市2027年债务限额及余额决算情况表\n",
            "云溪市2027年债务限额及余额决算情况表",
        ),
        ("2027年云溪市基金收入执行情况表\n", "2027年云溪市基金收入执行情况表"),
        (
            "目录\n云溪市2027年决算报告……………………3\n云溪市2027年决算报告\n",
            "云溪市2027年决算报告",
        ),
    ],
)
def test_a_title_is_whole_and_without_codes(make_document, text, title):
    assert identify(make_document(text)).title == title


@pytest.mark.parametrize(
    "line",
    ["云溪市九届人大", "市十八届人民代表大会第五次会议", "全市地方政府", "直辖市和计划单列市政府"],
)
def test_a_meeting_and_all_governments_are_no_unit(make_document, line):
    assert identify(make_document(f"{line}\n2027年预算执行情况\n")).unit_name is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("白石县交通运输局“四好农村路”养护项目绩效自评报告\n（2023年度）\n", "白石县交通运输局"),
        ("青枫市残疾人联合会辅助器具适配补助绩效评价报告\n", "青枫市残疾人联合会"),
        (
            "关于2023年防汛物资项目绩效自评情况的报告\n白石县财政局：\n"
            "按照要求，白石县应急管理局对防汛物资储备项目进行了自评。\n",
            "白石县应急管理局",
        ),
        (
            "水系连通项目绩效评价报告\n受白石县财政局委托，我公司成立评价组。江右会计师事务所2023年开展了评价。\n",
            None,
        ),
        ("白石县敬老院改造项目绩效评价报告\n", None),
    ],
    ids=["title", "federation", "sentence", "who evaluates", "what is built"],
)
def test_the_unit_before_its_project(make_document, text, unit):
    assert identify(make_document(text)).unit_name == unit


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("关于青榆区2024年预算调整方案（草案）的说明", "青榆区"),
        ("表1：2022年度岚川市市级一般公共预算收支决算平衡表", "岚川市"),
        ("临芜市2025年上半年财政运行情况", "临芜市"),
        ("平陵县地方政府债务情况说明", "平陵县"),
        ("白石县水利局2022年度部门决算", None),
        ("项目支出绩效自评表", None),
    ],
)
def test_the_place_of_a_government(title, place):
    assert place_in_title(title) == place
