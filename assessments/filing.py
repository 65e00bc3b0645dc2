"""Verbs of a question's identity: open it in the bank, file it under a module and into a pool."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from assessments import refusals
from assessments.models import Question
from assessments.refusals import Refusal
from courses.models import Fact, Module


def open_question(*, key: str, kind: str, name: str, module: Module | None, pool: str) -> Question:
    """A question without a version. Raises Refusal(KEY_TAKEN): of two at once one is stored."""
    try:
        with transaction.atomic():
            return Question.objects.create(key=key, kind=kind, name=name, module=module, pool=pool)
    except IntegrityError:
        raise Refusal(refusals.KEY_TAKEN) from None


@transaction.atomic
def file_question(*, question: Question, module: Module | None = None, pool: str = "") -> bool:
    """Put the question under a module, into a pool, or both. False when it stood there already.

    Attempts are untouched: they point at versions.
    """
    locked = Question.objects.select_for_update().get(pk=question.pk)
    before = (locked.module_id, locked.pool)
    locked.module_id = module.pk if module else locked.module_id
    locked.pool = pool or locked.pool
    locked.save(update_fields=["module", "pool"])
    question.refresh_from_db(fields=["module", "pool"])
    return before != (locked.module_id, locked.pool)


@transaction.atomic
def rename_question(*, question: Question, name: str, module: Module | None, pool: str) -> None:
    """Name, module and pool as an editor's form has them; a question may lose its module.

    It goes on resting on its facts, which belong to the module that teaches them.
    """
    locked = Question.objects.select_for_update().get(pk=question.pk)
    locked.name, locked.module, locked.pool = name, module, pool
    locked.save(update_fields=["name", "module", "pool"])
    question.refresh_from_db(fields=["name", "module", "pool"])


@transaction.atomic
def rest_on(*, question: Question, facts: Iterable[Fact]) -> bool:
    """Note the facts that the question rests on. False when the same were noted already."""
    before = {fact.pk for fact in question.facts.all()}
    after = {fact.pk for fact in facts}
    if before == after:
        return False
    question.facts.set(after)
    return True
