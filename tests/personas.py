"""The people of the sweep and of the journeys, by name: the demo's, and one colleague from outside.

Every one is fictional. The running cohort is the one that all of them are looked at from.
"""

from dataclasses import dataclass

from accounts.models import User
from cms.demo.people import DEMO_PASSWORD, DEMO_PIN
from courses.models import Cohort
from courses.registering import lay_out_half_days, post_to_cohort
from tests.factories.people import make_user

RUNNING, PREPARED, HISTORIC = "NIA24", "NKC08", "OUA16"
ELSEWHERE = "XYZ01"


@dataclass(frozen=True)
class Persona:
    """`username` in the database; `sign_in` is a card's code or the same name."""

    key: str
    username: str
    sign_in: str = ""
    secret: str = ""
    card: bool = False


def _card(key: str, number: str, cohort: str) -> Persona:
    return Persona(key, f"demo-{number.lower()}", f"{cohort}-{number}", DEMO_PIN, card=True)


def _staff(key: str, username: str) -> Persona:
    return Persona(key, username, username, DEMO_PASSWORD)


# In the order of the columns of the sweep's table.
ANONYMOUS = Persona("anonymous", "")
TRAINEE = _card("trainee", "R01", RUNNING)
TRAINEE_IN_ENGLISH = _card("trainee-in-english", "R02", RUNNING)
OTHER_TRAINEE = _card("other-trainee", "T02", HISTORIC)
FACILITATOR = _staff("facilitator", "facilitator-1")
LEAD = _staff("lead", "lead")
ASSESSOR = _staff("assessor", "observer")
REGISTRAR = _staff("registrar", "registrar")
EDITOR = _staff("editor", "editor")
DONOR = _staff("donor", "donor")
TECHNICAL = _staff("technical", "technical")
# Lead and registrar of another cohort: may do everything, but not here.
COLLEAGUE = Persona("colleague", "colleague-elsewhere")
PERSONAS = (
    ANONYMOUS,
    TRAINEE,
    OTHER_TRAINEE,
    FACILITATOR,
    LEAD,
    ASSESSOR,
    REGISTRAR,
    EDITOR,
    DONOR,
    TECHNICAL,
    COLLEAGUE,
)


def make_colleague_elsewhere() -> User:
    """Lead and registrar of a cohort of the same edition, which shares nobody with the others."""
    running = Cohort.objects.get(code=RUNNING)
    cohort = Cohort.objects.create(
        code=ELSEWHERE,
        edition=running.edition,
        name={"fr": "Cohorte d’ailleurs", "en": "Cohort elsewhere"},
        venue_city={"fr": "Bamako", "en": "Bamako"},
        venue_country="MLI",
        zone="Africa/Bamako",
        starts_on=running.starts_on,
        ends_on=running.starts_on,
    )
    lay_out_half_days(cohort=cohort, programme={})
    colleague = make_user(
        "TOLOBA Fanta",
        roles=("lead", "registrar"),
        username=COLLEAGUE.username,
        password=DEMO_PASSWORD,
    )
    for role in ("lead", "registrar"):
        post_to_cohort(cohort=cohort, user=colleague, role=role)
    return colleague
