"""Permission pairs of the assessments: each question about one object beside its queryset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from accounts import roles
from assessments.models import Attempt, Question, RuleSet, TeachingSheet
from assessments.querysets import AttemptQuerySet
from courses.models import Cohort
from courses.querysets import CohortQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from accounts.models import User

    Person = User | AnonymousUser


def attempts_visible_to(user: Person) -> AttemptQuerySet:
    """A trainee's own attempts; nobody else opens an attempt page."""
    return Attempt.objects.own(user)


def can_see_attempt(user: Person, attempt: Attempt) -> bool:
    """Whether the attempt is the person's own."""
    enrolment = attempt.enrolment
    return user.is_authenticated and enrolment.user_id == user.pk and enrolment.withdrawn_at is None


def marks_entered_by(user: Person) -> CohortQuerySet:
    """Cohorts in which the person may enter marks of practicals and papers."""
    return Cohort.objects.worked_on_by(user, roles.ENTER_MARKS)


def can_enter_marks(user: Person, cohort: Cohort) -> bool:
    """Whether the person may enter marks in this cohort."""
    return marks_entered_by(user).filter(pk=cohort.pk).exists()


def teaching_marked_by(user: Person) -> CohortQuerySet:
    """Cohorts in which the person may fill in micro-teaching sheets."""
    return Cohort.objects.worked_on_by(user, roles.MARK_TEACHING)


def can_mark_teaching(user: Person, cohort: Cohort) -> bool:
    """Whether the person may fill in micro-teaching sheets in this cohort."""
    return teaching_marked_by(user).filter(pk=cohort.pk).exists()


def assessments_managed_by(user: Person) -> CohortQuerySet:
    """Cohorts whose sittings, extensions and regrades the person decides."""
    return Cohort.objects.worked_on_by(user, roles.MANAGE_ASSESSMENTS)


def can_manage_assessments(user: Person, cohort: Cohort) -> bool:
    """Whether the person decides the sittings of this cohort."""
    return assessments_managed_by(user).filter(pk=cohort.pk).exists()


def turns_planned_by(user: Person) -> CohortQuerySet:
    """Cohorts in which the person may plan micro-teaching turns and practical groups."""
    return Cohort.objects.worked_on_by(user, roles.MANAGE_ASSESSMENTS)


def can_plan_turns(user: Person, cohort: Cohort) -> bool:
    """Whether the person may plan turns in this cohort."""
    return turns_planned_by(user).filter(pk=cohort.pk).exists()


def lessons_followed_by(user: Person) -> CohortQuerySet:
    """Cohorts whose micro-teaching lessons the person follows: what is owed, marks once in."""
    return Cohort.objects.worked_on_by(user, roles.SEE_ALL_SHEETS)


def can_follow_lessons(user: Person, cohort: Cohort) -> bool:
    """Whether the person may follow the lessons of this cohort."""
    return lessons_followed_by(user).filter(pk=cohort.pk).exists()


def papers_entered_by(user: Person) -> CohortQuerySet:
    """Cohorts whose paper sheets the person may type in."""
    return Cohort.objects.worked_on_by(user, roles.MANAGE_COHORT)


def can_enter_papers(user: Person, cohort: Cohort) -> bool:
    """Whether the person may type paper sheets of this cohort in."""
    return papers_entered_by(user).filter(pk=cohort.pk).exists()


def can_calibrate(user: Person) -> bool:
    """Whether the person does the calibration exercise: whoever marks lessons anywhere."""
    return teaching_marked_by(user).exists()


def sheets_visible_to(user: Person) -> QuerySet[TeachingSheet]:
    """The person's own sheets only: blind marking has no exception before both are in."""
    if not user.is_authenticated:
        return TeachingSheet.objects.none()
    return TeachingSheet.objects.filter(assessor=user)


def can_see_sheet(user: Person, sheet: TeachingSheet) -> bool:
    """Whether the sheet is the person's own."""
    return user.is_authenticated and sheet.assessor_id == user.pk


def frozen_by(user: Person) -> CohortQuerySet:
    """Cohorts the person may freeze."""
    return Cohort.objects.worked_on_by(user, roles.FREEZE)


def can_freeze(user: Person, cohort: Cohort) -> bool:
    """Whether the person may freeze this cohort."""
    return frozen_by(user).filter(pk=cohort.pk).exists()


def answers_read_by(user: Person) -> CohortQuerySet:
    """Cohorts whose unmatched short answers the person reads."""
    return Cohort.objects.worked_on_by(user, roles.READ_ANSWERS)


def can_read_answers(user: Person, cohort: Cohort) -> bool:
    """Whether the person reads unmatched short answers of this cohort."""
    return answers_read_by(user).filter(pk=cohort.pk).exists()


def restricted_files_of(user: Person) -> CohortQuerySet:
    """Cohorts whose irregularities, appeals and corrections the person sees: lead and registrar."""
    leading = Cohort.objects.worked_on_by(user, roles.MANAGE_ASSESSMENTS)
    freezing = frozen_by(user)
    return Cohort.objects.filter(Q(pk__in=leading.values("pk")) | Q(pk__in=freezing.values("pk")))


def can_see_restricted_files(user: Person, cohort: Cohort) -> bool:
    """Whether the person sees irregularities, appeals and corrections of this cohort."""
    return restricted_files_of(user).filter(pk=cohort.pk).exists()


def juries_held_by(user: Person) -> CohortQuerySet:
    """Cohorts whose jury the person prepares and writes down: lead and registrar."""
    return restricted_files_of(user)


def can_hold_jury(user: Person, cohort: Cohort) -> bool:
    """Whether the person writes down what the jury of this cohort decides."""
    return juries_held_by(user).filter(pk=cohort.pk).exists()


def questions_regraded_by(user: Person) -> QuerySet[Question]:
    """Questions whose regrade the person may look at in advance: editors, leads, registrars.

    Carrying it out is another matter: it needs the cohort (`assessments_managed_by`), or, where it
    is frozen, its restricted files.
    """
    if user.is_authenticated and (
        user.can(roles.EDIT_QUESTIONS) or restricted_files_of(user).exists()
    ):
        return Question.objects.all()
    return Question.objects.none()


def can_regrade(user: Person, question: Question) -> bool:
    """Whether the person may look at a regrade of this question in advance."""
    return questions_regraded_by(user).filter(pk=question.pk).exists()


def questions_read_by(user: Person) -> QuerySet[Question]:
    """The bank for whoever writes it and for leads; it is secret to everybody else."""
    return Question.objects.all() if can_read_bank(user) else Question.objects.none()


def can_read_bank(user: Person) -> bool:
    """Whether the person may open the question bank."""
    return user.is_authenticated and (
        user.can(roles.EDIT_QUESTIONS) or user.can(roles.MANAGE_ASSESSMENTS)
    )


def questions_edited_by(user: Person) -> QuerySet[Question]:
    """Questions that the person may write, check, approve, publish and retire."""
    return Question.objects.all() if can_edit_bank(user) else Question.objects.none()


def can_edit_bank(user: Person) -> bool:
    """Whether the person may change the question bank."""
    return user.is_authenticated and user.can(roles.EDIT_QUESTIONS)


def may_edit_rules(user: Person) -> bool:
    """Whether the person writes rules at all."""
    return user.is_authenticated and user.can(roles.EDIT_RULES)


def rules_edited_by(user: Person) -> QuerySet[RuleSet]:
    """Versions of the rules the person reads and may write a new one from: all, or none."""
    return RuleSet.objects.all() if may_edit_rules(user) else RuleSet.objects.none()


def can_edit_rules(user: Person, rule_set: RuleSet) -> bool:
    """Whether the person may write a new version from this one."""
    return rules_edited_by(user).filter(pk=rule_set.pk).exists()


def item_results_visible_to(user: Person) -> CohortQuerySet:
    """Cohorts whose item statistics the person sees."""
    return Cohort.objects.worked_on_by(user, roles.SEE_ITEM_RESULTS)


def can_see_item_results(user: Person, cohort: Cohort) -> bool:
    """Whether the person sees the item statistics of this cohort."""
    return item_results_visible_to(user).filter(pk=cohort.pk).exists()


def can_print_specimens(user: Person) -> bool:
    """Whether the person prints specimens and their keys for a room: whoever teaches or writes."""
    if not user.is_authenticated:
        return False
    return any(
        user.can(one)
        for one in (
            roles.MARK_TEACHING,
            roles.ENTER_MARKS,
            roles.EDIT_CONTENT,
            roles.EDIT_QUESTIONS,
        )
    )
