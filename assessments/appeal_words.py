"""Words for the file of an appeal: decisions behind a mark, steps of an attempt."""

from django.utils.translation import gettext as _

from assessments.attemptreading import FiledStep
from assessments.models import AttemptStep
from assessments.scoring import evidence

Action = AttemptStep.Action


def because_words(because: str) -> str:
    """The decision that made the mark of an item; empty where the key alone did."""
    words = {
        "": "",
        evidence.NEW_KEY: _("corrected key"),
        evidence.EITHER_KEY: _("the better of the old and the corrected key"),
        evidence.FULL: _("full marks for everyone"),
        evidence.LEFT_OUT: _("the question is left out of the mark"),
        evidence.READING: _("called right by two readers"),
        evidence.IRREGULARITY: _("set to 0 for an irregularity"),
    }
    return words[because]


def step_words(step: FiledStep) -> str:
    """What a trainee did, in a few words."""
    if step.action == Action.ANSWER:
        return step.said or (_("answer emptied") if _is_told(step) else _("answer"))
    if step.action == Action.FLAG:
        return _("marked to come back to") if step.flag else _("mark taken away")
    return {
        Action.LANGUAGE: _("language changed"),
        Action.SUBMIT: _("handed in"),
        Action.SHOWN: _("question shown"),
    }[step.action]


def late_words(step: FiledStep) -> str:
    """What became of a step that came after the end; empty for any other."""
    late = step.late
    if late is None:
        return ""
    if late.decided_at is None:
        return _("came after the end, not decided yet")
    if late.admitted:
        return _("came after the end, admitted: %(reason)s") % {"reason": late.reason}
    return _("came after the end, refused: %(reason)s") % {"reason": late.reason}


def _is_told(step: FiledStep) -> bool:
    """Whether an answer without words is an emptied one, and not one that is kept back."""
    return step.late is None or step.late.decided_at is not None
