"""Two layers of one document, and what is settled between them."""

from annotations.corpus.rendering import gold_of, samples, to_text
from annotations.review.adjudication import agreed, decide, differences
from annotations.store import Edit, LayerState, Store, import_gold
from annotations.worklist.agreement import Place


def test_deciding_everything_for_one_side_gives_that_side(store: Store) -> None:
    sample = next(iter(samples()))
    gold = import_gold(store, gold_of(sample), to_text(sample).decode())
    one, two = store.copy_layer(gold, "li"), store.copy_layer(gold, "wang")
    changed = [
        Edit("mention", m["id"], None if i % 2 else {**m, "label": "STATUS"})
        for i, m in enumerate(store.read(two.id).ordered()[::3])
    ]
    store.save(two.id, changed, base=1, actor="wang", action="edit")
    a, b = store.read(one.id), store.read(two.id)
    layer = store.create_layer(gold.document_id, "consensus", kind="consensus", edits=agreed(a, b))
    for difference in differences(a, b):
        state = store.read(layer.id)
        edits = decide(difference, "a", a, state)
        store.save(layer.id, edits, base=state.version, actor="zhao", action="adjudicate")
    decided = store.read(layer.id)
    assert places_of(decided) == places_of(a)
    assert links_of(decided) == links_of(a)


def places_of(state: LayerState) -> set[Place]:
    return {(m["label"], m["start"], m["end"]) for m in state.mentions.values()}


def links_of(state: LayerState) -> set[tuple[int, int]]:
    start = {k: m["start"] for k, m in state.mentions.items()}
    return {(start[v["source"]], start[v["target"]]) for v in state.links.values()}
