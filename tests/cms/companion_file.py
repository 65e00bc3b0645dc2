"""A small data file of companions without a fault, for tests."""

import json


def words_of(fr="Des mots.", en="Words."):
    return {"fr": fr, "en": en}


def companion_file():
    titled = {"title": words_of(), "text": words_of()}
    row = {
        "minutes": 20,
        "title": words_of(),
        "facilitator": words_of("Demande\u202f: qui\u202f?", "Ask: who?"),
        "trainees": words_of(),
    }
    point = words_of("Un mot après l’autre " * 4, "One word after another " * 4)
    box = {"title": words_of(), "points": [point, point, point]}
    return _apart(
        {
            "module": "M01",
            "guide": {
                "intent": words_of(
                    "Le 29 janvier 2025 à 14:30, <b>0,5</b> pt.",
                    "29 January 2025, 14:30, <b>0.5</b> pt.",
                ),
                "prepare": [words_of()] * 3,
                "material": [words_of()] * 3,
                "plan": [row] * 6,
                "questions": [{"ask": words_of(), "answer": words_of()}] * 3,
                "pitfalls": [words_of()] * 3,
            },
            "sheet": {
                "title": words_of(),
                "aim": words_of(),
                "minutes": 45,
                "groups": words_of(),
                "steps": [words_of()] * 3,
                "cards": [titled] * 4,
                "debrief": [words_of()] * 2,
            },
            "answers": [titled] * 4,
            "memo": {"title": words_of(), "boxes": [box] * 3, "remember": words_of()},
            "sources": ["S01"],
        }
    )


def _apart(data):
    """No two places share a value."""
    return json.loads(json.dumps(data))
