"""Builds (and resets) the whole demo: curriculum, bank, people and three cohorts."""

import datetime
import random
from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts.models import User
from accounts.syncing import sync_roles
from assessments.authoring import load_questions
from assessments.collecting import collect_questions, read_content
from assessments.deliberating import freeze_cohort
from assessments.furnishing import load_checklists, load_samples
from assessments.itemrefreshing import refresh_figures
from assessments.loading import lay_out_quizzes, lay_out_tests, load_rubric
from assessments.models import Quiz, QuizWindow, Rubric
from assessments.opening import open_sitting
from certificates.issuing import issue_cohort
from certificates.minuting import keep_minutes
from cms.collecting import Curriculum, collect
from cms.composing import section_id
from cms.demo.clearing import clear_demo
from cms.demo.cohorts import BuiltCohort, build_cohort
from cms.demo.jurying import compose_jury, hear_appeals, hold_jury
from cms.demo.people import upsert_team
from cms.demo.planning import calibrate_team, plan_teaching
from cms.demo.proving import sign_on_paper, sign_some_on_screen
from cms.demo.reading import COHORT_FILES, read
from cms.editioning import lock_edition
from cms.loading import load_curriculum
from courses.models import (
    Activity,
    ActivityCompletion,
    ActivityKind,
    Cohort,
    Course,
    Edition,
    SectionProgress,
)

SEED = "relais-demo"
EXAM_TIMES = (datetime.time(8, 30), datetime.time(10))
OPEN_FOR = datetime.timedelta(days=7, hours=20)
HISTORIC_EDITION = datetime.date(2016, 1, 15)
DEMO_SINCE = datetime.datetime(2016, 1, 1, tzinfo=datetime.UTC)


def demo_codes() -> list[str]:
    """Codes of the demo's cohorts."""
    return [read(name)["cohort"]["code"] for name in COHORT_FILES]


def is_loaded() -> bool:
    """Whether every cohort of the demo is there."""
    codes = demo_codes()
    return Cohort.objects.filter(code__in=codes).count() == len(codes)


@transaction.atomic
def build_demo(*, at: datetime.datetime, cohorts: Sequence[str] = COHORT_FILES) -> None:
    """Take out what was there of the demo and build it anew, as of `at`. All or nothing.

    Cohorts whose files are not among `cohorts` stay as they are.
    """
    sync_roles()
    curriculum = collect()
    load_curriculum(curriculum=curriculum)
    edition = _edition(curriculum, at)
    load_questions(course=edition.course, items=collect_questions(), by=None, at=at)
    lay_out_quizzes(course=edition.course, at=at)
    lay_out_tests(course=edition.course, blueprints=read_content("blueprints"))
    rubric = load_rubric(data=read_content("rubric"))
    load_samples(rubric=rubric, data=read_content("samples"))
    load_checklists(course=edition.course, data=read_content("checklists"))
    build_cohorts(curriculum=curriculum, edition=edition, rubric=rubric, at=at, cohorts=cohorts)
    refresh_figures(at=at)


@transaction.atomic
def build_cohorts(
    *,
    curriculum: Curriculum,
    edition: Edition,
    rubric: Rubric,
    at: datetime.datetime,
    cohorts: Sequence[str],
) -> None:
    """People and records of the cohorts, as of `at`, in place of what was there of them."""
    clear_demo(read(name)["cohort"]["code"] for name in cohorts)
    people = read("people")
    team = upsert_team(people["staff"])
    calibrate_team(team, at=at)
    everyone = {row["id"]: row for group in COHORT_FILES for row in people[group]}
    built = {
        name: build_cohort(
            read(name), people=everyone, team=team, edition=edition, rubric=rubric, at=at
        )
        for name in cohorts
    }
    for name in ("historic", "prepared"):
        if name in built:
            sign_on_paper(built[name], registrar=team["registrar"])
    if "historic" in built:
        _close_historic(built["historic"], team)
    if "prepared" in built:
        compose_jury(built["prepared"], team, by=team["registrar"], at=at)
    if "running" in built:
        running = built["running"]
        _read_lessons(running, curriculum, edition)
        _open_long(running, at)
        _set_exam(running)
        sign_some_on_screen(running)
        plan_teaching(running.cohort, list(running.enrolments.values()), team, at=at)


def _edition(curriculum: Curriculum, at: datetime.datetime) -> Edition:
    course = Course.objects.get(key=curriculum.course["key"])
    edition, _ = Edition.objects.get_or_create(
        course=course, label="2016", defaults={"opened_on": HISTORIC_EDITION}
    )
    if not edition.is_locked:
        lock_edition(edition=edition, by=None, at=at)
        edition.refresh_from_db()
    return edition


def _close_historic(built: BuiltCohort, team: Mapping[str, User]) -> None:
    """The historic cohort's last day at its hours: jury, freeze, certificates."""
    last = built.cohort.ends_on
    frozen_at, issued_at = (
        datetime.datetime.combine(
            last,
            datetime.time.fromisoformat(built.data["cohort"][name]),
            tzinfo=built.cohort.tz,
        )
        for name in ("frozen_at", "issued_at")
    )
    hold_jury(built, team, by=team["registrar"], at=frozen_at)
    freeze = freeze_cohort(cohort=built.cohort, by=team["registrar"], at=frozen_at)
    keep_minutes(freeze=freeze, at=frozen_at)
    built.cohort.refresh_from_db()
    issue_cohort(
        cohort=built.cohort,
        by=team["registrar"],
        at=issued_at,
        random=random.Random(SEED),  # noqa: S311 - the demo's numbers are public
    )
    hear_appeals(built, team, by=team["registrar"])


def _read_lessons(built: BuiltCohort, curriculum: Curriculum, edition: Edition) -> None:
    """Sections read and lessons completed by the running cohort, as their data file says."""
    course = edition.course
    lessons = {
        activity.module.code: activity
        for activity in Activity.objects.filter(course=course, kind=ActivityKind.LESSON)
        if activity.module is not None
    }
    sections = {
        module["code"]: [
            section_id(course.key, module["code"], section["key"]) for section in module["sections"]
        ]
        for module in curriculum.modules
    }
    progress, completions = [], []
    for row in built.data["trainees"]:
        read_up = row.get("lessons") or {}
        enrolment = built.enrolments[row["id"]]
        counts = {code: len(sections[code]) for code in read_up.get("complete", ())}
        for code, count in {**counts, **(read_up.get("started") or {})}.items():
            progress += [
                SectionProgress(
                    enrolment=enrolment,
                    activity=lessons[code],
                    section=section,
                    finished_at=built.recorder.at,
                )
                for section in sections[code][:count]
            ]
        completions += [
            ActivityCompletion(
                enrolment=enrolment, activity=lessons[code], completed_at=built.recorder.at
            )
            for code in counts
        ]
    SectionProgress.objects.bulk_create(progress)
    ActivityCompletion.objects.bulk_create(completions)


def _open_long(built: BuiltCohort, at: datetime.datetime) -> None:
    """One quiz of the running cohort is open at whatever hour and day the demo is tried."""
    today = at.astimezone(built.cohort.tz).date()
    opens = datetime.datetime.combine(today, datetime.time(), tzinfo=built.cohort.tz)
    QuizWindow.objects.filter(
        cohort=built.cohort, quiz__activity__key=built.data["cohort"]["open_quiz"]
    ).update(opens_at=opens, closes_at=opens + OPEN_FOR)


def _set_exam(built: BuiltCohort) -> None:
    """The exam of the running cohort is set for its fourteenth day (domain 1.6)."""
    morning = built.cohort.half_days.get(day=14, part="am").date
    opens, closes = (
        datetime.datetime.combine(morning, time, tzinfo=built.cohort.tz) for time in EXAM_TIMES
    )
    exam = Quiz.objects.filter(
        activity__key="EXAM", activity__course=built.cohort.edition.course
    ).first()
    if exam is not None:
        open_sitting(cohort=built.cohort, quiz=exam, opens_at=opens, closes_at=closes)
