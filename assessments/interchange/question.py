"""The neutral question that every format is read into and written from. Pure values.

A fraction is a share of the question's points, exact, from -1 to 1.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from assessments.interchange.notes import Note, ReadError

PLAIN = "plain"
HTML = "html"

# Files say True and False in any words, and here in this order.
TRUE_FALSE = "true-false"
TYPES = (
    "single",
    "multiple",
    TRUE_FALSE,
    "matching",
    "ordering",
    "short-text",
    "numeric",
    "essay",
    "description",
    "cloze",
)
# Types that a bank of scored items can hold.
SCORED = TYPES[:7]


@dataclass(frozen=True)
class Text:
    """Words: plain text, or sanitised HTML when `markup` is html."""

    text: str = ""
    markup: str = PLAIN

    def __bool__(self) -> bool:
        return bool(self.text)


EMPTY = Text()


@dataclass(frozen=True)
class Option:
    """One option of a choice; `id` where the file gives one (QTI)."""

    text: Text
    fraction: Fraction
    feedback: Text = EMPTY
    id: str = ""


@dataclass(frozen=True)
class Answer:
    """An answer that is accepted, in part or whole; a number carries its tolerance.

    The text of a number is decimal with a point; "*" is any other answer.
    """

    text: str
    fraction: Fraction
    feedback: Text = EMPTY
    tolerance: Fraction | None = None


@dataclass(frozen=True)
class Pair:
    """A left side with its right side; an empty left side is a right side without partner."""

    left: Text
    right: Text


@dataclass(frozen=True)
class Part:
    """One gap of a cloze text, as the file describes it."""

    type: str
    points: Fraction
    options: tuple[Option, ...] = ()
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class File:
    """A picture that came with the question; texts call it @@PLUGINFILE@@/name."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class ImportedQuestion:
    """One question as its file says it. `order` lists the elements in their right order.

    `line` is where it begins in its file, from 1; `file` names the file inside a package.
    """

    type: str
    stem: Text
    line: int = 1
    name: str = ""
    options: tuple[Option, ...] = ()
    answers: tuple[Answer, ...] = ()
    pairs: tuple[Pair, ...] = ()
    order: tuple[Text, ...] = ()
    parts: tuple[Part, ...] = ()
    feedback: Text = EMPTY
    points: Fraction = Fraction(1)
    category: str = ""
    id: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    files: tuple[File, ...] = ()
    notes: tuple[Note, ...] = ()
    file: str = ""
    # The file names the right options and no shares: the bank's own scheme marks them.
    by_key: bool = False

    @property
    def tolerance(self) -> Fraction | None:
        """The tolerance of the best number; None for other types."""
        if self.type != "numeric" or not self.answers:
            return None
        return max(self.answers, key=lambda answer: answer.fraction).tolerance

    @property
    def size(self) -> int:
        """Its options, answers, pairs, elements and gaps."""
        own = (self.options, self.answers, self.pairs, self.order, self.parts)
        inside = sum(len(part.options) + len(part.answers) for part in self.parts)
        return sum(map(len, own)) + inside

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text that a trainee may see."""
        return (
            self.stem,
            self.feedback,
            *(option.text for option in self.options),
            *(option.feedback for option in self.options),
            *(answer.feedback for answer in self.answers),
            *(pair.left for pair in self.pairs),
            *(pair.right for pair in self.pairs),
            *self.order,
        )


@dataclass(frozen=True)
class ReadFile:
    """What a file holds: its questions in order, the questions that failed, notes on the file."""

    name: str
    format: str
    encoding: str
    sha256: str
    questions: tuple[ImportedQuestion, ...]
    errors: tuple[ReadError, ...] = ()
    notes: tuple[Note, ...] = ()
