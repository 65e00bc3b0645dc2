"""A micro-teaching sheet typed in from paper: seat, who assessed, reference, levels, words."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.forms.teaching import LONGEST_REASON, TeachingSheetForm
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

    other_paper = forms.BooleanField(label=_("It is the right paper all the same"), required=False)
    other_levels = forms.BooleanField(
        label=_("I have asked: the paper takes the place of the draft"), required=False
    )
    # Whether a draft with other levels stands and nobody has said that the paper replaces it.
    asks_about_draft = False
    # Whether the reference is another one than this trainee's and nobody has said that it is right.
    asks = False

    def __init__(
        self,
        *args: Any,
        criteria: list[Criterion],
        language: str,
        team: list[User],
        seated: dict[int, User] | None,
        round: int,
        expected: Callable[[int], str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, criteria=criteria, language=language, **kwargs)
        self.seated = seated
        self.expected = expected
        people = User.objects.filter(pk__in=[user.pk for user in team])
        self.fields["assessor"].queryset = people  # type: ignore[attr-defined]
        if seated is not None:
            # The turn says who sits where.
            del self.fields["assessor"]
        self.fields["seat"].label = _("Seat")
        if round > 1:
            self.fields["revision_reason"] = forms.CharField(
                label=_("Reason for keeping the marks"),
                required=False,
                max_length=LONGEST_REASON,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            self.add_reasons()

    def clean(self) -> dict[str, Any]:
        """Somebody must have assessed, and another reference than the printed one is asked about.

        It may be right: a sheet printed before the protocol order changed has the old number.
        """
        cleaned = super().clean()
        reference = "".join(cleaned.get("paper_reference", "").split()).upper()
        if reference and "seat" in cleaned:
            printed = self.expected(int(cleaned["seat"]))
            if reference == printed.upper():
                cleaned["paper_reference"] = printed
            elif not cleaned.get("other_paper"):
                words = _("The sheet of this trainee and seat is %(reference)s: another paper?")
                self.add_error("paper_reference", words % {"reference": printed})
                self.asks = True
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
