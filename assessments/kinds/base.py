"""What a question kind is: one value that scoring, player and authoring ask. Pure.

Adding a kind: a module beside this one with a `KIND`, one line in `registry.py`, and a template
`assessments/kinds/<key>.html` with its read-only twin; nothing else changes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Structure = Mapping[str, Any]


class ContentProblem(ValueError):
    """A question's data cannot be used; `code` says why, `where` names the part."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(f"{code} {where}".strip())
        self.code = code
        self.where = where


@dataclass(frozen=True)
class QuestionKind:
    """How one kind behaves.

    `read` turns the values that a form sent for the item into a response (JSON), or None when
    nothing was answered; `check` raises ContentProblem on a structure that cannot be scored;
    `options` lists the ids shown in a drawn order, `fixed_order` forbids drawing it.
    """

    key: str
    scheme: str
    read: Callable[[Structure, Sequence[str]], Any]
    check: Callable[[Structure], None]
    options: Callable[[Structure], list[str]]
    answered: Callable[[Any], bool]
    multiple: bool = False
    fixed_order: bool = False

    @property
    def template(self) -> str:
        """The fields of the item in the player."""
        return f"assessments/kinds/{self.key}.html"

    @property
    def result_template(self) -> str:
        """The item with its key, the answer and the feedback."""
        return f"assessments/kinds/{self.key}_result.html"
