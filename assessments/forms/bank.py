"""Forms around the bank's list: what to look for, what to do with the chosen ones, flags."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments import banklisting, handling
from assessments.models import Bloom, FaceFlag, Pool
from assessments.models.question import kind_choices
from courses.models import Module

STATE_WORDS = (
    (banklisting.DRAFT, _("draft")),
    (banklisting.ONE_FACE, _("one face missing")),
    (banklisting.READY, _("both faces approved, not published")),
    (banklisting.PUBLISHED, _("published")),
    (banklisting.EXPIRED, _("expired")),
    (banklisting.FLAGGED, _("flagged")),
    (banklisting.RETIRED, _("retired")),
)
FACE_WORDS = {
    "missing": _("missing"),
    "draft": _("draft"),
    "checked": _("checked"),
    "approved": _("approved"),
}
FATE_WORDS = {
    "come": _("comes in"),
    "duplicate": _("there already"),
    "skipped": _("not taken"),
    "refused": _("refused by the bank"),
}
ACT_WORDS = (
    (handling.CHECK, _("Mark faces as checked")),
    (handling.APPROVE, _("Approve faces")),
    (handling.PUBLISH, _("Publish")),
    (handling.SET_MODULE, _("Set the module")),
    (handling.SET_POOL, _("Set the pool")),
    (handling.RETIRE, _("Retire")),
    (handling.BRING_BACK, _("Bring back")),
)
SORTS = (
    ("", _("module and key")),
    ("key", _("key")),
    ("facility", _("facility, hardest first")),
)


def modules() -> Any:
    """Modules of every course, in their order."""
    return Module.objects.select_related("course").order_by("course", "position")


class BankFilter(forms.Form):
    """Every field is optional; what cannot be read is left out."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    module = forms.ModelChoiceField(
        Module.objects.none(), label=_("Module"), required=False, empty_label=_("all")
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    pool = forms.ChoiceField(
        label=_("Pool"), required=False, choices=[("", _("all")), *Pool.choices]
    )
    bloom = forms.ChoiceField(
        label=_("Bloom level"), required=False, choices=[("", _("all")), *Bloom.choices]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all but retired")), *STATE_WORDS]
    )
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORTS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = modules()  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("all")), *kind_choices()]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, Any]:
        """Field → value, of the fields that hold something readable."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ActForm(forms.Form):
    """What to do with the questions that were ticked."""

    act = forms.ChoiceField(label=_("With the ticked questions"), choices=ACT_WORDS)
    module = forms.ModelChoiceField(
        Module.objects.none(), label=_("Module"), required=False, empty_label="—"
    )
    pool = forms.ChoiceField(label=_("Pool"), required=False, choices=[("", "—"), *Pool.choices])
    language = forms.ChoiceField(
        label=_("Faces"),
        required=False,
        choices=[("", _("both")), ("fr", _("French")), ("en", _("English"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = modules()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An order that needs a module or a pool names one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("act") == handling.SET_MODULE and not cleaned.get("module"):
            self.add_error("module", _("Choose a module."))
        if cleaned.get("act") == handling.SET_POOL and not cleaned.get("pool"):
            self.add_error("pool", _("Choose a pool."))
        return cleaned


class FlagForm(forms.Form):
    """Send a face back to its translator."""

    reason = forms.ChoiceField(label=_("Reason"), choices=FaceFlag.Reason.choices)
    remark = forms.CharField(
        label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class NewQuestionForm(forms.Form):
    """The identity of a new question; both stay for ever."""

    key = forms.SlugField(
        label=_("Key"),
        max_length=40,
        help_text=_("Letters, figures and hyphens, such as M04-017. It never changes."),
    )
    kind = forms.ChoiceField(label=_("Kind"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices()  # type: ignore[attr-defined]
