"""Report: what Relais holds about a person (domain 7.3), for the person's own eyes."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User

_REGISTER = _("with the register of certificates: 10 years")


@dataclass(frozen=True)
class Held:
    """One piece of data: its value (empty when none is held), its use, who sees it, how long."""

    label: str | Promise
    value: str | Promise
    use: str | Promise
    seen_by: str | Promise
    kept: str | Promise


def held_about(user: User) -> list[Held]:
    """Every personal datum of the person's own row, in the order of domain 7.3."""
    office = _("registrar, lead instructor, you")
    team = _("project team; elsewhere only as counts")
    printing, counting = _("certificate"), _("counts in the donor report")
    return [
        Held(_("Name as it must be printed"), user.printed_name, printing, office, _REGISTER),
        Held(_("Name in Arabic script"), user.arabic_name, printing, office, _REGISTER),
        Held(_("Sex"), user.get_sex_display(), counting, team, _REGISTER),
        Held(_("Country"), user.get_country_display(), counting, team, _REGISTER),
        Held(_("Service"), user.get_service_display(), counting, team, _REGISTER),
        Held(
            _("Grade"),
            user.grade,
            _("protocol order of the ceremony"),
            _("registrar"),
            _("30 days after closing"),
        ),
        Held(_("Phone"), user.phone, _("follow-up"), _("registrar, coach"), _("12 months")),
        Held(_("E-mail"), user.email, _("follow-up"), _("registrar"), _("12 months")),
        Held(
            _("Language"),
            user.get_language_display(),
            _("the pages you read"),
            _("you"),
            _("as long as the account"),
        ),
    ]
