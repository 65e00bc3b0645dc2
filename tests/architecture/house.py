"""The demo with signed-in clients: asks for each address once as each persona, keeps the answer."""

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
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)

    def get(self, url: str, persona: Persona, language: str) -> Answer:
        """A GET of the URL's address in this language."""
        return self.read(self.addresses.of(url, language), persona)

    def read(self, address: str, persona: Persona) -> Answer:
        """One GET, undone afterwards and remembered."""
        key = (address, persona.key)
        if key not in self.answers:
            self.answers[key] = self._ask("get", address, persona)
        return self.answers[key]

    def post(self, url: str, persona: Persona, language: str) -> Answer:
        """An empty POST, undone afterwards."""
        return self._ask("post", self.addresses.of(url, language), persona)

    def _ask(self, method: str, address: str, persona: Persona) -> Answer:
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
