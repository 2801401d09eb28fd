"""The trail of edits shows when it was altered."""

import pytest
from sqlalchemy import text

from annotations.commands.review import verify_trail
from annotations.store import Edit, Store

ALTERATIONS = {
    "actor": "UPDATE event SET actor = 'x' WHERE version = 2",
    "time": "UPDATE event SET at = '2020-01-01' WHERE version = 3",
    "changes": "UPDATE event SET changes = '[]' WHERE version = 2",
    "missing": "DELETE FROM event WHERE version = 2",
    "cut off": "DELETE FROM event WHERE version = 4",
    "digest": "UPDATE event SET digest = NULL WHERE version = 3",
}


@pytest.fixture
def edited(tmp_path, make_document):
    store = Store.open(tmp_path / "review.db")
    stored = store.add_document(make_document("支出12万元，收入13万元。"))
    layer = store.create_layer(stored.id, "甲", kind="human")
    for i in range(4):
        change = None if i % 2 else "increase"
        value = {
            "id": "a1",
            "label": "AMOUNT",
            "start": 2,
            "end": 6,
            "text": "12万元",
            "change": change,
        }
        store.save(
            layer.id,
            [Edit("mention", "a1", value)],
            base=i + layer.version,
            actor="甲",
            action="add",
        )
    return store, tmp_path / "review.db"


def test_an_untouched_trail_holds(edited, capsys):
    store, path = edited
    found = store.verify_chain()
    assert found.faults == ()
    assert found.events >= 4
    store.close()
    assert verify_trail(str(path)) == 0
    assert found.seal in capsys.readouterr().out


@pytest.mark.parametrize("kind", ALTERATIONS)
def test_an_alteration_shows(kind, edited, capsys):
    store, path = edited
    seal = store.verify_chain().seal
    with store.engine.begin() as connection:
        connection.execute(text("PRAGMA foreign_keys=OFF"))
        assert connection.execute(text(ALTERATIONS[kind])).rowcount
    found = store.verify_chain()
    assert found.faults
    store.close()
    assert verify_trail(str(path)) == 1
    assert seal
