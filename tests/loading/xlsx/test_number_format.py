"""Cells read as a person sees them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.loading.xlsx.number_format import show


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234.5, "General", "1234.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1234.567890123, "General", "1234.56789"),
        (2010301, "General", "2010301"),
        (5000000000.25, "General", "5000000000.25"),
        (3456000, '[>=10000]0!.0,"万元";0"元"', "345.6万元"),
        (3456, '[>=10000]0!.0,"万元";0"元"', "3456元"),
        (1234.5, "0.00", "1234.50"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567, "#,##0", "1,234,567"),
        (2.675, "0.00", "2.68"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "-1,234.50"),
        (-1234.5, "#,##0.00_);[Red]\\(#,##0.00\\)", "-1,234.50"),
        (-12.5, "0.00;[Red]0.00", "-12.50"),
        (0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (12.5, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "12.50"),
        (-12.5, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-12.50"),
        (0.9536, "0.00%", "95.36%"),
        (1, "0%", "100%"),
        (0.5, "0.##%", "50%"),
        (0, "#,##0.00;-#,##0.00;", ""),
        (123456, "0!.0,", "12.3"),
        (123456789, '0.00,,"百万"', "123.46百万"),
        (36.5, '0.00"万元"', "36.50万元"),
        (5, "000", "005"),
        (0.5, "0.00", "0.50"),
        (0.25, "# ?/?", "0.25"),
        (1e-7, "0.00E+00", "0.0000001"),
        (123456789012345678, "0", "123456789012345678"),
        (True, "General", "TRUE"),
        ("≥95%", "@", "≥95%"),
        (datetime.datetime(2023, 3, 5), "mm-dd-yy", "2023/3/5"),
        (datetime.datetime(2023, 3, 5), 'yyyy"年"m"月"d"日"', "2023年3月5日"),
        (datetime.datetime(2023, 12, 5), "yyyy\\-mm", "2023-12"),
        (datetime.datetime(2023, 3, 5, 9, 7), "yyyy/m/d h:mm", "2023/3/5 9:07"),
    ],
)
def test_shows_what_a_person_sees(value: object, code: str, shown: str) -> None:
    assert show(value, code) == shown  # type: ignore[arg-type]


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_thousands_and_decimals_keep_the_value(number: int, decimals: int) -> None:
    code = "#,##0" + ("." + "0" * decimals if decimals else "")
    shown = show(number, code).replace(",", "")
    assert shown == f"{number}" + ("." + "0" * decimals if decimals else "")


@given(st.decimals(-1000000, 1000000, allow_nan=False, places=2))
def test_a_minus_is_never_lost(number: object) -> None:
    shown = show(number, "#,##0.00_);(#,##0.00)")  # type: ignore[arg-type]
    assert shown.startswith("-") == (number < 0)  # type: ignore[operator]


@pytest.mark.parametrize(
    "value", [1e70, -1e70, 1e300, 123456789.5e60, float("inf"), float("nan"), 10**80]
)
@pytest.mark.parametrize(
    "code",
    ["General", "0.00", "#,##0.00", "0.0%", "0.00,,", "0!.0,", "#,##0." + "0" * 400, "0" * 5_000],
)
def test_no_number_is_too_large_for_a_format(value: float, code: str) -> None:
    digits = "".join(c for c in show(value, code) if c.isdigit()).strip("0")
    assert digits in ("", "1", "1234567895")


def test_a_large_number_is_shown_whole() -> None:
    assert show(1e70, "0.00") == "1" + "0" * 70 + ".00"
