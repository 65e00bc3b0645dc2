"""The editor's form of one question, built from the description that its kind gives.

French and English stand side by side; a language without a stem is a face that is not written yet.
Rows are known by their ids: `options-id` is sent once for each row, its cells are `options-a-…`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.bank_wording import language_name, sentence_of_problem
from assessments.forms.question_head import HeadFields, details_of
from assessments.kinds.base import LANGUAGES, ContentProblem
from assessments.kinds.editing import (
    CHOICE,
    FIXED,
    TEXT,
    TICK,
    Column,
    Data,
    Group,
    Label,
)
from assessments.kinds.registry import kind_of
from assessments.markup import HTML, sanitise, texts_in
from assessments.models import QuestionFace


def said(label: Label) -> str:
    """A label of a kind's form in the reader's language."""
    return label.get((get_language() or "fr")[:2]) or label.get("en", "")


@dataclass(frozen=True)
class RowOfForm:
    """One row for the template: its neutral cells, and its cells in each language."""

    id: str
    name: str
    neutral: list[forms.BoundField]
    languages: list[tuple[str, list[forms.BoundField]]]


@dataclass(frozen=True)
class GroupOfForm:
    """A group for the template; `errors` are those that belong to no single cell."""

    group: Group
    label: str
    hint: str
    rows: list[RowOfForm]
    errors: list[str]

    @property
    def grows(self) -> bool:
        """Whether rows may be added and taken away."""
        return self.group.ids != FIXED


class QuestionForm(HeadFields):
    """A draft as it is typed. After `is_valid`: `structure`, `faces` and `details`.

    `kept` holds what is stored and not in the form: (structure, {language: words}).
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        kind: str,
        ids: Mapping[str, list[str]],
        kept: tuple[Mapping[str, Any], Mapping[str, Mapping[str, Any]]] = ({}, {}),
        **more: Any,
    ) -> None:
        self.kind, self.ids, self.kept = kind_of(kind), ids, kept
        self.group_errors: dict[str, list[str]] = {}
        self.structure: dict[str, Any] = {}
        self.faces: dict[str, dict[str, Any]] = {}
        super().__init__(data, **more)
        for language in LANGUAGES:
            self._add_texts(language)
        for column in self.kind.form.fields:
            self._add(f"field-{column.name}", column)
        for group in self.kind.form.groups:
            for id in ids.get(group.name, ()):
                for column in group.columns:
                    self._add(f"{group.name}-{id}-{column.name}", column)

    def _add_texts(self, language: str) -> None:
        spoken = language_name(language)
        area = {"rows": 3, "lang": language}
        self.fields[f"stem-{language}"] = forms.CharField(
            label=_("Question, %(language)s") % {"language": spoken},
            required=False,
            widget=forms.Textarea(attrs=area),
        )
        self.fields[f"feedback-{language}"] = forms.CharField(
            label=_("Feedback, %(language)s") % {"language": spoken},
            required=False,
            widget=forms.Textarea(attrs=area),
        )
        self.fields[f"markup-{language}"] = forms.ChoiceField(
            label=_("Text is, %(language)s") % {"language": spoken},
            required=False,
            choices=QuestionFace.Markup.choices,
        )

    def _add(self, name: str, column: Column) -> None:
        if not column.languages:
            self.fields[name] = _field(column, said(column.label), None)
            return
        for language in LANGUAGES:
            label = f"{said(column.label)}, {language_name(language)}"
            self.fields[f"{name}-{language}"] = _field(column, label, language)

    # --- What stands in the form ------------------------------------------------------------------
    def clean(self) -> dict[str, Any]:
        """Make structure and faces; each problem is told at its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        structure, words = self.kind.form.stored_of(self._data(cleaned))
        old_structure, old_words = self.kept
        self.structure = {**_without(old_structure, self.kind.form.structure_keys), **structure}
        self.details = details_of(cleaned)
        for language in LANGUAGES:
            stem = cleaned.get(f"stem-{language}", "").strip()
            face = {
                **_without(old_words.get(language, {}), self.kind.form.word_keys),
                **words[language],
                "feedback": cleaned.get(f"feedback-{language}", "").strip(),
            }
            markup = cleaned.get(f"markup-{language}") or QuestionFace.Markup.PLAIN
            if stem:
                self.faces[language] = _face(stem, face, markup)
            elif self._has_words(words[language], face["feedback"]):
                self.add_error(
                    f"stem-{language}",
                    _("Write the question, or empty every text in %(language)s.")
                    % {"language": language_name(language)},
                )
        if not self.faces and not self.errors:
            self.add_error("stem-fr", _("Write the question in one language at least."))
        self._check()
        return cleaned

    def texts(self) -> dict[str, list[str]]:
        """Every text of the faces, by language; after `is_valid`."""
        return {
            language: list(texts_in([face["stem"], face["words"]]))
            for language, face in self.faces.items()
        }

    def _data(self, cleaned: Mapping[str, Any]) -> Data:
        def value(name: str, column: Column) -> Any:
            if column.languages:
                return {one: cleaned.get(f"{name}-{one}") or "" for one in LANGUAGES}
            return cleaned.get(name) or (False if column.type == TICK else "")

        form = self.kind.form
        return {
            "fields": {one.name: value(f"field-{one.name}", one) for one in form.fields},
            "groups": {
                group.name: [
                    {
                        "id": id,
                        **{
                            one.name: value(f"{group.name}-{id}-{one.name}", one)
                            for one in group.columns
                        },
                    }
                    for id in self.ids.get(group.name, ())
                ]
                for group in form.groups
            },
        }

    def _has_words(self, words: Mapping[str, Any], feedback: str) -> bool:
        """Whether an editor wrote something; « True » and « False » stand there by themselves."""
        given = {
            text
            for group in self.kind.form.groups
            for one in group.words.values()
            for text in one.values()
        }
        texts = [text for part in words.values() for text in part.values()]
        return bool(feedback) or any(text.strip() and text not in given for text in texts)

    def _check(self) -> None:
        try:
            self.kind.check(self.structure)
        except ContentProblem as problem:
            waits = problem.code == "answers-missing" and problem.where not in self.faces
            if not waits or not self.faces:
                self.add_problem(problem)
            return
        for language, face in self.faces.items():
            try:
                self.kind.check_words(self.structure, face["words"])
            except ContentProblem as problem:
                self.add_problem(problem, language)

    def add_problem(self, problem: ContentProblem, language: str = "") -> None:
        """Tell what the kind refuses where it is: at a cell, at its group, else above the form."""
        sentence = sentence_of_problem(problem)
        head, _space, row = problem.where.partition(" ")
        name = self.kind.form.place.get(head, head)
        language = language or (head if head in LANGUAGES else LANGUAGES[0])
        cells = (f"{name}-{row}-text-{language}", f"field-{name}", f"field-{name}-{language}")
        found = next((cell for cell in cells if cell in self.fields), None)
        if found:
            self.add_error(found, sentence)
            return
        group = next((one for one in self.kind.form.groups if one.name == name), None)
        if group is None:
            self.add_error(None, sentence)
            return
        if head == name and problem.code.startswith("text-"):
            sentence = f"{language_name(language)} – {sentence}"
        self.group_errors.setdefault(name, []).append(sentence)
        self.add_error(None, f"{said(group.label)} – {sentence}")

    # --- For the template -------------------------------------------------------------------------
    def groups(self) -> Iterator[GroupOfForm]:
        """The groups of rows in order."""
        for group in self.kind.form.groups:
            rows = [self._row(group, id) for id in self.ids.get(group.name, ())]
            errors = self.group_errors.get(group.name, [])
            yield GroupOfForm(group, said(group.label), said(group.hint), rows, errors)

    def _row(self, group: Group, id: str) -> RowOfForm:
        neutral = [c for c in group.columns if not c.languages]
        spoken = [c for c in group.columns if c.languages]
        return RowOfForm(
            id,
            said(group.row),
            [self[f"{group.name}-{id}-{column.name}"] for column in neutral],
            [
                (one, [self[f"{group.name}-{id}-{column.name}-{one}"] for column in spoken])
                for one in LANGUAGES
            ],
        )

    @cached_property
    def own_fields(self) -> list[forms.BoundField]:
        """Fields of the kind without language."""
        return [self[f"field-{one.name}"] for one in self.kind.form.fields if not one.languages]

    @cached_property
    def columns(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """The two languages: (code, name, fields that are no rows)."""
        spoken = [one.name for one in self.kind.form.fields if one.languages]
        return [
            (
                language,
                language_name(language),
                [
                    self[f"stem-{language}"],
                    *(self[f"field-{name}-{language}"] for name in spoken),
                    self[f"feedback-{language}"],
                    self[f"markup-{language}"],
                ],
            )
            for language in LANGUAGES
        ]


def _field(column: Column, label: str, language: str | None) -> forms.Field:
    common: dict[str, Any] = {
        "label": label[:1].upper() + label[1:],
        "required": False,
        "help_text": said(column.hint),
    }
    if column.type == TICK:
        return forms.BooleanField(**common)
    if column.type == CHOICE:
        return forms.ChoiceField(
            choices=[(value, said(words)) for value, words in column.choices], **common
        )
    attributes = {"lang": language} if language else {}
    if column.type == TEXT:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 2, **attributes}), **common)
    return forms.CharField(
        strip=not column.verbatim,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attributes}),
        **common,
    )


def _face(stem: str, words: dict[str, Any], markup: str) -> dict[str, Any]:
    if markup == HTML:
        return {"stem": sanitise(stem), "words": _sanitised(words), "markup": markup}
    return {"stem": stem, "words": words, "markup": markup}


def _sanitised(value: Any) -> Any:
    if isinstance(value, str):
        return sanitise(value)
    if isinstance(value, Mapping):
        return {name: _sanitised(part) for name, part in value.items()}
    return value


def _without(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}
