import pytest

from annotations.gold import from_json, to_json
from annotations.inline import parse, render
from extraction.errors import MarkupError

MARKED = "一、⟦ITEM i1|总支出⟧⟦AMOUNT a1b>i1|1,105.33万元⟧，增长⟦RATE r1->i1|3%⟧\n===EQUATIONS===\ngrowth: r1 = a1 / base(a1)\n"


def test_parse_and_render_give_each_other_back():
    text, record = parse(MARKED)
    assert text == "一、总支出1,105.33万元，增长3%\n"
    assert render(text, record) == MARKED
    assert from_json(to_json(record)) == record


def test_flags_become_change_and_role():
    _, record = parse(MARKED)
    amount, rate = record.markup().mentions[1:]
    assert (amount.role, rate.change) == ("budget", "decrease")


@pytest.mark.parametrize(
    ("marked", "what"),
    [
        ("⟦ITEM i1|a", "expected ⟦LABEL"),
        ("⟦THING i1|a⟧", "expected one of"),
        ("⟦ITEM i1|a⟧⟦ITEM i1|b⟧", "unique"),
        ("⟦AMOUNT a1>i9|1元⟧", "unknown"),
        ("⟦ITEM i1|a⟧\n===EQUATIONS===\nsum: a1 = a2", "unknown"),
        ("⟦ITEM i1|a⟧\n===EQUATIONS===\nproportion: i1", "kind"),
    ],
)
def test_refuses_broken_marks(marked, what):
    with pytest.raises(MarkupError, match=what):
        parse(marked)


def test_a_text_that_differs_is_refused():
    text, record = parse(MARKED)
    with pytest.raises(MarkupError, match="总支出"):
        record.verify("x" + text)
