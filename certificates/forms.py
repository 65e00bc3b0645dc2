"""Forms of the print room: a corrected name, an act with its reasons, what certificates say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from certificates.logos import UPLOAD_LIMIT, LogoProblem, clean_logo
from certificates.models import CertificateKind
from certificates.payload import Bilingual
from certificates.wordkeeping import BODY, FUNDING, SIGNATORY

_DAY_HELP = _("Empty: always. A certificate carries what is valid on the day it is signed.")
_LOGO_PROBLEMS = {
    "not-a-picture": _("This file is no picture that can be printed."),
    "file-too-large": _("The file is over 3 MB."),
    "too-detailed": _("The picture is too detailed for a logo: give a plainer one."),
}


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Reason, for the register"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept with date and author; only those who keep the register read it."),
    )


class LateNameForm(forms.Form):
    """The name as it must read."""

    name = forms.CharField(
        label=_("Name as it must be printed"),
        max_length=120,
        help_text=_(
            "Letter by letter as on the certificate: accents, apostrophes, capitals, particles."
        ),
    )
    arabic = forms.CharField(
        label=_("Name in Arabic script (optional)"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"}),
    )


class CorrectedNameForm(LateNameForm):
    """The name as it must read from now on, and why."""

    reason = _reason()


class CorrectedDocumentForm(forms.Form):
    """Why; and the document that stood on the page when it was confirmed."""

    kind = forms.ChoiceField(choices=CertificateKind.choices, widget=forms.HiddenInput)
    reason = _reason()


class ActForm(forms.Form):
    """Why; and, for what ends the validity, what the holder may read about it."""

    public_fr = forms.CharField(
        label=_("Public reason in French"),
        max_length=200,
        help_text=_(
            "In a few words, without any name: the holder and whoever verifies it read this."
        ),
    )
    public_en = forms.CharField(
        label=_("Public reason in English"),
        max_length=200,
        help_text=_("The same in English: each reader is told in the own language."),
    )
    reason = _reason()

    def __init__(self, *args: Any, with_public: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._with_public = with_public
        if not with_public:
            del self.fields["public_fr"], self.fields["public_en"]

    def texts(self) -> dict[str, list[str]]:
        """What the holder reads, by language; after `is_valid`."""
        given = self.cleaned_data
        return {
            language: [given[f"public_{language}"]]
            for language in ("fr", "en")
            if self._with_public
        }

    def reasons(self) -> dict[str, Any]:
        """What the verb takes."""
        given = self.cleaned_data
        if not self._with_public:
            return {"reason": given["reason"]}
        public = Bilingual(given["public_fr"], given["public_en"])
        return {"reason": given["reason"], "public_reason": public}


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _PartForm(forms.Form):
    """One thing that certificates say, in both languages, with its days of validity."""

    # The form's field for the French words and the row's field for both.
    words = ""

    position = forms.IntegerField(
        label=_("Place in the order of printing"), min_value=1, max_value=99, required=False
    )
    valid_from = forms.DateField(
        label=_("Valid from (optional)"), required=False, widget=_day(), help_text=_DAY_HELP
    )
    valid_until = forms.DateField(label=_("Valid until (optional)"), required=False, widget=_day())

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        if row:
            self.initial = {name: getattr(row, name, None) for name in self.fields}
            words = getattr(row, self.words).data
            both = words if isinstance(words, dict) else {"fr": words, "en": words}
            self.initial |= {"fr": both.get("fr", ""), "en": both.get("en", "")}
        else:
            del self.fields["position"]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("The last day lies before the first day."))
        return cleaned

    def texts(self) -> dict[str, list[str]]:
        """What will be printed, by language; after `is_valid`."""
        return {language: [self.cleaned_data[language]] for language in ("fr", "en")}

    def values(self) -> dict[str, Any]:
        """The fields of the row."""
        values = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("fr", "en", "logo", "without_logo")
        }
        if not values.get("position", True):
            del values["position"]
        words = {"fr": self.cleaned_data["fr"], "en": self.cleaned_data["en"]}
        return {**values, self.words: LazyI18nString(words)}


class BodyForm(_PartForm):
    """An issuing body with its logo."""

    words = "name"
    fr = forms.CharField(label=_("Name in French"), max_length=120)
    en = forms.CharField(label=_("Name in English"), max_length=120)
    logo = forms.FileField(
        label=_("Logo (optional)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=_("PNG or JPEG; it is printed on white, at most 12 mm high and 30 mm wide."),
    )
    without_logo = forms.BooleanField(label=_("Print no logo"), required=False)
    field_order = ["fr", "en", "logo", "without_logo", "valid_from", "valid_until", "position"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.pop("logo", None)
        if not (self.row and self.row.logo):
            del self.fields["without_logo"]

    def clean_logo(self) -> bytes | None:
        """The logo as it will be printed."""
        sent = self.cleaned_data.get("logo")
        if not sent:
            return None
        try:
            return clean_logo(sent.read(UPLOAD_LIMIT + 1))
        except LogoProblem as problem:
            raise forms.ValidationError(
                _LOGO_PROBLEMS[problem.code], code=problem.code
            ) from problem

    def values(self) -> dict[str, Any]:
        """The fields of the row; the logo only when there is something new about it."""
        values = super().values()
        if self.cleaned_data.get("logo"):
            values["logo"] = self.cleaned_data["logo"]
        elif self.cleaned_data.get("without_logo"):
            values["logo"] = b""
        return values


class SignatoryForm(_PartForm):
    """Who signs, with the title in both languages and the term of office."""

    words = "title"
    name = forms.CharField(label=_("Name"), max_length=120)
    fr = forms.CharField(label=_("Title in French"), max_length=120)
    en = forms.CharField(label=_("Title in English"), max_length=120)
    field_order = ["name", "fr", "en", "valid_from", "valid_until", "position"]


class FundingForm(_PartForm):
    """A grant, and the sentence about it."""

    words = "wording"
    grant_code = forms.CharField(label=_("Grant code"), max_length=40)
    fr = forms.CharField(label=_("Sentence in French"), max_length=160)
    en = forms.CharField(label=_("Sentence in English"), max_length=160)
    field_order = ["fr", "en", "grant_code", "valid_from", "valid_until", "position"]


PART_FORMS = {BODY: BodyForm, SIGNATORY: SignatoryForm, FUNDING: FundingForm}
