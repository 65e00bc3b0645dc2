"""Sentences for the codes of `courses.refusals`, in the reader's language."""

from django.utils.translation import gettext as _

from courses import refusals
from courses.refusals import Refused


def sentence_for(refused: Refused) -> str:
    """What to tell the person whose act was refused."""
    sentences = {
        refusals.FROZEN: _("The results of this cohort are frozen: nothing can be changed."),
        refusals.CANCELLED_HALF_DAY: _("This half-day was cancelled for the whole cohort."),
        refusals.REASON_MISSING: _("Give the reason of the change."),
        refusals.ALREADY_ENROLLED: _("This person is already enrolled in the cohort."),
        refusals.OTHER_COHORT: _("This person is not enrolled in the cohort."),
        refusals.NOT_BEGUN: _("The register of this half-day is not open yet."),
        refusals.UNKNOWN_STATUS: _("Choose one of the statuses of the register."),
        refusals.MADE_UP_BY_TASK: _(
            "“Justified absence made up” comes from a validated catch-up task, "
            "not from the register."
        ),
        refusals.SHEET_MISSING: _("Give the reference printed on the paper sheet."),
        refusals.NOTHING_TO_UNDO: _(
            "This entry can no longer be taken back: it is older than five minutes, or somebody "
            "else made it. Change it and give the reason."
        ),
        refusals.NOT_CANCELLED: _("This half-day is not cancelled."),
        refusals.NOT_JUSTIFIED: _(
            "Only a justified absence can be made up: record “justified absence” first."
        ),
        refusals.TASK_MISSING: _("Say what the trainee has to do."),
        refusals.TASK_GIVEN: _("There is already a catch-up task for this half-day."),
        refusals.TASKS_USED_UP: _(
            "This trainee has used up the catch-up tasks that the rules allow."
        ),
        refusals.TASK_LATE: _(
            "The last day for this catch-up task is over: the absence stays justified, not made up."
        ),
        refusals.TASK_VALIDATED: _("This catch-up task is already validated."),
        refusals.NOT_HANDED_IN: _("Nothing has been handed in for this catch-up task yet."),
        refusals.TABLET_CODE: _(
            "This code opens no tablet. A code works once and for ten minutes: ask for a new one."
        ),
        refusals.TABLET_ENDED: _("This tablet has ended. Ask the facilitator to open it again."),
        refusals.NO_PLACE: _("Place number and PIN do not belong together. Please try again."),
        refusals.OTHER_STATUS: _(
            "The facilitator has already recorded this half-day for you: please speak to him or "
            "her. Nothing was changed."
        ),
        refusals.HALF_DAY_OVER: _("This half-day is over: no tablet can be opened for it."),
        refusals.LABEL_MISSING: _("Give the edition a name, such as a year."),
        refusals.LABEL_TAKEN: _("An edition of this name exists already."),
        refusals.EDITION_OPEN: _("An edition is open already: lock it before you open the next."),
        refusals.EDITION_LOCKED: _("This edition is locked already."),
        refusals.EDITION_EMPTY: _("This course has no live lesson yet: there is nothing to lock."),
        refusals.EDITION_UNLOCKED: _("This edition is not locked: its cohorts read what is live."),
    }
    return sentences[refused.code]
