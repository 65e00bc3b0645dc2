"""Verbs of one face: checked, approved, sent back, each with who and when."""

import datetime

from django.db import transaction

from accounts.models import User
from assessments import facestates, refusals
from assessments.models import Question, QuestionFace
from assessments.publishing import number_differences
from assessments.refusals import Refusal
from assessments.rereading import check_face_read


@transaction.atomic
def check_face(
    *, face: QuestionFace, by: User | None, at: datetime.datetime, read: str | None = None
) -> None:
    """Somebody has read this face against the other.

    `read` is the edition that was read (`rereading.edition_of_face`): words that changed meanwhile
    are not checked unseen. None does not ask. Refusal: PUBLISHED, WRONG_STATE, WRITTEN_MEANWHILE.
    """
    locked = _locked(face)
    check_face_read(locked, read)
    locked.state = _after(locked, facestates.CHECK)
    locked.checked_at, locked.checked_by = at, by
    _save(locked, face)


@transaction.atomic
def approve_face(
    *, face: QuestionFace, by: User | None, at: datetime.datetime, read: str | None = None
) -> None:
    """This face may be shown to trainees; whoever checked it may approve it too.

    `read` as for `check_face`. Refusal: PUBLISHED, WRONG_STATE, WRITTEN_MEANWHILE, or
    NUMBERS_DIFFER with `differences` when both faces are there and do not state the same numbers.
    """
    locked = _locked(face)
    check_face_read(locked, read)
    locked.state = _after(locked, facestates.APPROVE)
    found = number_differences(locked.version)
    if found:
        raise Refusal(refusals.NUMBERS_DIFFER, differences=found)
    locked.approved_at, locked.approved_by = at, by
    _save(locked, face)


@transaction.atomic
def send_face_back(
    *, face: QuestionFace, by: User | None, at: datetime.datetime, read: str | None = None
) -> None:
    """A face that was checked or approved is a draft again.

    `read` as for `check_face`. Refusal: PUBLISHED, WRONG_STATE, WRITTEN_MEANWHILE.
    """
    locked = _locked(face)
    check_face_read(locked, read)
    locked.state = _after(locked, facestates.SEND_BACK)
    forget_readings(locked)
    _save(locked, face)


def forget_readings(face: QuestionFace) -> None:
    """Who checked and approved earlier words says nothing about these; not saved here."""
    face.checked_at = face.checked_by = None
    face.approved_at = face.approved_by = None


def _locked(face: QuestionFace) -> QuestionFace:
    # The question's row is the lock of everything that is written about its versions.
    Question.objects.select_for_update().get(versions__faces=face)
    fresh = QuestionFace.objects.select_related("version").get(pk=face.pk)
    if fresh.version.published_at is not None:
        raise Refusal(refusals.PUBLISHED)
    return fresh


def _after(face: QuestionFace, event: str) -> str:
    state = facestates.after(face.state, event)
    if state is None:
        raise Refusal(refusals.WRONG_STATE, state=face.state, event=event)
    return state


def _save(locked: QuestionFace, face: QuestionFace) -> None:
    fields = ["state", "checked_at", "checked_by", "approved_at", "approved_by"]
    locked.save(update_fields=fields)
    for name in fields:
        setattr(face, name, getattr(locked, name))
