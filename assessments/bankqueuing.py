"""What waits in the bank: facts that run out, and faces that a translator owes."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from assessments.banklisting import MISSING, bank
from assessments.facestates import DRAFT
from assessments.kinds.base import LANGUAGES
from assessments.models import FaceFlag, Question, QuestionFace, QuestionVersion
from courses.models import Fact

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


@dataclass(frozen=True)
class Expiring:
    """A published version that runs out: on which day, whether it has, by which ended facts."""

    version: QuestionVersion
    until: datetime.date
    over: bool
    facts: tuple[Fact, ...]


def expiring(questions: QuerySet[Question], *, on: datetime.date) -> list[Expiring]:
    """Published versions in force whose validity ended or ends within 60 days, the oldest first.

    Theirs or that of a fact on which they rest. Retired questions are left out. Two queries.
    """
    ends = dict(
        bank(questions)
        .filter(retired_at__isnull=True, live_id__isnull=False, live_until__lte=on + SOON)
        .values_list("live_id", "live_until")
    )
    ending = Prefetch("question__facts", Fact.objects.filter(valid_until__lte=on + SOON))
    versions = (
        QuestionVersion.objects.filter(pk__in=ends)
        .select_related("question__module")
        .prefetch_related(ending)
    )
    found = [
        Expiring(one, ends[one.pk], ends[one.pk] < on, tuple(one.question.facts.all()))
        for one in versions
    ]
    return sorted(found, key=lambda one: (one.until, one.version.question.key))


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
