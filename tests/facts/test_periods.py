import pytest

from extraction.facts.periods import normalise_period


@pytest.mark.parametrize(
    ("surface", "year", "normal"),
    [
        ("2022年度", None, "2022"),
        ("2022年", None, "2022"),
        ("二〇二一年度", None, "2021"),
        ("2022年12月31日", None, "2022-12-31"),
        ("2022年1-6月", None, "2022-01/2022-06"),
        ("1—6月", 2023, "2023-01/2023-06"),
        ("上半年", 2023, "2023-01/2023-06"),
        ("2024年一季度", None, "2024-01/2024-03"),
        ("2024年3月", None, "2024-03"),
        ("上年", 2022, "2021"),
        ("全年", 2022, "2022"),
        ("2021-2023年", None, "2021/2023"),
        ("２０２２年", None, "2022"),
        ("上年", None, None),
        ("1-13月", 2022, None),
        ("2022年2月30日", None, None),
        ("近年来", 2022, None),
    ],
)
def test_normalise_period(surface, year, normal):
    assert normalise_period(surface, fiscal_year=year) == normal
