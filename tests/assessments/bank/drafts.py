"""Drafts of the tests: a single choice in both languages, written by an editor."""

import copy
import datetime
from typing import Any

from assessments.checking import approve_face, check_face
from assessments.drafting import write_draft
from assessments.models import Question, QuestionVersion
from assessments.publishing import publish_version

AT = datetime.datetime(2016, 1, 3, 9, tzinfo=datetime.UTC)
STRUCTURE = {"options": ["a", "b"], "key": ["a"]}
DETAILS = {"bloom": "apply", "sources": ["S25"], "points": "1"}


def words(language: str, **changed: Any) -> dict[str, Any]:
    """One face of the draft."""
    return {
        "stem": {"fr": "Combien de jours ?", "en": "How many days?"}[language],
        "words": {
            "options": {"a": {"fr": "90 jours", "en": "90 days"}[language], "b": "30"},
            "option_feedback": {"a": f"oui {language}", "b": f"non {language}"},
            "feedback": f"parce que {language}",
        },
        **changed,
    }


def both(**changed: Any) -> dict[str, dict[str, Any]]:
    """Both faces; `fr` or `en` replace one."""
    return {"fr": words("fr"), "en": words("en"), **changed}


def draft(question: Question, *, faces: Any = None, by: Any = None, **changed: Any) -> Any:
    """Write the question's draft."""
    given: dict[str, Any] = {"structure": copy.deepcopy(STRUCTURE), "details": DETAILS, "at": AT}
    given |= {"change": "wording", **changed}
    return write_draft(question=question, faces=both() if faces is None else faces, by=by, **given)


def approve(version: QuestionVersion, by: Any = None, languages: str = "fr en") -> None:
    """Check and approve the faces of a version that are drafts."""
    for face in version.faces.filter(language__in=languages.split(), state="draft"):
        check_face(face=face, by=by, at=AT)
        approve_face(face=face, by=by, at=AT)


def published(question: Question, **changed: Any) -> QuestionVersion:
    """A version on which every step was done."""
    version = draft(question, **changed)
    approve(version)
    publish_version(version=version, by=None, at=AT)
    version.refresh_from_db()
    return version
