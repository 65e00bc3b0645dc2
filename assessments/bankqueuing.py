"""What waits in the bank: facts that run out, and faces that a translator owes."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, QuerySet

from assessments.banklisting import MISSING, bank
from assessments.facestates import DRAFT
from assessments.kinds.base import LANGUAGES
from assessments.models import FaceFlag, Question, QuestionFace, QuestionVersion

SOON = datetime.timedelta(days=60)
FLAGGED = "flagged"


@dataclass(frozen=True)
class Owed:
    """One thing to do for a translator: a face that is missing, a draft, or flagged."""

    question: Question
    language: str
    why: str
    stem: str
    flag: FaceFlag | None = None


def expiring(
    questions: QuerySet[Question], *, on: datetime.date
) -> list[tuple[QuestionVersion, bool]]:
    """Published versions in force whose validity ended or ends within 60 days, the oldest first.

    Each with whether it is over. Retired questions are left out.
    """
    current = bank(questions).filter(retired_at__isnull=True, live_until__lte=on + SOON)
    versions = QuestionVersion.objects.filter(pk__in=current.values("live_id"))
    return [
        (version, version.valid_until is not None and version.valid_until < on)
        for version in versions.select_related("question__module").order_by(
            F("valid_until").asc(), "question__key"
        )
    ]


def owed(questions: QuerySet[Question], *, language: str = "") -> Iterator[Owed]:
    """Every face to write, to finish or to mend: three queries. Flags come first."""
    languages = [language] if language in LANGUAGES else list(LANGUAGES)
    open_flags = (
        FaceFlag.objects.filter(
            face__version__question__in=questions.values("pk"),
            face__language__in=languages,
            resolved_at__isnull=True,
        )
        .select_related("face__version__question__module")
        .order_by("raised_at")
    )
    for flag in open_flags:
        face = flag.face
        yield Owed(face.version.question, face.language, FLAGGED, face.stem, flag)
    drafts = list(
        bank(questions)
        .filter(retired_at__isnull=True, newest_published__isnull=True, newest_id__isnull=False)
        .select_related("module")
    )
    faces: dict[int, dict[str, QuestionFace]] = {}
    for row in QuestionFace.objects.filter(version__in=[one.newest_id for one in drafts]):
        faces.setdefault(row.version_id, {})[row.language] = row
    for question in drafts:
        known = faces.get(question.newest_id, {})
        for one in languages:
            if one not in known:
                yield Owed(question, one, MISSING, _any_stem(known))
            elif known[one].state == DRAFT:
                yield Owed(question, one, DRAFT, known[one].stem)


def _any_stem(faces: dict[str, QuestionFace]) -> str:
    return next((face.stem for face in faces.values()), "")
