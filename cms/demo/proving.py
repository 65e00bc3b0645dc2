"""The demo's name proofs: whose name is signed, on screen or on paper, and who signed before a
change."""

import datetime
import unicodedata

from accounts.models import User
from certificates.models import NameProof
from certificates.nameproving import PaperAnswer, enter_paper, print_name_sheet, sign_name
from certificates.namereading import form_of
from cms.demo.cohorts import BuiltCohort
from courses.models import Enrolment

DAY_OF_SIGNING = 14
SIGNED_BEFORE = "R08"
# Nobody of the list of personas: they are asked to sign when somebody tries the demo.
UNSIGNED = ("R01", "R02")
EVERY = 3


def sign_on_paper(built: BuiltCohort, *, registrar: User) -> None:
    """Everybody signs the printed list in the afternoon of the fourteenth day (domain 1.6)."""
    cohort = built.cohort
    at = cohort.half_days.get(day=DAY_OF_SIGNING, part="pm").ends_at
    sheet = print_name_sheet(cohort=cohort, by=registrar, at=at)
    enter_paper(
        sheet=sheet,
        answers={enrolment.pk: PaperAnswer(right=True) for enrolment in built.enrolments.values()},
        signed_on=at.astimezone(cohort.tz).date(),
        by=registrar,
        at=at,
    )


def sign_some_on_screen(built: BuiltCohort) -> None:
    """A third of the running cohort signed on the first morning; one name was corrected since."""
    at = built.cohort.half_days.get(day=1, part="am").ends_at
    for place, (key, enrolment) in enumerate(sorted(built.enrolments.items())):
        if key == SIGNED_BEFORE:
            _signed_without_accents(enrolment, at)
        elif key not in UNSIGNED and place % EVERY == 0:
            sign_name(enrolment=enrolment, shown=form_of(enrolment), by=enrolment.user, at=at)


def _signed_without_accents(enrolment: Enrolment, at: datetime.datetime) -> None:
    name = enrolment.user.printed_name
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    NameProof.objects.create(
        enrolment=enrolment,
        printed_name=plain,
        arabic_name=enrolment.user.arabic_name,
        right=True,
        source=NameProof.Source.SCREEN,
        signed_on=at.astimezone(enrolment.cohort.tz).date(),
        recorded_at=at,
        recorded_by=enrolment.user,
    )
