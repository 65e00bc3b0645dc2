"""Forms of the restricted files: irregularities and appeals."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments import states
from assessments.disputing import COMPONENTS
from assessments.models import Appeal, AttemptItem
from courses.models import Activity, Cohort, Enrolment


class _Named(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        """The trainee's name."""
        return str(obj.user.printed_name)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _words(label: Any, *, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows})
    )


class TraineeForm(forms.Form):
    """Whose."""

    trainee = _Named(Enrolment.objects.none(), label=_("Trainee"), empty_label=None)

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        trainees = Enrolment.objects.active().filter(cohort=cohort).select_related("user")
        cast(_Named, self.fields["trainee"]).queryset = trainees.order_by("position", "pk")


class IrregularityForm(forms.Form):
    """What counts 0, the facts, the hearing, the reasons."""

    what = forms.ChoiceField(label=_("What counts 0"))
    facts = _words(_("Facts"))
    heard_on = _day(_("Trainee heard on"))
    hearing = _words(_("What the trainee said"))
    reason = _words(_("Reasons of the decision"))

    def __init__(self, *args: Any, enrolment: Enrolment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        components = Activity.objects.filter(
            course=enrolment.cohort.edition.course_id, kind__in=COMPONENTS
        ).order_by("position")
        items = (
            AttemptItem.objects.filter(
                attempt__enrolment=enrolment, attempt__state__in=states.MARKED
            )
            .select_related("attempt__quiz__activity", "version__question")
            .order_by("attempt__quiz__activity__position", "attempt__number", "position")
        )
        self.targets: dict[str, Activity | AttemptItem] = {
            **{f"activity-{one.pk}": one for one in components},
            **{f"item-{one.pk}": one for one in items},
        }
        field = cast(forms.ChoiceField, self.fields["what"])
        field.choices = [
            (gettext("A whole component"), _component_choices(components)),
            (gettext("One question"), _item_choices(items)),
        ]

    def target(self) -> dict[str, Any]:
        """`activity` and `item`, one of them None."""
        found = self.targets[self.cleaned_data["what"]]
        whole = isinstance(found, Activity)
        return {"activity": found if whole else None, "item": None if whole else found}


def _component_choices(components: Iterable[Activity]) -> list[tuple[str, str]]:
    return [(f"activity-{one.pk}", str(one.title)) for one in components]


def _item_choices(items: Iterable[AttemptItem]) -> list[tuple[str, str]]:
    return [
        (
            f"item-{one.pk}",
            gettext("%(quiz)s, attempt %(number)d, question %(position)d (%(key)s)")
            % {
                "quiz": one.attempt.quiz.activity.key,
                "number": one.attempt.number,
                "position": one.position,
                "key": one.version.question.key,
            },
        )
        for one in items
    ]


class AppealForm(TraineeForm):
    """An appeal as it came in writing."""

    ground = forms.ChoiceField(label=_("Ground"), choices=Appeal.Ground.choices)
    text = _words(_("What is contested"), rows=4)
    lodged_on = _day(_("Lodged on"))


class AnswerForm(forms.Form):
    """The answer to an appeal."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (Appeal.Decision.UPHELD, Appeal.Decision.UPHELD.label),
            (Appeal.Decision.REJECTED, Appeal.Decision.REJECTED.label),
        ],
    )
    answer = _words(_("Answer"), rows=4)
