"""Verbs of the action plan (R8): a draft is kept, handed in, sent back with a remark, validated."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.locking import lock_open_cohort
from assessments.models import ActionPlan
from assessments.refusals import Refusal
from courses.models import Enrolment

LONGEST_REMARK = 500


@transaction.atomic
def keep_plan_draft(
    *,
    enrolment: Enrolment,
    answers: Mapping[str, str],
    at: datetime.datetime,
    seen: datetime.datetime | None,
) -> ActionPlan:
    """Keep what the trainee has typed so far, complete or not.

    `seen` is when the draft was last saved as far as this device knows: one that slept through the
    changes of another does not undo them (Refusal DRAFT_CHANGED). Raises PLAN_CLOSED once the plan
    is handed in or validated, FROZEN.
    """
    plan = _own(enrolment)
    if plan.handed_in_at or plan.validated_at:
        raise Refusal(refusals.PLAN_CLOSED)
    if plan.saved_at != seen:
        raise Refusal(refusals.DRAFT_CHANGED)
    plan.answers, plan.saved_at = dict(answers), at
    plan.save(update_fields=["answers", "saved_at"])
    return plan


@transaction.atomic
def hand_in_action_plan(
    *,
    enrolment: Enrolment,
    answers: Mapping[str, str],
    at: datetime.datetime,
    seen: datetime.datetime | None,
) -> ActionPlan:
    """Hand the plan in; handing it in again replaces the words until validation.

    `seen` as for a draft: a page that slept through the changes of another device does not undo
    them (Refusal DRAFT_CHANGED). The same words again change nothing: a button pressed twice, and
    what the team is reading stays what it reads. Raises PLAN_CLOSED once it is validated, FROZEN.
    """
    plan = _own(enrolment)
    if plan.validated_at:
        raise Refusal(refusals.PLAN_CLOSED)
    same = plan.answers == dict(answers)
    if plan.saved_at != seen and not same:
        raise Refusal(refusals.DRAFT_CHANGED)
    if plan.handed_in_at and same:
        return plan
    plan.answers, plan.handed_in_at, plan.saved_at = dict(answers), at, at
    plan.save(update_fields=["answers", "handed_in_at", "saved_at"])
    return plan


@transaction.atomic
def send_back_action_plan(
    *,
    enrolment: Enrolment,
    remark: str,
    by: User | None,
    at: datetime.datetime,
    read: str | None = None,
) -> ActionPlan:
    """Give a plan that was handed in back to the trainee, with what is to change.

    `read` is the `edition` that the remark is about, as for the validation: what was mended since
    is not sent back unseen (Refusal PLAN_CHANGED). Raises REMARK_MISSING without a remark, NO_PLAN
    when none is handed in, PLAN_CLOSED once it is validated, FROZEN.
    """
    plan = _own(enrolment)
    if not remark.strip():
        raise Refusal(refusals.REMARK_MISSING)
    if plan.validated_at:
        raise Refusal(refusals.PLAN_CLOSED)
    if plan.handed_in_at is None:
        raise Refusal(refusals.NO_PLAN)
    if read is not None and read != plan.edition:
        raise Refusal(refusals.PLAN_CHANGED)
    plan.handed_in_at = None
    plan.returned_at, plan.returned_by = at, by
    plan.remark = remark.strip()[:LONGEST_REMARK]
    plan.save(update_fields=["handed_in_at", "returned_at", "returned_by", "remark"])
    return plan


@transaction.atomic
def validate_action_plan(
    *, enrolment: Enrolment, by: User | None, at: datetime.datetime, read: str | None = None
) -> ActionPlan:
    """Validate the plan (R8), also one on paper. Validating twice keeps the first date and author.

    `read` is the `edition` of the plan that was read: one that changed meanwhile is not validated
    unseen (Refusal PLAN_CHANGED). None does not ask. Raises FROZEN.
    """
    plan = _own(enrolment)
    if plan.validated_at is None:
        if read is not None and read != plan.edition:
            raise Refusal(refusals.PLAN_CHANGED)
        plan.validated_at, plan.validated_by = at, by
        plan.save(update_fields=["validated_at", "validated_by"])
    return plan


def _own(enrolment: Enrolment) -> ActionPlan:
    """The plan, made if need be, behind the cohort's lock: two devices come one after the other."""
    lock_open_cohort(enrolment.cohort_id)
    plan, _ = ActionPlan.objects.get_or_create(enrolment=enrolment)
    return plan
