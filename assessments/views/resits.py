"""Where the lead grants or plans a re-sit: who may have one, and the reason of who may not."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from assessments.bridge import read_records
from assessments.claiming import must_stay_blind
from assessments.models import TeachingSheet, TeachingTurn
from assessments.outcome.resits import Bar, Barred
from assessments.resitting import resit_barred
from assessments.wording import resit_sentence
from courses.models import ActivityKind, Cohort, Enrolment


@dataclass(frozen=True)
class ExamResit:
    """Somebody who failed or missed the exam; `reason` is empty where R12 leaves a re-sit."""

    enrolment: Enrolment
    reason: str


def no_lesson_again(
    cohort: Cohort, turns: Iterable[TeachingTurn], *, viewer: User
) -> dict[int, str]:
    """Enrolment id → why no second lesson is planned, for those whose first lesson has a turn.

    The viewer who still marks a first lesson reads the same as before anybody had marked it.
    """
    records = read_records(cohort)
    sheets: dict[int, list[TeachingSheet]] = {}
    for sheet in TeachingSheet.objects.filter(
        enrolment__cohort=cohort, lesson=1, annulled_at__isnull=True, submitted_at__isnull=False
    ):
        sheets.setdefault(sheet.enrolment_id, []).append(sheet)
    reasons = {}
    for turn in turns:
        owner = turn.enrolment_id
        blind = must_stay_blind(viewer, turn, sheets.get(owner, ()))
        barred = (
            Barred(Bar.NO_FIRST)
            if blind
            else resit_barred(records, turn.enrolment, ActivityKind.MICRO_TEACHING)
        )
        if barred is not None:
            reasons[owner] = resit_sentence(barred)
    return reasons


def exam_resits(cohort: Cohort) -> list[ExamResit]:
    """Those who failed or missed the exam, in order of protocol, with what R12 says to each."""
    records = read_records(cohort)
    found = []
    for enrolment in records.enrolments:
        barred = resit_barred(records, enrolment, ActivityKind.EXAM)
        if barred is not None and barred.why in (Bar.NO_FIRST, Bar.PASSED):
            continue
        found.append(ExamResit(enrolment, resit_sentence(barred) if barred else ""))
    return found


def exam_sentences(cohort: Cohort) -> dict[int, str]:
    """Enrolment id → why there is no second sitting of the exam; nothing where there may be one."""
    records = read_records(cohort)
    asked = {one.pk: resit_barred(records, one, ActivityKind.EXAM) for one in records.enrolments}
    return {owner: resit_sentence(barred) for owner, barred in asked.items() if barred}
