"""Accounts of indicators in prose beside a tagger's own reading of them."""

import pytest

from extraction.document import Document
from extraction.labels import Label
from extraction.markup import Link, Mention, assemble
from extraction.span import Span
from extraction.tables import TableMarkup
from extraction.tagging.walks import with_walks

_HEAD = "云岭县茶叶产业项目绩效自评报告\n三、绩效目标完成情况\n"


@pytest.mark.parametrize(
    ("result", "kept"),
    [("76.15%", "198块"), ("198块", "198块")],
    ids=["rate for count", "count for count"],
)
def test_a_pair_of_two_kinds_leaves_the_account_its_own(result, kept):
    text = f"{_HEAD}（1）产出指标\n界桩更新数量目标260块，实际更新198块，完成率76.15%。\n"
    document = Document("a.txt", "0" * 64, "txt", text)

    def mention(ident: str, label: Label, surface: str) -> Mention:
        start = text.index(surface)
        span = Span(start, start + len(surface))
        return Mention(ident, label, span, surface, confidence=0.97)

    markup = assemble(
        (
            mention("a", Label.INDICATOR, "界桩更新数量"),
            mention("b", Label.TARGET, "260块"),
            mention("c", Label.ACTUAL, result),
        ),
        (Link("b", "a"), Link("c", "a")),
    )
    found = with_walks(document, TableMarkup(assemble(())), markup)
    assert [m.text for m in found.mentions if m.label is Label.ACTUAL] == [kept]
