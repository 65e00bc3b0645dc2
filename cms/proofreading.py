"""What is wrong with the data file of a module's companions, in one plain line a fault.

The format is in docs/companions.md. Nothing here asks the database: writers run it on their file.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from html import unescape
from typing import Any

from assessments.parity import differences
from cms.factnaming import keys_named, without_names

LANGUAGES = ("fr", "en")
# How many words the one page for the wall may have, in each language.
MEMO_WORDS = (130, 230)
TAG = re.compile(r"<[^>]*>")
ALLOWED_TAGS = {"<b>", "</b>", "<i>", "</i>"}
# French sets these off with a narrow no-break space. A colon before digits may be a time.
BARE_MARK = re.compile(r"[^\s\u202f?!…(]([;!?»]|:(?!\d|//))|(?<=[^\u202f])[ \u00a0]([;:!?»])")
BARE_QUOTE = re.compile(r"«(?!\u202f)")

WORDS = "words"
NUMBER = "number"
KEYS = "keys"
# A box of the aide-mémoire has points, or facts of the lesson by their keys, or both.
BOXED = {"points", "facts"}
OPTIONAL = {*BOXED, "turns"}
# A longer row of the plan is told turn by turn; a turn is what can be led without looking up.
LONGEST_ROW, LONGEST_TURN = 30, 25
# What each part holds: words in both languages, a number, a part of its own, or a list of these
# with the least and the most entries.
SHAPE: dict[str, Any] = {
    "guide": {
        "intent": WORDS,
        "prepare": [WORDS, 3, 6],
        "material": [WORDS, 3, 6],
        "plan": [
            {
                "minutes": NUMBER,
                "title": WORDS,
                "facilitator": WORDS,
                "trainees": WORDS,
                "turns": [{"minutes": NUMBER, "text": WORDS}, 2, 10],
            },
            6,
            14,
        ],
        "questions": [{"ask": WORDS, "answer": WORDS}, 3, 5],
        "pitfalls": [WORDS, 3, 5],
    },
    "sheet": {
        "title": WORDS,
        "aim": WORDS,
        "minutes": NUMBER,
        "groups": WORDS,
        "steps": [WORDS, 3, 7],
        "cards": [{"title": WORDS, "text": WORDS}, 4, 12],
        "debrief": [WORDS, 2, 5],
    },
    "answers": [{"title": WORDS, "text": WORDS}, 4, 12],
    "memo": {
        "title": WORDS,
        "boxes": [{"title": WORDS, "points": [WORDS, 2, 6], "facts": KEYS}, 3, 5],
        "remember": WORDS,
    },
}


def companion_faults(
    data: Any,
    *,
    module: str,
    minutes: int,
    known_sources: Collection[str],
    facts: Mapping[str, Mapping[str, str]],
) -> list[str]:
    """Every fault of a file's `data`, each with its place; empty when it may be loaded.

    `module` is the code the file is named after, `minutes` the module's hours × 60 from its lesson,
    `facts` the statements of that lesson by key and language.
    """
    if not isinstance(data, dict):
        return ["the file is no mapping"]
    found = list(_shape({**SHAPE, "module": None, "sources": None}, data, ""))
    if data.get("module") != module:
        found.append(f"module: {data.get('module')} in the file of {module}")
    found += _sources(data.get("sources"), known_sources)
    if found:
        # Sums and words of a file that lacks parts would only repeat what is missing.
        return found
    return [
        *_sums(data, minutes),
        *_memo(data["memo"], facts),
        *_texts(data, ""),
        *_named(data, facts),
    ]


def word_count(text: str) -> int:
    """Words as a reader counts them: what stands between blanks and has a letter or a digit."""
    return sum(any(sign.isalnum() for sign in part) for part in TAG.sub("", text).split())


def _shape(wanted: Any, value: Any, place: str) -> Iterator[str]:
    if wanted is None:
        return
    if wanted == WORDS:
        yield from _both_faces(value, place)
    elif wanted == KEYS:
        if not isinstance(value, list) or not value:
            yield f"{place}: a list of keys is wanted"
    elif wanted == NUMBER:
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            yield f"{place}: a whole number of minutes is wanted, not {value!r}"
    elif isinstance(wanted, list):
        one, least, most = wanted
        if not isinstance(value, list):
            yield f"{place}: a list is wanted"
            return
        if not least <= len(value) <= most:
            yield f"{place}: {len(value)} entries, wanted are {least} to {most}"
        for number, entry in enumerate(value, start=1):
            yield from _shape(one, entry, f"{place} {number}")
    else:
        if not isinstance(value, dict):
            yield f"{place}: a mapping of {', '.join(wanted)} is wanted"
            return
        for name in wanted.keys() - value.keys() - OPTIONAL:
            yield f"{place} {name}: missing".strip()
        for name in value.keys() - wanted.keys():
            yield f"{place} {name}: not known here".strip()
        for name in wanted.keys() & value.keys():
            yield from _shape(wanted[name], value[name], f"{place} {name}".strip())


def _both_faces(value: Any, place: str) -> Iterator[str]:
    if not isinstance(value, dict) or set(value) - set(LANGUAGES):
        yield f"{place}: words are wanted as {{fr: …, en: …}}"
        return
    for language in LANGUAGES:
        words = value.get(language)
        if not isinstance(words, str) or not words.strip():
            yield f"{place}: no words in {language}"


def _sources(codes: Any, known: Collection[str]) -> Iterator[str]:
    if not isinstance(codes, list) or not codes:
        yield "sources: a list of codes is wanted"
        return
    for code in codes:
        if code not in known:
            yield f"sources: {code} is not in sources.yaml"
    if len(set(map(str, codes))) != len(codes):
        yield "sources: a code stands twice"


def _sums(data: dict[str, Any], minutes: int) -> Iterator[str]:
    planned = sum(row["minutes"] for row in data["guide"]["plan"])
    if planned != minutes:
        yield f"guide plan: {planned} minutes, the module has {minutes}"
    for number, row in enumerate(data["guide"]["plan"], start=1):
        yield from _turns(row, f"guide plan {number}")
    if data["sheet"]["minutes"] > minutes:
        yield f"sheet minutes: {data['sheet']['minutes']}, the module has {minutes}"
    answers, cards = len(data["answers"]), len(data["sheet"]["cards"])
    if answers != cards:
        yield f"answers: {answers} for {cards} cards"


def _turns(row: dict[str, Any], place: str) -> Iterator[str]:
    turns = row.get("turns", [])
    if row["minutes"] > LONGEST_ROW and not turns:
        yield f"{place}: {row['minutes']} minutes without turns, the most is {LONGEST_ROW}"
    if turns and (together := sum(turn["minutes"] for turn in turns)) != row["minutes"]:
        yield f"{place}: {together} minutes in turns, the row has {row['minutes']}"
    for number, turn in enumerate(turns, start=1):
        if turn["minutes"] > LONGEST_TURN:
            yield f"{place} turns {number}: {turn['minutes']} minutes, the most is {LONGEST_TURN}"


def _memo(memo: dict[str, Any], facts: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    least, most = MEMO_WORDS
    said: list[Mapping[str, str]] = [words for _, words in _faces(memo, "memo")]
    for number, box in enumerate(memo["boxes"], start=1):
        if not BOXED & box.keys():
            yield f"memo boxes {number}: neither points nor facts"
        said += [facts[key] for key in box.get("facts", ()) if key in facts]
    for language in LANGUAGES:
        count = sum(word_count(without_names(words[language])) for words in said)
        if not least <= count <= most:
            yield f"memo ({language}): {count} words, wanted are {least} to {most}"


def _named(data: Any, facts: Mapping[str, Any]) -> Iterator[str]:
    """Facts that are none of the lesson's, or that one language alone names."""
    for number, box in enumerate(data["memo"]["boxes"], start=1):
        for key in box.get("facts", ()):
            if key not in facts:
                yield f"memo boxes {number} facts: {key} is no fact of the lesson"
    for where, words in _faces(data, ""):
        fr, en = (set(keys_named(words[language])) for language in LANGUAGES)
        for key in sorted((fr | en) - facts.keys()):
            yield f"{where}: {key} is no fact of the lesson"
        for key in sorted(fr ^ en):
            yield f"{where}: only one language names {key}"


def _texts(data: Any, place: str) -> Iterator[str]:
    for where, words in _faces(data, place):
        for language in LANGUAGES:
            for sign in _signs(words[language], language):
                yield f"{where} ({language}): {sign}"
        plain = {one: {"stem": unescape(TAG.sub("", words[one]))} for one in LANGUAGES}
        for difference in differences(plain["fr"], plain["en"]):
            ours, theirs = (
                ", ".join(map(str, side)) or "none"
                for side in (
                    (*difference.fr, *difference.fr_only),
                    (*difference.en, *difference.en_only),
                )
            )
            yield f"{where}: numbers differ, fr {ours}; en {theirs}"


def _faces(value: Any, place: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every text with its place."""
    if isinstance(value, dict) and set(value) == set(LANGUAGES):
        yield place, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _faces(part, f"{place} {name}".strip())
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            yield from _faces(part, f"{place} {number}")


def _signs(text: str, language: str) -> Iterator[str]:
    """Signs that the format or the language's typography does not allow."""
    tags = TAG.findall(text)
    for tag in tags:
        if tag not in ALLOWED_TAGS:
            yield f"{tag} is not allowed, only <b> and <i>"
    for name in ("b", "i"):
        if tags.count(f"<{name}>") != tags.count(f"</{name}>"):
            yield f"<{name}> is not closed"
    if "'" in text or '"' in text:
        yield "a straight quotation mark or apostrophe"
    plain = unescape(TAG.sub("", text))
    if language == "fr":
        if match := BARE_MARK.search(plain) or BARE_QUOTE.search(plain):
            around = plain[max(0, match.start() - 12) : match.end() + 12]
            yield f"no narrow no-break space (U+202F) at « {around} »"
    elif "«" in plain or "\u202f" in plain:
        yield "French quotation marks or spaces"
