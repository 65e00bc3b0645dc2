"""Where each name of a cohort stands: signed, changed since, reported wrong, or never shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from certificates.models import NameProof
from courses.models import Cohort, Enrolment

SIGNED, CHANGED, WRONG, MISSING = "signed", "changed", "wrong", "missing"
STATES = (WRONG, CHANGED, MISSING, SIGNED)


class Form(NamedTuple):
    """The two forms of a name that a certificate prints."""

    name: str
    arabic: str


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
    """The lines of these enrolments (with their users fetched), in their order: one query."""
    people = list(enrolments)
    answers: dict[int, list[NameProof]] = defaultdict(list)
    for answer in (
        NameProof.objects.filter(enrolment__in=people)
        .select_related("sheet")
        .order_by("recorded_at", "pk")
    ):
        answers[answer.enrolment_id].append(answer)
    return [NameLine(person, *state_of(form_of(person), answers[person.pk])) for person in people]


def names_of(cohort: Cohort) -> list[NameLine]:
    """All trainees of a cohort in protocol order: two queries."""
    return name_lines(
        Enrolment.objects.active()
        .filter(cohort=cohort)
        .select_related("user")
        .order_by("position", "pk")
    )


def own_name(enrolment: Enrolment) -> NameLine:
    """The line of one trainee: one query."""
    (line,) = name_lines([enrolment])
    return line


def unsigned_of(enrolments: Iterable[Enrolment]) -> list[NameLine]:
    """Those of these enrolments whose name its holder has not signed as it stands: one query."""
    return [line for line in name_lines(enrolments) if not line.is_proven]
