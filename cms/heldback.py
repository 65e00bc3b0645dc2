"""A text with some of its places kept as they were: what an edition reads after a correction. Pure.

Values are those of a page's fields: words, or lists of blocks {type, value, id}. A place is the
path of a passage (`cms/extracting.py`): field, ids of blocks and names within a block, with dots.
"""

from collections.abc import Collection, Mapping
from typing import Any

SHARED = "shared."


def with_held(
    kept: Mapping[str, Any], live: Mapping[str, Any], held: Collection[str]
) -> dict[str, Any]:
    """The live text, but what the kept one says at the places held.

    A held passage that is new is left out, one that was taken out stays where it was. With nothing
    held it is the live text; done twice it changes nothing more.
    """
    places = {_place(path) for path in held}
    return {
        name: _merge(kept.get(name), value, name, places) if name in kept else value
        for name, value in live.items()
    }


def _merge(kept: Any, live: Any, path: str, held: Collection[str]) -> Any:
    if kept == live or not _touches(path, held):
        return live
    if path in held:
        return kept
    if isinstance(kept, dict) and isinstance(live, dict):
        return {
            name: _merge(kept[name], value, f"{path}.{name}", held) if name in kept else value
            for name, value in live.items()
        }
    if _are_blocks(kept) and _are_blocks(live):
        return _blocks(kept, live, path, held)
    return kept


def _blocks(kept: list[Any], live: list[Any], path: str, held: Collection[str]) -> list[Any]:
    ours = {block["id"]: block for block in kept}
    theirs = {block["id"] for block in live}
    found: list[Any] = []
    for block in live:
        place = f"{path}.{block['id']}"
        if block["id"] not in ours:
            # New: left out where all that is new of it is held.
            if not _touches(place, held):
                found.append(block)
            continue
        before = ours[block["id"]]
        found.append({**block, "value": _merge(before["value"], block["value"], place, held)})
    for at, block in enumerate(kept):
        if block["id"] in theirs or not _touches(f"{path}.{block['id']}", held):
            continue
        before = {other["id"] for other in kept[:at]}
        after = [number for number, other in enumerate(found, start=1) if other["id"] in before]
        found.insert(max(after, default=0), block)
    return found


def _are_blocks(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and one.get("id") for one in value)


def _touches(path: str, held: Collection[str]) -> bool:
    """Whether a place held is this one, lies within it, or has it within."""
    return any(
        one == path or one.startswith(f"{path}.") or path.startswith(f"{one}.") for one in held
    )


def _place(path: str) -> str:
    """Where the dates of a fact stand: `shared.<section>.<block>` is the block of that section."""
    if not path.startswith(SHARED):
        return path
    section, _, block = path.removeprefix(SHARED).partition(".")
    return f"sections.{section}.body.{block}"
