"""What a correction of one face touches: the attempts that saw the face as it was."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from assessments import states
from assessments.kinds.base import LANGUAGES
from assessments.models import (
    Attempt,
    AttemptItem,
    AttemptStep,
    QuestionFace,
    QuestionVersion,
)

_SEEN = (AttemptStep.Action.ANSWER, AttemptStep.Action.LANGUAGE, AttemptStep.Action.SHOWN)


@dataclass(frozen=True)
class Correction:
    """`version` says in `languages` otherwise what `earlier` said; what is right did not change."""

    version: QuestionVersion
    earlier: QuestionVersion
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """How many marked attempts of one cohort at one quiz saw a face."""

    cohort: str
    frozen: bool
    quiz: str
    attempts: int


def correction_of(version: QuestionVersion) -> Correction | None:
    """What a version corrects of the published one before it.

    None for a first version, and where options, key or points changed too: that is another item.
    """
    earlier = (
        version.question.versions.filter(number__lt=version.number, published_at__isnull=False)
        .order_by("-number")
        .first()
    )
    if earlier is None or earlier.structure_digest != version.structure_digest:
        return None
    ours, theirs = (
        {face.language: (face.stem, face.words, face.markup) for face in one.faces.all()}
        for one in (version, earlier)
    )
    changed = tuple(one for one in LANGUAGES if one in ours and ours[one] != theirs.get(one))
    return Correction(version, earlier, changed) if changed else None


def carriers_of(correction: Correction, language: str) -> list[QuestionVersion]:
    """The published versions that said in this language what is corrected, the newest first.

    A version that changed only the other face kept these words: whoever saw it read them too.
    """
    versions = correction.version.question.versions.filter(
        number__lt=correction.version.number, published_at__isnull=False
    )
    said = {
        face.version: (face.stem, face.words, face.markup)
        for face in QuestionFace.objects.filter(
            version__in=versions, language=language
        ).select_related("version")
    }
    corrected = said.get(correction.earlier)
    carriers = [one for one, words in said.items() if words == corrected]
    return sorted(carriers, key=lambda one: one.number, reverse=True)


def attempts_that_saw(*, version: QuestionVersion, language: str) -> QuerySet[Attempt]:
    """Attempts in which this face of the version was shown or answered: a step says so.

    Whoever read only the other face is not among them.
    """
    step = AttemptStep.objects.filter(
        attempt=OuterRef("attempt"),
        position=OuterRef("position"),
        language=language,
        action__in=_SEEN,
    )
    items = AttemptItem.objects.filter(Exists(step), version=version)
    return Attempt.objects.filter(pk__in=items.values("attempt"))


def seen_by_cohort(*, version: QuestionVersion, language: str) -> list[Seen]:
    """Counts of marked attempts that saw the face, by cohort and quiz: one query."""
    rows = (
        attempts_that_saw(version=version, language=language)
        .filter(state__in=states.MARKED)
        .order_by("enrolment__cohort__code", "quiz__activity__key")
        .values_list("enrolment__cohort__code", "quiz__activity__key")
        .annotate(
            frozen=Count("pk", filter=Q(enrolment__cohort__frozen_at__isnull=False)),
            attempts=Count("pk"),
        )
    )
    return [Seen(code, frozen > 0, quiz, count) for code, quiz, frozen, count in rows]
