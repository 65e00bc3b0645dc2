"""Everything an onlooker can tell of an answer: page, headers, cookies, mails, the work done."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

TOKEN = re.compile(r'"[A-Za-z0-9]{64}"')
VALUE = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b|\bs\d+_x\d+\b")


class Trace(NamedTuple):
    """One request as its sender, a network in between and a stop-watch see it."""

    status: int
    body: bytes | str
    headers: list[tuple[str, str]]
    cookies: list[str]
    queries: list[str]
    mails: int


def bytes_of(response: Any) -> bytes:
    """The body, streamed or not."""
    return b"".join(response) if response.streaming else response.content


def trace(
    browser: Client, where: str, sent: Any = None, *, hops: int = 4, **headers: str
) -> list[Trace]:
    """GET, or POST of `sent`, and the pages that it leads to: `hops` requests at most."""
    mailed, traces = len(mail.outbox), []
    for _ in range(hops):
        with CaptureQueriesContext(connection) as asked:
            if sent is None:
                response = browser.get(where, headers=headers)
            else:
                response = browser.post(where, sent, headers=headers)
            body = bytes_of(response)
        traces.append(
            Trace(
                response.status_code,
                _still(body),
                sorted(_steady(response.headers.items())),
                sorted(response.cookies),
                [VALUE.sub("?", query["sql"]) for query in asked.captured_queries],
                len(mail.outbox) - mailed,
            )
        )
        if response.status_code not in (301, 302):
            break
        where, sent = response["Location"], None
    return traces


def undone(browser: Client, where: str, sent: Any, **more: Any) -> list[Trace]:
    """What a POST answers, and nothing of it stays."""
    with transaction.atomic():
        traces = trace(browser, where, sent, **more)
        transaction.set_rollback(True)
    return traces


def differences(before: dict[str, list[Trace]], after: dict[str, list[Trace]]) -> str:
    """Which requests are answered otherwise, and in what; empty when nothing leaks."""
    found = [f"{name}: only once" for name in before.keys() ^ after.keys()]
    for name in before.keys() & after.keys():
        if len(before[name]) != len(after[name]):
            found.append(f"{name}: leads elsewhere")
        for one, other in zip(before[name], after[name], strict=False):
            found += [
                f"{name}: {field} {_first(was, now)}"
                for field, was, now in zip(Trace._fields, one, other, strict=True)
                if was != now
            ]
    return "\n".join(sorted(found))


def _first(was: Any, now: Any) -> str:
    """The first thing that differs, short enough to read."""
    if isinstance(was, list):
        pairs = zip([*was, None], [*now, None], strict=False)
        return next((f"{a!s:.300} → {b!s:.300}" for a, b in pairs if a != b), "")
    if isinstance(was, str):
        lines = zip(was.splitlines(), now.splitlines(), strict=False)
        return next((f"{a.strip():.200} → {b.strip():.200}" for a, b in lines if a != b), "length")
    return f"{was!r:.80} → {now!r:.80}"


def _steady(headers: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """« Expires » of a page that must not be kept is the moment of the answer."""
    return ((name, "now" if name == "Expires" else value) for name, value in headers)


def _still(body: bytes) -> bytes | str:
    """The page without the tokens that differ at every request."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return body
    return TOKEN.sub('""', text)
