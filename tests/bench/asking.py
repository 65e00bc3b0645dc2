"""One request to the whole stack in this process: its time, its queries, its weight."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.bench.tables import NotMeasured, median, milliseconds

Act = Callable[[], HttpResponseBase]
_ENDS_NOTHING = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


@dataclass(frozen=True)
class Cost:
    """Median milliseconds, queries of one request, bytes of its answer as sent."""

    milliseconds: float
    queries: int
    bytes: int


def client_of(username: str = "") -> Client:
    """A client that accepts gzip, signed in without a password."""
    client = Client(SERVER_NAME="127.0.0.1", HTTP_ACCEPT_ENCODING="gzip")
    if username:
        client.force_login(User.objects.get(username=username))
    return client


def checked(response: Any) -> Any:
    """The response, if it is a page or a redirect. Raises NotMeasured."""
    if response.status_code not in (200, 302):
        path = response.request["PATH_INFO"]
        raise NotMeasured(f"{path} answers {response.status_code}")
    return response


def cost_of(acts: list[Act]) -> Cost:
    """Each act is one request of the same sort: the first fills the caches, the second is counted,
    the others are timed, since counting slows down."""
    first, second, *others = acts
    checked(first())
    with CaptureQueriesContext(connection) as captured:
        counted = checked(second())
    queries = sum(not query["sql"].startswith(_ENDS_NOTHING) for query in captured)
    times = [milliseconds(act) for act in others]
    return Cost(median(times), queries, len(counted.content))
