"""Keys and responses as they come from JSON: a bad key is an error, a bad response is worth 0."""

from collections.abc import Mapping


class MalformedKey(ValueError):
    """An answer key that its scheme cannot read. `scheme` names the scheme."""

    def __init__(self, scheme: str, key: object) -> None:
        self.scheme = scheme
        super().__init__(f"{scheme}: malformed key {key!r}")


def option_ids(value: object) -> list[str] | None:
    """A list of option ids, or None for anything else."""
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return [part for part in value if isinstance(part, str)]
    return None


def one_option(value: object) -> str | None:
    """One option id, alone or as a list of one; None for anything else."""
    if isinstance(value, str):
        return value or None
    ids = option_ids(value)
    return ids[0] if ids is not None and len(ids) == 1 else None


def truth_value(value: object) -> bool | None:
    """A boolean, or "true" / "false" alone or as a list of one; None for anything else."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(one_option(value) or "")


def pairs_of(value: object) -> dict[str, str] | None:
    """A mapping of left to right option ids; other entries are dropped, other values None."""
    if not isinstance(value, Mapping):
        return None
    return {
        left: right
        for left, right in value.items()
        if isinstance(left, str) and isinstance(right, str)
    }
