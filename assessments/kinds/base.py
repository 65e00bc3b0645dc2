"""What a question kind is: one value that scoring, player, review and authoring ask. Pure.

Adding a kind: a folder beside this file that holds a `KIND` and its two templates, and one line in
`registry.py`. docs/question-kinds.md goes through it step by step.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from assessments.interchange.question import ImportedQuestion
from assessments.interchange.storing import Face, Stored, Told

if TYPE_CHECKING:
    from assessments.kinds.editing import KindForm

Structure = Mapping[str, Any]
Words = Mapping[str, Any]
Scheme = Callable[[object, object], Fraction]
LANGUAGES = ("fr", "en")
# Where `settled` puts what was drawn; no kind's own structure has a part of this name.
DRAWN = "drawn"


class ContentProblem(ValueError):
    """A question's data cannot be used; `code` says why, `where` names the part."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(f"{code} {where}".strip())
        self.code = code
        self.where = where


def _nobody(structure: Structure) -> list[str]:
    return []


def nothing_drawn(structure: Structure, seed: str) -> dict[str, Any] | None:
    """A kind that asks everybody the same."""
    return None


def settled(structure: Structure, drawn: Mapping[str, Any] | None) -> Structure:
    """The structure with what was drawn for one attempt, as every function of a kind takes it."""
    return structure if drawn is None else {**structure, DRAWN: drawn}


def no_wording(structure: Structure, response: Any) -> str | None:
    """A kind whose answers nobody has to read."""
    return None


def typed_freely(structure: Structure) -> Fraction:
    """A kind whose answers are typed: guessing blindly earns nothing."""
    return Fraction(0)


@dataclass(frozen=True)
class QuestionKind:
    """How one kind behaves. `folder` holds its code and its templates.

    - `label` names it in both languages.
    - `scheme` gives the identifier of the scheme that marks a structure, `schemes` every scheme the
      kind ever had, `scored_key` what the scheme is given as key.
    - `check` raises ContentProblem on a structure that cannot be scored, `check_words` on a face
      that lacks a text.
    - `read` turns the values that a form sent into a response (JSON), or None when nothing was
      answered; `values` is the way back; `answered` says whether a response holds an answer.
    - `show` and `review` give the templates what they print, before and after marking.
    - `options` lists the ids shown in a drawn order; `fixed_order` forbids drawing it.
    - `draw` makes from a seed what one attempt alone is asked (JSON, stored with the attempt for
      good, its answer included), or None; the other functions find it in the settled structure,
      and make do with an example where there is none, as in a preview.
    - `picks` lists what a response chose, for the analysis of distractors.
    - `guess` is what a blind answer is worth on average, each complete answer that the form takes
      being equally likely: the random guess score, as a fraction of the points.
    - `wording` is the normalised text that people may have to read, for kinds of free text.
    - `structure_of` and `words_of` read an item of a data file.
    - `store` makes structure and words of an imported question (NotStorable where it cannot);
      `tell` is the way back.
    """

    key: str
    folder: str
    label: Mapping[str, str]
    scheme: Callable[[Structure], str]
    schemes: Mapping[str, Scheme]
    check: Callable[[Structure], None]
    check_words: Callable[[Structure, Words], None]
    read: Callable[[Structure, Sequence[str]], Any]
    values: Callable[[Any], list[str]]
    answered: Callable[[Any], bool]
    show: Callable[[Structure, Words, Sequence[str], Any], Mapping[str, Any]]
    review: Callable[[Structure, Words, Any], Mapping[str, Any]]
    structure_of: Callable[[Mapping[str, Any]], dict[str, Any]]
    words_of: Callable[[Mapping[str, Any], str], dict[str, Any]]
    picks: Callable[[Structure, Any], list[str]]
    store: Callable[[ImportedQuestion, str, Face], Stored]
    tell: Callable[[Structure, Words, str, Face], Told]
    form: "KindForm"
    scored_key: Callable[[Structure], Any] = field(default=lambda structure: structure["key"])
    options: Callable[[Structure], list[str]] = _nobody
    guess: Callable[[Structure], Fraction] = typed_freely
    wording: Callable[[Structure, Any], str | None] = no_wording
    draw: Callable[[Structure, str], dict[str, Any] | None] = nothing_drawn
    fixed_order: bool = False

    @property
    def template(self) -> str:
        """The fields of the item in the player."""
        return f"{self.folder}/item.html"

    @property
    def result_template(self) -> str:
        """The item with its key, the answer and the feedback."""
        return f"{self.folder}/result.html"


def check_ids(structure: Structure, name: str, *, least: int) -> list[str]:
    """The list of ids under this name. Raises ContentProblem: ids-missing, id-twice, too-few."""
    ids = structure.get(name)
    if not isinstance(ids, list) or not all(isinstance(one, str) and one for one in ids):
        raise ContentProblem("ids-missing", name)
    if len(set(ids)) != len(ids):
        raise ContentProblem("id-twice", name)
    if len(ids) < least:
        raise ContentProblem("too-few", name)
    return ids


def check_texts(words: Words, name: str, ids: Sequence[str]) -> None:
    """Every id has a text under this name. Raises ContentProblem text-missing, text-twice."""
    texts = words.get(name)
    if not isinstance(texts, Mapping):
        raise ContentProblem("text-missing", name)
    for one in ids:
        if not isinstance(texts.get(one), str) or not texts[one].strip():
            raise ContentProblem("text-missing", f"{name} {one}")
    seen = [" ".join(texts[one].split()).casefold() for one in ids]
    if len(set(seen)) != len(seen):
        raise ContentProblem("text-twice", name)


def texts_of(rows: Sequence[Mapping[str, Any]], language: str) -> dict[str, str]:
    """id → text in one language, from rows of a data file."""
    return {str(row["id"]): row["text"][language] for row in rows}


def feedback_of(item: Mapping[str, Any], language: str) -> str:
    """The item's feedback in one language, or nothing."""
    feedback: str = (item.get("feedback") or {}).get(language, "")
    return feedback
