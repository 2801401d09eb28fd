"""The numeral grammar against a slow, obvious reference for Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.quantities.folding import fold
from extraction.quantities.numerals import NumeralError, read_numeral

_DIGITS = "零一二三四五六七八九"
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def spell_section(number: int) -> str:
    """Spell 0 to 9999 digit by digit, one 零 for every gap."""
    spelt, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            spelt += ("零" if gap and spelt else "") + _DIGITS[digit] + unit
        gap = not digit
    return spelt


def spell(number: int) -> str:
    """Spell a number below 10**16 as a teacher would: 亿, 万 and the rest, 零 before a gap."""
    if number == 0:
        return "零"
    for size, unit in ((10**8, "亿"), (10**4, "万")):
        if number >= size:
            rest = number % size
            zero = "零" if rest and rest < size // 10 else ""
            return spell(number // size) + unit + zero + (spell(rest) if rest else "")
    return spell_section(number)


@given(st.integers(0, 10**16 - 1))
def test_spelt_numeral(number: int) -> None:
    assert read_numeral(spell(number)).value == number


@given(st.integers(0, 10**16 - 1))
def test_formal_numeral(number: int) -> None:
    assert read_numeral(fold(spell(number).translate(_FORMAL))).value == number


@pytest.mark.parametrize("number", range(0, 1200, 7))
def test_small_spelt_numerals(number: int) -> None:
    assert read_numeral(spell(number)).value == number


@given(st.integers(0, 99_999_999), st.text(alphabet="0123456789", min_size=1, max_size=6))
def test_spelt_decimals(whole: int, digits: str) -> None:
    spelt = "".join(_DIGITS[int(digit)] for digit in digits)
    numeral = read_numeral(f"{spell(whole)}点{spelt}")
    assert numeral.value == Decimal(f"{whole}.{digits}")
    assert numeral.place == -len(digits)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两千三百五", 2350),
        ("三万五", 35000),
        ("一百零一", 101),
        ("十万零五十六", 100056),
        ("1百01", 101),
        ("1万600", 10600),
        ("200亿零四千230", 20000004230),
        ("5亿1万4千6百", 500014600),
        ("二零二二", 2022),
        ("廿二", 22),
        ("四万万", 400000000),
        ("1.5e3", 1500),
    ],
)
def test_mixed_numerals(text: str, value: int) -> None:
    assert read_numeral(text).value == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "万",
        "3万5",
        "10.1万零100",
        "十一十二",
        "一百二十三四五",
        "一万二万",
        "一亿零零五",
        "点五",
        "1,23",
        "01",
    ],
    ids=repr,
)
def test_not_a_numeral(text: str) -> None:
    with pytest.raises(NumeralError):
        read_numeral(text)


@pytest.mark.parametrize(
    ("text", "scale", "place", "figure"),
    [
        ("1105.33万", 4, 2, 2),
        ("10万", 4, 4, 5),
        ("3亿2000万", 4, 4, 7),
        ("1.2万亿", 12, 11, 11),
        ("430", 0, 0, 1),
    ],
)
def test_places(text: str, scale: int, place: int, figure: int) -> None:
    numeral = read_numeral(text)
    assert (numeral.scale, numeral.place, numeral.figure) == (scale, place, figure)


@given(st.text(max_size=200))
def test_folding_keeps_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_agrees_with_cn2an_where_it_is_right() -> None:
    cn2an = pytest.importorskip("cn2an", reason="needs the optional group peers")
    for number in range(1, 200_000, 997):
        assert read_numeral(spell(number)).value == cn2an.cn2an(spell(number), "strict")
