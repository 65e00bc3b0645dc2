"""The demo's people: upserted by a fixed sign-in name, with fixed passwords and cards."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import Group

from accounts.models import PinCard, User

# Public on purpose, and refused in production together with the whole demo.
DEMO_PASSWORD = "relais-demo-2016"  # noqa: S105
DEMO_PIN = "246810"


def sign_in_name(identifier: str) -> str:
    """`T02` → `demo-t02`; the team keeps plain names such as `registrar`."""
    return identifier if "-" in identifier or identifier.isalpha() else f"demo-{identifier.lower()}"


def upsert_person(row: Mapping[str, Any], *, roles: Iterable[str], password: str = "") -> User:
    """Create or renew one person of the data file, with exactly these roles."""
    username = sign_in_name(row["id"])
    user = User.objects.filter(username=username).first() or User(username=username)
    user.printed_name = row["printed_name"]
    user.sort_key = row["sort_key"]
    user.family_name, user.given_name = row["family"], row["given"]
    user.arabic_name = row.get("arabic") or ""
    user.title, user.sex = row.get("title") or "", row.get("sex") or ""
    user.country, user.service, user.language = row["country"], row["service"], row["language"]
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    user.groups.set(Group.objects.filter(name__in=list(roles)))
    return user


def upsert_team(rows: Iterable[Mapping[str, Any]]) -> dict[str, User]:
    """The staff by id; someone without a role (the jury's chair) gets no password."""
    return {
        row["id"]: upsert_person(
            row, roles=row["roles"], password=DEMO_PASSWORD if row["roles"] else ""
        )
        for row in rows
    }


def card_suffix(identifier: str) -> str:
    """The fixed suffix of a demo card (`R01` stays `R01`): the code reads `NIA24-R01`."""
    return identifier


def card_in_force(user: User) -> PinCard | None:
    """The card that opens this person's account today."""
    return user.cards.filter(withdrawn_at__isnull=True).order_by("-issued_at").first()


def forget_cards(cohort_code: str) -> None:
    """Take back a demo cohort's cards before they are made anew."""
    PinCard.objects.filter(group_code=cohort_code).delete()
