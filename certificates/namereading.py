"""Where each name of a cohort stands: signed, changed since, reported wrong, or never shown."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F

from certificates.models import Certificate, CertificatePrint, NameProof
from courses.models import Cohort, Enrolment

SIGNED, CHANGED, WRONG, MISSING = "signed", "changed", "wrong", "missing"
STATES = (WRONG, CHANGED, MISSING, SIGNED)


class Form(NamedTuple):
    """The two forms of a name that a certificate prints."""

    name: str
    arabic: str


class LastPrint(NamedTuple):
    """The name as a print bore it, and when that was made."""

    form: Form
    at: datetime.datetime


@dataclass(frozen=True)
class NameLine:
    """One trainee: the form as it stands, its state, and the answer that the state rests on."""

    enrolment: Enrolment
    state: str
    answer: NameProof | None

    @property
    def form(self) -> Form:
        """Name and Arabic form as a certificate would print them now."""
        return form_of(self.enrolment)

    @property
    def is_proven(self) -> bool:
        """Whether the trainee signed exactly this form."""
        return self.state == SIGNED


def form_of(enrolment: Enrolment) -> Form:
    """The form of the holder's name as it stands."""
    return Form(enrolment.user.printed_name, enrolment.user.arabic_name)


def state_of(form: Form, answers: Sequence[NameProof]) -> tuple[str, NameProof | None]:
    """State and deciding answer; `answers` of one trainee, the oldest first.

    The last answer to exactly this form decides. Answers to other forms only tell what it was
    before: a paper entered late, signed for the earlier form, takes nothing away.
    """
    same = [answer for answer in answers if (answer.printed_name, answer.arabic_name) == form]
    if same:
        return (SIGNED if same[-1].right else WRONG), same[-1]
    return (CHANGED, answers[-1]) if answers else (MISSING, None)


def name_lines(enrolments: Iterable[Enrolment]) -> list[NameLine]:
    """The lines of these enrolments (with their users fetched), in their order: two queries."""
    people = list(enrolments)
    printed = last_prints(people)
    answers: dict[int, list[NameProof]] = defaultdict(list)
    for answer in (
        NameProof.objects.filter(enrolment__in=people)
        .select_related("sheet")
        .order_by("recorded_at", "pk")
    ):
        last = printed.get(answer.enrolment_id)
        # Signed before another name was printed: that correction says the form was wrong.
        signed = (answer.printed_name, answer.arabic_name)
        if last and last.form != signed and answer.recorded_at <= last.at:
            continue
        answers[answer.enrolment_id].append(answer)
    return [NameLine(person, *state_of(form_of(person), answers[person.pk])) for person in people]


def last_prints(enrolments: Iterable[Enrolment]) -> dict[int, LastPrint]:
    """By enrolment: what the last print of a revoked certificate bore, where none stands."""
    prints = (
        CertificatePrint.objects.filter(
            certificate__enrolment__in=enrolments, index=F("certificate__print_index")
        )
        .values_list("certificate__enrolment", "certificate__state", "rendered_at")
        .annotate(name=F("payload__holder_name"), arabic=F("payload__holder_arabic"))
        .order_by("rendered_at", "pk")
    )
    found: dict[int, LastPrint] = {}
    stands = set()
    for owner, state, at, name, arabic in prints:
        found[owner] = LastPrint(Form(name, arabic), at)
        if state != Certificate.State.REVOKED:
            stands.add(owner)
    return {owner: last for owner, last in found.items() if owner not in stands}


def names_of(cohort: Cohort) -> list[NameLine]:
    """All trainees of a cohort in protocol order: three queries."""
    return name_lines(
        Enrolment.objects.active()
        .filter(cohort=cohort)
        .select_related("user")
        .order_by("position", "pk")
    )


def own_name(enrolment: Enrolment) -> NameLine:
    """The line of one trainee: two queries."""
    (line,) = name_lines([enrolment])
    return line


def unsigned_of(enrolments: Iterable[Enrolment]) -> list[NameLine]:
    """Those of these enrolments whose name its holder has not signed as it stands: two queries."""
    return [line for line in name_lines(enrolments) if not line.is_proven]
