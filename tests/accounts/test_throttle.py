"""The arithmetic of waiting, without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.throttle import CARD, CARD_ADDRESS, POLICIES, client_address, source_of

T0 = datetime(2016, 2, 3, 7, 45, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = (
    timedelta(seconds=1),
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
)


def counted(policy, failures, at=T0):
    count = None
    for _ in range(failures):
        count = policy.after_failure(count, at)
    return count


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 16), (10, 32), (11, 60), (12, 60), (99, 60)],
)
def test_a_cards_wait_doubles_up_to_an_hour(failures, minutes):
    policy = POLICIES[CARD]
    wait = policy.wait(counted(policy, failures), T0)
    assert wait == (timedelta(minutes=minutes) or None)


def test_a_wait_ends_when_it_says_so():
    policy = POLICIES[CARD]
    count = counted(policy, 5)
    assert policy.wait(count, T0 + MINUTE - SECOND) == SECOND
    assert policy.wait(count, T0 + MINUTE) is None


def test_a_day_without_a_failure_forgives():
    policy = POLICIES[CARD]
    count = counted(policy, 9)
    assert policy.after_failure(count, T0 + DAY).failures == 1
    assert policy.after_failure(count, T0 + DAY - SECOND).failures == 10


def test_a_clock_that_runs_back_shortens_no_wait():
    policy = POLICIES[CARD]
    count = policy.after_failure(counted(policy, 5), T0 - HOUR)
    assert count.since == T0


def test_an_address_has_thirty_failures_in_ten_minutes():
    policy = POLICIES[CARD_ADDRESS]
    assert policy.wait(counted(policy, 29), T0) is None
    full = counted(policy, 30)
    assert policy.wait(full, T0 + MINUTE) == 9 * MINUTE
    assert policy.wait(full, T0 + 10 * MINUTE) is None
    assert policy.after_failure(full, T0 + 10 * MINUTE).failures == 1


@given(st.sampled_from(sorted(POLICIES)), st.integers(1, 200), st.timedeltas(timedelta(0), DAY))
def test_more_failures_never_wait_less(scope, failures, later):
    policy = POLICIES[scope]
    none = timedelta(0)
    fewer = policy.wait(counted(policy, failures), T0 + later) or none
    more = policy.wait(counted(policy, failures + 1), T0 + later) or none
    assert fewer <= more <= DAY


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ("", 0, "192.0.2.1"),
        ("198.51.100.7", 0, "192.0.2.1"),
        ("198.51.100.7", 1, "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7", 1, "198.51.100.7"),
        ("203.0.113.9, 198.51.100.7, 10.0.0.1", 2, "198.51.100.7"),
        ("198.51.100.7", 2, "192.0.2.1"),
        ("<script>", 1, "192.0.2.1"),
        (", ,", 1, "192.0.2.1"),
        ("2001:DB8::1", 1, "2001:db8::1"),
    ],
)
def test_the_right_most_hop_that_no_proxy_of_ours_wrote(forwarded, proxies, address):
    assert client_address("192.0.2.1", forwarded, proxies) == address


def test_one_customer_of_ipv6_is_one_source():
    assert source_of("2001:db8:1:2::1") == source_of("2001:db8:1:2:ffff::9")
    assert source_of("2001:db8:1:2::1") != source_of("2001:db8:1:3::1")
    assert source_of("::ffff:192.0.2.1") == source_of("192.0.2.1") == "192.0.2.1"
    assert source_of("") == ""
