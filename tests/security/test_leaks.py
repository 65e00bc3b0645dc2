"""What leaves the house: caches, error pages, public pages, the player before submission."""

import datetime
import gzip
import json
import re
import uuid

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.test import Client
from django.utils import timezone

from accounts.models import GuessCounter
from certificates.issuing import issue_cohort
from certificates.verification import verify
from tests.assessments.player.room import address, open_quiz, running_cohort, signed_in, start
from tests.certificates.register.registered import NAMES, make_frozen
from tests.factories.courses import AFTER, make_colleague, make_enrolment

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    body = b"".join(response) if response.streaming else response.content
    if response.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return body.decode(errors="replace")


def holder_of(certificate):
    """The person a certificate was issued to, while the register still knows her."""
    assert certificate.enrolment is not None
    return certificate.enrolment.user


def all_of(cohort, role):
    """The addresses of a cohort that somebody with this role reads."""
    pages = {
        "registrar": ("", "register/", "register/1/", "people/", "cards/", "end/", "certificates/"),
        "lead": ("teaching/", "action-plans/", "practical/P1/", "paper/EXAM/", "end/"),
    }
    return [f"/fr/cohort/{cohort.code}/{path}" for path in pages[role]]


@pytest.mark.parametrize("role", ["registrar", "lead"])
def test_pages_of_the_team_stay_in_no_cache(role):
    cohort = make_frozen()
    browser = signed_in(make_colleague(cohort, role))
    for page in (*all_of(cohort, role), "/admin/", "/fr/home/", "/fr/cohorts/", "/fr/nothing/"):
        response = browser.get(page)
        assert response.status_code in (200, 302, 404), page
        assert "no-store" in response["Cache-Control"], page


def test_pages_of_a_trainee_stay_in_no_cache():
    cohort = running_cohort()
    open_quiz(cohort)
    browser = signed_in(make_enrolment(cohort).user)
    attempt = start(browser)
    for page in (
        "/fr/today/",
        "/fr/my-results/",
        "/fr/lessons/",
        "/fr/my-certificate/",
        "/fr/my-account/",
        "/fr/action-plan/",
        "/fr/quiz/Q01/",
        address("attempt-item", attempt.public_id, 1),
        "/fr/",
    ):
        assert "no-store" in browser.get(page)["Cache-Control"], page


def test_files_of_certificates_stay_in_no_cache():
    cohort = make_frozen(names=NAMES[:1])
    (certificate,) = issue_cohort(cohort=cohort, by=None, at=AFTER)
    registrar = signed_in(make_colleague(cohort, "registrar"))
    holder = signed_in(holder_of(certificate))
    for browser, page in (
        (registrar, f"/fr/certificates/{certificate.number}.pdf"),
        (registrar, "/fr/cohort/OUA16/certificates/all.pdf"),
        (holder, f"/fr/my-certificate/{certificate.number}.pdf"),
    ):
        response = browser.get(page)
        assert response["Content-Type"] == "application/pdf"
        assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]


def test_what_is_public_may_be_kept(client):
    client.force_login(make_enrolment(running_cohort()).user)
    assert "public" in client.get("/robots.txt")["Cache-Control"]


def test_somebody_elses_certificate_is_not_there():
    cohort = make_frozen(names=NAMES[:2])
    one, other = issue_cohort(cohort=cohort, by=None, at=AFTER)
    holder = signed_in(holder_of(one))
    stranger = signed_in(make_colleague(running_cohort("NIA24"), "registrar"))
    for browser in (holder, stranger):
        for language in ("fr", "en"):
            for path in (
                f"my-certificate/{other.number}.pdf",
                f"certificates/{other.number}.pdf",
                "cohort/OUA16/certificates/",
                "cohort/OUA16/certificates/all.pdf",
                "cohort/OUA16/certificates/issue/",
                "cohort/OUA16/people/",
                f"cohort/NIA24/people/{other.enrolment_id}/",
                f"cohort/NIA24/teaching/{other.enrolment_id}/",
            ):
                assert browser.get(f"/{language}/{path}").status_code == 404, path


def test_no_public_page_names_anybody():
    cohort = make_frozen()
    numbers = [c.number for c in issue_cohort(cohort=cohort, by=None, at=AFTER)]
    browser = Client(raise_request_exception=False)
    pages = [
        "/robots.txt",
        "/sitemap.xml",
        "/fr/",
        "/fr/nothing/",
        "/fr/card/?code=OUA16",
        "/fr/account/login/",
        "/fr/account/inactive/",
        "/documents/1/x.pdf",
        "/media/",
        "/api/v2/pages/",
        "/fr/search/",
        "/fr/cohort/OUA16/",
        f"/v/{numbers[0]}/",
        f"/fr/verify/?number={numbers[0]}",
        f"/fr/certificates/{numbers[0]}.pdf",
        f"/fr/my-certificate/{numbers[0]}.pdf",
    ]
    for page in pages:
        text = text_of(browser.get(page, follow=True))
        for name in NAMES:
            for part in name.split():
                assert part not in text, (page, part)
        assert "<!--" not in text, page


def test_no_static_file_of_ours_names_anybody_of_the_demo():
    for finder in get_finders():
        for path, storage in finder.list(["*.woff2", "*.png"]):
            if not path.startswith(("cms/", "assessments/", "certificates/", "accounts/")):
                continue
            with storage.open(path) as file:
                text = file.read().decode(errors="replace")
            assert "OUÉDRAOGO" not in text and "TRAORÉ" not in text, path


def test_one_customers_ipv6_addresses_are_one_source(client):
    for number in range(3):
        where = f"2001:db8:1:1::{number + 1}"
        client.post("/fr/verify/", {"number": "X", "holder": "Y"}, REMOTE_ADDR=where)
    assert GuessCounter.objects.get(scope="verify").failures == 3


def test_verification_asks_the_register_once_whatever_was_typed(django_assert_num_queries):
    cohort = make_frozen(names=NAMES[:1])
    (certificate,) = issue_cohort(cohort=cohort, by=None, at=AFTER)
    for number, name in (
        (certificate.number, NAMES[0]),
        (certificate.number, "Autre NOM"),
        ("FDF-0000-0000", NAMES[0]),
        ("no number", NAMES[0]),
        ("", ""),
        ("F" * 500, "N" * 500),
    ):
        with django_assert_num_queries(1):
            verify(number=number, name=name)


class TestPlayer:
    """Before submission no answer of the server knows what is right."""

    # Words of `make_question` that only the key or the feedback hold.
    SECRETS = ("retour ", "explication ", '"key"', "feedback", "structure", "is_right", "score")

    @pytest.fixture
    def browser(self):
        cohort = running_cohort()
        open_quiz(cohort)
        return signed_in(make_enrolment(cohort).user)

    def _step(self, **changed):
        step = {
            "client_id": str(uuid.uuid4()),
            "sequence": 1,
            "position": 1,
            "values": ["a"],
            "language": "fr",
            "elapsed": 1,
        }
        return json.dumps({**step, **changed})

    def test_nothing_of_the_key_is_sent(self, browser):
        attempt = start(browser)
        where = address("attempt-step", attempt.public_id)
        answers = [
            *(
                browser.get(address("attempt-item", attempt.public_id, n, language=lang))
                for n in (1, 2, 3)
                for lang in ("fr", "en")
            ),
            browser.get(address("attempt-review", attempt.public_id)),
            browser.get(address("attempt-result", attempt.public_id), follow=True),
            browser.get("/fr/quiz/Q01/"),
            browser.post(where, self._step(), "application/json"),
        ]
        for answer in answers:
            text = re.sub(r"<(nav|header|footer).*?</\1>", "", text_of(answer), flags=re.S)
            for secret in self.SECRETS:
                assert secret not in text, secret

    def test_right_and_wrong_answers_are_stored_alike(self, browser):
        attempt = start(browser)
        where = address("attempt-step", attempt.public_id)
        seen = set()
        for sequence, value in enumerate("abcd", start=1):
            sent = self._step(values=[value], sequence=sequence)
            answer = browser.post(where, sent, "application/json")
            stored = answer.json()
            assert stored.pop("standing") == [value]
            seen.add((answer.status_code, tuple(sorted(stored)), stored["saved"]))
        assert len(seen) == 1

    @pytest.mark.parametrize(
        "kind", ["text/plain", "application/x-www-form-urlencoded", "image/png"]
    )
    def test_the_kind_of_content_does_not_matter(self, browser, kind):
        where = address("attempt-step", start(browser).public_id)
        assert browser.post(where, "answer=a", kind).status_code == 400
        assert browser.post(where, self._step(), kind).status_code == 200

    def test_a_step_needs_the_token(self, browser):
        attempt = start(browser)
        strict = signed_in(attempt.enrolment.user, enforce_csrf_checks=True)
        where = address("attempt-step", attempt.public_id)
        assert strict.post(where, self._step(), "application/json").status_code == 403
        assert not attempt.steps.exists()

    def test_another_trainees_attempt_is_not_there(self, browser):
        attempt = start(browser)
        other = make_enrolment(attempt.enrolment.cohort, position=2)
        stranger = signed_in(other.user)
        where = address("attempt-step", attempt.public_id)
        assert stranger.post(where, self._step(), "application/json").status_code == 404
        for name in ("attempt-review", "attempt-result", "attempt-submit", "attempt"):
            assert stranger.get(address(name, attempt.public_id)).status_code == 404
        assert stranger.post(address("attempt-submit", attempt.public_id)).status_code == 404
        attempt.refresh_from_db()
        assert attempt.state == "in-progress" and not attempt.steps.exists()

    def test_nothing_is_stored_after_submission_or_deadline(self, browser):
        attempt = start(browser)
        where = address("attempt-step", attempt.public_id)
        attempt.deadline_at = timezone.now() - datetime.timedelta(seconds=1)
        attempt.save(update_fields=["deadline_at"])
        late = browser.post(where, self._step(), "application/json")
        assert (late.status_code, late.json()["saved"]) == (409, False)
        attempt.refresh_from_db()
        assert attempt.state == "timed-out" and not attempt.steps.exists()
