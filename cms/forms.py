"""Forms: the day a lesson is read as of; in the admin, cohorts and what is printed for them."""

import datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField
from wagtail.admin.forms import WagtailAdminModelForm

from accounts import roles
from accounts.models import User
from courses import refusals
from courses.models import Cohort, CohortStaff, Edition
from courses.permissions import managed_by
from courses.refusals import Refused
from courses.wording import sentence_for

FIRST_DAY, LAST_DAY = datetime.date(1950, 1, 1), datetime.date(2100, 12, 31)


class AsOfForm(forms.Form):
    """The day whose truth a reader asks for."""

    on = forms.DateField(
        label=_("As of"),
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )


class SearchForm(forms.Form):
    """What a reader looks for in the lessons."""

    q = forms.CharField(
        label=_("Words to look for"),
        max_length=200,
        strip=True,
        widget=forms.TextInput(attrs={"type": "search", "class": "form-control"}),
    )


class _BothLanguages(WagtailAdminModelForm):
    """Words in two languages are both required: one of them alone would be printed alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, I18nFormField) and field.one_required:
                field.require_all_fields = True


class CohortForm(_BothLanguages):
    """A cohort. Frozen ones are closed; dates and edition are fixed once half-days exist."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].label_from_instance = _edition_words
        self.fields["edition"].help_text = _(
            "A locked edition may be chosen still: the cohort reads its texts. An open one is "
            "locked ten days before its first cohort starts."
        )
        if self.instance.pk:
            for name in ("code", "edition", "starts_on", "zone"):
                self.fields[name].disabled = True

    def save(self, commit: bool = True) -> Cohort:
        """The last day follows from the first: laying out the half-days sets it."""
        if self.instance.ends_on is None:
            self.instance.ends_on = self.instance.starts_on
        cohort: Cohort = super().save(commit)
        return cohort

    def clean(self) -> dict[str, Any]:
        """Refuse a frozen cohort, also one that was frozen while the form was open."""
        cleaned: dict[str, Any] = super().clean()
        _refuse_frozen(self.instance.pk)
        return cleaned


def _edition_words(edition: Edition) -> str:
    if not edition.is_locked:
        return str(edition)
    return gettext("%(edition)s (locked)") % {"edition": edition}


class CohortPartForm(_BothLanguages):
    """A funding line, issuing body or signatory: only for an own cohort that is not frozen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["cohort"].disabled = True
        else:
            own = managed_by(self.for_user) if self.for_user else Cohort.objects.none()
            self.fields["cohort"].queryset = own.filter(frozen_at__isnull=True)

    def clean(self) -> dict[str, Any]:
        """Refuse a part of a frozen cohort."""
        cleaned: dict[str, Any] = super().clean()
        cohort = cleaned.get("cohort")
        _refuse_frozen(cohort.pk if cohort else None)
        return cleaned


# The roles whose work is on a cohort.
POSTS = (
    (roles.FACILITATOR, _("Facilitator")),
    (roles.LEAD, _("Lead instructor")),
    (roles.ASSESSOR, _("Assessor")),
    (roles.REGISTRAR, _("Registrar")),
)


class _PersonField(forms.ModelChoiceField):
    def label_from_instance(self, obj: User) -> str:
        """The name and what is signed in with: two people may share a name."""
        return f"{obj.printed_name} ({obj.username})"


class PostForm(WagtailAdminModelForm):
    """Who works on an own cohort, and as what; in a frozen one, too: appeals come then (R19).

    Only to somebody who holds the role. Afterwards only the last day can change.
    """

    user = _PersonField(label=_("Person"), queryset=User.objects.none())
    role = forms.ChoiceField(label=_("Role"), choices=POSTS)

    class Meta:
        model = CohortStaff
        fields = ("cohort", "user", "role", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].label = _("Cohort")
        self.fields["until"].help_text = _("Empty: without an end.")
        if self.instance.pk:
            self.fields["user"].queryset = User.objects.filter(pk=self.instance.user_id)
            for name in ("cohort", "user", "role"):
                self.fields[name].disabled = True
            return
        own = managed_by(self.for_user) if self.for_user else Cohort.objects.none()
        self.fields["cohort"].queryset = own
        holders = User.objects.filter(is_active=True, groups__name__in=[key for key, _ in POSTS])
        self.fields["user"].queryset = holders.distinct().order_by("sort_key", "username")

    def clean(self) -> dict[str, Any]:
        """Refuse a post to somebody without its role, and the end of the last registrar's."""
        cleaned: dict[str, Any] = super().clean()
        user, role = cleaned.get("user"), cleaned.get("role")
        if self.instance.pk and cleaned.get("until") and not self._somebody_stays():
            self.add_error(
                "until",
                gettext("No registrar would be left after this day: give the post to another one."),
            )
        if user and role and not self.instance.pk and role not in user.roles:
            self.add_error(
                "role",
                gettext(
                    "This person does not hold the role: the technical administrator gives it."
                ),
            )
        return cleaned

    def _somebody_stays(self) -> bool:
        """Whether this is no registrar's post, or another registrar works on after its last day."""
        post = self.instance
        others = CohortStaff.objects.filter(
            cohort=post.cohort_id,
            role=roles.REGISTRAR,
            user__is_active=True,
            user__groups__name=roles.REGISTRAR,
        ).exclude(pk=post.pk)
        after = Q(until__isnull=True) | Q(until__gt=self.cleaned_data["until"])
        return post.role != roles.REGISTRAR or others.filter(after).exists()


def _refuse_frozen(cohort_id: int | None) -> None:
    if cohort_id is None:
        return
    if Cohort.objects.filter(pk=cohort_id, frozen_at__isnull=False).exists():
        raise forms.ValidationError(sentence_for(Refused(refusals.FROZEN)), code=refusals.FROZEN)
