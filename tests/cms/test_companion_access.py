"""Who reads what beside a lesson: the label decides, for pages, files, lists and the page tree."""

import dataclasses

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from cms.loading import load_curriculum
from cms.models import CompanionKind, CompanionPage, CoursePage, ModulePage, Sensitivity
from cms.permissions import can_read, pages_visible_to
from courses.registering import withdraw
from tests.cms.companion_file import companion_file
from tests.cms.trial import lesson, make_reader, make_trial_cohort, trial
from tests.factories.assessments import LONG_AGO
from tests.factories.courses import make_cohort, make_colleague, make_enrolment
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
LABELS = list(Sensitivity)
TRAINEES, INSTRUCTORS = "reader", ("facilitator", "assessor", "editor")


@pytest.fixture(scope="module", autouse=True)
def course(module_rows):
    load_curriculum(curriculum=dataclasses.replace(trial(), companions=[companion_file()]))


@pytest.fixture
def personas():
    cohort = make_trial_cohort()
    reader, _ = make_reader(cohort)
    gone, enrolment = make_reader(make_trial_cohort("AUTRE"))
    withdraw(enrolment=enrolment, reason="", at=LONG_AGO)
    both = make_colleague(cohort, "facilitator")
    make_enrolment(make_cohort("LOIN16"), both)
    return {
        "anonymous": AnonymousUser(),
        "reader": reader,
        "withdrawn": gone,
        "foreign": make_enrolment(make_cohort("LOIN17")).user,
        "facilitator": both,
        "assessor": make_colleague(cohort, "assessor"),
        "donor": make_colleague(cohort, "donor"),
        "editor": make_user("KONÉ Salif", roles=("editor",)),
        "without post": make_user("OUÉDRAOGO Awa", roles=("facilitator",)),
    }


def _welcome(name, label):
    if label == Sensitivity.PUBLIC or name in INSTRUCTORS:
        return True
    return label == Sensitivity.TRAINEES and name == TRAINEES


def _relabel(label):
    for model in (CoursePage, ModulePage, CompanionPage):
        model.objects.update(sensitivity=label)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("model", [CoursePage, ModulePage, CompanionPage])
def test_the_pair_agrees_for_every_label(personas, label, model):
    _relabel(label)
    draft = CompanionPage.objects.get(kind="memo", locale__language_code="fr")
    draft.unpublish()
    for name, user in personas.items():
        visible = set(pages_visible_to(user, model))
        for page in model.objects.all():
            assert (page in visible) is can_read(user, page), (name, page)
            assert can_read(user, page) is (page.live and _welcome(name, label)), (name, page)


def _addresses(kind):
    address = f"/fr/lessons/trial/m01/{kind}"
    return [f"{address}/", f"{address}.pdf"]


@pytest.mark.parametrize("kind", CompanionKind.values)
def test_page_and_file_answer_by_the_label_of_their_kind(personas, client, kind):
    label = CompanionPage.objects.filter(kind=kind).first().sensitivity
    for name, user in personas.items():
        client.logout()
        if name != "anonymous":
            client.force_login(user)
        for address in _addresses(kind):
            response = client.get(address)
            if _welcome(name, label):
                assert response.status_code == 200, (name, address)
            elif name == "anonymous":
                sign_in = reverse("card-sign-in")
                assert response.headers["Location"] == f"{sign_in}?next={address}"
            else:
                assert response.status_code == 404, (name, address)


def test_labels_of_a_fresh_curriculum():
    found = dict(CompanionPage.objects.values_list("kind", "sensitivity"))
    assert found == {
        "guide": "instructors",
        "answers": "instructors",
        "sheet": "trainees",
        "memo": "public",
    }
    assert set(ModulePage.objects.values_list("sensitivity", flat=True)) == {"trainees"}
    assert set(CoursePage.objects.values_list("sensitivity", flat=True)) == {"public"}


@pytest.mark.parametrize(
    "name, kinds",
    [("reader", ["sheet", "memo"]), ("facilitator", ["guide", "sheet", "answers", "memo"])],
)
def test_the_lesson_names_only_what_its_reader_may_open(personas, client, name, kinds):
    client.force_login(personas[name])
    text = client.get("/en/lessons/trial/m01/").content.decode()
    for kind in CompanionKind.values:
        assert (f"/en/lessons/trial/m01/{kind}/" in text) is (kind in kinds)
    assert "/en/lessons/trial/m01/sources/" in text


def test_a_label_narrowed_in_french_is_narrow_in_english_at_once(personas, client):
    page = CompanionPage.objects.get(kind="memo", locale__language_code="fr")
    page.sensitivity = Sensitivity.INSTRUCTORS
    page.save_revision(user=personas["editor"]).publish()
    english = client.get("/en/lessons/trial/m01/memo/")
    assert english.status_code == 302
    client.force_login(personas["reader"])
    assert client.get("/en/lessons/trial/m01/memo.pdf").status_code == 404
    assert "m01/memo" not in client.get("/en/trial/").content.decode()


def test_an_english_page_published_anew_keeps_the_label_of_its_source(personas):
    page = CompanionPage.objects.get(kind="guide", locale__language_code="en")
    page.sensitivity = Sensitivity.PUBLIC
    page.save_revision(user=personas["editor"]).publish()
    page.refresh_from_db()
    assert page.sensitivity == Sensitivity.INSTRUCTORS


def test_a_lesson_for_instructors_is_none_for_its_trainees(personas, client):
    ModulePage.objects.filter(slug="m01").update(sensitivity=Sensitivity.INSTRUCTORS)
    client.force_login(personas["reader"])
    for address in ("", "1/", "sources/"):
        assert client.get(f"/fr/lessons/trial/m01/{address}").status_code == 404
    assert "m01" not in client.get("/fr/lessons/").content.decode().lower()
    client.force_login(personas["facilitator"])
    assert client.get("/fr/lessons/trial/m01/1/").status_code == 200


def test_a_public_lesson_is_read_without_signing_in(client):
    ModulePage.objects.filter(slug="m01").update(sensitivity=Sensitivity.PUBLIC)
    text = client.get("/fr/lessons/trial/m01/1/").content.decode()
    assert lesson("m01").sections[0].value["title"] in text
    assert '<form method="post" class="pager"' not in text
    assert client.post("/fr/lessons/trial/m01/1/").status_code in (302, 403)


def test_a_course_page_for_trainees_asks_a_visitor_to_sign_in(personas, client):
    CoursePage.objects.update(sensitivity=Sensitivity.TRAINEES)
    response = client.get("/fr/trial/")
    assert response.headers["Location"].startswith(reverse("card-sign-in"))
    client.force_login(personas["foreign"])
    assert client.get("/fr/trial/").status_code == 404
    client.force_login(personas["reader"])
    assert client.get("/fr/trial/").status_code == 200


def test_the_place_in_the_tree_leads_to_the_checked_address(client):
    for kind in CompanionKind.values:
        response = client.get(f"/en/trial/m01/{kind}/")
        assert response.headers["Location"] == f"/en/lessons/trial/m01/{kind}/"
