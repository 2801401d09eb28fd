"""More relations than a report is granted are refused and told, never worked at without end."""

import pytest

from extraction.constraints.ledger.effort import Effort
from extraction.pipeline import default_pipeline

LINE = "一、甲项支出{}万元、乙项支出5.10万元、丙项支出6.20万元、丁项支出7.30万元，共计18.60万元。\n"


def record(make_document, text):
    return default_pipeline("pattern").extract(make_document(text))


def test_an_ordinary_report_is_checked_whole(make_document):
    found = record(make_document, LINE.format("0.00"))
    assert found.checks
    assert found.document.partial == ()


def test_a_line_beyond_its_steps_is_left_out_and_told(make_document, monkeypatch):
    monkeypatch.setattr(Effort, "line_steps", 3)
    found = record(make_document, "开头。\n" + LINE.format("0.00"))
    assert found.checks == ()
    assert [(g.place, "关系" in g.reason) for g in found.document.partial] == [("第2段", True)]
    assert found.facts.amounts


@pytest.mark.parametrize("lines", [2, 4])
def test_a_report_beyond_its_steps_says_so_once(make_document, monkeypatch, lines):
    monkeypatch.setattr(Effort, "document_steps", 3)
    found = record(make_document, LINE.format("0.00") * lines)
    assert found.checks == ()
    assert [g.place for g in found.document.partial] == ["全文"]


def test_steps_grow_with_the_text(make_document, monkeypatch):
    counted = []
    spend = Effort.spend

    def counting(self, line, steps=1):
        counted.append(steps)
        spend(self, line, steps)

    monkeypatch.setattr(Effort, "spend", counting)
    taken = []
    for times in (120, 240, 480):
        counted.clear()
        record(make_document, "收入12.30万元，" * times)
        taken.append(sum(counted))
    assert taken[2] / taken[1] < 2.2
    assert taken[1] / taken[0] < 2.4
