"""Whether R12 leaves a trainee a re-sit: asked before one is granted, planned or entered."""

from assessments import refusals
from assessments.bridge import CohortRecords, read_records
from assessments.outcome.resits import Bar, Barred, exam_resit_barred, teaching_resit_barred
from assessments.refusals import Refusal
from courses.models import ActivityKind, Enrolment


def resit_barred(records: CohortRecords, enrolment: Enrolment, kind: str) -> Barred | None:
    """Why this trainee does not take the exam, or micro-teaching, again; None where R12 lets one.

    `kind` is EXAM or MICRO_TEACHING. Whoever left the course has no first result.
    """
    record = records.records.get(enrolment.pk)
    if record is None:
        return Barred(Bar.NO_FIRST)
    if any(records.entry(enrolment, activity).zeroed for activity in records.of_kind(kind)):
        return Barred(Bar.ZEROED)
    ask = exam_resit_barred if kind == ActivityKind.EXAM else teaching_resit_barred
    return ask(record, rules=records.rules)


def check_resit(enrolment: Enrolment, kind: str) -> None:
    """Nothing where R12 lets the trainee take it again. Raises Refusal NO_RESIT (details:
    barred)."""
    records = read_records(enrolment.cohort, enrolment=enrolment)
    barred = resit_barred(records, enrolment, kind)
    if barred is not None:
        raise Refusal(refusals.NO_RESIT, barred=barred)
