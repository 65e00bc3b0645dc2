"""What is for instructors is in no answer to a trainee: search, its counts, Wagtail's own API."""

import dataclasses
import json

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from cms.editioning import lock_edition
from cms.loading import load_curriculum
from cms.models import CompanionPage
from cms.searching import search
from courses.models import Edition
from tests.cms.companion_file import companion_file, words_of
from tests.cms.trial import TODAY, make_reader, make_trial_cohort, trial
from tests.factories.courses import make_colleague
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
# Words that stand in the guide alone, or in the answers alone; begun, and in the other language.
GUIDE = {"fr": "Le cachalot dit bonjour.", "en": "The walrus says hello."}
ANSWER = {"fr": "La réponse est tamarin.", "en": "The answer is marmoset."}
ASKED = [
    ("fr", "cachalot"),
    ("fr", "cachal"),
    ("fr", "cachalots"),
    ("fr", "walrus"),
    ("fr", "tamarin"),
    ("fr", "guide"),
    ("fr", "Guide Le premier module"),
    ("en", "walrus"),
    ("en", "walr"),
    ("en", "cachalot"),
    ("en", "marmoset"),
    ("en", "facilitator guide"),
    ("en", "Facilitator guide: The first module"),
]


@pytest.fixture(scope="module", autouse=True)
def course(module_rows):
    data = companion_file()
    data["guide"]["pitfalls"][0] = words_of(**GUIDE)
    data["answers"][0]["text"] = words_of(**ANSWER)
    load_curriculum(curriculum=dataclasses.replace(trial(), companions=[data]))


@pytest.fixture
def cohort():
    return make_trial_cohort()


def _found(user, language, words):
    return search(user=user, words=words, language=language, today=TODAY)


@pytest.mark.parametrize("locked", [False, True], ids=["live", "locked edition"])
@pytest.mark.parametrize(("language", "words"), ASKED)
def test_a_trainee_finds_no_guide_and_is_told_of_none(client, cohort, language, words, locked):
    if locked:
        lock_edition(edition=Edition.objects.get(), by=None, at=timezone.now())
    teacher = make_colleague(cohort, "facilitator")
    hits = _found(teacher, language, words).hits
    assert {hit.companion for hit in hits} & {"guide", "answers"}, "it is there to be found"

    reader, _ = make_reader(cohort)
    found = _found(reader, language, words)
    assert not {hit.companion for hit in found.hits} & {"guide", "answers"}
    assert found.total == len(found.hits)
    client.force_login(reader)
    page = client.get(f"/{language}/search/", {"q": words}).content.decode()
    shown = page.partition("<main")[2]
    for secret in ("m01/guide", "m01/answers", "dit bonjour", "says hello", "La réponse est"):
        assert secret not in shown


def test_somebody_else_teaching_elsewhere_finds_it_no_more_than_a_trainee(cohort):
    other = make_user("SOW Ibrahima", roles=("facilitator",))
    for language, words in ASKED:
        assert _found(other, language, words).total == 0


API = "/admin/api/main/pages/"


def _addresses():
    (guide,) = CompanionPage.objects.filter(kind="guide", locale__language_code="fr")
    yield API
    yield API + "?type=cms.CompanionPage&fields=*"
    yield f"{API}?child_of={guide.get_parent().pk}"
    yield f"{API}?descendant_of={guide.get_parent().pk}&limit=20"
    yield f"{API}?translation_of={guide.pk}"
    yield API + "?search=guide"
    yield f"{API}{guide.pk}/"
    yield f"{API}find/?id={guide.pk}"
    yield "/admin/pages/search/?q=guide"
    yield f"/admin/choose-page/{guide.get_parent().pk}/"
    yield "/admin/choose-page/search/?q=guide"
    yield f"/admin/choose-page/{guide.pk}/"
    yield f"/admin/choose-page/chosen-multiple/?id={guide.pk}"
    yield f"/admin/pages/{guide.pk}/"
    yield f"/admin/pages/{guide.pk}/edit/"
    yield f"/admin/pages/{guide.pk}/history/"


@pytest.mark.parametrize("role", ["trainee", "facilitator", "registrar", "technical", "lead"])
def test_the_admin_and_its_api_tell_nobody_without_the_right(client, cohort, role):
    user = make_user("SOW Ibrahima", roles=(role,))
    if role == "trainee":
        user, _ = make_reader(cohort)
    else:
        # What a second factor would open: here the permissions alone are in question.
        user.groups.get(name=role).permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    titles = set(
        CompanionPage.objects.filter(kind__in=["guide", "answers"]).values_list("title", flat=True)
    )
    for address in _addresses():
        answer = client.get(address, follow=False)
        told = answer.content.decode() if answer.status_code == 200 else ""
        assert not [one for one in titles if one in told or json.dumps(one)[1:-1] in told], address
        assert "cachalot" not in told and "walrus" not in told, address


def test_an_editor_is_told(client):
    editor = make_user("KONÉ Salif", roles=("editor",))
    editor.groups.get(name="editor").permissions.add(
        Permission.objects.get(codename="access_admin")
    )
    client.force_login(editor)
    told = client.get(API + "?type=cms.CompanionPage&limit=20").json()
    assert {one["title"] for one in told["items"]} >= set(
        CompanionPage.objects.filter(kind="guide").values_list("title", flat=True)
    )
    (guide,) = CompanionPage.objects.filter(kind="guide", locale__language_code="fr")
    assert guide.title in client.get(f"/admin/choose-page/{guide.get_parent().pk}/").json()["html"]
