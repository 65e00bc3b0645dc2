"""Sentences for the codes of `assessments.refusals`, in the reader's language."""

import datetime

from django.utils.formats import number_format, time_format
from django.utils.translation import gettext as _

from assessments import refusals
from assessments.appealing import (
    ANNULMENT,
    CORRECTION,
    ENTRY,
    IRREGULARITY,
    LATE,
    PRACTICAL,
    READING,
    REGRADE,
    SHEET,
)
from assessments.outcome.jury import ALL_ASSESSED, NO_CHAIR, TOO_FEW
from assessments.outcome.resits import Bar, Barred
from assessments.pairing_words import finding_sentences
from assessments.refusals import Refusal


def saved_sentence(received: datetime.datetime, zone: datetime.tzinfo) -> str:
    """When the server received something, by the cohort's clock."""
    clock = time_format(received.astimezone(zone), "TIME_FORMAT")
    return _("Saved on the server at %(time)s") % {"time": clock}


def sentence_for(refusal: Refusal) -> str:
    """What to tell the person whose act was refused."""
    sentences = {
        refusals.NOT_OPEN_YET: _("This quiz is not open yet."),
        refusals.CLOSED: _("This quiz is closed."),
        refusals.NO_ATTEMPT_LEFT: _("You have used all your attempts at this quiz."),
        refusals.TOO_SOON: _("The second attempt opens at least 12 hours after the first."),
        refusals.POOL_EMPTY: _(
            "There are not enough questions in force for this quiz. Your facilitator knows more."
        ),
        refusals.STARTED_TOO_LATE: _("It is too late to start: ask your facilitator."),
        refusals.CONTENT_HELD: _(
            "The course text behind this test has changed and is being checked in both languages. "
            "The test opens when that is done; your facilitator knows more."
        ),
        refusals.NO_FORM: _("The forms of this test are not ready. Your facilitator knows more."),
        refusals.FORM_BEGUN: _(
            "Somebody of this cohort has begun a test with these forms: they stay as they are."
        ),
        refusals.CANCELLED: _("This sitting was cancelled."),
        refusals.WINDOW_BACKWARDS: _("The end must come after the beginning."),
        refusals.RELEASED: _("The results of this sitting are released already."),
        refusals.OVER: _("This attempt has ended: its answers can no longer be changed."),
        refusals.TIME_IS_UP: _("The time is up. Everything saved in time counts."),
        refusals.NO_SUCH_ITEM: _("This question does not belong to the attempt."),
        refusals.FROZEN: _("The results of this cohort are frozen: nothing can be changed."),
        refusals.BLOCKED: _("The cohort cannot be frozen while something is open."),
        refusals.OUT_OF_RANGE: _("Enter a mark between 0 and the maximum, or an absence."),
        refusals.NOT_HALF_POINTS: _("Practicals are marked in whole and half points."),
        refusals.REASON_MISSING: _("Give the reason of the change."),
        refusals.SHEET_CLOSED: _("This sheet was submitted and is closed."),
        refusals.LEVELS_MISSING: _("Choose a level for every criterion."),
        refusals.FACTS_MISSING: _("A knock-out needs one written sentence of facts."),
        refusals.SAME_ASSESSOR: _("One person can hold only one seat of a lesson."),
        refusals.PUBLISHED: _("A published version is not changed: write the next one."),
        refusals.WRONG_STATE: _("This face is not in a state in which that can be done."),
        refusals.NOT_CHECKED: _("A face is still a draft: it is checked before it is approved."),
        refusals.NUMBERS_DIFFER: _("The two faces do not state the same numbers."),
        refusals.NOT_READY: _("This version cannot be published yet."),
        refusals.BOTH_FACES_MISSING: _("Write the question in one language at least."),
        refusals.KIND_FIXED: _("The kind of a question does not change once it is written."),
        refusals.RETIRED: _("This question is retired: bring it back first."),
        refusals.NOTHING_WRITTEN: _("Write what was done."),
        refusals.ALREADY_RESOLVED: _("This flag was resolved already."),
        refusals.ALREADY_FLAGGED: _("This face carries an open flag of this reason already."),
        refusals.KEY_TAKEN: _("Another question has this key."),
        refusals.NO_DRAFT: _("There is no draft: the newest version is published."),
        refusals.NO_FACE: _("This face is missing."),
        refusals.WORDING_OR_MEANING: _(
            "One language alone changed: say whether it is the wording or the meaning."
        ),
        refusals.WRITTEN_MEANWHILE: _(
            "This question was changed since you opened the page: nothing was stored. Open it "
            "again and read what stands there now."
        ),
        refusals.FACE_KEPT: _("A face that was flagged is kept: change its words instead."),
        refusals.READ_ALREADY: _("You have read this answer: your verdict is final."),
        refusals.DECIDED: _("This was decided already."),
        refusals.LEAD_DECIDES: _("Two readers differ: the lead decides."),
        refusals.NO_CORRECTED_VERSION: _(
            "Choose a corrected, published version of the same question for this policy."
        ),
        refusals.NOTHING_LEFT: _(
            "An attempt would have no question left. Choose full marks for everyone instead."
        ),
        refusals.NOT_FROZEN: _("The results of this cohort are not frozen: regrade instead."),
        refusals.NOT_HEARD: _("Enter the day on which the trainee was heard, today at the latest."),
        refusals.ZEROED_ALREADY: _("This counts 0 already."),
        refusals.NO_RESULTS_YET: _("No result had been released on that day."),
        refusals.LODGED_AHEAD: _("This day lies ahead."),
        refusals.OUT_OF_TIME: _("This appeal came too late: it is recorded, not answered."),
        refusals.MARKED_THIS_TRAINEE: _(
            "You took part in this trainee’s marks (%(acts)s): somebody who did not has to answer."
        ),
        refusals.NOTHING_NEW: _("No value differs from the version this one comes from."),
        refusals.BAD_RECORD: _("The record cannot be as it was written. Nothing was stored."),
        refusals.NOTHING_AMENDED: _("No value differs from what stands."),
        refusals.CHANGED_MEANWHILE: _(
            "This result was corrected by somebody else meanwhile. Look at it again."
        ),
        refusals.RULES_TIED: _("This cohort runs on these rules already."),
        refusals.NOT_RIGHT: _("Only a wording that was found right can be proposed."),
        refusals.POINTS_MISSING: _(
            "Give points on every line, or on none for somebody who was not there."
        ),
        refusals.NOT_ALL_IN: _("A sheet of this trainee is still a draft."),
        refusals.SEAT_TAKEN: _("This place is taken: choose the one that is yours."),
        refusals.NOT_YOUR_SEAT: _("The turn names another person for this seat."),
        refusals.RESIT_NEEDS_NEW: _(
            "The second assessor of a re-sit is somebody who did not mark the first lesson."
        ),
        refusals.NOT_CALLED_FOR: _("Nothing calls for a revision of this sheet."),
        refusals.ONE_RESIT: _("The rules know no further re-sit: it would not count."),
        refusals.NO_RESIT: _("No re-sit is open to this trainee: the lead can say why."),
        refusals.PLAN_CLOSED: _("This plan is handed in or validated: it is closed."),
        refusals.PLAN_CHANGED: _("This plan changed while you read it. Read it again."),
        refusals.NO_PLAN: _("No plan is handed in."),
        refusals.REMARK_MISSING: _("Say what is to change in the plan."),
        refusals.DRAFT_CHANGED: _("Another device changed this meanwhile. Load the page again."),
        refusals.DRAFT_STANDS: _(
            "%(person)s has begun this sheet on a device, with other levels. Ask first: the paper "
            "would take the place of what stands there."
        ),
        refusals.PAPER_REFERENCE_MISSING: _("Write the reference that stands on the paper."),
        refusals.ENTERED_BY_ASSESSOR: _(
            "A paper sheet is typed in by somebody who holds no seat in this lesson."
        ),
        refusals.PAIRING: _("This seating breaks a rule of pairing."),
        refusals.SEAT_IN_USE: _("A sheet of this seat is in: its holder can no longer change."),
        refusals.FILE_TOO_LARGE: _("This file is too large to hold answers of a trainee."),
        refusals.NOT_AN_ANSWER_FILE: _(
            "This is no file of answers. Its name ends in .relais, as the phone saved it."
        ),
        refusals.FILE_KEY_UNKNOWN: _(
            "This server has no key for this file: another server’s, or a key that is gone."
        ),
        refusals.FILE_DAMAGED: _(
            "This file is damaged: it was cut off or changed. Ask for it again from the phone."
        ),
        refusals.FILE_NOT_SEALED: _("No page of this attempt made this file: it is not taken in."),
        refusals.FILE_ELSEWHERE: _(
            "This file belongs to another test or another cohort, or to a trainee who left."
        ),
        refusals.FILE_EMPTY: _("There is no answer in this file."),
        refusals.ATTEMPT_CANCELLED: _(
            "The sitting of this attempt was cancelled: its answers count nowhere."
        ),
        refusals.PLANNED_BY_ASSESSOR: _(
            "You hold a seat in this lesson and your sheet is not in: somebody else changes its "
            "other seats, or you do once yours is in."
        ),
        refusals.TOO_LATE_TO_SIT: _("The marking of this lesson has begun: sit in another one."),
        refusals.NOT_TO_ANNUL: _("This lesson stands: nothing calls for its repetition."),
        refusals.CLOCK_RUNNING: _("The timer is not where this button needs it to be."),
        refusals.NO_JURY: _("This cohort has no such jury, member or trainee."),
        refusals.JURY_INCOMPLETE: _("The jury cannot decide: %(faults)s"),
        refusals.MEMBER_ALREADY: _("This person sits on the jury already."),
        refusals.NAME_MISSING: _("Choose a colleague or write a name."),
        refusals.OWN_TRAINEE: _("A trainee of this cohort cannot sit on its jury."),
        refusals.NOT_IN_ITS_POWER: _("The rules do not allow the jury this decision here."),
        refusals.PROPOSAL_CHANGED: _(
            "The figures or the decision changed meanwhile. Read them again, then decide."
        ),
        refusals.UNDECIDED: _("A trainee is not yet decided."),
    }
    sentence = sentences[refusal.code]
    if refusal.code == refusals.MARKED_THIS_TRAINEE:
        acts = refusal.details.get("acts")
        named = ", ".join(act_words(act) for act in acts) if isinstance(acts, list) else ""
        return sentence % {"acts": named}
    found, people = refusal.details.get("findings"), refusal.details.get("people")
    if isinstance(found, list) and isinstance(people, dict):
        return " ".join(finding_sentences(found, people))
    if refusal.code == refusals.DRAFT_STANDS:
        return sentence % {"person": refusal.details.get("person")}
    barred = refusal.details.get("barred")
    if isinstance(barred, Barred):
        return resit_sentence(barred)
    if refusal.code == refusals.JURY_INCOMPLETE:
        faults = refusal.details.get("faults")
        named = " ".join(map(fault_words, faults)) if isinstance(faults, tuple) else ""
        return sentence % {"faults": named}
    return sentence


def resit_sentence(barred: Barred) -> str:
    """Why a trainee takes the exam or the lesson not again (R12)."""
    if barred.why is Bar.ATTENDANCE:
        words = _(
            "Attendance can no longer reach %(minimum)s%%: %(reachable)s%% at most. "
            "The rules then allow no re-sit."
        )
        reachable, minimum = (
            number_format(value or 0, decimal_pos=2) for value in (barred.reachable, barred.minimum)
        )
        return words % {"reachable": reachable, "minimum": minimum}
    return {
        Bar.NO_FIRST: _("No re-sit yet: the first result, or the absence, comes before it."),
        Bar.PASSED: _("No re-sit: the first result reached the minimum."),
        Bar.TAKEN: _("The rules know no further re-sit: it would not count."),
        Bar.ZEROED: _("No re-sit: an irregularity sets this to 0, whatever is sat."),
    }[barred.why]


def fault_words(fault: str) -> str:
    """What a jury lacks (`assessments.outcome.jury`)."""
    return {
        TOO_FEW: _("fewer members are present than the rules ask for."),
        ALL_ASSESSED: _("every member present assessed somebody in this cohort."),
        NO_CHAIR: _("nobody presides."),
    }[fault]


def act_words(act: str) -> str:
    """What somebody did to a trainee's marks (`assessments.appealing`)."""
    return {
        SHEET: _("a micro-teaching sheet"),
        ENTRY: _("the entry of a mark"),
        PRACTICAL: _("a practical’s checklist"),
        READING: _("the reading of a short answer"),
        ANNULMENT: _("the annulment of a lesson"),
        LATE: _("the decision on late answers"),
        REGRADE: _("a regrade of an attempt"),
        IRREGULARITY: _("the decision on an irregularity"),
        CORRECTION: _("a correction after the freeze"),
    }[act]
