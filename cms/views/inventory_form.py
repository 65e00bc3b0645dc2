"""The inventory sheet as a form: a fictitious post from a list, and the fields of the sheet."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from assessments.realnames import PATTERNS, real_things_in
from cms.inventorying import CHOICE, CHOICES, NUMBER, inventory, inventory_fields

LONGEST = 200
MOST = 100000


class InventoryForm(forms.Form):
    """Nothing is required: a sheet grows. A text with a real place or number is refused."""

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        self.fields["post"] = forms.ChoiceField(
            label=_("Fictitious post"),
            required=False,
            widget=forms.RadioSelect,
            choices=[(post["key"], post["title"][language]) for post in inventory()["posts"]],
        )
        for field in inventory_fields():
            self.fields[field["key"]] = self._field(field)

    def _field(self, field: dict[str, Any]) -> forms.Field:
        shared = {
            "label": field["label"][self.language],
            "help_text": field.get("hint", {}).get(self.language, ""),
            "required": False,
        }
        if field["kind"] == CHOICE:
            words = [(code, told[self.language]) for code, told in CHOICES.items()]
            return forms.ChoiceField(**shared, widget=forms.RadioSelect, choices=words)
        if field["kind"] == NUMBER:
            return forms.IntegerField(**shared, min_value=0, max_value=MOST)
        return forms.CharField(**shared, max_length=LONGEST)

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Title and fields of each section."""
        return [
            (section["title"][self.language], [self[one["key"]] for one in section["fields"]])
            for section in inventory()["sections"]
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse what is obviously real, field by field."""
        cleaned: dict[str, Any] = super().clean() or {}
        for field in inventory_fields():
            found = real_things_in(str(cleaned.get(field["key"]) or ""))
            named = [thing for thing in found if thing not in PATTERNS]
            if named:
                sentence = _("No real post is entered here: take out “%(name)s”.")
                self.add_error(field["key"], sentence % {"name": named[0]})
            elif found and field["kind"] not in (NUMBER, CHOICE):
                self.add_error(
                    field["key"], _("No telephone number, coordinates or document lines here.")
                )
        return cleaned

    def answers(self) -> dict[str, str]:
        """What was filled in, as it is stored: text only."""
        return {
            field["key"]: "" if value is None else str(value)
            for field in inventory_fields()
            for value in [self.cleaned_data.get(field["key"])]
        }
