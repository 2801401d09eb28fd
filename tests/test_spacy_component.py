from decimal import Decimal

import spacy


def test_mentions_are_a_span_group():
    nlp = spacy.blank("zh")
    nlp.add_pipe("jixiao", config={"model": "pattern"})
    doc = nlp("公务接待费支出1.15万元，比上年减少1.85万元。")
    spans = {(s.text, s.label_) for s in doc.spans["jixiao"]}
    assert ("公务接待费", "ITEM") in spans
    assert ("1.15万元", "AMOUNT") in spans


def test_values_links_and_checks_are_extensions():
    nlp = spacy.blank("zh")
    nlp.add_pipe("jixiao", config={"model": "pattern"})
    doc = nlp("本年支出合计10.50万元，其中：基本支出6.00万元，项目支出4.60万元。")
    by_text = {s.text: s for s in doc.spans["jixiao"]}
    assert by_text["6.00万元"]._.value == Decimal("6.00")
    assert by_text["6.00万元"]._.yuan == Decimal(60000)
    assert [s.text for s in by_text["6.00万元"]._.links] == ["基本支出"]
    assert by_text["基本支出"]._.value is None
    assert [c.kind for c in doc._.findings] == ["sum"]
    assert set(doc._.findings) <= set(doc._.checks)
    assert nlp.make_doc("空")._.checks == ()
