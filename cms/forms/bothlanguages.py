"""The admin's form of words in two languages: both are required, and neither drifts unasked."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField
from i18nfield.strings import LazyI18nString
from wagtail.admin.forms import WagtailAdminModelForm

from assessments.bank_wording import language_name


class BothLanguagesForm(WagtailAdminModelForm):
    """Each field of words is filled in both languages. Who changes one of them alone says that it
    is the wording: a change of meaning is made in both at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._before = {}
        for name, field in self.fields.items():
            if not isinstance(field, I18nFormField):
                continue
            for language, part in zip(field.widget.locales, field.widget.widgets, strict=True):
                said = f"{capfirst(field.label)} ({language_name(language)})"
                part.attrs |= {"aria-label": said, "title": said}
            field.widget.format_output = partial(_with_languages, field.widget.locales)
            if field.one_required:
                field.require_all_fields = True
                self._before[name] = _languages(getattr(self.instance, name))
        if self.instance.pk and self._before:
            self.fields["wording_only"] = forms.BooleanField(
                label=_("Where one language alone changed: the other says the same"),
                help_text=_("It is the wording that changed, not the meaning."),
                required=False,
            )

    def texts(self) -> dict[str, list[str]]:
        """What was written, by language; after `is_valid`."""
        found: dict[str, list[str]] = {}
        for name, field in self.fields.items():
            if isinstance(field, I18nFormField):
                for language, text in _languages(self.cleaned_data.get(name)).items():
                    found.setdefault(language, []).append(text)
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse a change of one language alone about which nothing is said."""
        cleaned: dict[str, Any] = super().clean()
        if not self.instance.pk or cleaned.get("wording_only"):
            return cleaned
        for name, before in self._before.items():
            if name not in cleaned or not all(before.values()):
                continue
            now = _languages(cleaned[name])
            changed = [language for language in before if now.get(language) != before[language]]
            if len(changed) == 1:
                said = gettext(
                    "Only the %(language)s text changed: change the other one too, or say below "
                    "that it says the same."
                )
                self.add_error(name, said % {"language": language_name(changed[0])})
        return cleaned


def _languages(words: LazyI18nString | str | None) -> dict[str, str]:
    data = getattr(words, "data", None)
    return {key: text or "" for key, text in data.items()} if isinstance(data, dict) else {}


def _with_languages(languages: Iterable[str], parts: Iterable[str], name: str) -> SafeString:
    """The fields of one pair of words below each other, each under the name of its language."""
    rows = (
        (f"{name}_{number}", language_name(language), mark_safe(part))
        for number, (language, part) in enumerate(zip(languages, parts, strict=True))
    )
    fields = format_html_join("", '<label class="w-label-3" for="{}">{}</label>{}', rows)
    return format_html('<div class="i18n-form-group" id="{}">{}</div>', name, fields)
