"""What the editor's form of a kind consists of, as values. Pure.

A kind's `form.py` holds a `KindForm`: a description from which the one form of the bank is built,
and two functions between what is stored and what stands in the form. Nothing here knows Django.

The data of a form: {"fields": {name: value}, "groups": {name: [row, …]}}. A row has an "id", which
is the id in the structure; the value of a column or field with languages is {"fr": …, "en": …}, a
tick is True or False, everything else text.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessments.kinds.base import LANGUAGES, Structure, Words

Data = dict[str, Any]
Label = Mapping[str, str]
AllWords = Mapping[str, Words]

LINE, TEXT, TICK, CHOICE = "line", "text", "tick", "choice"
LETTERS, NUMBERS, FIXED = "letters", "numbers", "fixed"
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Column:
    """One entry of a row, or a field of its own; with `languages` there is one for each.

    `choices` = ((value, label), …) of a CHOICE. `hint` says how it is filled in. With `verbatim`
    spaces at the ends count.
    """

    name: str
    label: Label
    type: str = LINE
    languages: bool = False
    choices: tuple[tuple[str, Label], ...] = ()
    verbatim: bool = False
    hint: Label = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """Rows of one sort. `ids` says how a new row is called; FIXED rows are neither more nor fewer.

    `start` lists the ids of a new question, `words` the texts that some of them always have; `row`
    names a row, as in « Option a ».
    """

    name: str
    label: Label
    row: Label
    columns: tuple[Column, ...]
    start: tuple[str, ...]
    ids: str = LETTERS
    words: Mapping[str, Label] = field(default_factory=dict)
    hint: Label = field(default_factory=dict)


@dataclass(frozen=True)
class KindForm:
    """The editor's form of a kind.

    `data_of` turns a structure and the words of each language into the data of the form, and
    `stored_of` the data into (structure, {language: words}); it raises ContentProblem only where no
    structure can be made at all: the rest is for `check` of the kind. `structure_keys` and
    `word_keys` are what these two know: anything else that is stored is left as it is. `place`
    tells which group or field a problem of the kind belongs to.
    """

    data_of: Callable[[Structure, AllWords], Data]
    stored_of: Callable[[Data], tuple[dict[str, Any], dict[str, dict[str, Any]]]]
    structure_keys: tuple[str, ...]
    word_keys: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    fields: tuple[Column, ...] = ()
    place: Mapping[str, str] = field(default_factory=dict)

    def empty(self) -> Data:
        """The data of a question that is not written yet."""
        return {
            "fields": {column.name: _nothing(column) for column in self.fields},
            "groups": {
                group.name: [empty_row(group, one) for one in group.start] for group in self.groups
            },
        }


def empty_row(group: Group, id: str) -> dict[str, Any]:
    """A row without content, but for the words that the kind gives it."""
    row = {"id": id, **{column.name: _nothing(column) for column in group.columns}}
    return {**row, "text": dict(group.words[id])} if id in group.words else row


def _nothing(column: Column) -> Any:
    empty: Any = False if column.type == TICK else ""
    return dict.fromkeys(LANGUAGES, empty) if column.languages else empty


def is_blank(row: Mapping[str, Any]) -> bool:
    """Whether nothing stands in a row: such a row is left out when it is stored."""
    return not any(
        any(value.values()) if isinstance(value, Mapping) else value
        for name, value in row.items()
        if name != "id"
    )


def next_id(ids: Sequence[str], way: str) -> str:
    """The first id of this sort that no row has. Letters go on with a1, b1, … after z."""
    number = 1
    if way == NUMBERS:
        while str(number) in ids:
            number += 1
        return str(number)
    names = (f"{letter}{round or ''}" for round in range(len(ids) + 1) for letter in _ALPHABET)
    return next(name for name in names if name not in ids)


def filled(data: Data, group: str) -> list[dict[str, Any]]:
    """The rows of a group that are not blank."""
    return [row for row in data["groups"][group] if not is_blank(row)]


def texts(rows: Sequence[Mapping[str, Any]], column: str, language: str) -> dict[str, str]:
    """id → text in one language."""
    return {row["id"]: row[column][language] for row in rows}


def both(words: AllWords, name: str, id: str) -> dict[str, str]:
    """The text of one id in each language, empty where a face lacks it."""
    return {
        language: str(((words.get(language) or {}).get(name) or {}).get(id) or "")
        for language in LANGUAGES
    }


def text_column(label: Label) -> Column:
    """The text of a row in both languages."""
    return Column("text", label, TEXT, languages=True)
