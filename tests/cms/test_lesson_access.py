import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from cms.drifting import publish_side
from cms.models import AgreedWords, ModulePage
from cms.permissions import can_read, lessons_visible_to
from courses.registering import withdraw
from tests.cms.trial import lesson, make_reader, make_trial_cohort
from tests.factories.assessments import LONG_AGO
from tests.factories.courses import make_cohort, make_colleague, make_enrolment
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]
START = "/fr/lessons/trial/m01/"


@pytest.fixture
def personas():
    cohort = make_trial_cohort()
    reader, _ = make_reader(cohort)
    gone, enrolment = make_reader(make_trial_cohort("AUTRE"))
    withdraw(enrolment=enrolment, reason="", at=LONG_AGO)
    foreign = make_enrolment(make_cohort("LOIN16")).user
    return {
        "anonymous": (AnonymousUser(), False),
        "reader": (reader, True),
        "withdrawn": (gone, False),
        "foreign": (foreign, False),
        "facilitator": (make_colleague(cohort, "facilitator"), True),
        "assessor": (make_colleague(cohort, "assessor"), True),
        "donor": (make_colleague(cohort, "donor"), False),
        "editor": (make_user("KONÉ Salif", roles=("editor",)), True),
        "without post": (make_user("OUÉDRAOGO Awa", roles=("facilitator",)), False),
    }


def test_the_pair_agrees(personas):
    draft = lesson("m02")
    draft.unpublish()
    for name, (user, welcome) in personas.items():
        visible = set(lessons_visible_to(user))
        for page in ModulePage.objects.all():
            assert (page in visible) is can_read(user, page), (name, page)
        assert (lesson("m01") in visible) is welcome, name
        assert draft not in visible, name


def test_a_new_page_waits_until_both_languages_are_approved(personas, client):
    """Whichever way it went live; editors see it."""
    AgreedWords.objects.filter(translation_key=lesson("m01").translation_key).delete()
    editor, _ = personas["editor"]
    for name, (user, _) in personas.items():
        visible = set(lessons_visible_to(user))
        for page in ModulePage.objects.all():
            assert (page in visible) is can_read(user, page), (name, page)
        assert (lesson("m01") in visible) is (user == editor), name
    reader, _ = personas["reader"]
    client.force_login(reader)
    assert client.get(START).status_code == 404
    publish_side(page=lesson("m01"), kind="", reason="", by=editor, at=LONG_AGO)
    assert client.get(START).status_code == 200


def test_who_reads_and_who_finds_nothing(personas, client):
    for name, (user, welcome) in personas.items():
        client.logout()
        if name == "anonymous":
            continue
        client.force_login(user)
        for address in (START, START + "1/"):
            assert client.get(address).status_code == (200 if welcome else 404), (name, address)


@pytest.mark.parametrize("address", [START, START + "2/", "/fr/lessons/"])
def test_a_visitor_is_asked_to_sign_in_and_comes_back(client, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('card-sign-in')}?next={address}"


def test_front_page_and_course_page_are_public(client):
    assert "Cours d’essai" in client.get("/fr/trial/").content.decode()
    english = client.get("/en/trial/").content.decode()
    assert "Trial week" in english
    assert "M01 · The first module" in english


def test_the_place_in_the_tree_leads_to_the_lesson(client):
    response = client.get("/en/trial/m01/")
    assert response.status_code == 302
    assert response["Location"] == "/en/lessons/trial/m01/"
