"""Every URL × every persona: what a GET answers, and that it names nobody to an outsider.

The table is `url_expectations.py`; a URL that is not in it fails.
"""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.urls import resolve
from django.utils import translation

from accounts.models import User
from courses.models import Enrolment
from tests.architecture.house import House, open_house
from tests.architecture.page_words import Foreign, words_of
from tests.architecture.url_expectations import EXPECTED
from tests.architecture.url_table import BLOCKS, all_urls, read_table, write_table
from tests.personas import (
    ANONYMOUS,
    ASSESSOR,
    FACILITATOR,
    LEAD,
    PERSONAS,
    REGISTRAR,
    Persona,
)

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="runs once, on SQLite")
LANGUAGES = ("fr", "en")
TABLE = read_table(EXPECTED, (persona.key for persona in PERSONAS))
# Whoever works on the demo's cohorts may read the names of its trainees.
TEAM = {persona.key for persona in (FACILITATOR, LEAD, ASSESSOR, REGISTRAR)}


@pytest.fixture(scope="module")
def house(demo_copy) -> House:
    return open_house()


@pytest.fixture(scope="module")
def trainees(house) -> dict[str, str]:
    """Printed name of every trainee of the demo → sign-in name."""
    people = Enrolment.objects.values_list("user__printed_name", "user__username")
    return dict(people)


def test_every_url_has_its_line():
    assert sorted(set(all_urls()) - set(TABLE)) == [], "not in tests/architecture/url_expectations"
    assert sorted(set(TABLE) - set(all_urls())) == [], "no longer a URL"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("url", TABLE)
def test_each_persona_gets_what_the_table_says(house, url, language):
    asking = PERSONAS if language == "fr" else _in_english(url)
    found = {persona.key: house.get(url, persona, language).cell for persona in asking}
    said = {persona.key: TABLE[url][persona.key] for persona in asking}
    assert found == said, "\n" + write_table({url: {**TABLE[url], **found}})


def _in_english(url: str) -> list[Persona]:
    """One persona for each answer: the doors were tried in French, the pages are English here."""
    return list({TABLE[url][persona.key]: persona for persona in reversed(PERSONAS)}.values())


SHUT = {"404": {"404"}, "card": {"card"}, "staff": {"staff"}, "405": {"400", "401", "404"}}


@pytest.mark.parametrize("url", [url for url in TABLE if SHUT.keys() & set(TABLE[url].values())])
def test_a_post_opens_no_door_that_a_get_leaves_shut(house, url):
    """Where a GET is refused a POST is too; where only POST is known, an empty one does nothing."""
    opened = {
        persona.key: found
        for persona in PERSONAS
        if (shut := SHUT.get(TABLE[url][persona.key]))
        and (found := house.post(url, persona, "fr").cell) not in shut | {"403", "405"}
    }
    assert opened == {}


@pytest.mark.parametrize("url", TABLE)
def test_no_trainee_is_named_to_an_outsider(house, trainees, url):
    """Trainees meet no other name than their own; outsiders and readers of figures meet none."""
    leaks = [
        (persona.key, name)
        for persona in PERSONAS
        if persona.key not in TEAM and (text := house.get(url, persona, "fr").text)
        for name, username in trainees.items()
        if username != persona.username and name in text
    ]
    assert leaks == []


def test_the_names_are_there_to_be_found(house, trainees):
    """The leak check reads the right thing: the board names its trainees to the lead."""
    board = house.get("board", LEAD, "fr").text
    assert sum(name in board for name in trainees) >= 6


def links_on(text: str) -> list[str]:
    """Where a page's links lead, without static files and Wagtail's admin."""
    links = re.findall(r'href="([/?][^"#]*)', text)
    return [link for link in links if not link.startswith(("/static/", "/media/", "/admin/", "?"))]


def url_name(address: str) -> str:
    """The name of the pattern behind an address."""
    path = urlsplit(address).path
    with translation.override(path[1:3]):
        return resolve(path).view_name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_public_surface_names_nobody(house, language):
    """Follow every link that a visitor can follow: no name of any user, staff included."""
    names = list(User.objects.values_list("printed_name", flat=True))
    waiting, seen = [f"/{language}/"], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = house.read(address, ANONYMOUS)
        assert answer.cell in {"200", "card", "staff", "->"}, address
        assert [name for name in names if name in answer.text] == [], address
        waiting += links_on(answer.text)
    assert len(seen) >= 4


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.key)
def test_no_link_leads_nowhere(house, persona):
    """From every page that the persona may open, every link leads to a page."""
    opens = [url for url in TABLE if TABLE[url][persona.key] == "200" and url not in BLOCKS]
    waiting = [(house.addresses.of(url, "fr"), "") for url in opens]
    seen: set[str] = set()
    kinds: Counter[str] = Counter()
    dead = []
    while waiting:
        address, found_on = waiting.pop()
        name = url_name(address)
        # Three addresses of one pattern are enough; 24 trainees have 24 lines with the same links.
        if address in seen or kinds[name] >= 3:
            continue
        seen.add(address)
        kinds[name] += 1
        answer = house.read(address, persona)
        if answer.cell not in {"200", "card", "staff", "->"}:
            dead.append(f"{address} ({answer.cell}) on {found_on}")
        waiting += [(link, address) for link in links_on(answer.text)]
    assert not dead, "\n".join(dead)
    assert len(seen) >= 4


@pytest.fixture(scope="module", params=LANGUAGES)
def foreign(request) -> Foreign:
    return Foreign(request.param)


@pytest.mark.parametrize("url", [url for url in TABLE if "200" in TABLE[url].values()])
def test_no_message_of_the_other_language(house, foreign, url):
    for persona in PERSONAS:
        if TABLE[url][persona.key] != "200":
            continue
        words = words_of(house.get(url, persona, foreign.language).text, foreign.language)
        assert sorted(filter(foreign.speaks, words)) == [], persona.key
        if url not in {"wagtail_serve", "lessons"}:
            break  # one persona is enough to read a page's words
