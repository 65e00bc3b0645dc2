"""Verb: a wrong name between the freeze and the issue, when the roll is closed and no paper is out.

Results do not depend on names, so a frozen cohort stays as it is. The signature under the old form
does not hold for the new one: issuing asks about it.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.names import NameProblem, check_arabic_name, check_printed_name
from certificates import refusals
from certificates.documentreading import has_its_document
from certificates.glyphs import missing_glyphs
from certificates.refusals import Problem, Refusal
from courses.models import Enrolment


@transaction.atomic
def correct_unissued_name(*, enrolment: Enrolment, name: str, arabic: str) -> None:
    """Change how the name will be printed. Raises Refusal: BAD_NAME, SAME_NAME, UNPRINTABLE,
    NAME_ISSUED (there is a certificate: it is corrected and printed again), WRONG_STATE (the cohort
    is open: its names are corrected with the enrolments)."""
    current = (
        Enrolment.objects.select_for_update(of=("self", "user"))
        .select_related("user", "cohort")
        .get(pk=enrolment.pk)
    )
    if not current.cohort.is_frozen:
        raise Refusal(refusals.WRONG_STATE)
    if has_its_document(current):
        raise Refusal(refusals.NAME_ISSUED)
    user = current.user
    if (name, arabic) == (user.printed_name, user.arabic_name):
        raise Refusal(refusals.SAME_NAME)
    try:
        check_printed_name(name)
        check_arabic_name(arabic)
    except NameProblem as error:
        raise Refusal(refusals.BAD_NAME) from error
    problems = tuple(
        Problem(name, field, missing.character, missing.codepoint)
        for field, text in (("holder_name", name), ("holder_arabic", arabic))
        for missing in missing_glyphs(text, arabic=field == "holder_arabic")
    )
    if problems:
        raise Refusal(refusals.UNPRINTABLE, problems)
    if user.sort_key == user.printed_name:
        user.sort_key = name
    user.printed_name, user.arabic_name = name, arabic
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        raise Refusal(refusals.BAD_NAME) from error
    user.save(update_fields=["printed_name", "arabic_name", "sort_key"])
