"""Rows of the editor's form: which there are, one more, one less; nothing typed is lost."""

import re
from typing import Any

from django.http import QueryDict

from assessments.kinds.base import LANGUAGES
from assessments.kinds.editing import FIXED, TICK, Column, Data, Group, next_id
from assessments.kinds.registry import kind_of

MOST_ROWS = 40
_ID = re.compile(r"[\w.-]{1,40}")
Ids = dict[str, list[str]]


def ids_of(data: Data) -> Ids:
    """Group → ids of its rows, from the data of a form."""
    return {name: [row["id"] for row in rows] for name, rows in data["groups"].items()}


def ids_sent(kind: str, sent: QueryDict) -> Ids:
    """Group → ids of the rows that a page sent; fixed rows are always there."""
    found: Ids = {}
    for group in kind_of(kind).form.groups:
        if group.ids == FIXED:
            found[group.name] = list(group.start)
            continue
        ids = dict.fromkeys(one for one in sent.getlist(f"{group.name}-id") if _ID.fullmatch(one))
        found[group.name] = list(ids)[:MOST_ROWS]
    return found


def changed_rows(kind: str, ids: Ids, *, add: str, remove: str) -> Ids:
    """One row more in the group `add`, or without the row `remove`, as in "options a"."""
    groups: dict[str, Group] = {one.name: one for one in kind_of(kind).form.groups}
    if add in groups and groups[add].ids != FIXED and len(ids[add]) < MOST_ROWS:
        return {**ids, add: [*ids[add], next_id(ids[add], groups[add].ids)]}
    name, _space, row = remove.partition(" ")
    if name in groups and groups[name].ids != FIXED:
        return {**ids, name: [one for one in ids[name] if one != row]}
    return ids


def initial_of(kind: str, data: Data) -> dict[str, Any]:
    """Field names of the form → values, from the data of a form."""
    form = kind_of(kind).form
    found: dict[str, Any] = {}
    for column in form.fields:
        _spread(found, f"field-{column.name}", column, data["fields"][column.name])
    for group in form.groups:
        for row in data["groups"][group.name]:
            for column in group.columns:
                _spread(found, f"{group.name}-{row['id']}-{column.name}", column, row[column.name])
    return found


def _spread(found: dict[str, Any], name: str, column: Column, value: Any) -> None:
    if column.languages:
        for language in LANGUAGES:
            found[f"{name}-{language}"] = value[language]
    else:
        found[name] = bool(value) if column.type == TICK else value


def as_typed(sent: QueryDict) -> dict[str, Any]:
    """What was sent, as the first values of a form that is shown again unjudged."""
    return {name: sent.get(name) for name in sent}
