"""A change whose amount comes out with its word turned round."""

from __future__ import annotations

import pytest

from tests.constraints.reports import about

TURNED = [
    (
        "2031年机关运行经费支出126.50万元，2030年为134.28万元，比上年{}7.78万元。",
        "7.78万元",
        ("减少", "增加"),
    ),
    ("全年完成筛查18640人，比上年19205人{}565人。", "565人", ("减少", "增加")),
    ("培训费支出9.65万元，上年为8.40万元，同比{}1.25万元。", "1.25万元", ("增加", "减少")),
]


@pytest.mark.parametrize(("text", "figure", "words"), TURNED)
def test_the_word_says_which_way(tmp_path, text, figure, words):
    whole = "松涧县某局2031年度支出情况说明\n{}\n"
    right, wrong = (whole.format(text.format(w)) for w in words)
    assert not about(tmp_path, right, figure)
    assert about(tmp_path, wrong, figure)


_TABLE = """“三公”经费支出决算表
单位：万元
项目\t2030年决算数\t2031年预算数\t2031年决算数
合计\t15.72\t16.00\t14.21
公务用车购置及运行费\t11.34\t12.00\t10.47
公务接待费\t4.38\t4.00\t3.74
"""


@pytest.mark.parametrize(("word", "told"), [("减少", False), ("增加", True)])
def test_a_base_in_a_table(tmp_path, word, told):
    text = (
        "松涧县某局2031年度部门决算\n"
        f"公务用车购置及运行费10.47万元，完成预算的87.25%，比上年{word}0.87万元。\n\n{_TABLE}"
    )
    assert about(tmp_path, text, "0.87万元") is told
