"""The fields of the editor's form that every kind has: where a question belongs, how it stands."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.drafting import plain_points
from assessments.models import Bloom, ChangeKind, Pool, QuestionVersion
from courses.models import Fact, Module

DETAILS = ("bloom", "points", "valid_from", "valid_until", "valid_as_of")


class HeadFields(forms.Form):
    """Name, module, pool; level, points, sources, validity; why a published question changes."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    module = forms.ModelChoiceField(
        Module.objects.none(), label=_("Module"), required=False, empty_label="—"
    )
    pool = forms.ChoiceField(label=_("Pool"), choices=Pool.choices)
    bloom = forms.ChoiceField(
        label=_("Bloom level"), choices=[("", "—"), *Bloom.choices], required=False
    )
    points = forms.DecimalField(
        label=_("Points"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
    )
    sources = forms.CharField(
        label=_("Sources"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One on a line: a key of the list of sources, such as S25, or words."),
    )
    facts = forms.ModelMultipleChoiceField(
        Fact.objects.none(),
        label=_("Rests on these facts"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("When one of them is not in force, the question is out of its pool by itself."),
    )
    valid_from = forms.DateField(
        label=_("Valid from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("After this day the question leaves its pool by itself."),
    )
    valid_as_of = forms.CharField(label=_("State of the facts"), max_length=80, required=False)
    reason = forms.CharField(label=_("Reason of the change"), max_length=300, required=False)
    change = forms.ChoiceField(
        label=_("If one language alone changes"),
        choices=[("", "—"), *ChangeKind.choices],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modules = Module.objects.select_related("course").order_by("course", "position")
        self.fields["module"].queryset = modules  # type: ignore[attr-defined]
        facts = Fact.objects.select_related("module").order_by("module__position", "key")
        self.fields["facts"].queryset = facts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Valid until no earlier than from."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = cleaned.get("valid_from"), cleaned.get("valid_until")
        if start and end and end < start:
            self.add_error("valid_until", _("This day comes before the first one."))
        return cleaned


def details_of(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """What `write_draft` takes as details."""
    sources = [line.strip() for line in (cleaned.get("sources") or "").splitlines()]
    return {
        **{name: cleaned.get(name) for name in DETAILS},
        "sources": [line for line in sources if line],
    }


def head_of(version: QuestionVersion) -> dict[str, Any]:
    """The first values of these fields for a question that is written."""
    question = version.question
    return {
        "name": question.name,
        "module": question.module_id,
        "pool": question.pool,
        "bloom": version.bloom,
        "points": plain_points(version.points),
        "facts": [fact.pk for fact in question.facts.all()],
        "sources": "\n".join(str(source) for source in version.sources),
        **{name: getattr(version, name) for name in DETAILS[2:]},
    }
