"""Takes the demo's cohorts out again, evidence included: only ever done to the demo."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import PinCard
from assessments.models import (
    ActionPlan,
    AnswerReading,
    Appeal,
    Attempt,
    AttemptGrade,
    AttemptItem,
    AttemptStep,
    CohortRules,
    CommandTie,
    Correction,
    Extension,
    FormAssignment,
    Freeze,
    FrozenOutcome,
    Irregularity,
    Jury,
    JuryDecision,
    JuryMember,
    JuryWithdrawal,
    LateStep,
    Mark,
    Minutes,
    PracticalGroup,
    PracticalSeat,
    PracticalSheet,
    QuizWindow,
    TeachingSheet,
    TeachingTurn,
    UnmatchedAnswer,
    WindowChange,
)
from certificates.models import (
    Certificate,
    CertificateEvent,
    CertificatePrint,
    IssuingBody,
    NameProof,
    NameSheet,
    Signatory,
)
from courses.models import (
    ActivityCompletion,
    Attendance,
    AttendanceChange,
    CatchUpTask,
    Cohort,
    CohortStaff,
    Enrolment,
    FundingLine,
    HalfDay,
    HalfDayChange,
    HalfDaySession,
    RegisterSheet,
    RegisterTablet,
    SectionProgress,
)

# Each model with the path to its cohort's code, so that nothing still points at what goes next.
_IN_ORDER = (
    (CertificateEvent, "certificate__cohort__code"),
    (CertificatePrint, "certificate__cohort__code"),
    (Certificate, "cohort__code"),
    (NameProof, "enrolment__cohort__code"),
    (NameSheet, "cohort__code"),
    (IssuingBody, "cohort__code"),
    (Signatory, "cohort__code"),
    (Correction, "outcome__freeze__cohort__code"),
    (FrozenOutcome, "freeze__cohort__code"),
    (Minutes, "freeze__cohort__code"),
    (Freeze, "cohort__code"),
    (JuryDecision, "jury__cohort__code"),
    (JuryWithdrawal, "enrolment__cohort__code"),
    (JuryMember, "jury__cohort__code"),
    (Jury, "cohort__code"),
    (Appeal, "enrolment__cohort__code"),
    (Irregularity, "enrolment__cohort__code"),
    (AnswerReading, "answer__cohort__code"),
    (UnmatchedAnswer, "cohort__code"),
    (LateStep, "attempt__enrolment__cohort__code"),
    (AttemptGrade, "attempt__enrolment__cohort__code"),
    (AttemptStep, "attempt__enrolment__cohort__code"),
    (AttemptItem, "attempt__enrolment__cohort__code"),
    (Attempt, "enrolment__cohort__code"),
    (Mark, "enrolment__cohort__code"),
    (TeachingSheet, "enrolment__cohort__code"),
    (ActionPlan, "enrolment__cohort__code"),
    (TeachingTurn, "enrolment__cohort__code"),
    (CommandTie, "enrolment__cohort__code"),
    (PracticalSheet, "enrolment__cohort__code"),
    (PracticalSeat, "enrolment__cohort__code"),
    (PracticalGroup, "cohort__code"),
    (Extension, "enrolment__cohort__code"),
    (FormAssignment, "enrolment__cohort__code"),
    (WindowChange, "window__cohort__code"),
    (QuizWindow, "cohort__code"),
    (CohortRules, "cohort__code"),
    (CatchUpTask, "enrolment__cohort__code"),
    (AttendanceChange, "half_day__cohort__code"),
    (Attendance, "half_day__cohort__code"),
    (ActivityCompletion, "enrolment__cohort__code"),
    (SectionProgress, "enrolment__cohort__code"),
    (Enrolment, "cohort__code"),
    (RegisterTablet, "half_day__cohort__code"),
    (RegisterSheet, "cohort__code"),
    (HalfDayChange, "half_day__cohort__code"),
    (HalfDaySession, "half_day__cohort__code"),
    (HalfDay, "cohort__code"),
    (CohortStaff, "cohort__code"),
    (FundingLine, "cohort__code"),
    (PinCard, "group_code"),
    (Cohort, "code"),
)


@transaction.atomic
def clear_demo(codes: Iterable[str]) -> None:
    """Delete the cohorts with these codes and all that hangs on them; people stay."""
    wanted = list(codes)
    for model, path in _IN_ORDER:
        model.objects.filter(**{f"{path}__in": wanted}).delete()
