"""Quizzes in the admin: the blueprint is laid, and what the pool lacks is seen."""

import pytest
from django.urls import reverse

from assessments.flagging import raise_flag
from assessments.models import BlueprintLine, Quiz
from tests.assessments.bank.drafts import AT
from tests.assessments.bankadmin.rooms import enter, question
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz():
    course = make_course()
    found = Quiz.objects.create(activity=course.activities.get(key="Q01"), minutes=15)
    module = course.modules.get(code="M01")
    BlueprintLine.objects.create(quiz=found, position=1, module=module, count=2, kind="single")
    return found


def sent(quiz, *lines, **changed):
    fields = {
        "pool": "quiz",
        "policy": "practice",
        "forms": "",
        "attempts_allowed": "2",
        "reopen_after_hours": "12",
        "minutes": "20",
        "line-TOTAL_FORMS": str(len(lines)),
        "line-INITIAL_FORMS": "1",
        **changed,
    }
    for number, line in enumerate(lines):
        fields |= {f"line-{number}-{name}": value for name, value in line.items()}
    return fields


def test_live_items_stand_beside_each_line(quiz):
    editor = enter("editor")
    address = reverse("bank-quiz", args=[quiz.pk])
    question("A")
    assert "1 live for 2 wanted" in editor.get(address).content.decode()
    question("B")
    question("C", state="draft")
    question("D", module="M02")
    page = editor.get(address)
    assert "2 live for 2 wanted" in page.content.decode()
    assert [one.short for one in page.context["pools"]] == [False]


def test_it_is_said_how_much_a_second_attempt_repeats(quiz):
    for key in "ABC":
        question(key)
    Quiz.objects.update(attempts_allowed=2)
    editor = enter("editor")
    for address in (reverse("bank-quiz", args=[quiz.pk]), reverse("bank-quizzes")):
        assert "the last attempt repeats 1 item" in editor.get(address).content.decode()
    question("D")
    assert "repeats" not in editor.get(reverse("bank-quizzes")).content.decode()
    Quiz.objects.update(attempts_allowed=1)
    assert "repeats" not in editor.get(reverse("bank-quiz", args=[quiz.pk])).content.decode()


def test_flagged_items_do_not_count_for_an_exam(quiz):
    for key in ("A", "B"):
        found = question(key)
        found.pool = "exam"
        found.save()
    Quiz.objects.update(pool="exam")
    raise_flag(face=found.versions.get().faces.get(language="fr"), reason="key", by=None, at=AT)
    page = enter("lead").get(reverse("bank-quizzes"))
    (row,) = page.context["rows"]
    assert (row.wanted, [one.live for one in row.short]) == (2, [1])
    assert "1 live for 2 wanted" in page.content.decode()


def test_a_blueprint_is_laid(quiz):
    course = quiz.activity.course
    line = quiz.blueprint.get()
    first = {"id": line.pk, "module": line.module_id, "count": "3", "kind": "", "bloom": "apply"}
    other = course.modules.get(code="M02")
    new = {"module": other.pk, "count": "4", "kind": "numeric", "bloom": ""}
    page = enter("editor").post(reverse("bank-quiz", args=[quiz.pk]), sent(quiz, first, new))
    assert page.status_code == 302, (page.context["form"].errors, page.context["lines"].errors)
    assert list(
        quiz.blueprint.values_list("position", "module__code", "count", "kind", "bloom")
    ) == [
        (1, "M01", 3, "", "apply"),
        (2, "M02", 4, "numeric", ""),
    ]
    quiz.refresh_from_db()
    assert quiz.minutes == 20


def test_a_line_is_taken_away(quiz):
    line = quiz.blueprint.get()
    gone = {"id": line.pk, "module": line.module_id, "count": "3", "DELETE": "on"}
    enter("editor").post(reverse("bank-quiz", args=[quiz.pk]), sent(quiz, gone))
    assert not quiz.blueprint.exists()


@pytest.mark.parametrize("changed", [{"attempts_allowed": "0"}, {"pool": "none"}])
def test_what_makes_no_sense_is_refused(quiz, changed):
    line = quiz.blueprint.get()
    row = {"id": line.pk, "module": line.module_id, "count": "2"}
    page = enter("editor").post(reverse("bank-quiz", args=[quiz.pk]), sent(quiz, row, **changed))
    assert page.status_code == 422
    quiz.refresh_from_db()
    assert (quiz.minutes, quiz.blueprint.get().kind) == (15, "single")
