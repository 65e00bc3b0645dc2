"""The demo's personas: whom one can be, and with which card or password."""

from dataclasses import dataclass

from cms.demo.people import DEMO_PASSWORD, DEMO_PIN, card_suffix, sign_in_name
from cms.demo.reading import COHORT_FILES, read


@dataclass(frozen=True)
class Persona:
    """One line of the list: `kind` is card or password."""

    kind: str
    sign_in: str
    secret: str
    name: str
    words: str


def list_personas() -> list[Persona]:
    """Trainees with their card code and PIN, then staff with sign-in name and password."""
    people = read("people")
    homes = {}
    rows = {}
    for group in COHORT_FILES:
        code = read(group)["cohort"]["code"]
        for row in people[group]:
            homes[row["id"]], rows[row["id"]] = code, row
    cards = [
        Persona(
            kind="card",
            sign_in=f"{homes[entry['person']]}-{card_suffix(entry['person'])}",
            secret=DEMO_PIN,
            name=rows[entry["person"]]["printed_name"],
            words=_both(entry["words"]),
        )
        for entry in people["personas"]
    ]
    staff = [
        Persona(
            kind="password",
            sign_in=sign_in_name(row["id"]),
            secret=DEMO_PASSWORD,
            name=row["printed_name"],
            words=_both(row["persona"]),
        )
        for row in people["staff"]
        if row["roles"]
    ]
    return cards + staff


def _both(words: dict[str, str]) -> str:
    return f"{words['fr']} / {words['en']}"
