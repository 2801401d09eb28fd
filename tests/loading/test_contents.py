from __future__ import annotations

import pytest

from extraction.loading.contents import find_contents

CONTENTS = "目  录\n第一部分 概况\t1\n一、职责 2\n\n二、机构……………2\n第二部分 决算表\t4\n"


def test_a_table_of_contents_is_one_region() -> None:
    text = "某某站决算\n" + CONTENTS + "2023年度收入总计2680.40万元。\n"
    (region,) = find_contents(text)
    assert region.span.of(text).strip() == CONTENTS.strip()


@pytest.mark.parametrize(
    "text",
    [
        "目录\n收入 120\n支出 80\n结余 40\n",
        "目录\n收入 12\n支出 80\n",
        "收入\t1\n支出\t2\n结余\t3\n",
    ],
    ids=["falling", "too few", "no heading"],
)
def test_rows_of_figures_are_none(text: str) -> None:
    assert list(find_contents(text)) == []
