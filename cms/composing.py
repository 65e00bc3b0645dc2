"""Turn a data file into the fields of a page, in one language.

The ids of blocks come from keys, never from a language: both languages of a page have the same
ids, wagtail-localize pairs their texts by them, and a reader's progress survives a new loading.
"""

import json
import re
import uuid
from typing import Any

from cms.collecting import Data

NAMESPACE = uuid.UUID("5f5a6f0e-6d53-4b0a-9a0c-0f3a8f0d8c11")
AFTER_BLOCK = re.compile(r"(</(?:p|ul|ol|li)>|<(?:ul|ol)>)\s+")


def home_fields(data: Data, language: str) -> dict[str, Any]:
    """Fields of the front page."""
    return {
        "title": data["title"][language],
        "lede": data["lede"][language],
        "protection": data["protection"][language],
    }


def course_fields(data: Data, language: str) -> dict[str, Any]:
    """Fields of a course page, without its course."""
    key, assessment = data["key"], data["assessment"]
    return {
        "title": data["title"][language],
        "summary": data["summary"][language],
        "audience": data["audience"][language],
        "method": data["method"][language],
        "assessment": assessment["intro"][language],
        "outcomes": _items(data["outcomes"], language, key, "outcomes"),
        "rules": _items(assessment["rules"], language, key, "rules"),
        "results": _items(assessment["outcomes"], language, key, "results"),
        "weeks": json.dumps([_week(week, language, key) for week in data["organisation"]]),
    }


def module_fields(data: Data, language: str, *, course_key: str) -> dict[str, Any]:
    """Fields of a module page, without its activity. Raises KeyError for an unknown fact."""
    place = f"{course_key}/{data['code']}"
    return {
        "title": data["title"][language],
        "summary": data["summary"][language],
        "method": data["method"][language],
        "assessment": data["assessment"][language],
        "objectives": _items(data["objectives"], language, place, "objectives"),
        "sources": " ".join(data["sources"]),
        "sections": json.dumps(
            [_section(section, language, data, place) for section in data["sections"]]
        ),
    }


def section_id(course_key: str, code: str, key: str) -> str:
    """The id of a section's block: what progress is recorded under."""
    return block_id(course_key, code, "sections", key)


def _section(section: Data, language: str, module: Data, place: str) -> Data:
    facts = {fact["key"]: fact for fact in module["facts"]}
    counts: dict[str, int] = {}
    body = []
    for block in section["blocks"]:
        ((kind, value),) = block.items()
        counts[kind] = counts.get(kind, 0) + 1
        # A fact has a key; other blocks are told apart by their order among their kind.
        name = value if kind == "fact" else str(counts[kind])
        body.append(
            {
                "type": kind,
                "value": _value(kind, facts[value] if kind == "fact" else value, language),
                "id": block_id(place, "sections", section["key"], kind, name),
            }
        )
    return {
        "type": "section",
        "value": {"title": section["title"][language], "body": body},
        "id": block_id(place, "sections", section["key"]),
    }


def _value(kind: str, value: Data, language: str) -> Any:
    if kind == "text":
        return tidy(value[language])
    if kind == "example":
        return {"title": value["title"][language], "text": tidy(value["text"][language])}
    if kind == "check":
        return {"question": value["question"][language], "answer": value["answer"][language]}
    if kind in ("practice", "diagram"):
        return value  # a level of the document bench, a drawing: the same in every language
    return {
        "key": value["key"],
        "statement": value["statement"][language],
        "sources": " ".join(value["sources"]),
        "valid_from": _date(value["valid_from"]),
        "valid_until": _date(value["valid_until"]),
        "countries": list(value["countries"]),
    }


def _date(value: Any) -> str | None:
    # YAML may read a date or leave it as text.
    return None if value is None else str(value)


def _week(week: Data, language: str, place: str) -> Data:
    return {
        "type": "week",
        "value": {
            "number": week["week"],
            "first_day": week["days"][0],
            "last_day": week["days"][-1],
            "title": week["title"][language],
            "text": week["text"][language],
            "modules": " ".join(week["modules"]),
        },
        "id": block_id(place, "weeks", str(week["week"])),
    }


def _items(texts: list[Data], language: str, *place: str) -> str:
    return json.dumps(
        [
            {"type": "item", "value": tidy(text[language]), "id": block_id(*place, str(number))}
            for number, text in enumerate(texts, start=1)
        ]
    )


def tidy(html: str) -> str:
    """Without the blanks and line ends that lay out a data file."""
    return AFTER_BLOCK.sub(r"\1", html).strip()


def block_id(*names: str) -> str:
    """The id of a block from the keys that lead to it; no language among them."""
    return str(uuid.uuid5(NAMESPACE, "/".join(names)))
