"""The list: search, filters, figures, the same number of queries for one line as for three."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.flagging import raise_flag
from assessments.models import Attempt, AttemptItem, ItemFigures, Question, Quiz
from assessments.retiring import retire_question
from tests.assessments.bank.drafts import AT, DETAILS, approve, draft, published, words
from tests.assessments.bankadmin.rooms import enter, question
from tests.factories.courses import make_cohort, make_course, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return enter("editor")


def keys(client, **query):
    page = client.get(reverse("bank-list"), query)
    assert page.status_code == 200
    return [row.question.key for row in page.context["rows"]]


@pytest.fixture
def bank():
    """One question in each state, named for it."""
    question("published")
    question("draft", state="draft")
    one = question("one-face", module="M02", state="empty")
    draft(one, faces={"fr": words("fr", stem="Où se trouve l’émetteur ?")})
    approve(draft(question("ready", state="empty")))
    over = question("expired", state="empty")
    published(over, details={**DETAILS, "valid_until": datetime.date(2016, 1, 1)})
    flagged = question("flagged")
    raise_flag(
        face=flagged.versions.get().faces.get(language="en"), reason="wording", by=None, at=AT
    )
    retire_question(question=question("retired"), at=AT)
    Question.objects.filter(key="flagged").update(kind="single", pool="exam")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"published", "draft", "one-face", "ready", "expired", "flagged"}),
        ({"state": "draft"}, {"draft", "one-face", "ready"}),
        ({"state": "one-face"}, {"one-face"}),
        ({"state": "ready"}, {"ready"}),
        ({"state": "published"}, {"published", "flagged"}),
        ({"state": "expired"}, {"expired"}),
        ({"state": "flagged"}, {"flagged"}),
        ({"state": "retired"}, {"retired"}),
        ({"q": "emetteur"}, {"one-face"}),
        ({"q": "ÉMETTEUR ou"}, {"one-face"}),
        ({"q": "nom flag"}, {"flagged"}),
        ({"q": "how many days", "state": "expired"}, {"expired"}),
        ({"q": "nothing of the kind"}, set()),
        ({"pool": "exam"}, {"flagged"}),
        ({"kind": "numeric"}, set()),
        ({"bloom": "create"}, set()),
        (
            {"kind": "unheard-of", "pool": "none"},
            {"published", "draft", "one-face", "ready", "expired", "flagged"},
        ),
    ],
)
def test_filters_and_search(bank, editor, query, found):
    assert set(keys(editor, **query)) == found


def test_the_filter_of_modules(bank, editor):
    module = make_course().modules.get(code="M02")
    assert keys(editor, module=module.pk) == ["one-face"]


def test_order(editor):
    for key, facility in (("A", "70"), ("B", None), ("C", "20")):
        ItemFigures.objects.create(
            question=question(key, state="draft"),
            attempts=25,
            facility=facility and Decimal(facility),
            computed_at=AT,
        )
    assert keys(editor, sort="facility") == ["C", "A", "B"]
    assert keys(editor) == ["A", "B", "C"]


def attempt_on(found, position):
    enrolment = make_enrolment(make_cohort(f"COH{position:02}"), position=position)
    activity = make_course().activities.get(key="Q01")
    quiz, _ = Quiz.objects.get_or_create(activity=activity)
    attempt = Attempt.objects.create(
        quiz=quiz, enrolment=enrolment, number=1, seed="s", started_at=AT
    )
    AttemptItem.objects.create(
        attempt=attempt, position=1, version=found.versions.order_by("number").first()
    )


def test_usage_and_facility_stand_beside_the_item(editor):
    found = question("Q-1")
    for position in (1, 2):
        attempt_on(found, position)
    ItemFigures.objects.create(
        question=found, attempts=25, facility=Decimal("64.00"), computed_at=AT
    )
    page = editor.get(reverse("bank-list"))
    (row,) = page.context["rows"]
    assert (row.attempts, row.quizzes) == (2, 1)
    text = page.content.decode()
    assert "2 attempts" in text
    assert "64<small>n = 25</small>" in text


@pytest.mark.parametrize("name", ["bank-list", "bank-expiring", "bank-translating"])
def test_queries_do_not_grow_with_lines(editor, name):
    def fill(number):
        key = f"Q-{number}"
        today = timezone.localdate()
        published(question(key, state="empty"), details={**DETAILS, "valid_until": today})
        draft(question(f"D-{number}", state="empty"))
        face = Question.objects.get(key=key).versions.get().faces.get(language="fr")
        raise_flag(face=face, reason="key", by=None, at=AT)

    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = editor.get(reverse(name))
        return len(queries), page.content.decode()

    fill(1)
    editor.get(reverse(name))
    one, _ = count()
    for number in (2, 3):
        fill(number)
    three, text = count()
    assert "Q-3" in text
    assert three == one


def test_queries_of_the_quizzes_do_not_grow(editor):
    course = make_course()

    def fill(key):
        activity = course.activities.get(key=key)
        quiz = Quiz.objects.create(activity=activity)
        assert activity.module is not None
        quiz.blueprint.create(position=1, module=activity.module, count=2)

    def count():
        with CaptureQueriesContext(connection) as queries:
            editor.get(reverse("bank-quizzes"))
        return len(queries)

    fill("Q01")
    count()
    one = count()
    fill("Q02")
    fill("Q03")
    assert count() == one


def test_an_expired_item_is_marked_and_listed(editor):
    found = question("Q-1", state="empty")
    published(found, details={**DETAILS, "valid_until": datetime.date(2016, 2, 1)})
    soon = timezone.localdate() + datetime.timedelta(days=60)
    published(question("Q-2", state="empty"), details={**DETAILS, "valid_until": soon})
    late = soon + datetime.timedelta(days=1)
    published(question("Q-3", state="empty"), details={**DETAILS, "valid_until": late})
    page = editor.get(reverse("bank-expiring"))
    assert [(one.version.question.key, one.over) for one in page.context["found"]] == [
        ("Q-1", True),
        ("Q-2", False),
    ]
    rows = editor.get(reverse("bank-list")).context["rows"]
    assert [row.expired for row in rows] == [True, False, False]


def test_the_translators_queue(editor, bank):
    def queue(**query):
        rows = editor.get(reverse("bank-translating"), query).context["rows"]
        return {(one.question.key, one.language, one.why) for one, _ in rows}

    expected = {
        ("flagged", "en", "flagged"),
        ("draft", "fr", "draft"),
        ("draft", "en", "draft"),
        ("one-face", "fr", "draft"),
        ("one-face", "en", "missing"),
    }
    assert queue() == expected
    assert queue(language="en") == {row for row in expected if row[1] == "en"}


@pytest.mark.parametrize(
    ("act", "more", "done", "refused"),
    [
        ("retire", {}, {"published", "draft", "one-face", "ready"}, set()),
        ("set-pool", {"pool": "exam"}, {"published", "draft", "one-face", "ready"}, set()),
        ("check", {}, {"draft", "one-face"}, {"published"}),
        ("check", {"language": "en"}, {"draft"}, {"published"}),
        ("approve", {}, set(), {"published", "draft", "one-face"}),
        ("publish", {}, {"ready"}, {"published", "draft", "one-face"}),
        ("bring-back", {}, set(), set()),
    ],
)
def test_acts_on_many(bank, editor, act, more, done, refused):
    chosen = Question.objects.filter(key__in=["published", "draft", "one-face", "ready"])
    sent = {"act": act, "question": [one.pk for one in chosen], **more}
    page = editor.post(reverse("bank-act"), sent)
    assert page.status_code == 200
    assert {one.key for one in page.context["done"]} == done
    assert {one.key for one, why in page.context["refused"] if why} == refused


def test_an_act_that_lacks_something_does_nothing(bank, editor):
    ids = list(Question.objects.values_list("pk", flat=True))
    assert (
        editor.post(reverse("bank-act"), {"act": "set-module", "question": ids}).status_code == 400
    )
    assert editor.post(reverse("bank-act"), {"act": "retire"}).status_code == 400
    assert editor.post(reverse("bank-act"), {"act": "burn", "question": ids}).status_code == 400
    assert Question.objects.filter(retired_at__isnull=False).count() == 1


def test_set_the_module_of_several(bank, editor):
    module = make_course().modules.get(code="M03")
    ids = list(Question.objects.values_list("pk", flat=True))
    editor.post(reverse("bank-act"), {"act": "set-module", "module": module.pk, "question": ids})
    assert set(Question.objects.values_list("module", flat=True)) == {module.pk}
