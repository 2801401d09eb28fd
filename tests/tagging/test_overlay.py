from extraction.labels import Label
from extraction.markup import Link, Markup, Mention
from extraction.span import Span
from extraction.tables import interpret
from extraction.tagging.overlay import with_tables

TEXT = (
    "单位：万元\n序号\t项目\t决算数\n1\t基本支出\t300.00\n2\t项目支出\t200.00\n\n另有奖金5万元。\n"
)


def mention(identifier, label, text, confidence=0.6):
    start = TEXT.index(text)
    return Mention(identifier, label, Span(start, start + len(text)), text, confidence=confidence)


def test_a_serial_number_that_a_model_takes_for_money_goes(make_document):
    serial = Mention("m1", Label.AMOUNT, Span(16, 17), TEXT[16:17], confidence=0.9)
    assert serial.text == "1"
    bonus = mention("m2", Label.AMOUNT, "5万元")
    name = mention("m3", Label.ITEM, "奖金")
    markup = Markup((serial, name, bonus), (Link("m2", "m3", 0.7),))
    read = with_tables(interpret(make_document(TEXT)), markup)
    amounts = [m.text for m in read.mentions if m.label == Label.AMOUNT]
    assert amounts == ["300.00", "200.00", "5万元"]
    by_id = read.by_id()
    assert ("5万元", "奖金") in {(by_id[k.source].text, by_id[k.target].text) for k in read.links}
    assert all(m.confidence for m in read.mentions)


def test_without_tables_nothing_changes(make_document):
    markup = Markup((Mention("m1", Label.ITEM, Span(0, 2), "奖金"),))
    assert with_tables(interpret(make_document("奖金5万元。")), markup) == markup
