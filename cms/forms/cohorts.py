"""The admin's forms of cohorts and of what is printed for them."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.forms.bothlanguages import BothLanguagesForm
from courses import refusals
from courses.models import Cohort, Edition
from courses.permissions import managed_by
from courses.refusals import Refused
from courses.wording import sentence_for


class CohortForm(BothLanguagesForm):
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


class CohortPartForm(BothLanguagesForm):
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


def _refuse_frozen(cohort_id: int | None) -> None:
    if cohort_id is None:
        return
    if Cohort.objects.filter(pk=cohort_id, frozen_at__isnull=False).exists():
        raise forms.ValidationError(sentence_for(Refused(refusals.FROZEN)), code=refusals.FROZEN)
