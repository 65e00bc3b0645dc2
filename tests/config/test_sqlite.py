"""The pragmas are in force on a real connection, not only written in the settings."""

import copy
import sqlite3

import pytest
from django.db import OperationalError, connection, connections, transaction

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own pragmas"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20000)],
)
def test_pragma_is_in_force(name, value):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        assert cursor.fetchone()[0] == value


# Not a transactional test: the transaction around every test is itself the one that is asked.
@pytest.mark.django_db
def test_a_transaction_takes_the_write_lock_at_once():
    """Without IMMEDIATE a read that turns into a write can fail with « database is locked »."""
    other = connections.create_connection("default")
    other.settings_dict = copy.deepcopy(other.settings_dict)
    other.settings_dict["OPTIONS"]["timeout"] = 0
    try:
        with (
            transaction.atomic(),
            other.cursor() as cursor,
            pytest.raises((OperationalError, sqlite3.OperationalError), match="locked"),
        ):
            cursor.execute("BEGIN IMMEDIATE")
    finally:
        other.close()
