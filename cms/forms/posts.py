"""The admin's form of a post: who works on a cohort, as what, until when."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from accounts import roles
from accounts.models import User
from courses.models import Cohort, CohortStaff
from courses.permissions import managed_by

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
