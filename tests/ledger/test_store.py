"""One set of statements for SQLite and PostgreSQL."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from toolkit.ledger import store
from toolkit.ledger.tables import METADATA, NUMBERS


@pytest.mark.parametrize("table", METADATA.sorted_tables, ids=lambda table: table.name)
def test_a_table_can_be_made_in_postgresql(table):
    assert f"CREATE TABLE {table.name}" in str(CreateTable(table).compile(dialect=postgresql.dialect()))


class Recorder:
    """Stands where a connection to PostgreSQL would, and keeps what it is asked to execute."""

    def __init__(self):
        self.dialect, self.asked = postgresql.dialect(), []

    def exec_driver_sql(self, statement, rows):
        self.asked.append((" ".join(statement.split()), rows))


def test_many_rows_are_written_to_postgresql_by_name():
    connection = Recorder()
    store.upsert(connection, NUMBERS, {"team": ["华东", "华南"], "last": 7}, 2)
    assert connection.asked == [
        (
            (
                "INSERT INTO numbers (team, last) VALUES (%(team)s::VARCHAR, %(last)s::INTEGER) "
                "ON CONFLICT (team) DO UPDATE SET last = excluded.last"
            ),
            [{"team": "华东", "last": 7}, {"team": "华南", "last": 7}],
        )
    ]


def test_many_rows_are_written_to_sqlite_by_place(ledger):
    with ledger._engine.begin() as connection:
        store.insert(connection, NUMBERS, {"last": [1, 2], "team": ["a", "b"]}, 2)
        store.upsert(connection, NUMBERS, {"last": [3], "team": ["b"]})
        store.update(connection, NUMBERS.c.team, {"which": ["a"], "last": 9}, 1)
        store.insert(connection, NUMBERS, {"last": [], "team": []}, 0)
    with ledger._reading() as connection:
        rows = connection.execute(sa.select(NUMBERS).order_by(NUMBERS.c.team)).all()
    assert rows == [("a", 9), ("b", 3)]


def test_a_reader_does_not_wait_for_a_writer(ledger):
    with ledger._engine.begin() as connection:
        store.grow(connection)
        assert ledger.revision == 0
    assert ledger.revision == 1
