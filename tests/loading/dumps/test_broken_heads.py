"""Tables of tasks: a header in bars that a line break cuts in two, tasks as the goals of projects."""

import pytest

from extraction.document import Document
from extraction.loading.dumps import find_tables
from extraction.pipeline import default_pipeline
from extraction.tables.model import Meaning
from extraction.tables.vocabulary import header_meaning

HEADS = {
    "one line": "序号 | 项目名称 | 责任单位 | 目标任务 | 实际完成情况 | 任务完成率 | 备注 | |\n",
    "cut in two": "序号 | 项目名称 | 责任单位 | 目标任务 | 实际完成情况 |\n任务完成率 | 备注 | |\n",
}
ROWS = (
    "1 | 新建河埠头 | 区水利局 | 46处 | 41处 | 89% | ||\n"
    "2 | 修缮渡口 | 区交通局 | 18个 | 18个 | 100% | ||\n"
    "3 | 培训船工 | 区人社局 | 230人 | 264人 | 115% | ||\n"
)


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_tasks_are_the_goals_of_projects(head):
    text = "石渡区2024年民生实事项目完成情况 | |||||||\n" + head + ROWS
    document = Document("a.txt", "0" * 64, "txt", text, tables=find_tables(text))
    found = default_pipeline("pattern").extract(document).facts.indicators
    told = [
        (i.name.text, i.target and i.target.mention.text, i.actual and i.actual.mention.text)
        for i in found
    ]
    assert told == [
        ("新建河埠头", "46处", "41处"),
        ("修缮渡口", "18个", "18个"),
        ("培训船工", "230人", "264人"),
    ]


@pytest.mark.parametrize(
    ("words", "meaning"),
    [("年度标值", Meaning.TARGET), ("已完成数", Meaning.ACTUAL), ("累计完成", Meaning.ACTUAL)],
)
def test_goals_and_results_by_other_words(words, meaning):
    known = header_meaning(words)
    assert known is not None
    assert known.meaning is meaning
