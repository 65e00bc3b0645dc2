"""The page of a question: faces move one by one, flags are resolved, versions are read."""

import re

import pytest
from django.urls import reverse

from assessments.facecorrecting import correction_of
from assessments.flagging import raise_flag
from assessments.kinds.registry import KINDS
from assessments.models import FaceFlag, Question, QuestionVersion
from tests.assessments.bank.attempts import sit
from tests.assessments.bank.drafts import AT, approve, both, draft, words
from tests.assessments.bankadmin.rooms import enter, question
from tests.assessments.kinds.samples import SAMPLES
from tests.factories.courses import make_cohort, make_course, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return enter("editor")


def do(client, key, act, language=""):
    return client.post(
        reverse("bank-do", args=[key]), {"act": act, "language": language}, follow=True
    )


def username(person):
    """The sign-in name of whoever did it."""
    assert person is not None
    return person.username


def states(key):
    newest = Question.objects.get(key=key).versions.first()
    assert newest is not None
    return dict(newest.faces.values_list("language", "state"))


def test_a_draft_is_checked_approved_and_published_from_its_page(editor):
    question("Q-1", state="draft")
    page = do(editor, "Q-1", "publish")
    assert "French: the face is not approved." in page.content.decode()
    for language in ("fr", "en"):
        do(editor, "Q-1", "check", language)
        do(editor, "Q-1", "approve", language)
    assert states("Q-1") == {"fr": "approved", "en": "approved"}
    face = Question.objects.get(key="Q-1").versions.get().faces.get(language="fr")
    assert username(face.approved_by) == "editor"
    do(editor, "Q-1", "publish")
    version = Question.objects.get(key="Q-1").versions.get()
    assert version.published_at is not None
    assert username(version.published_by) == "editor"


def test_words_that_changed_since_the_page_was_opened_are_not_checked_unseen(editor):
    found = question("Q-1", state="draft")
    page = editor.get(reverse("bank-question", args=["Q-1"])).content.decode()
    (french, _) = re.findall(r'name="read" value="(\w+)"', page)
    draft(found, faces=both(fr=words("fr", stem="Combien de nuits ?")))
    sent = {"act": "check", "language": "fr", "read": french}
    refused = editor.post(reverse("bank-do", args=["Q-1"]), sent, follow=True).content.decode()
    assert "This question was changed since you opened the page" in refused
    assert states("Q-1") == {"fr": "draft", "en": "draft"}
    (french, _) = re.findall(r'name="read" value="(\w+)"', refused)
    editor.post(reverse("bank-do", args=["Q-1"]), {**sent, "read": french})
    assert states("Q-1") == {"fr": "checked", "en": "draft"}


def test_what_is_refused_is_said(editor):
    question("Q-1", state="draft")
    page = do(editor, "Q-1", "approve", "fr").content.decode()
    assert "not in a state in which that can be done" in page
    wrong = words("en", stem="How many days out of 12?")
    draft(Question.objects.get(key="Q-1"), faces=both(en=wrong))
    do(editor, "Q-1", "check", "en")
    page = do(editor, "Q-1", "approve", "en").content.decode()
    assert "stem: French none, English 12" in page
    assert states("Q-1")["en"] == "checked"
    do(editor, "Q-1", "send-back", "en")
    assert states("Q-1")["en"] == "draft"


def test_an_unheard_of_act_does_nothing(editor):
    question("Q-1", state="draft")
    assert do(editor, "Q-1", "explode").status_code == 404
    assert do(editor, "Q-1", "check", "de").status_code == 404


def test_retire_and_bring_back(editor):
    found = question("Q-1")
    do(editor, "Q-1", "retire")
    found.refresh_from_db()
    assert found.retired_at is not None
    do(editor, "Q-1", "bring-back")
    found.refresh_from_db()
    assert found.retired_at is None


def test_a_face_is_sent_back_and_the_flag_resolved(editor):
    face = question("Q-1").versions.get().faces.get(language="en")
    editor.post(reverse("bank-flag", args=[face.pk]), {"reason": "wording", "remark": "Unclear"})
    flag = FaceFlag.objects.get()
    assert (flag.face, username(flag.raised_by)) == (face, "editor")
    assert "Unclear" in editor.get(reverse("bank-question", args=["Q-1"])).content.decode()
    page = editor.post(reverse("bank-resolve", args=[flag.pk]), {"resolution": ""}, follow=True)
    assert "Write what was done." in page.content.decode()
    editor.post(reverse("bank-resolve", args=[flag.pk]), {"resolution": "Reworded\0"})
    flag.refresh_from_db()
    assert (flag.resolution, username(flag.resolved_by)) == ("Reworded", "editor")


def test_earlier_versions_are_read(editor):
    found = question("Q-1")
    draft(found, faces=both(fr=words("fr", stem="Combien de jours, au plus ?")), reason="Accent")
    address = reverse("bank-question", args=["Q-1"])
    newest = editor.get(address)
    assert newest.context["version"].number == 2
    assert "Accent" in newest.content.decode()
    assert editor.get(address, {"version": "1"}).context["version"].number == 1
    assert editor.get(address, {"version": "9"}, follow=True).status_code == 404
    nothing = reverse("bank-question", args=["nothing"])
    assert editor.get(nothing, follow=True).status_code == 404


def test_who_saw_the_corrected_face(editor):
    found = question("Q-1")
    new = draft(found, faces=both(fr=words("fr", stem="Combien de jours, au plus ?")))
    approve(new)
    correction = correction_of(new)
    assert correction is not None and correction.languages == ("fr",)
    page = editor.get(reverse("bank-seen", args=[new.pk])).content.decode()
    assert "No marked attempt saw it." in page
    first = found.versions.get(number=1)
    page = editor.get(reverse("bank-seen", args=[first.pk])).content.decode()
    assert "corrects no face alone" in page


def test_the_attempts_that_saw_it_lead_to_a_regrade(editor):
    found = question("Q-1")
    first = found.versions.get()
    sit(first, make_enrolment(make_cohort("AAA01")), ("shown", 2, "fr"))
    new = draft(found, faces=both(fr=words("fr", stem="Combien de jours, au plus ?")))
    page = editor.get(reverse("bank-seen", args=[new.pk]))
    ((language, _carrier, (row,)),) = page.context["seen"]
    assert (language, row.cohort, row.attempts) == ("fr", "AAA01", 1)
    link = f"version={first.pk}&amp;face=fr&amp;policy=full"
    assert link in page.content.decode()
    preview = editor.get(
        reverse("regrade", args=["Q-1"]), {"version": first.pk, "face": "fr", "policy": "full"}
    )
    assert preview.context["form"].is_valid(), preview.context["form"].errors


@pytest.mark.parametrize("key", KINDS)
def test_both_faces_are_shown_as_the_trainee_sees_them(editor, key):
    structure, said, _ = SAMPLES[key]
    module = make_course().modules.get(code="M01")
    version = QuestionVersion.objects.create(
        question=Question.objects.create(key="Q-1", kind=key, module=module),
        number=1,
        structure=structure,
        scheme=KINDS[key].scheme(structure),
        created_at=AT,
    )
    hints = {"fr": "Explication", "en": "Explanation"}
    for language in ("fr", "en"):
        face = version.faces.create(
            language=language,
            stem=f"Pourquoi {language} <b>?",
            words={**said, "feedback": f"parce que {language}"},
        )
        page = editor.get(reverse("bank-preview", args=[face.pk]))
        text = page.content.decode()
        assert f'<html lang="{language}">' in text
        assert f"Pourquoi {language} &lt;b&gt;?" in text
        assert f"parce que {language}" in text
        assert hints[language] in text
        assert 'name="answer"' in text
        assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    page = editor.get(reverse("bank-question", args=["Q-1"])).content.decode()
    for face in version.faces.all():
        assert reverse("bank-preview", args=[face.pk]) in page


def test_a_flag_of_the_statistics_shows_its_figures(editor):
    asked = question("Q-1")
    face = asked.versions.get().faces.get(language="en")
    evidence = {
        "fr": 160,
        "en": 158,
        "worse": "en",
        "probability": 0.987,
        "odds_ratio": {"value": 2.5, "low": 1.25, "high": 5.0},
        "facility": {"fr": 81.2, "en": 54.4},
    }
    raise_flag(face=face, reason="fairness", by=None, at=AT, evidence=evidence)
    page = editor.get(reverse("bank-question", args=["Q-1"])).content.decode()
    for said in ("160 in French, 158 in English", "worse: English", "98.7%", "81 % in French"):
        assert said in page
    assert "Odds ratio 2.50 (between 1.25 and 5.00)" in page
    raise_flag(face=face, reason="wording", by=None, at=AT)
    page = editor.get(reverse("bank-question", args=["Q-1"])).content.decode()
    assert page.count("Odds ratio") == 1
