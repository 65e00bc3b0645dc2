"""Forms of the jury: a member, a decision."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.outcome.jury import Ruling
from courses.models import Cohort


class _Colleague(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        """The colleague's name."""
        return str(obj.printed_name)


class MemberForm(forms.Form):
    """A colleague of the cohort's team, or somebody from outside by name and function."""

    user = _Colleague(
        User.objects.none(),
        label=_("Colleague"),
        required=False,
        empty_label=_("Somebody from outside"),
    )
    name = forms.CharField(label=_("Name, if from outside"), max_length=120, required=False)
    function = forms.CharField(label=_("Function"), max_length=160, required=False)
    chair = forms.BooleanField(label=_("Presides"), required=False)

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = User.objects.filter(cohort_posts__cohort=cohort).distinct().order_by("sort_key")
        cast(_Colleague, self.fields["user"]).queryset = team


class DecisionForm(forms.Form):
    """What the jury decides, why, and what the screen showed."""

    ruling = forms.ChoiceField(choices=[(ruling.value, ruling.value) for ruling in Ruling])
    reason = forms.CharField(
        label=_("Reason"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(max_length=64)
