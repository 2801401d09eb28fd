"""What is next, and how far it is."""

from __future__ import annotations

from dataclasses import replace

from annotations.store import Edit, Store, edits_of_markup
from annotations.synthesis import synthesise
from annotations.worklist import candidates, statistics
from tests.learning.conftest import Correct, put_record


def model_layer(store: Store, seed: int, confidence: float) -> int:
    """Store a report with a model's layer, all mentions of one confidence; return the layer's id."""
    text, record = synthesise(seed)
    from extraction.document import Document
    from extraction.loading.dumps import find_tables

    document = Document(record.document, record.sha256, "txt", text, tables=find_tables(text))
    stored = store.add_document(document)
    markup = record.markup()
    unsure = tuple(replace(m, confidence=confidence) for m in markup.mentions)
    edits = edits_of_markup(replace(markup, mentions=unsure))
    return store.create_layer(stored.id, "model", kind="model", edits=edits, origin="test/1").id


def test_doubtful_documents_come_first_and_finished_ones_not_at_all(
    store: Store, correct: Correct
) -> None:
    model_layer(store, 1, 0.99)
    model_layer(store, 2, 0.4)
    correct(3)
    found = candidates(store, mentions=3)
    assert [c.entry.document.path for c in found] == [
        synthesise(2)[1].document,
        synthesise(1)[1].document,
    ]
    assert len(found[0].mentions) == 3
    assert all(m.reason for m in found[0].mentions)
    text = synthesise(2)[0]
    assert all(text[m.start : m.end] == m.text for m in found[0].mentions)


def test_the_limit_is_kept(store: Store) -> None:
    for seed in range(3):
        model_layer(store, seed, 0.5)
    assert len(candidates(store, limit=2)) == 2


def test_agreement_is_taken_over_all_documents_of_a_pair(store: Store) -> None:
    for seed in (1, 2):
        text, record = synthesise(seed)
        put_record(store, text, record, who="li", done=True)
        fewer = replace(
            record, spans=tuple(replace(s, links=()) for s in record.spans[:-1]), equations=()
        )
        put_record(store, text, fewer, who="wang", done=False)
    found = statistics(store)
    rows = {a.label: a for a in found.agreement["li", "wang"]}
    spans = [len(synthesise(seed)[1].spans) for seed in (1, 2)]
    assert (rows["ALL"].first, rows["ALL"].second) == (sum(spans), sum(spans) - 2)
    assert rows["ALL"].both == sum(spans) - 2
    assert rows["ALL"].kappa is not None
    assert 0.9 < rows["ALL"].kappa < 1
    assert found.documents == {"new": 0, "open": 0, "done": 2}


def test_what_became_of_suggestions(store: Store) -> None:
    source = store.layer(model_layer(store, 1, 0.9))
    human = store.copy_layer(source, "li")
    state = store.read(human.id)
    names = list(state.mentions)
    relabelled = {**state.mentions[names[1]], "label": "SCORE"}
    edits = [
        Edit("mention", names[0], None),
        Edit("mention", names[1], relabelled),
        Edit("decision", "done", {"verdict": "done"}),
    ]
    store.save(human.id, edits, base=state.version, actor="li", action="correct")
    (found,) = statistics(store).acceptance
    assert (found.deleted, found.relabelled, found.moved, found.added) == (1, 1, 0, 0)
    assert found.kept == len(names) - 2
    assert found.rate == found.kept / len(names)
    assert "test/1" in found.origin
    lines = "\n".join(statistics(store).lines())
    assert "li: 1 edits" in lines
    assert "1 deleted" in lines
