import spacy


def test_mentions_are_a_span_group():
    nlp = spacy.blank("zh")
    nlp.add_pipe("jixiao", config={"model": "pattern"})
    doc = nlp("公务接待费支出1.15万元，比上年减少1.85万元。")
    spans = {(s.text, s.label_) for s in doc.spans["jixiao"]}
    assert ("公务接待费", "ITEM") in spans
    assert ("1.15万元", "AMOUNT") in spans
