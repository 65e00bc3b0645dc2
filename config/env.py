"""Typed readers of environment variables: an odd value stops the start and is named."""

import os
from collections.abc import Mapping
from pathlib import Path

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


class SettingError(Exception):
    """A variable of the environment is missing or holds a value that cannot be meant."""


class Env:
    """Reads one mapping of environment variables.

    Every reader takes the variable's name and a default; without a default a missing variable
    raises SettingError with its name.
    """

    def __init__(self, source: Mapping[str, str] | None = None) -> None:
        self._source = os.environ if source is None else source

    def text(self, name: str, default: str | None = None) -> str:
        """The value without surrounding blanks."""
        value = self._source.get(name)
        if value is None:
            if default is None:
                raise SettingError(f"{name} is not set")
            return default
        return value.strip()

    def switch(self, name: str, default: bool | None = None) -> bool:
        """True for 1/true/yes/on, False for 0/false/no/off."""
        if name not in self._source and default is not None:
            return default
        value = self.text(name).lower()
        if value in _TRUE:
            return True
        if value in _FALSE:
            return False
        raise SettingError(f"{name} must be one of 1/0, true/false, yes/no, on/off; got {value!r}")

    def number(
        self,
        name: str,
        default: int | None = None,
        *,
        minimum: int | None = None,
        maximum: int | None = None,
    ) -> int:
        """A whole number within the given bounds (inclusive)."""
        if name not in self._source and default is not None:
            return default
        value = self.text(name)
        try:
            result = int(value)
        except ValueError:
            raise SettingError(f"{name} must be a whole number; got {value!r}") from None
        if (minimum is not None and result < minimum) or (maximum is not None and result > maximum):
            raise SettingError(f"{name} must lie between {minimum} and {maximum}; got {result}")
        return result

    def words(self, name: str, default: str | None = None) -> list[str]:
        """A comma-separated list without empty parts."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def choice(self, name: str, choices: list[str], default: str | None = None) -> str:
        """One of the given words."""
        value = self.text(name, default)
        if value not in choices:
            raise SettingError(f"{name} must be one of {', '.join(choices)}; got {value!r}")
        return value

    def path(self, name: str, default: Path | None = None) -> Path:
        """A file or folder as an absolute path."""
        if name not in self._source and default is not None:
            return default
        value = self.text(name)
        if not value:
            raise SettingError(f"{name} is empty; it must name a folder")
        return Path(value).expanduser().resolve()
