"""Counters in the database: they hold across workers and say nothing about whom they count."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import RequestFactory

from accounts.models import GuessCounter
from accounts.throttle import CARD, CARD_ADDRESS
from accounts.throttling import (
    blocked_for,
    claim_try,
    count_failure,
    counted_address,
    forget,
)

AT = datetime(2016, 2, 3, 7, 45, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
def test_failures_block_and_success_forgets():
    for _ in range(4):
        count_failure(CARD, "x", at=AT)
    assert blocked_for(CARD, "x", at=AT) is None
    count_failure(CARD, "x", at=AT)
    assert blocked_for(CARD, "x", at=AT) == MINUTE
    forget(CARD, "x")
    assert blocked_for(CARD, "x", at=AT) is None
    assert not GuessCounter.objects.exists()


@pytest.mark.django_db
def test_five_tries_are_granted_and_a_refused_one_costs_nothing():
    assert [claim_try(CARD, "x", at=AT) for _ in range(7)] == [None] * 5 + [MINUTE] * 2
    assert claim_try(CARD, "x", at=AT + MINUTE) is None
    assert claim_try(CARD, "x", at=AT + MINUTE) == 2 * MINUTE


@pytest.mark.django_db
def test_scopes_and_keys_are_counted_apart():
    for _ in range(5):
        count_failure(CARD, "x", at=AT)
    assert blocked_for(CARD, "y", at=AT) is None
    assert blocked_for(CARD_ADDRESS, "x", at=AT) is None


@pytest.mark.django_db
def test_neither_address_nor_code_is_stored(settings):
    count_failure(CARD_ADDRESS, "192.0.2.1", at=AT)
    row = GuessCounter.objects.get()
    assert "192" not in row.key_digest
    assert len(row.key_digest) == 64
    settings.REGISTER_KEY = "another key, so another digest: a list of addresses does not help"
    assert blocked_for(CARD_ADDRESS, "192.0.2.1", at=AT) is None
    count_failure(CARD_ADDRESS, "192.0.2.1", at=AT)
    assert GuessCounter.objects.count() == 2


@pytest.mark.django_db
def test_an_unknown_scope_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        count_failure("nonsense", "x", at=AT)


def test_the_address_of_a_request(settings):
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.7")
    settings.TRUSTED_PROXIES = 0
    assert counted_address(request) == "10.0.0.1"
    settings.TRUSTED_PROXIES = 1
    assert counted_address(request) == "198.51.100.7"


def test_many_workers_at_once_get_no_more_tries_than_one(django_db_setup, django_db_blocker):
    # Committed for real, which each worker sees, and taken away by hand: emptying every table,
    # as a transactional test does, would take the root of the page tree along.
    granted = []

    def work():
        try:
            granted.append(claim_try(CARD, "x", at=AT) is None)
        finally:
            connection.close()

    with django_db_blocker.unblock():
        try:
            threads = [threading.Thread(target=work) for _ in range(12)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            GuessCounter.objects.all().delete()
    assert len(granted) == 12
    assert sum(granted) == 5
