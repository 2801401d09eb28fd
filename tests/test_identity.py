import pytest

from extraction.identity import identify


@pytest.mark.parametrize(
    ("text", "unit", "region", "year", "kind"),
    [
        (
            "青川县林业局2021年度部门整体支出绩效自评报告\n四川省财政厅",
            "青川县林业局",
            "四川省",
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
            "湖南省",
            2020,
            "部门决算",
        ),
        ("第一部分 部门概况\n从预算单位构成看，共3家。", None, None, None, "其他"),
    ],
)
def test_identity(make_document, text, unit, region, year, kind):
    found = identify(make_document(text))
    assert (found.unit_name, found.region) == (unit, region)
    assert (found.fiscal_year, found.report_kind) == (year, kind)
