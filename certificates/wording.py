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
        refusals.RUN_OPEN: _("The certificates of this cohort are being made at this moment."),
        refusals.NO_FREE_NUMBER: _("No free number was found. Try again."),
        refusals.NOTHING_TO_PRINT: _("There is no certificate to print."),
        refusals.DAMAGED: _(
            "The stored file does not match its fingerprint. Tell the technical administrator."
        ),
        refusals.NO_CREDENTIAL: _("This certificate was issued without a digital badge."),
        refusals.KEYS: _(
            "The keys that sign certificates cannot be read. Tell the technical administrator."
        ),
        refusals.REASON_MISSING: _("Give the reason of the change."),
        refusals.ONE_LANGUAGE: _("Give the public reason in French and in English."),
        refusals.WRONG_STATE: _("The state of this certificate does not allow it."),
        refusals.SAME_NAME: _("The name is already printed like this."),
        refusals.BAD_NAME: _("This name cannot be printed."),
        refusals.UNPROVEN: _("Some names are not signed. Nothing was issued."),
        refusals.NO_DOCUMENT: _(
            "The decision in force gives no document: suspend the certificate while the decision is"
            " open, or revoke it."
        ),
        refusals.DECISION_CHANGED: _(
            "The decision was changed meanwhile. Read it again as it stands now."
        ),
        refusals.DOCUMENT_RIGHT: _("The certificate already is the document that was decided."),
        refusals.DOCUMENT_OTHER: _(
            "The certificate is not the document that was decided. Print that one first, or revoke"
            " this one where none was decided."
        ),
        refusals.NAME_CHANGED: _("The name was changed meanwhile. Read it again as it stands now."),
        refusals.NAME_ISSUED: _(
            "Your certificate is already issued. Tell the registrar if a letter is wrong."
        ),
        refusals.REMARK_MISSING: _("Write in a few words what is wrong."),
        refusals.REMARK_TOO_LONG: _("At most 200 characters, please."),
        refusals.SIGNED_LATER: _(
            "The day of signature lies between the day the list was printed and today."
        ),
        refusals.PAPER_RANGE: _(
            "Give the numbers on the first and the last sheet of one pack, such as A-0101 and"
            " A-0150."
        ),
        refusals.PAPER_OVERLAP: _("Some of these sheets are in a stock already."),
        refusals.PAPER_UNKNOWN: _("No sheet of this cohort’s stock has that number."),
        refusals.PAPER_TAKEN: _("This sheet, or this print, is entered already."),
        refusals.PAPER_SHORT: _("The pack ends before the last print. Nothing was entered."),
        refusals.NOT_ON_SHEET: _("This person is not on this list."),
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
    if problem.field == "name-proof":
        return problem.name
    return _("%(name)s: does not fit.") % {"name": problem.name}
