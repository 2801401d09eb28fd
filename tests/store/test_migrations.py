from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from annotations.store import Store
from annotations.store.engine import migrate, reading
from annotations.store.migrations import versions
from annotations.store.tables import metadata


def test_migrations_give_the_schema_of_the_tables(store: Store) -> None:
    with reading(store.engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_twice_changes_nothing(store: Store) -> None:
    migrate(store.engine)
    with reading(store.engine) as connection:
        first = MigrationContext.configure(connection).get_current_heads()
    migrate(store.engine)
    with reading(store.engine) as connection:
        again = MigrationContext.configure(connection).get_current_heads()
    newest = max(p.name[1:5] for p in Path(versions.__path__[0]).glob("v*.py"))
    assert first == again == (newest,)
