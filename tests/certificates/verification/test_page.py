"""The public page: both languages, no cookie, no echo, no enumeration, a pause after ten."""

import datetime
import gzip
import re

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from accounts.throttle import POLICIES, VERIFICATION_ASKED, Windowed
from certificates.issuing import issue_cohort
from certificates.models import Certificate
from certificates.payload import Bilingual
from certificates.replacing import correct_name
from certificates.revoking import revoke
from tests.certificates.register.registered import make_frozen

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)
NOW = datetime.datetime(2016, 2, 12, 10, 4, 30, tzinfo=datetime.UTC)
NAME = "OUÉDRAOGO Aïssata"


class Clock:
    """The clock of the pages, which a test sets."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture(scope="module")
def number(module_rows):
    """Of a certificate made once for this file; each test undoes what it does."""
    return issue_cohort(cohort=make_frozen(names=(NAME,)), by=None, at=AT)[0].number


def shown(response):
    """The page without the words that wait in it for a device without a network."""
    return response.content.decode().partition("<template")[0]


def post(client, number, name, language="fr", **headers):
    return client.post(f"/{language}/verify/", {"number": number, "holder": name}, **headers)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_languages_on_one_page_the_own_first(client, language):
    page = client.get(f"/{language}/verify/").content.decode()
    found = re.findall(r'<span lang="(fr|en)">', page)
    assert set(found) == {"fr", "en"}
    assert found[0] == language


def test_the_answer_of_a_valid_certificate(client, number):
    page = post(client, number.lower(), "aissata ouedraogo").content.decode()
    for words in (
        "Genuine, valid",
        "Training of trainers",
        "Formation de formateurs",
        "February 2016",
        "Février 2016",
        "12 February 2016",
        "10\u202fh\u202f04",
        "10:04",
    ):
        assert words in page
    assert "answer-valid" in page.partition("<template")[0]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_name_never_returns(client, number, language):
    for name in (NAME, "Zoumbara Inconnu", "<b>Zoumbara"):
        page = post(client, number, name, language).content.decode()
        assert "Zoumbara" not in page
        assert "OUÉDRAOGO" not in page and "Aïssata" not in page
    page = post(client, "", "Zoumbara").content.decode()
    assert "Zoumbara" not in page
    assert number in post(client, number, "Zoumbara").content.decode()


def test_no_enumeration_the_same_bytes_for_every_kind_of_wrong(client, number):
    unknown = "FDF-0000-0000"
    typed = (
        (number, "Autre NOM"),
        (number, "OUÉDRAOGO Aïssato"),
        (unknown, NAME),
        ("FDF-1234-567", NAME),
        ("n’importe quoi", NAME),
    )
    pages = set()
    for tried, name in typed:
        response = post(client, tried, name)
        assert response.status_code == 200
        body = response.content.decode()
        # The number typed stands in the field, in the answer, and in the address of the other
        # language; the reference is another one each time.
        body = body.replace(escape(tried), "X")
        echo = re.compile(r'(\?number=)[^"]*|R-[0-9A-Z]{4}-[0-9A-Z]{5}')
        # « Expires » is the second in which the answer was given.
        varying = {"Content-Length", "Expires"}
        headers = tuple(sorted((k, v) for k, v in response.items() if k not in varying))
        pages.add((echo.sub("X", body), headers))
    assert len(pages) == 1


def test_no_cookie_no_token_no_cache(client, number):
    for response in (client.get("/fr/verify/"), post(client, number, NAME)):
        assert not response.cookies
        assert "csrfmiddlewaretoken" not in response.content.decode()
        assert "no-store" in response.headers["Cache-Control"]


def test_no_token_is_needed(number):
    strict = Client(enforce_csrf_checks=True)
    assert "answer-valid" in shown(post(strict, number, NAME))


def test_states_have_their_words(client, number):
    for state, words in (
        ("revoked", "answer-revoked"),
        ("suspended", "Genuine, but suspended"),
        ("replaced", "Genuine, but replaced"),
    ):
        Certificate.objects.update(state=state)
        assert words in post(client, number, NAME, "en").content.decode()
    Certificate.objects.update(silent=True)
    page = post(client, number, NAME, "en").content.decode()
    assert "Contact the issuing office" in page
    assert "Training of trainers" not in page.partition("<form")[0].partition("<section")[2]


def test_after_ten_failures_a_pause_that_ends(client, number, clock):
    for _ in range(10):
        assert post(client, number, "Autre NOM").status_code == 200
    paused = post(client, number, NAME)
    assert paused.status_code == 429
    pause = int(paused.headers["Retry-After"])
    page = shown(paused)
    assert 0 < pause <= 3600
    assert f"Wait {pause} seconds" in page and number in page
    assert "answer-valid" not in page
    elsewhere = post(client, number, NAME, REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 200
    clock.now += datetime.timedelta(seconds=pause)
    assert "answer-valid" in shown(post(client, number, NAME))


def test_success_and_reading_the_form_never_count(client, number):
    for _ in range(12):
        assert post(client, number, NAME).status_code == 200
        assert client.get("/fr/verify/").status_code == 200
        assert post(client, number, "").status_code == 200
    assert "answer-valid" in shown(post(client, number, NAME))


@pytest.mark.parametrize(("accepts", "language"), [("fr", "fr"), ("en-GB,en", "en"), ("ar", "fr")])
def test_the_address_on_paper_fills_in_the_number(client, number, accepts, language):
    for typed in (number, number.lower(), number.replace("-", "")):
        response = client.get(f"/v/{typed}/", HTTP_ACCEPT_LANGUAGE=accepts)
        assert response.status_code == 302
        assert response["Location"] == f"/{language}/verify/?number={number}"
    page = shown(client.get(response["Location"]))
    assert f'value="{number}"' in page
    assert 'class="answer' not in page
    assert client.get("/v/", HTTP_ACCEPT_LANGUAGE="fr")["Location"] == "/fr/verify/"


def test_a_strange_address_redirects_nowhere_else(client):
    for odd in ("evil.example", "a%0d%0aSet-Cookie:x", "'%22><script>"):
        location = client.get(f"/v/{odd}/")["Location"]
        assert location.startswith("/fr/verify/?number=") and "\r" not in location
        assert "<script>" not in client.get(location).content.decode().partition("<main")[2]


def test_the_page_weighs_less_than_30_kilobytes(client, number):
    page = post(client, number, "Autre NOM").content
    assert len(gzip.compress(page)) < 6_000


def test_a_source_that_asks_without_end_is_paused(client, number, monkeypatch):
    few = Windowed(allowed=3, window=datetime.timedelta(minutes=10))
    monkeypatch.setitem(POLICIES, VERIFICATION_ASKED, few)
    for _ in range(3):
        assert post(client, number, NAME).status_code == 200
    assert post(client, number, NAME).status_code == 429
    assert post(client, number, NAME, REMOTE_ADDR="198.51.100.7").status_code == 200


def test_the_public_reason_and_the_newer_print_are_told(client, number):
    certificate = Certificate.objects.get()
    correct_name(certificate=certificate, name="OUÉDRAOGO Awa", reason="x", by=None, at=AT)
    page = shown(post(client, number, NAME, "en"))
    assert "Genuine, but replaced" in page and "The print in force is number 2" in page
    revoke(
        certificate=certificate,
        reason="interne",
        public_reason=Bilingual("obtenu par fraude", "obtained by fraud"),
        by=None,
        at=AT,
    )
    page = shown(post(client, number, NAME, "en"))
    assert "Reason given: obtained by fraud" in page and "interne" not in page
    # The French half of the page has the French one.
    assert page.count("obtenu par fraude") == page.count("obtained by fraud") == 1
    assert "obtenu par fraude" not in shown(post(client, number, "Autre NOM", "en"))
