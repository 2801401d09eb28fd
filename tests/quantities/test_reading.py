"""Surfaces and the quantities they must read as, written by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.quantities import Quantity, UnreadQuantity, read_quantity


def read(surface: str, **hints: str) -> Quantity:
    quantity = read_quantity(surface, **hints)
    assert isinstance(quantity, Quantity), quantity
    return quantity


MONEY = [
    ("1105.33万元", "1105.33", "万元", "11053300", "0.005"),
    ("1.22亿元", "1.22", "亿元", "122000000", "0.005"),
    ("1.2万亿元", "1.2", "万亿元", "1200000000000", "0.05"),
    ("3亿2000万元", "32000", "万元", "320000000", "0.5"),
    ("2千万元", "2000", "万元", "20000000", "500"),
    ("960 元", "960", "元", "960", "0"),
    ("371,514,655.00元", "371514655.00", "元", "371514655.00", "0.005"),
    ("3，632万元", "3632", "万元", "36320000", "0.5"),
    ("１，３１９.０３万元", "1319.03", "万元", "13190300", "0.005"),
    ("1 234 567.89元", "1234567.89", "元", "1234567.89", "0.005"),
    ("1,234,\n567元", "1234567", "元", "1234567", "0"),
    ("人民币50元", "50", "元", "50", "0"),
    ("￥1.2万元", "1.2", "万元", "12000", "0.05"),
    ("50元人民币", "50", "元", "50", "0"),
    ("壹佰贰拾叁元整", "123", "元", "123", "0"),
    ("人民币（大写）叁佰万元整", "300", "万元", "3000000", "0"),
    ("123元1角1分", "123.11", "元", "123.11", "0.005"),
    ("十块三毛", "10.3", "元", "10.3", "0.05"),
    ("廿五元", "25", "元", "25", "0"),
    ("三百二十万元", "320", "万元", "3200000", "5"),
    ("123\ue01045万元", "123.45", "万元", "1234500", "0.005"),
    ("2391.92 \n 万元", "2391.92", "万元", "23919200", "0.005"),
    ("254.86亿—10—元", "254.86", "亿元", "25486000000", "0.005"),
    ("−5.2万元", "-5.2", "万元", "-52000", "0.05"),
    ("(1,234.50)元", "-1234.50", "元", "-1234.50", "0.005"),
    ("负三万元", "-3", "万元", "-30000", "0.5"),
    ("5元/人次", "5", "元/人次", "5", "0"),
    ("960元/人·年", "960", "元/人·年", "960", "0"),
    ("每人每年960元", "960", "元/人·年", "960", "0"),
]


@pytest.mark.parametrize(("surface", "value", "unit", "yuan", "half"), MONEY, ids=repr)
def test_money(surface: str, value: str, unit: str, yuan: str, half: str) -> None:
    quantity = read(surface)
    assert (quantity.kind, quantity.unit) == ("money", unit)
    assert quantity.value == quantity.low == quantity.high == Decimal(value)
    assert quantity.yuan == Decimal(yuan)
    assert quantity.half_unit == Decimal(half)
    assert quantity.surface == surface
    assert not quantity.approximate
    assert quantity.operator == "="


RATES = [
    ("64.79%", "64.79", "%", "0.005"),
    ("20％", "20", "%", "0.5"),
    ("3‰", "0.3", "‰", "0.05"),
    ("千分之三", "0.3", "‰", "0.05"),
    ("百分之五", "5", "%", "0.5"),
    ("百分之百", "100", "%", "0.5"),
    ("三成", "30", "成", "5"),
    ("七成六", "76", "成", "0.5"),
    ("三成半", "35", "成", "0.5"),
    ("五折", "50", "折", "5"),
    ("85折", "85", "折", "0.5"),
    ("对折", "50", "%", "0.5"),
    ("2倍", "200", "倍", "50"),
    ("1.5倍", "150", "倍", "5"),
    ("0.5个百分点", "0.5", "百分点", "0.05"),
    ("负0.5个百分点", "-0.5", "百分点", "0.05"),
    ("－5.2%", "-5.2", "%", "0.05"),
    ("百分之负三点八", "-3.8", "%", "0.05"),
    ("二分之一", "50", "%", "0.5"),
    ("三分之一", "33.333333333333", "%", "0.5"),
    ("64. 79%", "64.79", "%", "0.005"),
]


@pytest.mark.parametrize(("surface", "value", "unit", "half"), RATES, ids=repr)
def test_rate_in_percent(surface: str, value: str, unit: str, half: str) -> None:
    quantity = read(surface)
    assert (quantity.kind, quantity.unit, quantity.yuan) == ("rate", unit, None)
    assert quantity.value == Decimal(value)
    assert quantity.half_unit == Decimal(half)


COUNTS = [
    ("58598人次", "58598", "人次", "0", "58598"),
    ("5.6 万条", "5.6", "万条", "0.05", "56000"),
    ("1,584个", "1584", "个", "0", "1584"),
    ("2台（套）", "2", "台(套)", "0", "2"),
    ("两项", "2", "项", "0", "2"),
    ("3个月", "3", "个月", "0", "3"),
    ("122.8万平方米", "122.8", "万平方米", "0.05", "1228000"),
    ("1次/年", "1", "次/年", "0", "1"),
    ("每年1次", "1", "次/年", "0", "1"),
    ("两吨半", "2.5", "吨", "0.05", "2.5"),
    ("12㎡", "12", "平方米", "0", "12"),
    ("十三⼈", "13", "人", "0", "13"),
]


@pytest.mark.parametrize(("surface", "value", "unit", "half", "base"), COUNTS, ids=repr)
def test_count(surface: str, value: str, unit: str, half: str, base: str) -> None:
    quantity = read(surface)
    assert (quantity.kind, quantity.unit, quantity.yuan) == ("count", unit, None)
    assert quantity.value == Decimal(value)
    assert quantity.half_unit == Decimal(half)
    assert quantity.base_value == Decimal(base)


BOUNDS = [
    ("1万余元", "1", "1", "2", "="),
    ("10多万人", "10", "10", "20", "="),
    ("430余人次", "430", "430", "440", "="),
    ("1560余万元", "1560", "1560", "1570", "="),
    ("百余家", "100", "100", "200", "="),
    ("近700万元", "700", None, "700", "="),
    ("约30%", "30", "25", "35", "="),
    ("1.5亿元左右", "1.5", "1.45", "1.55", "="),
    ("十几个", "10", "10", "20", "="),
    ("二十几万元", "20", "20", "30", "="),
    ("几十万元", "10", "10", "100", "="),
    ("数千人", "1000", "1000", "10000", "="),
    ("十二三个", "12", "12", "13", "="),
    ("三五百元", "300", "300", "500", "="),
    ("2-3次", "2", "2", "3", "="),
    ("一到二次", "1", "1", "2", "="),
    ("70%-80%", "70", "70", "80", "="),
    ("2—3万元", "2", "2", "3", "="),
    ("8500到3万元", "0.85", "0.85", "3", "="),
    ("两到三百元", "200", "200", "300", "="),
    ("≥90%", "90", "90", None, ">="),
    ("98%以上", "98", "98", None, ">="),
    ("不低于95%", "95", "95", None, ">="),
    ("≤3%", "3", None, "3", "<="),
    ("控制在5%以内", "5", None, "5", "<="),
    ("＞0", "0", "0", None, ">"),
    ("超过100家", "100", "100", None, ">"),
    ("不足5人", "5", None, "5", "<"),
    ("≥80%且＜90%", "80", "80", "90", ">="),
    ("过半", "50", "50", None, ">"),
    ("每次不少于2小时", "2", "2", None, ">="),
    ("不少于2次/月", "2", "2", None, ">="),
    ("95%（含）以上", "95", "95", None, ">="),
]


@pytest.mark.parametrize(("surface", "value", "low", "high", "operator"), BOUNDS, ids=repr)
def test_bounds(surface: str, value: str, low: str | None, high: str | None, operator: str) -> None:
    quantity = read(surface)
    assert quantity.value == Decimal(value)
    assert quantity.low == (None if low is None else Decimal(low))
    assert quantity.high == (None if high is None else Decimal(high))
    assert quantity.operator == operator
    assert quantity.approximate == (operator == "=")


REFUSED = [
    "1,23.4", "12.3.4", "1，05", "1.234.567", "0,123", "12,34,567", "007", "85/100", "1:1.5",
    "2022年", "二○二二年", "2022年12月", "12月", "12月31日", "5号", "第3批", "2022-2023", "（3）",
    "123 45元", "123\n456", "1. 5个", "--5", "3-2次", "20折", "六七折", "十一十二", "八到九百亿元",
    "三、四次", "未完成5个", "1个和2个", "完成3个项目、5场活动", "3件4", "", "-", "—", "/",
    "万元", "长期", "一般", "≥95%以下", "人民币5美元", "5%-3%", "1-2-3次",
]  # fmt: skip


@pytest.mark.parametrize("surface", REFUSED, ids=repr)
def test_refuses_with_a_reason(surface: str) -> None:
    quantity = read_quantity(surface)
    assert isinstance(quantity, UnreadQuantity), quantity
    assert quantity.surface == surface
    assert quantity.reason


@pytest.mark.parametrize(
    ("surface", "hints", "value", "unit", "yuan"),
    [
        ("637.44", {"kind": "money", "unit": "万元"}, "637.44", "万元", "6374400"),
        ("637.44", {"unit": "单位：万元"}, "637.44", "万元", "6374400"),
        ("0.00", {"kind": "money", "unit": "（元）"}, "0.00", "元", "0.00"),
        ("12", {"kind": "money", "unit": "亿"}, "12", "亿元", "1200000000"),
        ("637.44", {"kind": "money"}, "637.44", None, None),
        ("209万", {"kind": "money"}, "209", "万元", "2090000"),
        ("209万", {"kind": "money", "unit": "元"}, "209", "万元", "2090000"),
        ("2元", {"unit": "万元"}, "2", "元", "2"),
        ("（12）", {"kind": "money", "unit": "万元"}, "-12", "万元", "-120000"),
        ("63.6", {"kind": "rate", "unit": "%"}, "63.6", "%", None),
        ("12%", {"unit": "万元"}, "12", "%", None),
        ("45", {"kind": "count", "unit": "人"}, "45", "人", None),
        ("3", {"unit": "万人次"}, "3", "万人次", None),
        ("300美元", {"kind": "money"}, "300", "美元", None),
        ("5会标", {"kind": "count"}, "5", "会标", None),
    ],
)
def test_inherited_unit_and_kind(
    surface: str, hints: dict[str, str], value: str, unit: str | None, yuan: str | None
) -> None:
    quantity = read(surface, **hints)
    assert quantity.value == Decimal(value)
    assert quantity.unit == unit
    assert quantity.yuan == (None if yuan is None else Decimal(yuan))


@pytest.mark.parametrize(
    ("surface", "kind"),
    [("12.5%", "money"), ("12万元", "rate"), ("12人", "rate"), ("2倍", "count")],
)
def test_another_kind_is_refused(surface: str, kind: str) -> None:
    assert isinstance(read_quantity(surface, kind=kind), UnreadQuantity)


@pytest.mark.parametrize(
    ("surface", "value", "operator"),
    [
        ("12 月底 100% 完成", "100", "="),
        ("完成率达到100%", "100", "="),
        ("提高到95%以上", "95", ">="),
        ("≥90%（覆盖率）", "90", ">="),
        ("下降5%", "5", "="),
    ],
)
def test_number_among_words(surface: str, value: str, operator: str) -> None:
    quantity = read(surface)
    assert (quantity.value, quantity.operator) == (Decimal(value), operator)
    assert quantity.surface == surface


@given(
    st.decimals(-(10**12), 10**12, places=2),
    st.sampled_from(["元", "万元", "亿元"]),
    st.booleans(),
    st.booleans(),
)
def test_money_round_trip(amount: Decimal, unit: str, grouped: bool, wide: bool) -> None:
    written = f"{amount:,.2f}" if grouped else f"{amount:.2f}"
    if wide:
        written = written.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,.-"})
    quantity = read(written + unit)
    assert quantity.value == amount
    assert quantity.yuan == amount * {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    assert str(quantity.value) == f"{amount:.2f}"


@given(st.integers(0, 10**9), st.sampled_from(["人", "个", "台", "平方米", "人次", "批次"]))
def test_count_round_trip(count: int, unit: str) -> None:
    quantity = read(f"{count}{unit}")
    assert (quantity.value, quantity.unit) == (Decimal(count), unit)
    assert quantity.half_unit == 0


@given(st.text(max_size=100), st.sampled_from([None, "money", "rate", "count", "number"]))
def test_never_raises(surface: str, kind: str | None) -> None:
    quantity = read_quantity(surface, kind=kind, unit=surface[:3])
    assert quantity.surface == surface


_PIECES = "0123456789.,，．％%-—~至到万亿千百十零一二三两几多余半成折倍元人个次约近≥以上() \n年月第点分之e"


@given(st.text(alphabet=_PIECES, max_size=40))
def test_never_raises_on_near_numbers(surface: str) -> None:
    quantity = read_quantity(surface)
    if isinstance(quantity, Quantity):
        assert quantity.value.is_finite()
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        assert quantity.half_unit >= 0


@given(st.text(alphabet="0123456789.,", min_size=1, max_size=16))
def test_reads_only_well_formed_arabic(written: str) -> None:
    quantity = read_quantity(written)
    if isinstance(quantity, Quantity) and "," in written:
        groups = written.rstrip(",").partition(".")[0].split(",")
        assert all(len(group) == 3 for group in groups[1:])
