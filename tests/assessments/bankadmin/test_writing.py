"""The editor's form: every kind is written through it, errors at their field, nothing lost."""

from typing import Any

import pytest
from django.urls import reverse

from assessments.forms.question_start import form_of, new_form
from assessments.kinds.registry import KINDS
from assessments.models import Question
from courses.models import Edition
from tests.assessments.bank.drafts import AT, both, draft, words
from tests.assessments.bankadmin.rooms import enter, question
from tests.assessments.kinds.samples import SAMPLES
from tests.factories.courses import make_cohort, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return enter("editor")


def as_sent(form, **changed):
    """What a browser sends for this form."""
    sent: dict[str, Any] = {}
    for name in form.fields:
        value = form.get_initial_for_field(form.fields[name], name)
        if value is True:
            sent[name] = "on"
        elif value not in (None, False):
            sent[name] = value
    for group, ids in form.ids.items():
        sent[f"{group}-id"] = list(ids)
    return {**sent, **changed}


def version_of(kind):
    structure, said, _ = SAMPLES[kind]
    module = make_course().modules.get(code="M01")
    found = Question.objects.create(key="Q-1", kind=kind, module=module)
    feedback = {one: f"parce que {one}" for one in (structure.get("options") or [])}
    faces = {
        language: {
            "stem": f"Pourquoi {language} ?",
            "words": {**said, "feedback": f"parce que {language}", "option_feedback": feedback},
        }
        for language in ("fr", "en")
    }
    return draft(found, structure=structure, faces=faces)


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_goes_through_the_form_unchanged(editor, kind):
    version = version_of(kind)
    before = (version.structure, version.content_digest)
    address = reverse("bank-edit", args=["Q-1"])
    assert editor.get(address).status_code == 200
    page = editor.post(address, as_sent(form_of(version)))
    assert page.status_code == 302, page.context["form"].errors
    version.refresh_from_db()
    assert version.structure == before[0]
    assert set(version.faces.values_list("stem", flat=True)) == {"Pourquoi fr ?", "Pourquoi en ?"}
    face = version.faces.get(language="en")
    assert face.words["feedback"] == "parce que en"


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_question_of_each_kind(editor, kind):
    page = editor.post(reverse("bank-new"), {"key": "N-1", "kind": kind})
    address = reverse("bank-write", args=[kind, "N-1"])
    assert page.headers["Location"] == address
    assert editor.get(address).status_code == 200
    model = as_sent(form_of(version_of(kind)))
    page = editor.post(address, {**as_sent(new_form(kind)), **model})
    assert page.status_code == 302, page.context["form"].errors
    found = Question.objects.get(key="N-1")
    assert found.versions.get().structure == SAMPLES[kind][0]
    assert set(found.versions.get().faces.values_list("state", flat=True)) == {"draft"}


def test_a_key_that_is_taken(editor):
    question("Q-1")
    page = editor.post(reverse("bank-new"), {"key": "Q-1", "kind": "single"})
    assert "Another question has this key." in page.content.decode()
    sent = as_sent(form_of(Question.objects.get().versions.prefetch_related("faces").get()))
    page = editor.post(reverse("bank-write", args=["single", "Q-1"]), sent)
    assert page.status_code == 422
    assert "Another question has this key." in page.content.decode()
    unknown = reverse("bank-write", args=["cloze", "N-1"])
    assert editor.get(unknown, follow=True).status_code == 404


def test_one_language_alone_is_a_draft(editor):
    version = version_of("single")
    sent = as_sent(form_of(version))
    alone = {
        name: value for name, value in sent.items() if not name.endswith("-en") or "markup" in name
    }
    editor.post(reverse("bank-edit", args=["Q-1"]), alone)
    assert list(version.faces.values_list("language", flat=True)) == ["fr"]


def errors(editor, **changed):
    version = version_of("single")
    page = editor.post(reverse("bank-edit", args=["Q-1"]), as_sent(form_of(version), **changed))
    assert page.status_code == 422
    return page


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"stem-en": ""}, "stem-en", "Write the question, or empty every text in English."),
        ({"options-c-text-en": ""}, "options-c-text-en", "Write this text."),
        ({"valid_from": "2026-02-01", "valid_until": "2026-01-01"}, "valid_until", "This day"),
        ({"points": "-1"}, "points", ""),
        ({"options-a-right": "on"}, "__all__", "Options – Exactly one is right."),
        ({"options-a-text-fr": "deux"}, "__all__", "Options – French – Two texts are the same."),
        ({"options-a-weight": "trois"}, "__all__", "Options – A weight is a number"),
    ],
)
def test_errors_stand_at_their_field_and_nothing_is_lost(editor, changed, field, sentence):
    page = errors(editor, **changed)
    found = page.context["form"].errors
    assert list(found) == [field]
    text = page.content.decode()
    assert sentence in text
    assert "Pourquoi fr ?" in text
    assert "quatre" in text
    assert Question.objects.get().versions.get().faces.count() == 2


def test_rows_come_and_go_without_script(editor):
    version = version_of("single")
    address = reverse("bank-edit", args=["Q-1"])
    sent = as_sent(form_of(version), **{"stem-fr": "À moitié rédigée"})
    page = editor.post(address, {**sent, "add": "options"})
    form = page.context["form"]
    assert form.ids == {"options": ["a", "b", "c", "d", "e"]}
    assert not form.is_bound
    assert "À moitié rédigée" in page.content.decode()
    page = editor.post(address, {**as_sent(form), "remove": "options b"})
    assert page.context["form"].ids == {"options": ["a", "c", "d", "e"]}
    version.refresh_from_db()
    assert version.structure["options"] == ["a", "b", "c", "d"]
    page = editor.post(address, {**as_sent(page.context["form"]), "options-a-right": "on"})
    assert page.status_code == 302, page.context["form"].errors
    version.refresh_from_db()
    # The row that was added stayed empty: it is not stored.
    assert version.structure == {"options": ["a", "c", "d"], "key": ["a"]}


def test_hostile_rows_are_left_out(editor):
    version_of("single")
    sent = {"options-id": ["a", "a", "../x", "<b>", *(f"r{n}" for n in range(200))], "add": "x"}
    page = editor.post(reverse("bank-edit", args=["Q-1"]), sent)
    ids = page.context["form"].ids["options"]
    assert (ids[0], ids.count("a"), len(ids)) == ("a", 1, 40)


def test_a_published_question_gets_its_next_version(editor):
    found = question("Q-1")
    version = found.versions.prefetch_related("faces").get()
    address = reverse("bank-edit", args=["Q-1"])
    assert "stays as it is" in editor.get(address).content.decode()
    sent = as_sent(
        form_of(version),
        **{"stem-fr": "Combien de jours, au plus ?", "reason": "Précis", "change": "wording"},
    )
    editor.post(address, sent)
    assert found.versions.count() == 2
    new = found.versions.get(number=2)
    assert new.created_by is not None
    assert (new.change_reason, new.created_by.username) == ("Précis", "editor")
    assert dict(new.faces.values_list("language", "state")) == {"fr": "draft", "en": "approved"}


def test_a_change_in_one_language_is_answered_for(editor):
    found = question("Q-1")
    found.module = make_cohort().edition.course.modules.first()
    found.save()
    version = found.versions.prefetch_related("faces").get()
    address, changed = reverse("bank-edit", args=["Q-1"]), {"stem-fr": "Combien de nuits ?"}
    asked = editor.post(address, as_sent(form_of(version), **changed))
    assert asked.status_code == 422
    assert 'href="#id_change"' in asked.content.decode()
    assert found.versions.count() == 1
    editor.post(address, as_sent(form_of(version), **changed, change="meaning"))
    new = found.versions.get(number=2)
    assert dict(new.faces.values_list("language", "state")) == {"fr": "draft", "en": "draft"}
    for locked_at in (AT, None):
        Edition.objects.update(locked_at=locked_at)
        shown = editor.get(reverse("bank-question", args=["Q-1"])).content.decode()
        assert ('value="publish-next"' in shown) is (locked_at is not None)
    new.faces.update(state="approved")
    editor.post(reverse("bank-do", args=["Q-1"]), {"act": "publish-next"})
    new.refresh_from_db()
    assert (new.published_at is not None, new.for_next) == (True, True)


def test_what_the_form_does_not_know_is_kept(editor):
    found = question("Q-1", state="empty")
    odd = both(fr={**words("fr")})
    odd["fr"]["words"]["note"] = "pour le correcteur"
    version = draft(found, faces=odd, structure={"options": ["a", "b"], "key": ["a"], "x": 1})
    editor.post(reverse("bank-edit", args=["Q-1"]), as_sent(form_of(version)))
    version.refresh_from_db()
    assert version.structure["x"] == 1
    assert version.faces.get(language="fr").words["note"] == "pour le correcteur"


def test_formatted_text_is_sanitised(editor):
    version = version_of("single")
    evil = {
        "markup-fr": "html",
        "stem-fr": "<p onclick=x>Oui <script>alert(1)</script><b>!</b></p>",
    }
    editor.post(reverse("bank-edit", args=["Q-1"]), as_sent(form_of(version), **evil))
    assert version.faces.get(language="fr").stem == "<p>Oui <b>!</b></p>"


def test_the_form_speaks_french_too():
    page = enter("editor", "fr").get(reverse("bank-write", args=["ordering", "N-1"]))
    text = page.content.decode()
    for words_of_page in ("Place juste", "Ajouter une ligne", "Éléments à ordonner", "Réserve"):
        assert words_of_page in text
