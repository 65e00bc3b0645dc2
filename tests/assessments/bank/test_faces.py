"""Each face goes its own way: draft, checked, approved; the full matrix of states and events."""

import itertools
from typing import Any

import pytest

from assessments import facestates, refusals
from assessments.checking import approve_face, check_face, send_face_back
from assessments.models import Question
from assessments.publishing import publish_version
from assessments.refusals import Refusal
from tests.assessments.bank.drafts import AT, approve, both, draft, published, words
from tests.factories.courses import make_course
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    module = make_course().modules.get(code="M01")
    return Question.objects.create(key="Q-1", kind="single", module=module)


@pytest.fixture
def editor():
    return make_user("KONÉ Salif", roles=("editor",))


def edit(*, face, by, at):
    changed = words(face.language, stem="Combien, exactement ?")
    draft(face.version.question, faces=both(**{face.language: changed}), by=by)
    face.refresh_from_db()


VERBS = {
    facestates.CHECK: check_face,
    facestates.APPROVE: approve_face,
    facestates.EDIT: edit,
    facestates.SEND_BACK: send_face_back,
}


@pytest.mark.parametrize("changed", ["fr", "en"])
def test_a_change_of_meaning_makes_the_other_language_a_draft_and_stops_publication(
    question, changed
):
    """Whichever language it is; the version in force goes on until the other one was read."""
    other = {"fr": "en", "en": "fr"}[changed]
    published(question)
    new = both(**{changed: words(changed, stem="Nuit ?")})
    with pytest.raises(Refusal) as refused:
        draft(question, faces=new, change="")
    assert refused.value.code == refusals.WORDING_OR_MEANING
    version = draft(question, faces=new, change="meaning")
    assert version.change_kind == "meaning"
    assert {face.state for face in version.faces.all()} == {"draft"}
    approve(version, languages=changed)
    with pytest.raises(Refusal) as refused:
        publish_version(version=version, by=None, at=AT)
    assert refused.value.code == refusals.NOT_READY
    approve(version, languages=other)
    assert publish_version(version=version, by=None, at=AT)


@pytest.mark.parametrize("changed", ["fr", "en"])
def test_a_change_of_wording_leaves_the_other_language_approved(question, changed):
    published(question)
    version = draft(question, faces=both(**{changed: words(changed, stem="Nuit ?")}))
    states = {face.language: face.state for face in version.faces.all()}
    assert states == {**dict.fromkeys(("fr", "en"), "approved"), changed: "draft"}


@pytest.mark.parametrize("published_already", [False, True])
@pytest.mark.parametrize(
    ("state", "event"), list(itertools.product(facestates.STATES, facestates.EVENTS))
)
def test_every_state_with_every_event(question, editor, state, event, published_already):
    face = draft(question).faces.get(language="en")
    type(face).objects.filter(pk=face.pk).update(state=state)
    if published_already:
        face.version.published_at = AT
        face.version.save()
    face.refresh_from_db()
    wanted = facestates.TRANSITIONS.get((state, event))
    if published_already:
        wanted = state if event == facestates.EDIT else None
    if wanted is None:
        with pytest.raises(Refusal) as refused:
            VERBS[event](face=face, by=editor, at=AT)
        code = refusals.PUBLISHED if published_already else refusals.WRONG_STATE
        assert refused.value.code == code
        wanted = state
    else:
        VERBS[event](face=face, by=editor, at=AT)
    face.refresh_from_db()
    assert face.state == wanted


def test_who_and_when_are_kept_and_forgotten_with_the_words(question, editor):
    colleague = make_user("SY Awa", roles=("editor",))
    face = draft(question).faces.get(language="fr")
    check_face(face=face, by=editor, at=AT)
    approve_face(face=face, by=colleague, at=AT)
    face.refresh_from_db()
    assert (face.checked_by, face.approved_by) == (editor, colleague)
    assert (face.checked_at, face.approved_at) == (AT, AT)
    edit(face=face, by=editor, at=AT)
    assert (face.checked_by, face.approved_by, face.checked_at) == (None, None, None)


def test_the_other_face_keeps_its_state(question, editor):
    version = draft(question)
    for face in version.faces.all():
        check_face(face=face, by=editor, at=AT)
    edit(face=version.faces.get(language="fr"), by=editor, at=AT)
    states = dict(version.faces.values_list("language", "state"))
    assert states == {"fr": "draft", "en": "checked"}


def test_a_changed_key_sends_both_back(question, editor):
    version = draft(question)
    for face in version.faces.all():
        check_face(face=face, by=editor, at=AT)
    draft(question, structure={"options": ["a", "b"], "key": ["b"]})
    assert set(version.faces.values_list("state", flat=True)) == {"draft"}


def test_another_number_stops_approval_of_either_face(question, editor):
    wrong = words("en")
    wrong["words"]["options"]["a"] = "9 days"
    version = draft(question, faces=both(en=wrong))
    for face in version.faces.all():
        check_face(face=face, by=editor, at=AT)
        with pytest.raises(Refusal) as refused:
            approve_face(face=face, by=editor, at=AT)
        assert refused.value.code == refusals.NUMBERS_DIFFER
        differences: Any = refused.value.details["differences"]
        (difference,) = differences
        assert difference.where == "options a"
        face.refresh_from_db()
        assert face.state == "checked"


def test_a_correction_of_one_face_leaves_the_other_approved(question):
    first = published(question)
    second = draft(question, faces=both(fr=words("fr", stem="Combien de jours, au plus ?")))
    assert (first.number, second.number) == (1, 2)
    assert dict(second.faces.values_list("language", "state")) == {"fr": "draft", "en": "approved"}
    assert second.faces.get(language="en").approved_at == AT
    assert first.faces.get(language="fr").stem == "Combien de jours ?"
