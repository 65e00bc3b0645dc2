"""The form of what the jury decides after the freeze."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments import refusals
from assessments.forms.rulings import reason_field
from assessments.models import OutcomeCode
from assessments.outcome.jury import Ruling
from assessments.refusals import Refusal
from assessments.wording import sentence_for


class LaterRulingForm(forms.Form):
    """One of the decisions open to the jury, and why."""

    ruling = forms.ChoiceField(label=_("Decision of the jury"), widget=forms.RadioSelect)
    reason = reason_field()

    def __init__(self, *args: Any, powers: Sequence[Ruling], computed: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(ruling.value, _words(ruling, computed)) for ruling in powers]
        self.fields["ruling"].widget.choices = choices
        self.fields["ruling"].choices = choices  # type: ignore[attr-defined]

    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing was stored, at the field that it is about."""
        field = "reason" if refusal.code == refusals.REASON_MISSING else None
        self.add_error(field, sentence_for(refusal))


def _words(ruling: Ruling, computed: str) -> str:
    if ruling is Ruling.CONFIRM:
        said = gettext("What the rules compute: %(outcome)s")
        return said % {"outcome": OutcomeCode(computed).label}
    return {
        Ruling.COMPENSATE: gettext("Compensation (repêchage): certificate of completion"),
        Ruling.DEFER: gettext("Deferred for an enquiry"),
    }[ruling]
