"""The other database: the suite's own server really is one, and rows are locked on it."""

import pytest
from django.db import connection
from django.db.models import CharField

from accounts.models import User
from accounts.prepared import Parameter, Prepared
from tests.factories.people import make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def test_the_server_is_postgresql():
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        assert int(cursor.fetchone()[0]) >= 150000


def test_select_for_update_locks_rows():
    assert "FOR UPDATE" in str(User.objects.select_for_update().query)


def test_what_every_request_asks_is_planned_once():
    person = make_user("Moussa Issa")
    name = Parameter("name", CharField())
    by_name = Prepared(lambda: User.objects.filter(printed_name=name).order_by("pk"))
    for turn in range(8):
        assert by_name.rows(name=person.printed_name) == [person], turn
        assert by_name.rows(name="x' OR 1=1 --") == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        planned = [statement for (statement,) in cursor.fetchall()]
    assert any('"accounts_user"."printed_name" = $1' in one for one in planned)
