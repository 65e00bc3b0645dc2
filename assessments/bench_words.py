"""The document bench in the reader's language: tasks, fields, options, rules."""

from django.utils.translation import gettext as _

from assessments.mrz.exercises import (
    CHANGED,
    ILL_FORMED,
    LAST_DIGIT,
    ONE_DIGIT,
    WRITE_NAME,
    WRONG_DIGIT,
)
from assessments.mrz.layouts import (
    BIRTH,
    COMPOSITE,
    EXPIRY,
    NAME,
    NATIONALITY,
    NUMBER,
    OPTIONAL,
    SEX,
    STATE,
)
from assessments.mrz.planting import NOTHING
from assessments.mrz.reading import DIGIT


def task_name(task: str) -> str:
    """A level of the drill."""
    return {
        ONE_DIGIT: _("One check digit"),
        LAST_DIGIT: _("The composite digit"),
        WRITE_NAME: _("A name in the zone"),
        WRONG_DIGIT: _("Find the wrong digit"),
        ILL_FORMED: _("Find the ill-formed field"),
        CHANGED: _("Find what was altered"),
    }[task]


def task_question(task: str) -> str:
    """What a task asks, the same for every specimen."""
    return {
        ONE_DIGIT: _("Which check digit stands in place of the question mark?"),
        LAST_DIGIT: _("Which composite digit stands in place of the question mark?"),
        WRITE_NAME: _(
            "Write the name as it stands in the machine-readable zone, without the fillers at the "
            "end."
        ),
        WRONG_DIGIT: _("Which check digit is wrong?"),
        ILL_FORMED: _("Which field is written against the rules?"),
        CHANGED: _("One entry was altered and no check digit was adapted. Which one?"),
    }[task]


def task_hint(task: str) -> str:
    """How one goes about it."""
    summing = _(
        "Weights 7, 3, 1 from the left; figures count as themselves, A = 10 … Z = 35, the filler "
        "< is worth 0. Add the products: the last figure of the sum is the check digit."
    )
    return {
        ONE_DIGIT: summing,
        LAST_DIGIT: summing,
        WRITE_NAME: _(
            "Accents go, an apostrophe is left out, a hyphen or a space becomes one filler <; two "
            "fillers part surname and given names."
        ),
        WRONG_DIGIT: summing,
        ILL_FORMED: _(
            "Look at each field without computing: State, dates that exist, sex, letters only in "
            "the name."
        ),
        CHANGED: _("Page and zone agree. Only the check digits can tell."),
    }[task]


def task_form(task: str) -> str:
    """The form of the answer, for a question that counts: it gives no help."""
    if task == WRITE_NAME:
        return _("Capitals A to Z and fillers <; none at the end.")
    return _("One figure, 0 to 9.")


def field_name(name: str) -> str:
    """A field of the zone, or what a check digit is about."""
    return {
        NUMBER: _("document number"),
        BIRTH: _("date of birth"),
        EXPIRY: _("date of expiry"),
        OPTIONAL: _("optional data"),
        COMPOSITE: _("composite digit"),
        STATE: _("issuing State"),
        NATIONALITY: _("nationality"),
        NAME: _("name"),
        SEX: _("sex"),
    }[name]


def option_name(code: str) -> str:
    """One of the answers that may be chosen."""
    if code == NOTHING:
        return _("Nothing is wrong")
    sort, __, name = code.partition("-")
    if sort == DIGIT:
        return {
            NUMBER: _("The check digit of the document number"),
            BIRTH: _("The check digit of the date of birth"),
            EXPIRY: _("The check digit of the date of expiry"),
            OPTIONAL: _("The check digit of the optional data"),
            COMPOSITE: _("The composite digit"),
        }[name]
    found = field_name(name)
    return found[:1].upper() + found[1:]


def rule_of(code: str) -> str:
    """Why a field is ill-formed."""
    return {
        STATE: _("The State of these exercises has the code UTO."),
        NATIONALITY: _("The nationality of these exercises is UTO."),
        NAME: _("A name holds letters A to Z and fillers only: no figure, no accent, no sign."),
        SEX: _("Sex is F, M or, where it is not stated, the filler <."),
        BIRTH: _("A date is year, month, day, and must be a day of the calendar."),
        EXPIRY: _("A date is year, month, day, and must be a day of the calendar."),
        NOTHING: _("Every field is well formed and every check digit is right."),
    }.get(code.partition("-")[2] or code, "")
