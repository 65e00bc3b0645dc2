"""JSON from strangers: bounded in size and depth, no name twice, no numbers that are none."""

import json
import re
from typing import Any

SIZE_LIMIT = 2_000_000
DEPTH_LIMIT = 40
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


class Unreadable(ValueError):
    """What was given is no credential that can be read; `code` says why."""

    def __init__(self, code: str, detail: object = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code


def read_json(text: str | bytes) -> dict[str, Any]:
    """An object. Raises Unreadable: too-large, too-deep, duplicate-name, not-json."""
    if len(text) > SIZE_LIMIT:
        raise Unreadable("too-large")
    try:
        plain = text if isinstance(text, str) else text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("not-json") from error
    if _depth(plain) > DEPTH_LIMIT:
        raise Unreadable("too-deep")
    try:
        # Two members of one name: one reader believes the first, another the last.
        value = json.loads(plain, object_pairs_hook=_once, parse_constant=_no_number)
    except Unreadable:
        raise
    except (ValueError, RecursionError) as error:
        raise Unreadable("not-json") from error
    if not isinstance(value, dict):
        raise Unreadable("not-json", "no object")
    return value


def _depth(text: str) -> int:
    depth = deepest = 0
    for symbol in re.findall(r"[\[\]{}]", _STRING.sub("", text)):
        depth += 1 if symbol in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("duplicate-name")
    return found


def _no_number(name: str) -> Any:
    raise Unreadable("not-json", name)
