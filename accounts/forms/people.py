"""Forms of Wagtail's pages for people: one printed name, no first and last name, no e-mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from accounts.models import User

FIELDS = [
    "username",
    "printed_name",
    "family_name",
    "given_name",
    "arabic_name",
    "sort_key",
    "title",
    "sex",
    "country",
    "service",
    "grade",
    "language",
    "email",
    "phone",
    "phone_may_be_shared",
]
PASSWORD_HINT = _(
    "For staff only. Trainees get a card: leave this empty and issue it on the cohort's page."
)


class _PersonFields(forms.ModelForm):
    """What both forms share: fields that our user has not are taken out of Wagtail's."""

    first_name = None
    last_name = None
    email = forms.EmailField(required=False, label=_("e-mail"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].label = _("Roles")
        if "is_superuser" in self.fields:  # nobody changes that of the own account
            self.fields["is_superuser"].label = _("Technical administrator with every right")

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The fields in the order of the page, for its template."""
        return [self[name] for name in FIELDS if name in self.fields]

    def clean_username(self) -> str:
        """Sign-in names differ by more than capitals: sign-in does not tell them apart."""
        username: str = self.cleaned_data["username"]
        others = User.objects.exclude(pk=self.instance.pk).filter(username__iexact=username)
        if others.exists():
            raise forms.ValidationError(
                _("Somebody has this sign-in name already."), code="duplicate_username"
            )
        return username

    def clean_sort_key(self) -> str:
        """Without one, the printed name sorts."""
        return self.cleaned_data["sort_key"] or self.cleaned_data.get("printed_name", "")


class PersonCreationForm(_PersonFields, UserCreationForm):
    """A new person; without a password one who signs in with a card."""

    password_required = False

    class Meta(UserCreationForm.Meta):
        fields = [*FIELDS, "is_superuser", "groups"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HINT

    def save(self, commit: bool = True) -> User:
        """Store the person; an empty password is an unusable one, not an empty one."""
        if not self.cleaned_data["password1"]:
            self.instance.set_unusable_password()
        user: User = super().save(commit=commit)
        return user


class PersonEditForm(_PersonFields, UserEditForm):
    """A person known already; an empty password leaves the old one."""

    class Meta(UserEditForm.Meta):
        fields = [*FIELDS, "is_active", "is_superuser", "groups"]
