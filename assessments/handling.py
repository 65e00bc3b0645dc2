"""One act on many questions: each is done or refused by itself, and every refusal is reported."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from assessments import refusals
from assessments.checking import approve_face, check_face
from assessments.facestates import CHECKED, DRAFT
from assessments.filing import file_question
from assessments.kinds.base import LANGUAGES
from assessments.models import Question, QuestionVersion
from assessments.publishing import publish_version
from assessments.refusals import Refusal
from assessments.retiring import bring_back_question, retire_question
from courses.models import Module

RETIRE, BRING_BACK, SET_MODULE, SET_POOL = "retire", "bring-back", "set-module", "set-pool"
CHECK, APPROVE, PUBLISH = "check", "approve", "publish"


@dataclass(frozen=True)
class Order:
    """What is to be done, with what, by whom and when; `languages` of the faces it is about."""

    act: str
    by: User | None
    at: datetime.datetime
    module: Module | None = None
    pool: str = ""
    languages: tuple[str, ...] = LANGUAGES


@dataclass(frozen=True)
class Outcome:
    """What became of one question: changed, left as it was, or refused."""

    question: Question
    changed: bool
    refusal: Refusal | None = None


def handle(questions: Iterable[Question], order: Order) -> list[Outcome]:
    """Carry out an order on each question in a transaction of its own."""
    act = ACTS[order.act]
    outcomes = []
    for question in questions:
        try:
            with transaction.atomic():
                outcomes.append(Outcome(question, act(question, order)))
        except Refusal as refusal:
            outcomes.append(Outcome(question, False, refusal))
    return outcomes


def draft_of(question: Question) -> QuestionVersion:
    """The version that is being written. Raises Refusal(NO_DRAFT)."""
    newest = question.versions.order_by("-number").first()
    if newest is None or newest.published_at is not None:
        raise Refusal(refusals.NO_DRAFT)
    return newest


def _retire(question: Question, order: Order) -> bool:
    return retire_question(question=question, at=order.at)


def _bring_back(question: Question, order: Order) -> bool:
    return bring_back_question(question=question)


def _file(question: Question, order: Order) -> bool:
    return file_question(question=question, module=order.module, pool=order.pool)


def _check(question: Question, order: Order) -> bool:
    faces = draft_of(question).faces.filter(language__in=order.languages, state=DRAFT)
    for face in faces:
        check_face(face=face, by=order.by, at=order.at)
    return bool(faces)


def _approve(question: Question, order: Order) -> bool:
    """Only faces that somebody checked: a draft is refused, not jumped over."""
    faces = draft_of(question).faces.filter(language__in=order.languages)
    if any(face.state == DRAFT for face in faces):
        raise Refusal(refusals.NOT_CHECKED)
    waiting = [face for face in faces if face.state == CHECKED]
    for face in waiting:
        approve_face(face=face, by=order.by, at=order.at)
    return bool(waiting)


def _publish(question: Question, order: Order) -> bool:
    return publish_version(version=draft_of(question), by=order.by, at=order.at)


ACTS: dict[str, Callable[[Question, Order], bool]] = {
    RETIRE: _retire,
    BRING_BACK: _bring_back,
    SET_MODULE: _file,
    SET_POOL: _file,
    CHECK: _check,
    APPROVE: _approve,
    PUBLISH: _publish,
}
