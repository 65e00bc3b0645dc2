"""What is regraded and how; the choices are those of one question."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Question, QuestionVersion, Regrade
from assessments.refusals import Refusal
from assessments.regrading import WITH_KEY, Choice, check_choice
from assessments.wording import sentence_for
from courses.models import Cohort
from courses.querysets import CohortQuerySet

POLICIES = [
    (Regrade.Policy.NEW_KEY, _("The corrected key alone counts: marks may fall")),
    (Regrade.Policy.EITHER_KEY, _("Either key counts: no mark falls")),
    (Regrade.Policy.FULL, _("Full marks for everyone, answered or not")),
    (Regrade.Policy.LEFT_OUT, _("The question is left out: no points for anybody")),
]
FACES = [
    ("", _("All attempts of this version")),
    ("fr", _("Only attempts that saw the French face")),
    ("en", _("Only attempts that saw the English face")),
]


class RegradeForm(forms.Form):
    """The choice, sent in the address: a preview can be passed on to a colleague."""

    version = forms.ModelChoiceField(
        QuestionVersion.objects.none(), label=_("Version that was asked"), empty_label=None
    )
    policy = forms.ChoiceField(label=_("Policy"), choices=POLICIES)
    corrected = forms.ModelChoiceField(
        QuestionVersion.objects.none(),
        label=_("Corrected version"),
        required=False,
        empty_label=_("none"),
        help_text=_(
            "Only for the two policies with a key. Write and publish it in the bank first."
        ),
    )
    face = forms.ChoiceField(label=_("Which attempts"), choices=FACES, required=False)
    cohort = forms.ModelChoiceField(
        Cohort.objects.none(),
        label=_("Cohort"),
        required=False,
        to_field_name="code",
        empty_label=_("All open cohorts"),
    )

    def __init__(
        self, *args: Any, question: Question, cohorts: CohortQuerySet, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        versions = question.versions.filter(published_at__isnull=False).select_related("question")
        for name, found in (
            ("version", versions.filter(attempt_items__isnull=False).distinct()),
            ("corrected", versions),
            ("cohort", cohorts),
        ):
            cast(forms.ModelChoiceField, self.fields[name]).queryset = found.all()

    def clean(self) -> dict[str, Any]:
        """The choice as a whole; a corrected version that the policy does not use is dropped."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("policy") not in WITH_KEY:
            cleaned["corrected"] = None
        if cleaned.get("version") and cleaned.get("policy") and not self.errors:
            try:
                check_choice(self.choice_of(cleaned))
            except Refusal as refusal:
                self.add_error("corrected", sentence_for(refusal))
        return cleaned

    @staticmethod
    def choice_of(cleaned: dict[str, Any]) -> Choice:
        """The choice of a valid form."""
        return Choice(
            cleaned["version"], cleaned["policy"], cleaned["corrected"], cleaned.get("face") or ""
        )
