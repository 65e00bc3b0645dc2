"""The bank is secret: who opens which of its pages, and what a reader cannot do."""

import pytest
from django.urls import reverse

from assessments.flagging import raise_flag
from assessments.models import BlueprintLine, FaceFlag, Quiz
from assessments.permissions import (
    can_edit_bank,
    can_read_bank,
    questions_edited_by,
    questions_read_by,
)
from tests.assessments.bank.drafts import AT
from tests.assessments.bankadmin.rooms import enter, question, staff
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db
ROLES = ("trainee", "facilitator", "lead", "assessor", "registrar", "editor", "donor", "technical")
READERS, EDITORS = {"lead", "editor"}, {"editor"}


@pytest.fixture
def bank():
    question("Q-1")
    draft = question("Q-2", state="draft")
    face = draft.versions.get().faces.get(language="fr")
    course = make_course()
    quiz = Quiz.objects.create(activity=course.activities.get(key="Q01"))
    BlueprintLine.objects.create(
        quiz=quiz, position=1, module=course.modules.get(code="M01"), count=3
    )
    flag = raise_flag(face=face, reason="wording", by=None, at=AT)
    return {"face": face, "quiz": quiz, "flag": flag}


def pages(bank):
    face, quiz = bank["face"], bank["quiz"]
    return {
        "bank-list": ([], READERS),
        "bank-question": (["Q-2"], READERS),
        "bank-preview": ([face.pk], READERS),
        "bank-seen": ([face.version_id], READERS),
        "bank-expiring": ([], READERS),
        "bank-translating": ([], READERS),
        "bank-quizzes": ([], READERS),
        "bank-quiz": ([quiz.pk], READERS),
        "bank-new": ([], EDITORS),
        "bank-write": (["single", "Q-9"], EDITORS),
        "bank-edit": (["Q-2"], EDITORS),
    }


def posts(bank):
    return {
        "bank-act": ([], {"act": "retire", "question": [bank["face"].version.question_id]}),
        "bank-do": (["Q-2"], {"act": "retire"}),
        "bank-flag": ([bank["face"].pk], {"reason": "key"}),
        "bank-resolve": ([bank["flag"].pk], {"resolution": "Fait"}),
        "bank-edit": (["Q-2"], {"stem-fr": "Autre ?"}),
        "bank-write": (["single", "Q-9"], {"stem-fr": "Autre ?"}),
    }


@pytest.mark.parametrize("role", ROLES)
def test_who_opens_what(bank, role):
    client = enter(role)
    opened = {
        name: client.get(reverse(name, args=args)).status_code == 200
        for name, (args, _) in pages(bank).items()
    }
    assert opened == {name: role in allowed for name, (_, allowed) in pages(bank).items()}


@pytest.mark.parametrize("role", [role for role in ROLES if role not in EDITORS])
def test_nobody_else_changes_anything(bank, role):
    client = enter(role)
    for name, (args, sent) in posts(bank).items():
        assert client.post(reverse(name, args=args), sent).status_code in {302, 403}, name
    found = bank["face"].version.question
    found.refresh_from_db()
    assert (found.retired_at, found.versions.count()) == (None, 1)
    assert FaceFlag.objects.get().resolved_at is None
    client.post(reverse("bank-quiz", args=[bank["quiz"].pk]), {"pool": "exam"})
    bank["quiz"].refresh_from_db()
    assert bank["quiz"].pool == "quiz"


def test_a_visitor_is_sent_to_sign_in(bank, client):
    for name, (args, _) in pages(bank).items():
        assert client.get(reverse(name, args=args)).status_code == 302


@pytest.mark.parametrize("role", ROLES)
def test_each_question_and_its_list_agree(role):
    question("Q-1", state="empty")
    user = staff(role)
    assert questions_read_by(user).exists() is can_read_bank(user) is (role in READERS)
    assert questions_edited_by(user).exists() is can_edit_bank(user) is (role in EDITORS)


@pytest.mark.parametrize(
    ("role", "shown"), [("editor", True), ("lead", True), ("registrar", False)]
)
def test_the_menu(role, shown):
    page = enter(role).get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("bank-list") in page) is shown
    assert (reverse("bank-new") in page) is (role == "editor")


def test_a_lead_reads_without_buttons(bank):
    lead = enter("lead")
    page = lead.get(reverse("bank-question", args=["Q-2"])).content.decode()
    assert reverse("bank-preview", args=[bank["face"].pk]) in page
    for name in ("bank-do", "bank-edit"):
        assert reverse(name, args=["Q-2"]) not in page
    quiz = lead.get(reverse("bank-quiz", args=[bank["quiz"].pk])).content.decode()
    assert "1 live for 3 wanted" in quiz
    assert "<button" not in quiz.split('class="bank"')[1].split("</main>")[0]
