"""A database that other processes see too, for as long as a test: a file, or a PostgreSQL clone."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.journeys.ground import connected_to, copy_database
from tests.migrated_template import migrated_template


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """Django's connection on an empty migrated database; gives its URL for other processes."""
    if connection.vendor == "sqlite":
        file = folder / "relais.sqlite3"
        copy_database(migrated_template(), file)
        with connected_to(file):
            yield f"sqlite:///{file}"
        return
    name = f"own_{secrets.token_hex(8)}"
    template = connection.settings_dict["TEST"]["TEMPLATE"]
    _on_the_server(f"CREATE DATABASE {name} TEMPLATE {template}")
    connection.close()
    named, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        where = connection.settings_dict
        account = f"{where['USER']}:{where['PASSWORD']}@{where['HOST']}:{where['PORT']}"
        yield f"postgres://{account}/{name}"
    finally:
        connection.close()
        connection.settings_dict["NAME"] = named
        _on_the_server(f"DROP DATABASE {name} WITH (FORCE)")


def _on_the_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
