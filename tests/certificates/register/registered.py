"""A frozen cohort ready for its certificates: fictional people, bodies and places."""

import datetime
from collections.abc import Mapping

from accounts.models import User
from assessments.amending import standing_of
from assessments.models import Correction, FrozenOutcome
from certificates.models import IssuingBody, Signatory
from certificates.nameproving import sign_name
from certificates.namereading import names_of
from courses.models import Cohort, FundingLine
from tests.factories.assessments import make_complete, tie_default_rules
from tests.factories.courses import AFTER, make_cohort, make_enrolment
from tests.factories.jury import freeze_confirmed
from tests.factories.people import make_user

NAMES = ("OUÉDRAOGO Aïssata", "N’DIAYE-KABORÉ Jean-Paul", "MOHAMED Ould Ahmed")


def add_print_settings(cohort: Cohort, *, signatories: int = 2) -> None:
    """Issuing body, signatories and one funding line."""
    IssuingBody.objects.create(
        cohort=cohort, name={"fr": "Académie fictive d’Uto", "en": "Fictional Academy of Uto"}
    )
    for position in range(1, signatories + 1):
        Signatory.objects.create(
            cohort=cohort,
            position=position,
            name=f"SIGNATAIRE Numéro {'ABCD'[position - 1]}",
            title={"fr": "Fonction fictive", "en": "Fictional office"},
        )
    FundingLine.objects.create(
        cohort=cohort,
        grant_code="DEMO-1",
        wording={"fr": "Financé par un fonds fictif", "en": "Funded by a fictional fund"},
    )


def make_frozen(
    code: str = "OUA16",
    *,
    names: tuple[str, ...] = NAMES,
    decided: Mapping[str, str] | None = None,
    signatories: int = 2,
) -> Cohort:
    """A frozen cohort of these trainees in this order; `decided` gives other outcomes by name."""
    cohort = make_cohort(code)
    tie_default_rules(cohort)
    add_print_settings(cohort, signatories=signatories)
    for position, name in enumerate(names, start=1):
        person = make_user(name, roles=("trainee",))
        make_complete(make_enrolment(cohort, person, position=position))
    freeze_confirmed(cohort)
    for name, outcome in (decided or {}).items():
        FrozenOutcome.objects.filter(
            freeze__cohort=cohort, enrolment__user__printed_name=name
        ).update(decided=outcome)
    cohort.refresh_from_db()
    sign_names(cohort)
    return cohort


def sign_names(cohort: Cohort) -> None:
    """Each trainee signs the name as it stands, except who has signed it already."""
    for line in names_of(cohort):
        sign_name(enrolment=line.enrolment, shown=line.form, by=line.enrolment.user, at=AFTER)


def holder(name: str) -> User:
    """The trainee with this printed name."""
    return User.objects.get(printed_name=name)


def decide_anew(name: str, code: str, *, by: User, at: datetime.datetime = AFTER) -> Correction:
    """A decision after the freeze (R18), as a correction stores it, its figures unchanged."""
    outcome = FrozenOutcome.objects.get(enrolment__user__printed_name=name)
    standing, _ = standing_of(outcome)
    return Correction.objects.create(
        outcome=outcome,
        before=standing,
        after=standing | {"decided": code},
        reason="Recours fondé",
        made_at=at,
        made_by=by,
    )
