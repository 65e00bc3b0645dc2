"""Whoever writes a forbidden variant in a form is told the term, and the words are stored."""

import pytest
from django.urls import reverse

from assessments.forms.question_start import new_form
from assessments.models import Question, QuestionFace
from courses.models import Cohort, Edition, FundingLine, Module
from courses.remarking import remarks_on
from tests.assessments.bankadmin.test_writing import as_sent
from tests.cms.trial import make_trial_cohort
from tests.factories.courses import make_colleague
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]

TERM = "écrivez «\u202ftraite des personnes\u202f»"
WRONG = "Contre le trafic humain"


@pytest.fixture
def staff(client):
    def enter(role):
        user = make_user("KONÉ Salif", roles=(role,), language="fr")
        client.force_login(user)
        return user

    return enter


def test_each_remark_is_made_once_and_for_its_language():
    said = remarks_on({"fr": [WRONG, WRONG, "Un contrôle"], "en": ["le trafic humain", "passport"]})
    assert len(said) == 1
    assert "traite des personnes" in said[0]


def test_a_question(staff, client):
    staff("editor")
    module = Module.objects.get(course__key="trial", code="M01")
    form = new_form("single")
    sent = as_sent(form, **{"stem-fr": f"{WRONG}, que faire\u202f?", "module": module.pk})
    ids = form.ids["options"]
    for number, one in enumerate(ids):
        sent |= {f"options-{one}-text-fr": f"Choix {number}"}
    sent |= {f"options-{ids[0]}-right": "on", "name": "Un", "pool": "quiz", "reason": "Neuve"}
    saved = client.post(reverse("bank-write", args=["single", "Q-9"]), sent, follow=True)
    assert TERM in saved.content.decode()
    assert QuestionFace.objects.get(version__question=Question.objects.get()).stem.startswith(WRONG)


def test_a_title_of_the_catalogue(staff, client):
    user = staff("editor")
    user.is_superuser = True
    user.save()
    module = Module.objects.get(course__key="trial", code="M01")
    sent = {"title_0": WRONG, "title_1": "Smuggling", "hours": module.hours, "days": "[1]"}
    saved = client.post(reverse("module:edit", args=[module.pk]), sent, follow=True)
    assert TERM in saved.content.decode()
    module.refresh_from_db()
    assert module.title.data["fr"] == WRONG


def test_the_name_of_a_cohort(staff, client):
    staff("registrar")
    sent = {
        "code": "NEUF",
        "edition": Edition.objects.get(course__key="trial").pk,
        "name_0": WRONG,
        "name_1": "New cohort",
        "venue_city_0": "Dori",
        "venue_city_1": "Dori",
        "venue_country": "BFA",
        "zone": "Africa/Ouagadougou",
        "starts_on": "2026-06-01",
    }
    saved = client.post(reverse("cohort:add"), sent, follow=True)
    assert TERM in saved.content.decode()
    assert Cohort.objects.get().name.data["fr"] == WRONG


def test_what_a_certificate_says(client):
    cohort = make_trial_cohort()
    client.force_login(make_colleague(cohort, "registrar"))
    sent = {"fr": WRONG, "en": "Fund", "grant_code": "G-1"}
    address = f"/fr/cohort/{cohort.code}/certificates/words/funding/new/"
    saved = client.post(address, sent, follow=True)
    assert TERM in saved.content.decode()
    assert FundingLine.objects.get().wording.data["fr"] == WRONG
