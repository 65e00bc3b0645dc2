"""A micro-teaching sheet typed in from paper: seat, who assessed, reference, levels, words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.forms.teaching import TeachingSheetForm
from assessments.models import Criterion


class PaperSheetForm(TeachingSheetForm):
    """The sheet's own form with what the paper says about itself."""

    assessor = forms.ModelChoiceField(
        label=_("Who assessed"), queryset=User.objects.none(), required=False
    )
    paper_reference = forms.CharField(
        label=_("Reference of the paper"),
        max_length=40,
        help_text=_("As printed on it, for example NIA24-MT-07-1. The paper is kept."),
    )

    def __init__(
        self,
        *args: Any,
        criteria: list[Criterion],
        language: str,
        team: list[User],
        seated: dict[int, User] | None,
        round: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, criteria=criteria, language=language, **kwargs)
        self.seated = seated
        people = User.objects.filter(pk__in=[user.pk for user in team])
        self.fields["assessor"].queryset = people  # type: ignore[attr-defined]
        if seated is not None:
            # The turn says who sits where.
            del self.fields["assessor"]
        self.fields["seat"].label = _("Seat")
        if round > 1:
            self.fields["revision_reason"] = forms.CharField(
                label=_("Reason of the revision"), max_length=1000, widget=forms.Textarea
            )

    def clean(self) -> dict[str, Any]:
        """Somebody must have assessed."""
        cleaned = super().clean()
        if self.who(cleaned) is None and "seat" in cleaned:
            self.add_error(
                "assessor" if "assessor" in self.fields else "seat",
                _("Say who filled in the paper."),
            )
        return cleaned

    def who(self, cleaned: dict[str, Any]) -> User | None:
        """The assessor: the holder of the seat, or the person chosen."""
        if self.seated is None:
            return cleaned.get("assessor")
        return self.seated.get(cleaned.get("seat", 0))
