"""Periods that the pattern tagger sees: whole dates of sentences with figures, years in titles of tables."""

import pytest

from extraction.labels import Label
from extraction.span import Span
from extraction.tagging.patterns import PatternTagger
from extraction.tagging.patterns.periods import find_periods, title_periods


def found(text: str, spans) -> list[str]:
    return [span.of(text) for span in spans]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("截至2023年12月底，投入30万元", ["2023年12月底"]),
        ("２０２２年１－６月收入", ["２０２２年１－６月"]),
        ("2021年8月至2022年3月发放", ["2021年8月至2022年3月"]),
        ("8月底前支付", []),
        ("按《2020年整治方案》和（2021年修订）支付", []),
    ],
)
def test_periods_of_prose(text, periods):
    assert found(text, find_periods(text, Span(0, len(text)))) == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("项目支出绩效自评表\n\n（2022年度）\n项目名称\n", ["2022年度"]),
        ("2023年度部门整体支出绩效自评表\n", ["2023年度"]),
        ("表3 白石县2021年债务情况表（单位：万元）\n", ["2021年"]),
        ("白石县水利局绩效自评报告\n（2022年度）\n", []),
        ("2022年，我局按规定填报了自评表，并于年底报送。\n", []),
    ],
)
def test_periods_in_titles_of_tables(text, periods):
    assert found(text, title_periods(text, Span(0, len(text)))) == periods


def test_a_numbered_heading_dates_nothing(make_document):
    text = "二、2021年度预算执行情况\n全年收入12.5万元。2022年支出9.5万元。\n"
    mentions = PatternTagger().tag(make_document(text)).mentions
    assert [m.text for m in mentions if m.label is Label.PERIOD] == ["2022年"]
