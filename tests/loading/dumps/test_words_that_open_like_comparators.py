"""Names that begin with a character which compares before a number (过程, 超额, 达标) are rows like others."""

import pytest

from extraction.loading.dumps import find_tables


def rows(names):
    lines = "\n".join(
        f"{name}        {20 + k}        18.{k}0     90.0{k}%" for k, name in enumerate(names)
    )
    text = f"各类得分如下：\n指标        分值      得分      得分率\n{lines}\n\n二、问题\n"
    return [[c.span.of(text) for c in t.cells if c.column == 0] for t in find_tables(text)]


@pytest.mark.parametrize(
    "names",
    [
        ["决策", "过程", "产出", "合计"],
        ["超额完成情况", "达标情况", "过程管理", "合计"],
        ["投入", "逾期清理", "共建共享", "合计"],
    ],
)
def test_no_row_is_lost(names):
    assert rows(names) == [["指标", *names]]
