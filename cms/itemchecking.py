"""What is wrong with the questions that trainees may meet: every published item in force."""

import datetime
import re
from collections.abc import Iterator, Sequence

from django.db.models import Q

from assessments.collecting import collect_questions
from assessments.computedkeys import key_computes
from assessments.kinds.registry import kind_of
from assessments.markup import as_plain_text, texts_in
from assessments.models import QuestionVersion, TestForm, TestFormItem
from assessments.publishing import FACE, FEEDBACK, NOT_APPROVED, NUMBERS, missing_for_publication
from cms.findings import Finding
from cms.glossing import check_words
from courses.models import Fact

ITEM_FACE = "item-face-missing"
ITEM_STALE = "item-face-not-approved"
ITEM_FEEDBACK = "item-feedback-missing"
ITEM_NUMBERS = "item-numbers-differ"
ITEM_FAULT = "item-fault"
ITEM_TERM = "item-forbidden-term"
ITEM_EXPIRED = "item-expired"
SAME_STEM = "item-same-stem"
KEY_WRONG = "item-key-not-computed"
ITEM_LETTER = "item-option-by-letter"
# « réponse B », "options A, C and D", « A et C ».
_BY_LETTER = re.compile(
    r"\b(?:[Rr]éponses?|[Oo]ptions?|[Pp]ropositions?|[Aa]nswers?|[Cc]hoices?)\s[A-H]\b"
    r"|\b[A-H]\s(?:et|ou|and|or)\s[A-H]\b"
)
_CODES = {
    FACE: ITEM_FACE,
    NOT_APPROVED: ITEM_STALE,
    FEEDBACK: ITEM_FEEDBACK,
    NUMBERS: ITEM_NUMBERS,
}


def item_faults(*, on: datetime.date) -> Iterator[Finding]:
    """Faults of the newest published version of every question that is not retired."""
    versions = _in_force()
    computed = {item["key"]: item["computed"] for item in collect_questions() if "computed" in item}
    for version in versions:
        key = version.question.key
        for missing in missing_for_publication(version):
            yield Finding(key, missing.where, _CODES.get(missing.code, ITEM_FAULT), missing.code)
        yield from _terms(version)
        yield from _letters(version)
        if key in computed and not key_computes(computed[key], version.structure):
            yield Finding(key, "key", KEY_WRONG)
        yield from _outlived(version, on)
    yield from _same_stems(versions)
    yield from _expired_in_forms(on)


def _in_force() -> list[QuestionVersion]:
    newest: dict[int, QuestionVersion] = {}
    for version in (
        QuestionVersion.objects.filter(
            published_at__isnull=False, question__retired_at__isnull=True
        )
        .select_related("question")
        .prefetch_related("faces", "question__facts")
        .order_by("question__key", "number")
    ):
        newest[version.question_id] = version
    return list(newest.values())


def _terms(version: QuestionVersion) -> Iterator[Finding]:
    for face in version.faces.all():
        for text in (face.stem, *texts_in(face.words)):
            for hit in check_words(text, face.language):
                yield Finding(
                    version.question.key, face.language, ITEM_TERM, f"{hit.variant} → {hit.term}"
                )


def _letters(version: QuestionVersion) -> Iterator[Finding]:
    """Options have another letter for everybody: who names one by its letter names any."""
    kind = kind_of(version.question.kind)
    if kind.fixed_order or not kind.options(version.structure):
        return
    for face in version.faces.all():
        for text in (face.stem, *texts_in(face.words)):
            if found := _BY_LETTER.search(text):
                yield Finding(version.question.key, face.language, ITEM_LETTER, found[0])


def _same_stems(versions: Sequence[QuestionVersion]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for version in versions:
        for face in version.faces.all():
            stem = " ".join(as_plain_text(face.stem).casefold().split())
            first = seen.setdefault((face.language, stem), version.question.key)
            if first != version.question.key:
                yield Finding(version.question.key, f"stem ({face.language})", SAME_STEM, first)


def _outlived(version: QuestionVersion, on: datetime.date) -> Iterator[Finding]:
    """A fact has ended under an item that is still said to hold: nobody draws it any more, and
    somebody has to write it anew, date it or retire it.

    An item that gives its own end (`valid_until`) was written for that time on purpose.
    """
    for fact in version.question.facts.all():
        ended = fact.valid_until
        if ended and ended < on and not (version.valid_until and version.valid_until <= ended):
            yield Finding(version.question.key, f"fact {fact.key}", ITEM_EXPIRED, str(ended))


def _expired_in_forms(on: datetime.date) -> Iterator[Finding]:
    """A fixed form keeps what it was assembled of: an item that has expired must be replaced.

    Pools empty themselves: an item leaves them on the day it expires, or a fact it rests on does.
    """
    newest = TestForm.objects.order_by("-number").values_list("course", "number")
    current: dict[int, int] = {}
    for course, number in newest:
        current.setdefault(course, number)
    for course, number in current.items():
        for place in TestFormItem.objects.filter(
            Q(version__valid_until__lt=on)
            | Q(version__question__facts__in=Fact.objects.filter(valid_until__lt=on)),
            form__course=course,
            form__number=number,
        ).select_related("version__question", "form"):
            yield Finding(
                place.version.question.key,
                f"form {place.form.code}",
                ITEM_EXPIRED,
                str(place.version.valid_until or "fact"),
            )
