"""allauth's forms with a password: no placeholder as a label, no reset by e-mail."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from django import forms
from django.utils.translation import gettext_lazy as _

FORGOTTEN = _("Forgotten? The technical administrator sets a new one, in person.")


def _plain(fields: dict[str, forms.Field]) -> None:
    for field in fields.values():
        field.widget.attrs.pop("placeholder", None)
    fields["password"].help_text = FORGOTTEN


class StaffLoginForm(LoginForm):
    """Sign-in name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields)
        self.fields["login"].label = _("Sign-in name")


class PasswordAgainForm(ReauthenticateForm):
    """The password asked for before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields)
