"""Verbs of the name proof: a trainee signs the printed form or says it is wrong; paper entered.

A signature stands for the exact form that was shown. Whoever shows it hands that form in with the
answer; if the name has changed meanwhile, nothing is signed and the new form is shown.
"""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from certificates import refusals
from certificates.documentreading import has_its_document
from certificates.glyphs import missing_glyphs
from certificates.models import NameProof, NameSheet
from certificates.namereading import Form, form_of, own_name
from certificates.refusals import Problem, Refusal
from courses.models import Cohort, Enrolment

REMARK_LIMIT = 200
# Without letters and figures that are mistaken for each other when read from paper.
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_LETTERS = 6


@dataclass(frozen=True)
class PaperAnswer:
    """What stands on a paper list beside one name: signed, or wrong with a remark."""

    right: bool
    remark: str = ""


@transaction.atomic
def sign_name(*, enrolment: Enrolment, shown: Form, by: User, at: datetime.datetime) -> NameProof:
    """The trainee signs the form `shown`. Signing it twice keeps the first signature.

    Raises Refusal: NAME_CHANGED, NAME_ISSUED, UNPRINTABLE (with each character).
    """
    current = _locked(enrolment)
    if form_of(current) != shown:
        raise Refusal(refusals.NAME_CHANGED)
    problems = tuple(
        Problem(shown.name, field, missing.character, missing.codepoint)
        for field, text in (("holder_name", shown.name), ("holder_arabic", shown.arabic))
        for missing in missing_glyphs(text, arabic=field == "holder_arabic")
    )
    if problems:
        raise Refusal(refusals.UNPRINTABLE, problems)
    line = own_name(current)
    if line.answer and line.is_proven:
        return line.answer
    return _answer(current, shown, by=by, at=at, right=True)


@transaction.atomic
def report_wrong_name(
    *, enrolment: Enrolment, shown: Form, remark: str, by: User, at: datetime.datetime
) -> NameProof:
    """The trainee says what is wrong with the form `shown`; the registrar finds it open.

    Raises Refusal: NAME_CHANGED, NAME_ISSUED, REMARK_MISSING, REMARK_TOO_LONG.
    """
    words = _remark(remark)
    current = _locked(enrolment)
    if form_of(current) != shown:
        raise Refusal(refusals.NAME_CHANGED)
    return _answer(current, shown, by=by, at=at, right=False, remark=words)


@transaction.atomic
def print_name_sheet(*, cohort: Cohort, by: User, at: datetime.datetime) -> NameSheet:
    """The list to sign with all names as they stand; the same names give the same list.

    Raises Refusal(NOTHING_TO_PRINT) when nobody is enrolled.
    """
    people = Enrolment.objects.active().filter(cohort=cohort).select_related("user")
    lines = [[one.pk, *form_of(one)] for one in people.order_by("position", "pk")]
    if not lines:
        raise Refusal(refusals.NOTHING_TO_PRINT)
    sheet, _ = NameSheet.objects.get_or_create(
        reference=f"{cohort.code}-{_short_digest(lines)}",
        defaults={"cohort": cohort, "lines": lines, "printed_at": at, "printed_by": by},
    )
    return sheet


@transaction.atomic
def enter_paper(
    *,
    sheet: NameSheet,
    answers: Mapping[int, PaperAnswer],
    signed_on: datetime.date,
    by: User,
    at: datetime.datetime,
) -> list[NameProof]:
    """Enter the answers of a signed list, by enrolment; each for the form on that paper.

    What the list has already brought is not entered again. Raises Refusal: SIGNED_LATER (a day to
    come, or before the list was printed), REMARK_MISSING, REMARK_TOO_LONG, NOT_ON_SHEET.
    """
    zone = sheet.cohort.tz
    first = sheet.printed_at.astimezone(zone).date()
    if not first <= signed_on <= at.astimezone(zone).date():
        raise Refusal(refusals.SIGNED_LATER)
    forms = {pk: Form(name, arabic) for pk, name, arabic in sheet.lines}
    if not set(answers) <= set(forms):
        raise Refusal(refusals.NOT_ON_SHEET)
    # Locked as the screen's signatures are: of two entries at once the second finds the first.
    people = Enrolment.objects.active().filter(cohort=sheet.cohort, pk__in=answers)
    entered = []
    for person in people.select_for_update(of=("self",)).order_by("position", "pk"):
        answer, form = answers[person.pk], forms[person.pk]
        remark = "" if answer.right else _remark(answer.remark)
        last = sheet.proofs.filter(enrolment=person).order_by("recorded_at", "pk").last()
        if last and (last.right, last.remark) == (answer.right, remark):
            continue
        entered.append(
            NameProof.objects.create(
                enrolment=person,
                printed_name=form.name,
                arabic_name=form.arabic,
                right=answer.right,
                remark=remark,
                source=NameProof.Source.PAPER,
                sheet=sheet,
                signed_on=signed_on,
                recorded_at=at,
                recorded_by=by,
            )
        )
    return entered


def _locked(enrolment: Enrolment) -> Enrolment:
    """The enrolment with its holder as they stand now, both locked against a correction."""
    current = (
        Enrolment.objects.select_for_update(of=("self", "user"))
        .select_related("user", "cohort")
        .get(pk=enrolment.pk)
    )
    if has_its_document(current):
        raise Refusal(refusals.NAME_ISSUED)
    return current


def _answer(
    enrolment: Enrolment,
    form: Form,
    *,
    by: User,
    at: datetime.datetime,
    right: bool,
    remark: str = "",
) -> NameProof:
    return NameProof.objects.create(
        enrolment=enrolment,
        printed_name=form.name,
        arabic_name=form.arabic,
        right=right,
        remark=remark,
        source=NameProof.Source.SCREEN,
        signed_on=at.astimezone(enrolment.cohort.tz).date(),
        recorded_at=at,
        recorded_by=by,
    )


def _remark(text: str) -> str:
    words = " ".join(text.replace("\0", "").split())
    if not words:
        raise Refusal(refusals.REMARK_MISSING)
    if len(words) > REMARK_LIMIT:
        raise Refusal(refusals.REMARK_TOO_LONG)
    return words


def _short_digest(lines: list[list[object]]) -> str:
    text = json.dumps(lines, ensure_ascii=False, separators=(",", ":"))
    number = int.from_bytes(hashlib.sha256(text.encode()).digest())
    letters = []
    for _ in range(_LETTERS):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "".join(letters)
