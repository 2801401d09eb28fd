"""What is looked up by an index is what a slow search from the beginning finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from extraction.constraints.ledger.opening import _Brackets, paragraph_starts
from extraction.document import Cell, Table
from extraction.labels import Label
from extraction.linking.draft import Draft
from extraction.markup import Link, Markup, Mention
from extraction.provenance import _Cells
from extraction.span import Span


@given(st.text(st.sampled_from("（()）。\n甲1"), max_size=60), st.integers(0, 60))
def test_open_brackets(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    lines = paragraph_starts(text)
    left = max(max(line for line in lines if line <= offset), text.rfind("。", 0, offset) + 1)
    opened: list[int] = []
    for match in re.finditer(r"[（()）]", text[left:offset]):
        if match[0] in "（(":
            opened.append(left + match.start())
        elif opened:
            opened.pop()
    expected = (len(opened), opened[-1] if opened else -1)
    line = max(line for line in lines if line <= offset)
    behind = re.search(r"[（()）。]", text[offset:].partition("\n")[0])
    if not opened and behind and behind[0] in "）)" and "。" not in text[line:offset]:
        expected = (1, line)  # a bracket that opened on the line above
    assert _Brackets(text, lines).at(offset) == expected


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)), max_size=12), st.integers(0, 40))
def test_the_cell_at_an_offset(places: list[tuple[int, int]], offset: int) -> None:
    cells = tuple(
        Cell(i, 0, Span(start, start + length)) for i, (start, length) in enumerate(places)
    )
    expected = next((c for c in cells if offset in c.span), None)
    assert _Cells(Table("t1", Span(0, 50), cells)).at(offset) == expected


@given(
    st.lists(st.tuples(st.sampled_from(["drop", "relink"]), st.integers(0, 5), st.integers(0, 5)))
)
def test_figures_of_an_item_after_edits(edits: list[tuple[str, int, int]]) -> None:
    text = "甲乙丙丁戊己123456"
    items = [Mention(f"i{k}", Label.ITEM, Span(k, k + 1), text[k]) for k in range(6)]
    figures = [Mention(f"f{k}", Label.AMOUNT, Span(6 + k, 7 + k), text[6 + k]) for k in range(6)]
    links = tuple(Link(f"f{k}", f"i{k % 3}") for k in range(6))
    draft = Draft(text, Markup((*items, *figures), links))
    for what, one, other in edits:
        if draft.get(f"i{one}") is None or draft.get(f"i{other}") is None:
            continue
        if what == "relink":
            draft.relink(f"f{one}", Label.ITEM, f"i{other}")
        elif one != other:
            draft.drop(f"i{one}", instead=f"i{other}")
    made = draft.markup()
    for k in range(6):
        slow = [link.source for link in made.links if link.target == f"i{k}"]
        assert [m.id for m in draft.figures_of(f"i{k}")] == sorted(slow)
