"""Notes on a question, its errors, the refusal of a whole file: codes, each with a detail. Pure."""

from dataclasses import dataclass

from assessments.interchange.sentences import sentence


@dataclass(frozen=True)
class Note:
    """Something changed or left out while a question was read; `detail` names it."""

    code: str
    detail: str = ""

    def __str__(self) -> str:
        return sentence(self.code, self.detail)


@dataclass(frozen=True)
class ReadError:
    """A question that could not be read: the line where it begins (from 1) and why."""

    line: int
    code: str
    detail: str = ""
    file: str = ""

    def __str__(self) -> str:
        return sentence(self.code, self.detail)


class QuestionProblem(Exception):
    """Raised while one question is read; the others still come in. `line` when it is known."""

    def __init__(self, code: str, detail: str = "", line: int | None = None) -> None:
        super().__init__(sentence(code, detail))
        self.code = code
        self.detail = detail
        self.line = line


class Unreadable(Exception):
    """The whole file is refused; `line` is where it went wrong, 1 when no line is to blame."""

    def __init__(self, code: str, detail: str = "", line: int = 1) -> None:
        super().__init__(sentence(code, detail))
        self.code = code
        self.detail = detail
        self.line = line
