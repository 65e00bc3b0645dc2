"""Turn the data file of a module's companions into the fields of four pages, in one language."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils import translation

from cms.collecting import Data
from cms.composing import block_id
from cms.models import CompanionKind
from cms.models.companion import LABEL_OF_KIND

TAG = re.compile(r"<[^>]*>")
# « Carte 3. », "3 · ": cards are numbered by the page, so that none says its number twice.
NUMBERED = re.compile(r"^(?:(?:Carte|Card|Cas|Case)\s+)?\d+\s*[.·:)]\s*")


def companion_fields(
    data: Data, language: str, *, kind: CompanionKind, lesson: Data, course_key: str
) -> dict[str, Any]:
    """Fields of one companion, without its activity; `lesson` is the data of its module."""
    place = (course_key, data["module"], "companions", kind.value)
    counts: dict[str, int] = {}
    body = []
    for name, value in BODIES[kind](data, language):
        counts[name] = counts.get(name, 0) + 1
        here = (*place, name, str(counts[name]))
        if name == "row":
            value["turns"] = _turns(value["turns"], language, here)
        body.append({"type": name, "value": value, "id": block_id(*here)})
    return {
        "title": _title(data, language, kind, lesson),
        "kind": kind.value,
        "sensitivity": LABEL_OF_KIND[kind].value,
        "sources": " ".join(data["sources"]),
        "body": json.dumps(body),
    }


def companion_part(data: Data, *, kind: CompanionKind, lesson: Data) -> Data:
    """What a companion is made of in the data files: its digest is taken from this."""
    return {
        "sources": data["sources"],
        "title": [lesson["title"], data["sheet"]["title"]],
        kind.value: data[kind.value],
    }


def _title(data: Data, language: str, kind: CompanionKind, lesson: Data) -> str:
    if kind in (CompanionKind.SHEET, CompanionKind.MEMO):
        return _bare(data[kind.value]["title"][language])
    with translation.override(language):
        named = str(kind.label)
    title = lesson["title"] if kind is CompanionKind.GUIDE else data["sheet"]["title"]
    colon = "\u202f: " if language == "fr" else ": "
    return f"{named}{colon}{_bare(title[language])}"


def _guide(data: Data, language: str) -> Iterator[tuple[str, Any]]:
    guide = data["guide"]
    yield "intent", _prose(guide["intent"][language])
    for name in ("prepare", "material"):
        yield from ((name, _prose(words[language])) for words in guide[name])
    for row in guide["plan"]:
        yield (
            "row",
            {
                "minutes": row["minutes"],
                "title": _bare(row["title"][language]),
                "facilitator": _prose(row["facilitator"][language]),
                "trainees": _prose(row["trainees"][language]),
                "turns": row.get("turns", []),
            },
        )
    for question in guide["questions"]:
        answer = _prose(question["answer"][language])
        yield "question", {"ask": _bare(question["ask"][language]), "answer": answer}
    yield from (("pitfall", _prose(words[language])) for words in guide["pitfalls"])


def _turns(turns: list[Data], language: str, place: tuple[str, ...]) -> list[Data]:
    return [
        {
            "type": "turn",
            "value": {"minutes": turn["minutes"], "text": _bare(turn["text"][language])},
            "id": block_id(*place, "turn", str(number)),
        }
        for number, turn in enumerate(turns, start=1)
    ]


def _sheet(data: Data, language: str) -> Iterator[tuple[str, Any]]:
    sheet = data["sheet"]
    yield "aim", _prose(sheet["aim"][language])
    yield "minutes", sheet["minutes"]
    yield "groups", _prose(sheet["groups"][language])
    yield from (("step", _prose(words[language])) for words in sheet["steps"])
    yield from _cards(sheet["cards"], language)
    yield from (("debrief", _prose(words[language])) for words in sheet["debrief"])


def _answers(data: Data, language: str) -> Iterator[tuple[str, Any]]:
    yield from _cards(data["answers"], language)


def _memo(data: Data, language: str) -> Iterator[tuple[str, Any]]:
    memo = data["memo"]
    for box in memo["boxes"]:
        points = "".join(f"<li>{words[language].strip()}</li>" for words in box.get("points", ()))
        value = {
            "title": _bare(box["title"][language]),
            "points": f"<ul>{points}</ul>" if points else "",
            "facts": " ".join(box.get("facts", ())),
        }
        yield "box", value
    yield "remember", _prose(memo["remember"][language])


def _cards(cards: list[Data], language: str) -> Iterator[tuple[str, Any]]:
    for card in cards:
        text = _prose(card["text"][language])
        yield "card", {"title": NUMBERED.sub("", _bare(card["title"][language])), "text": text}


def _prose(words: str) -> str:
    """A text of the data file as one paragraph for an editor's field."""
    return f"<p>{words.strip()}</p>"


def _bare(words: str) -> str:
    """A title: in one line, without emphasis; « &lt; » of the file is a sign like others."""
    return unescape(TAG.sub("", words)).strip()


BODIES = {
    CompanionKind.GUIDE: _guide,
    CompanionKind.SHEET: _sheet,
    CompanionKind.ANSWERS: _answers,
    CompanionKind.MEMO: _memo,
}
