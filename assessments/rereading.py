"""Whether a question still is what an editor's page showed: nothing is written over unread."""

from collections.abc import Iterator
from contextlib import contextmanager

from assessments import refusals
from assessments.digests import digest
from assessments.models import Question, QuestionFace
from assessments.refusals import Refusal


def edition_of_face(face: QuestionFace) -> str:
    """Names what whoever reads the face has read: its words, and what is right."""
    return digest([face.stem, face.words, face.markup, face.version.structure_digest])[:16]


def edition_of_question(question: Question) -> str:
    """Names what the form of a question shows: another one after each change of it."""
    newest = question.versions.prefetch_related("faces").order_by("-number").first()
    version = newest and [
        newest.number,
        newest.structure,
        str(newest.points),
        newest.bloom,
        newest.sources,
        [str(newest.valid_from), str(newest.valid_until), newest.valid_as_of],
        newest.change_reason,
        sorted([one.language, one.stem, one.words, one.markup] for one in newest.faces.all()),
    ]
    facts = sorted(question.facts.values_list("pk", flat=True))
    return digest([question.name, question.module_id, question.pool, facts, version])[:16]


def check_face_read(face: QuestionFace, read: str | None) -> None:
    """Raise Refusal(WRITTEN_MEANWHILE) for a face that has changed; None does not ask.

    Call it on the face as it is behind the question's lock.
    """
    if read is not None and read != edition_of_face(face):
        raise Refusal(refusals.WRITTEN_MEANWHILE)


@contextmanager
def written_on(question: Question, read: str | None) -> Iterator[None]:
    """Around what a form writes, inside its transaction: `read` is the edition that it was opened
    on, None does not ask.

    Raises Refusal(WRITTEN_MEANWHILE) where another one stands and what is written differs from it;
    a button that is pressed twice writes the same. Race: the question's row is locked.
    """
    stands = edition_of_question(Question.objects.select_for_update().get(pk=question.pk))
    is_old = read is not None and read != stands
    try:
        yield
    except Refusal:
        if is_old:
            raise Refusal(refusals.WRITTEN_MEANWHILE) from None
        raise
    if is_old and edition_of_question(Question.objects.get(pk=question.pk)) != stands:
        raise Refusal(refusals.WRITTEN_MEANWHILE)
