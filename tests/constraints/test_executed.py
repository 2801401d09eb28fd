"""Rates of execution whose budget the sentence before tells."""

from __future__ import annotations

import pytest

from extraction.document import Document
from extraction.pipeline import default_pipeline

HEAD = "河湾区2024年湿地公园专项资金绩效评价报告\n一、基本情况\n"


def shares(text: str) -> list[tuple[str, str]]:
    """Return status and computed value of the shares of a text, read without a network."""
    document = Document("a.txt", "0" * 64, "txt", HEAD + text + "\n")
    record = default_pipeline("pattern").extract(document).to_dict()
    return [(c["status"], c["computed"]) for c in record["checks"] if c["kind"] == "share"]


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        (
            "2024年区财政安排湿地公园专项资金1,260.00万元，其中：上级补助860.00万元，区级配套400.00万元。截至2024年12月31日，实际支出1,134.00万元，预算执行率92.00%。",
            "90.00%",
        ),
        (
            "该项目全年预算1,260.00万元，到位1,260.00万元。全年实际支出1,134.00万元，预算执行率为92.00%。",
            "90.00%",
        ),
        (
            "区财政下达湿地管护专项资金100万元。截至年底，湿地管护专项资金实际支出81万元，预算执行率90%。",
            "81%",
        ),
    ],
)
def test_a_wrong_rate_is_told_over_the_budget_of_the_sentence_before(text, computed):
    assert shares(text) == [("violated", computed)]


def test_of_several_amounts_the_one_that_comes_out_is_the_budget():
    text = "全年预算100万元，到位90万元。实际支出81万元，资金使用率90%。"
    assert [status for status, _ in shares(text)] == ["holds"]


@pytest.mark.parametrize(
    "text",
    [
        "甲河治理项目预算100万元，支出80万元。乙河治理项目支出45万元，预算执行率90%。",
        "甲河治理项目安排资金100万元。乙湖清淤工程实际支出45万元，预算执行率90%。",
        "2023年安排专项资金100万元。2024年实际支出45万元，预算执行率90%。",
        "安排专项资金100万元，其中管护费50万元。管护费支出45万元，执行率90%。",
        "全年预算100万元，到位90万元。实际支出81万元，资金使用率95%。",
    ],
    ids=["spent already", "another project", "another year", "of a part", "of which is not known"],
)
def test_where_the_budget_is_not_known_nothing_is_told(text):
    assert shares(text) == []
