"""Sentences for the codes of `certificates.refusals`, in the reader's language."""

from django.utils.translation import gettext as _

from certificates import refusals
from certificates.refusals import Problem, Refusal


def sentence_for(refusal: Refusal) -> str:
    """What to tell the person whose act was refused."""
    sentences = {
        refusals.NOT_FROZEN: _("Certificates are issued once the results are frozen."),
        refusals.NO_ISSUING_BODY: _("Enter at least one issuing body for this cohort."),
        refusals.NO_SIGNATORY: _("Enter at least one signatory for this cohort."),
        refusals.TOO_MANY_SIGNATORIES: _("A certificate has room for three signatories."),
        refusals.UNPRINTABLE: _(
            "Some characters cannot be printed. Nothing was issued; correct them first."
        ),
        refusals.OVERFLOW: _("A text is too long for the sheet. Nothing was issued."),
        refusals.BAD_SETTING: _(
            "The dates, hours or names of this cohort cannot be printed. Nothing was issued."
        ),
        refusals.NO_FREE_NUMBER: _("No free number was found. Try again."),
        refusals.NOTHING_TO_PRINT: _("There is no certificate to print."),
        refusals.DAMAGED: _(
            "The stored file does not match its fingerprint. Tell the technical administrator."
        ),
        refusals.REASON_MISSING: _("Give the reason of the change."),
        refusals.WRONG_STATE: _("The state of this certificate does not allow it."),
        refusals.SAME_NAME: _("The name is already printed like this."),
        refusals.BAD_NAME: _("This name cannot be printed."),
    }
    return sentences[refusal.code]


def sentence_for_problem(problem: Problem) -> str:
    """Whose certificate, and what cannot be printed on it."""
    if problem.character:
        return _("%(name)s: the character %(character)s (%(codepoint)s) is in no font.") % {
            "name": problem.name,
            "character": problem.character,
            "codepoint": problem.codepoint,
        }
    return _("%(name)s: does not fit.") % {"name": problem.name}
