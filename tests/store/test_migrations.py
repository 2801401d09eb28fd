from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from annotations.store import Store
from annotations.store.engine import migrate, reading
from annotations.store.tables import metadata


def test_migrations_give_the_schema_of_the_tables(store: Store) -> None:
    with reading(store.engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_twice_changes_nothing(store: Store) -> None:
    migrate(store.engine)
    migrate(store.engine)
    with reading(store.engine) as connection:
        assert MigrationContext.configure(connection).get_current_revision() == "0001"
