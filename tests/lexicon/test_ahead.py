"""Look-aheads before long expressions: they save time and change nothing that is found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.indicators.class_openings import class_opening
from extraction.lexicon.dates import period_pattern
from extraction.lexicon.source import ahead
from extraction.linking.purposes import _bare

_AHEAD = re.compile(r"\(\?=\[.*?\]\)")
_PIECES = [
    "2031年", "二〇三一年", "二零三一年", "3月", "-", "6月底", "上半年", "前三季度", "第1季度", "2031.03.09", "12月5日", "1-2月",
    "数量指标", "产出情况", "质量指标完成情况：", "1.", "成本", "效益指标", "满意度", "：", "\n", " ", "，", "其中", "本年度",
    "全县", "支出", "总收入", "结余", "为", "7亿元", "35", "年末余额", "某局", "办理",
]  # fmt: skip


@pytest.mark.parametrize("pattern", [period_pattern, class_opening, _bare])
@given(pieces=st.lists(st.sampled_from(_PIECES), max_size=14))
def test_a_look_ahead_changes_nothing(pattern, pieces):
    text, whole = "".join(pieces), pattern()
    bare = re.compile(_AHEAD.sub("", whole.pattern, count=1))
    assert whole.pattern.startswith("(?=[")
    assert [m.span() for m in whole.finditer(text)] == [m.span() for m in bare.finditer(text)]


def test_signs_that_mean_something_in_a_class_stand_for_themselves():
    assert [m.start() for m in re.finditer(ahead(["^a", "]b", "-c"], r"\d"), "a^b]c-d1")] == [
        1,
        3,
        5,
        7,
    ]
