"""For the tests that start processes of their own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import own_database as grounds


@pytest.fixture
def own_database(django_db_setup, django_db_blocker: Any, tmp_path: Path) -> Iterator[str]:
    """The URL of a database that other processes see too; Django is connected to it."""
    with django_db_blocker.unblock(), grounds.own_database(tmp_path) as url:
        yield url
