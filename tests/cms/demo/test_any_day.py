"""The demo can be tried on every day of the week and at any hour: what the stories rely on."""

import datetime

import pytest
from django.db import connection

from assessments.attempting import start_attempt
from assessments.blockers import find_blockers
from assessments.bridge import read_records
from assessments.closing import submit_attempt
from assessments.models import Mark, Quiz, Rubric
from cms.collecting import collect
from cms.dashboards.due import QUIZ, quiz_tasks
from cms.demo.building import build_cohorts
from cms.demo.people import sign_in_name
from cms.demo.reading import read
from courses.models import Attendance, Cohort, Edition

# From Sunday to Saturday: shortly before and after midnight of Greenwich and of the venue, which
# is an hour ahead; in a half-day, between two, in the evening, at night.
LOADINGS = [
    datetime.datetime.fromisoformat(f"2026-{moment}+00:00")
    for moment in (
        "11-29 22:59",
        "11-29 23:30",
        "12-01 00:05",
        "12-02 07:40",
        "12-03 12:15",
        "12-04 18:20",
        "12-05 02:31",
    )
]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="dates, not databases; runs once")
def test_on_any_day_and_at_any_hour(demo_copy):
    curriculum, edition, rubric = collect(), Edition.objects.get(), Rubric.objects.get()
    for at in LOADINGS:
        build_cohorts(
            curriculum=curriculum,
            edition=edition,
            rubric=rubric,
            at=at,
            cohorts=("prepared", "running"),
        )
        _check_prepared(at)
        _check_running(at)


def _check_prepared(at: datetime.datetime) -> None:
    prepared = Cohort.objects.get(code=read("prepared")["cohort"]["code"])
    assert prepared.ends_on < at.date(), at
    assert find_blockers(read_records(prepared), at=at) == [], at


def _check_running(at: datetime.datetime) -> None:
    data = read("running")["cohort"]
    cohort = Cohort.objects.get(code=data["code"])
    assert 7 <= (at.astimezone(cohort.tz).date() - cohort.starts_on).days < 14, at
    assert not Attendance.objects.filter(half_day__cohort=cohort, half_day__ends_at__gt=at).exists()
    assert Mark.objects.filter(enrolment__cohort=cohort).exists()
    waiting = {sign_in_name(person) for person in data["awaited_by"]}
    records = read_records(cohort)
    quizzes = {quiz.activity.key: quiz for quiz in Quiz.objects.select_related("activity")}
    for enrolment in records.enrolments:
        due = {task.url for task in quiz_tasks(enrolment, at=at) if task.kind == QUIZ}
        taken = {
            key for key, quiz in quizzes.items() if records.entry(enrolment, quiz.activity).values
        }
        assert not [key for key in taken if any(f"/{key}/" in url for url in due)], at
        if enrolment.user.username not in waiting:
            continue
        quiz = quizzes[data["open_quiz"]]
        assert any(f"/{data['open_quiz']}/" in url for url in due), at
        attempt = start_attempt(enrolment=enrolment, quiz=quiz, seed="any", at=at)
        submit_attempt(attempt=attempt, at=at + datetime.timedelta(minutes=2))
        # An empty attempt is worth nothing, and that is what the board shows.
        entry = read_records(cohort, enrolment=enrolment).entry(enrolment, quiz.activity)
        assert entry.best == 0, at
