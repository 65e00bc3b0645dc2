"""The other database: the suite's own server really is one, and rows are locked on it."""

import pytest
from django.db import connection

from accounts.models import User

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def test_the_server_is_postgresql():
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        assert int(cursor.fetchone()[0]) >= 150000


def test_select_for_update_locks_rows():
    assert "FOR UPDATE" in str(User.objects.select_for_update().query)
