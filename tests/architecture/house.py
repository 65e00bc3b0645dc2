"""The demo with signed-in clients: asks for each URL once as each persona and keeps the answer."""

import html
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone, translation

from accounts.models import User
from tests.architecture.addresses import Addresses, make_addresses
from tests.personas import PERSONAS, Persona, make_colleague_elsewhere

SIGN_IN = {"card-sign-in": "card", "account_login": "staff"}


@dataclass(frozen=True)
class Answer:
    """What a GET brought: `cell` as in the table; the text of HTML pages only."""

    cell: str
    text: str = field(repr=False)


@dataclass
class House:
    """The demo's clients and the answers so far."""

    clients: dict[str, Client]
    addresses: Addresses
    answers: dict[tuple[str, str, str], Answer] = field(default_factory=dict)

    def get(self, url: str, persona: Persona, language: str) -> Answer:
        """One GET, undone afterwards and remembered."""
        key = (url, persona.key, language)
        if key not in self.answers:
            self.answers[key] = self.ask(self.addresses.of(url, language), persona)
        return self.answers[key]

    def ask(self, address: str, persona: Persona, method: str = "get") -> Answer:
        """One request of an address, undone afterwards; a POST is empty."""
        with transaction.atomic():
            response = getattr(self.clients[persona.key], method)(address)
            is_page = response.headers.get("Content-Type", "").startswith("text/html")
            text = html.unescape(response.content.decode()) if is_page else ""
            transaction.set_rollback(True)
        return Answer(cell_of(response), text)


def cell_of(response: HttpResponseBase) -> str:
    """A status; `card` and `staff` for the two sign-in pages; `->` for a redirect elsewhere."""
    if response.status_code not in (301, 302):
        return str(response.status_code)
    path = urlsplit(response.headers["Location"]).path
    try:
        with translation.override(path[1:3]):
            return SIGN_IN.get(resolve(path).url_name or "", "->")
    except Resolver404:
        return "->"


def open_house() -> House:
    """The demo on the connection, a copy that may be spoilt."""
    make_colleague_elsewhere()
    return House(_clients(), make_addresses(at=timezone.now()))


def _clients() -> dict[str, Client]:
    clients = {}
    for persona in PERSONAS:
        clients[persona.key] = Client(raise_request_exception=False)
        if persona.username:
            clients[persona.key].force_login(User.objects.get(username=persona.username))
    return clients
