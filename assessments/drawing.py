"""Verbs of drawing: the items of an attempt, from a pool by its blueprint or from a fixed form."""

import datetime

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.crossover import Sitter, assign, assign_one
from assessments.locking import lock_open_cohort
from assessments.models import (
    Attempt,
    AttemptItem,
    FormAssignment,
    QuestionVersion,
    Quiz,
    TestForm,
    TestFormItem,
)
from assessments.refusals import Refusal
from assessments.selection import Candidate, Line, PoolTooSmall, draw, draw_parallel
from courses.models import Cohort, Enrolment


def draw_items(
    quiz: Quiz,
    earlier: list[Attempt],
    *,
    seed: str,
    on: datetime.date,
    edition: int | None = None,
) -> list[QuestionVersion]:
    """The versions of a new attempt in their order; items of earlier attempts come last (R4).

    `edition`: that of the trainee's cohort, by its id.

    Raises Refusal(POOL_EMPTY) with the `module` whose line cannot be filled.
    """
    met = set(
        AttemptItem.objects.filter(attempt__in=earlier).values_list(
            "version__question_id", flat=True
        )
    )
    pool = _pool(quiz, on=on, edition=edition)
    try:
        keys = draw(_lines(quiz), _candidates(pool, met), seed=seed)
    except PoolTooSmall as problem:
        raise Refusal(refusals.POOL_EMPTY, module=problem.line.module) from None
    if not keys:
        raise Refusal(refusals.POOL_EMPTY, module="")
    return [pool[key] for key in keys]


@transaction.atomic
def assemble_forms(
    *,
    quiz: Quiz,
    seed: str,
    by: User | None,
    at: datetime.datetime,
    on: datetime.date,
    edition: int | None = None,
) -> tuple[TestForm, TestForm]:
    """Forms A and B of the next number from the quiz's blueprint: equal plans, no common item.

    `edition`: that of the cohort they are for, by its id. Raises Refusal(POOL_EMPTY). Forms that
    were sat stay as they were.
    """
    pool = _pool(quiz, on=on, edition=edition)
    try:
        keys = draw_parallel(_lines(quiz), _candidates(pool, set()), seed=seed)
    except PoolTooSmall as problem:
        raise Refusal(refusals.POOL_EMPTY, module=problem.line.module) from None
    course = quiz.activity.course
    last = TestForm.objects.filter(course=course).order_by("-number").first()
    number = last.number + 1 if last else 1
    forms = []
    for code, names in zip("AB", keys, strict=True):
        form = TestForm.objects.create(
            course=course, number=number, code=code, seed=seed, assembled_at=at, assembled_by=by
        )
        TestFormItem.objects.bulk_create(
            TestFormItem(form=form, position=position, version=pool[name])
            for position, name in enumerate(names, start=1)
        )
        forms.append(form)
    return forms[0], forms[1]


@transaction.atomic
def renew_forms(
    *, quiz: Quiz, cohort: Cohort, seed: str, by: User | None, at: datetime.datetime
) -> tuple[TestForm, TestForm]:
    """Assemble forms A and B anew for a cohort of which nobody has begun a test with the old ones.

    Whoever has a form starts with the same letter of the new number; other cohorts keep the forms
    they have. Raises Refusal: FORM_BEGUN (a cancelled attempt has begun too: its items were seen),
    POOL_EMPTY, FROZEN. Race: an attempt takes its form behind the same lock.
    """
    lock_open_cohort(cohort.pk)
    if Attempt.objects.filter(enrolment__cohort=cohort, form__isnull=False).exists():
        raise Refusal(refusals.FORM_BEGUN)
    on = at.astimezone(cohort.tz).date()
    forms = assemble_forms(quiz=quiz, seed=seed, by=by, at=at, on=on, edition=cohort.edition_id)
    FormAssignment.objects.filter(enrolment__cohort=cohort).update(number=forms[0].number)
    return forms


@transaction.atomic
def assign_forms(*, cohort: Cohort, seed: str, at: datetime.datetime) -> int:
    """Give every active trainee without one the form to start with; returns how many.

    The first time the whole class is halved (`strata-alternate-v1`); whoever joins later takes the
    form that balances. Raises Refusal(NO_FORM) before forms are assembled.
    """
    number = _newest_number(cohort)
    people = list(
        Enrolment.objects.active().filter(cohort=cohort).select_related("user", "form_assignment")
    )
    waiting = [person for person in people if not hasattr(person, "form_assignment")]
    assigned = [(_sitter(p), p.form_assignment.first) for p in people if p not in waiting]
    if not assigned:
        chosen = assign([_sitter(person) for person in waiting], seed=seed)
    else:
        chosen = {}
        for person in waiting:
            sitter = _sitter(person)
            chosen[sitter.key] = assign_one(sitter, assigned, seed=seed)
            assigned.append((sitter, chosen[sitter.key]))
    FormAssignment.objects.bulk_create(
        FormAssignment(
            enrolment=person,
            number=number,
            first=chosen[str(person.pk)],
            seed=seed,
            assigned_at=at,
        )
        for person in waiting
    )
    return len(waiting)


def form_for(
    *, enrolment: Enrolment, quiz: Quiz, seed: str, at: datetime.datetime
) -> TestForm | None:
    """The form this trainee sits in this quiz, None where items are drawn; assigned if need be."""
    if not quiz.forms:
        return None
    assignment = FormAssignment.objects.filter(enrolment=enrolment).first()
    if assignment is None:
        assign_forms(cohort=enrolment.cohort, seed=seed, at=at)
        assignment = FormAssignment.objects.get(enrolment=enrolment)
    code = assignment.first if quiz.forms == Quiz.Forms.FIRST else assignment.other
    return TestForm.objects.get(course=quiz.activity.course_id, number=assignment.number, code=code)


def items_of_form(form: TestForm) -> list[QuestionVersion]:
    """The versions of a form in their order."""
    places = form.items.select_related("version__question__module").order_by("position")
    return [place.version for place in places]


def _newest_number(cohort: Cohort) -> int:
    newest = TestForm.objects.filter(course=cohort.edition.course_id).order_by("-number").first()
    if newest is None:
        raise Refusal(refusals.NO_FORM)
    return newest.number


def _sitter(enrolment: Enrolment) -> Sitter:
    return Sitter(str(enrolment.pk), enrolment.user.language, enrolment.user.country)


def _lines(quiz: Quiz) -> list[Line]:
    return [
        Line(line.module.code, line.count, line.kind, line.bloom)
        for line in quiz.blueprint.select_related("module")
    ]


def _pool(
    quiz: Quiz, *, on: datetime.date, edition: int | None = None
) -> dict[str, QuestionVersion]:
    modules = quiz.blueprint.values("module")
    live = QuestionVersion.objects.live(on=on, pool=quiz.pool, edition=edition).filter(
        question__module__in=modules
    )
    return {version.question.key: version for version in live.select_related("question__module")}


def _candidates(pool: dict[str, QuestionVersion], met: set[int]) -> list[Candidate]:
    return [
        Candidate(key, v.question.module.code, v.question.kind, v.bloom, v.question_id in met)
        for key, v in pool.items()
        if v.question.module is not None
    ]
