"""A statement compiled once answers as its queryset does, and stores as the model does."""

import datetime
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import BigAutoField, CharField, F, IntegerField, QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.prepared import Parameter, Prepared, PreparedInsert
from assessments.attempting import start_attempt
from assessments.models import Attempt, AttemptStep
from tests.factories.assessments import make_quiz
from tests.factories.courses import make_cohort, make_enrolment
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 1, 26, 12, tzinfo=datetime.UTC)


def _attempt() -> Attempt:
    cohort = make_cohort()
    quiz = make_quiz(cohort, items=3, minutes=15)
    return start_attempt(enrolment=make_enrolment(cohort), quiz=quiz, seed="seed", at=AT)


def _named() -> "QuerySet[User]":
    name = Parameter("name", CharField())
    return User.objects.filter(printed_name=name).annotate(letters=F("sort_key")).order_by("pk")


def test_objects_come_out_as_from_the_queryset_whatever_was_asked_before() -> None:
    names = ["Aïssata Touré", "Moussa Issa", "Aïssata Touré"]
    people = [make_user(name) for name in names]
    prepared = Prepared(_named)
    for name in ("Moussa Issa", "Aïssata Touré", "nobody", "Moussa Issa"):
        expected = [one for one in people if one.printed_name == name]
        found = prepared.rows(name=name)
        assert found == expected
        assert [one.letters for one in found] == [one.sort_key for one in expected]
        assert [one.public_id for one in found] == [one.public_id for one in expected]
        assert not any(one._state.adding for one in found)
    assert prepared.first(name="nobody") is None


def test_what_is_fetched_along_costs_no_further_query() -> None:
    attempt = _attempt()
    key = Parameter("pk", BigAutoField())
    along = Prepared(
        lambda: Attempt.objects.select_related("enrolment__cohort", "window").filter(pk=key)
    )
    along.rows(pk=0)
    with CaptureQueriesContext(connection) as captured:
        found = along.first(pk=attempt.pk)
        assert found.enrolment.cohort == attempt.enrolment.cohort
        assert found.window == attempt.window
        assert found.started_at == attempt.started_at
    assert len(captured) == 1


def test_tuples_are_converted_as_by_the_queryset() -> None:
    attempt = _attempt()
    key = Parameter("pk", BigAutoField())
    values = "public_id", "started_at", "items__option_order"

    def build() -> QuerySet[Attempt, tuple[object, ...]]:
        return Attempt.objects.filter(pk=key).order_by("items__position").values_list(*values)

    expected = list(
        Attempt.objects.filter(pk=attempt.pk).order_by("items__position").values_list(*values)
    )
    assert Prepared(build).rows(pk=attempt.pk) == expected
    assert isinstance(expected[0][0], uuid.UUID)


def test_a_value_that_was_not_given_is_an_error_not_an_empty_answer() -> None:
    with pytest.raises(KeyError):
        Prepared(_named).rows()


def test_a_value_is_data_whatever_it_says() -> None:
    make_user("Moussa Issa")
    assert Prepared(_named).rows(name="x' OR 1=1 --") == []


def test_outside_a_transaction_it_locks_as_little_as_the_queryset() -> None:
    def lock() -> "QuerySet[User]":
        return User.objects.select_for_update().order_by()

    prepared = Prepared(lock)
    with transaction.atomic():
        assert prepared.rows() == list(lock())

    def both() -> list[type[Exception] | None]:
        """In a thread of its own, whose connection is in no transaction."""
        try:
            return [_error_of(prepared.rows), _error_of(lambda: list(lock()))]
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        ours, querysets = threads.submit(both).result()
    # SQLite locks the whole database, PostgreSQL asks for the transaction.
    assert ours == querysets
    assert (ours is None) is not connection.features.has_select_for_update


def _error_of(act: Callable[[], object]) -> type[Exception] | None:
    try:
        act()
    except TransactionManagementError as error:
        return type(error)
    return None


def test_a_row_is_stored_as_the_model_stores_it() -> None:
    attempt = _attempt()
    said = {
        "attempt_id": attempt.pk,
        "sequence": 3,
        "action": "answer",
        "position": 1,
        "response": ["é", {"b": None}],
        "language": "fr",
        "elapsed": 4,
        "received_at": AT,
    }
    insert = PreparedInsert(AttemptStep)
    for response in (said["response"], None, "", False):
        one, other = uuid.uuid4(), uuid.uuid4()
        insert.store(**{**said, "response": response, "client_id": one})
        AttemptStep.objects.create(**{**said, "response": response, "client_id": other})
        steps = AttemptStep.objects.filter(client_id__in=[one, other])
        ours, models = steps.values("response", "received_at", "sequence", "position", "attempt")
        assert ours == models
        assert steps.filter(response__isnull=True).count() == (2 if response is None else 0)


def test_a_constraint_speaks_and_a_column_left_out_is_an_error() -> None:
    attempt = _attempt()
    said = {
        "attempt_id": attempt.pk,
        "client_id": uuid.uuid4(),
        "sequence": 1,
        "action": "answer",
        "position": 1,
        "response": None,
        "language": "fr",
        "elapsed": 0,
        "received_at": AT,
    }
    insert = PreparedInsert(AttemptStep)
    insert.store(**said)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert.store(**said)
    with pytest.raises(KeyError):
        insert.store(**{name: said[name] for name in list(said)[:-1]})


def test_a_number_is_prepared_by_its_field() -> None:
    first = make_user("Moussa Issa")
    by_key = Prepared(lambda: User.objects.filter(pk=Parameter("pk", IntegerField())))
    assert by_key.rows(pk=str(first.pk)) == [first]
