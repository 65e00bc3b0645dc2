"""What a trainee reads once an attempt is marked: own answers, right answers, feedback."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessments import states
from assessments.disclosing import shown_to_trainee
from assessments.disclosure import FEEDBACK, KEY, MARK, OWN_ANSWERS, QUESTION
from assessments.kinds.base import settled
from assessments.kinds.registry import kind_of
from assessments.markup import HTML, as_plain_text
from assessments.models import Attempt, AttemptGrade, AttemptItem, QuestionFace
from assessments.presenting import read_trail

RIGHT, PARTLY, WRONG, UNANSWERED = "right", "partly", "wrong", "unanswered"
SAYING_WHY = frozenset({"feedback", "option_feedback"})


@dataclass(frozen=True)
class ReviewedItem:
    """One item after marking; `verdict` is one of right, partly, wrong, unanswered, or empty.

    `parts` is what the result template of its kind asks: answer, key and feedback of the parts;
    without them there is no `template`.
    """

    position: int
    stem: str
    markup: str
    parts: Mapping[str, Any]
    feedback: str
    verdict: str
    template: str


@dataclass(frozen=True)
class Review:
    """What the table of disclosure lets its reader see: the mark out of 100, the items."""

    score: Decimal | None
    items: list[ReviewedItem]


def review_attempt(attempt: Attempt, *, language: str) -> Review:
    """The result in one language: four queries, whatever the number of items.

    Fetch the attempt with quiz, window and cohort. The table of `assessments.disclosure` decides:
    a mark alone, mark with items and feedback, or nothing at all.
    """
    return review_of(attempt, things=shown_to_trainee(attempt), language=language)


def review_of(
    attempt: Attempt,
    *,
    things: frozenset[str],
    language: str,
    languages: Mapping[int, str] | None = None,
) -> Review:
    """The result as far as `things` go, each by itself: the question carries whatever else is
    shown of an item. Own answers lie beside the right ones, so they show together or not at all.

    `languages`: by position, for items that are shown in another language than the others.
    """
    if attempt.state not in states.MARKED:
        return Review(None, [])
    grade = AttemptGrade.objects.filter(attempt=attempt).order_by("graded_at", "pk").last()
    if grade is None:
        return Review(None, [])
    score = grade.score if MARK in things else None
    if QUESTION not in things:
        return Review(score, [])
    items = list(attempt.items.select_related("version__question").order_by("position"))
    shown_in = {item.position: (languages or {}).get(item.position, language) for item in items}
    faces = {
        (face.version_id, face.language): face
        for face in QuestionFace.objects.filter(
            version__in=[item.version_id for item in items], language__in=set(shown_in.values())
        )
    }
    fractions = {entry["position"]: Fraction(entry["fraction"]) for entry in grade.items}
    standing = read_trail(attempt).standing
    return Review(
        score,
        [
            _reviewed(
                item,
                faces[item.version_id, shown_in[item.position]],
                standing[item.position].response if item.position in standing else None,
                fractions[item.position],
                things,
            )
            for item in items
        ],
    )


def words_of_pick(texts: Mapping[str, Any], markup: str, pick: str) -> str:
    """The words of an option, a pair or a place, in plain text; what was typed stays as it is, also
    where the question is formatted: « a<b » is an answer and no tag.

    `texts` are the words of a face, `pick` is one of the values that a form sends.
    """
    one, colon, two = pick.partition(":")
    if "options" in texts:
        found = texts["options"].get(pick, pick)
    elif colon and "left" in texts:
        left, right = texts["left"].get(one, one), texts.get("right", {}).get(two, two)
        found = f"{left} → {right}"
    elif colon and "elements" in texts:
        found = f"{two}. {texts['elements'].get(one, one)}"
    else:
        return pick
    return as_plain_text(found) if markup == HTML else found


def _reviewed(
    item: AttemptItem,
    face: QuestionFace,
    response: Any,
    fraction: Fraction,
    things: frozenset[str],
) -> ReviewedItem:
    kind = kind_of(item.version.question.kind)
    told = FEEDBACK in things
    words = face.words if told else {k: v for k, v in face.words.items() if k not in SAYING_WHY}
    both = {OWN_ANSWERS, KEY} <= things
    parts = kind.review(settled(item.version.structure, item.drawn), words, response)
    return ReviewedItem(
        position=item.position,
        stem=face.stem,
        markup=face.markup,
        parts=parts if both else {},
        feedback=words.get("feedback", ""),
        verdict=_verdict(kind.answered(response), fraction) if MARK in things else "",
        template=kind.result_template if both else "",
    )


def _verdict(answered: bool, fraction: Fraction) -> str:
    if not answered:
        return UNANSWERED
    if fraction == 1:
        return RIGHT
    return PARTLY if fraction > 0 else WRONG
