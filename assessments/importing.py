"""Verbs of import: bringing what a plan says comes, all or nothing or one by one.

A second import of the same file stores nothing twice: `importplanning` knows its questions again.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from assessments.completing import complete_face
from assessments.detailing import details_of, own_tags
from assessments.digests import digest
from assessments.drafting import write_draft
from assessments.importplanning import (
    COME,
    DUPLICATE,
    IN_FILE,
    LONGEST_ID,
    SKIPPED,
    Plan,
    Planned,
    face_of,
)
from assessments.interchange.question import ImportedQuestion
from assessments.interchange.report import file_json
from assessments.interchange.sentences import sentence
from assessments.kinds.base import ContentProblem
from assessments.models import ImportBatch, Question, QuestionFile
from assessments.refusals import Refusal
from courses.models import Module

REFUSED = "refused"


class Stopped(Exception):
    """The bank refused, after all, a question that was to come.

    Raised, nothing of the file was stored; question by question, only this one was not.
    `question` is the refused one, `line` where it begins, `problem` what the bank said.
    """

    def __init__(self, question: ImportedQuestion, problem: Refusal | ContentProblem) -> None:
        super().__init__(sentence("content", str(problem)))
        self.question = question
        self.line = question.line
        self.problem = problem


@dataclass(frozen=True)
class Brought:
    """What came of a plan: the batch (None when nothing came), its keys, and what was refused."""

    batch: ImportBatch | None = None
    keys: tuple[str, ...] = ()
    refused: tuple[Stopped, ...] = ()


def carry_out(
    plan: Plan, *, by: User | None, at: datetime.datetime, one_by_one: bool = False
) -> Brought:
    """Store what the plan says comes.

    All or nothing, unless `one_by_one`, where a question that the bank refuses after all is left
    out and named. Without it nothing is stored of a file in which a question could not be read,
    and Stopped is raised where the bank refuses one.
    """
    if plan.read.errors and not one_by_one:
        return Brought()
    with transaction.atomic():
        coming = [row for row in plan.rows if row.fate == COME]
        if not coming:
            return Brought()
        batch = ImportBatch.objects.create(
            file_name=plan.read.name[:200],
            sha256=plan.read.sha256,
            format=plan.read.format,
            encoding=plan.read.encoding[:20],
            language=plan.language,
            imported_at=at,
            imported_by=by,
            report={},
        )
        modules = {module.code: module for module in Module.objects.all()}
        keys: list[str] = []
        refused: list[Stopped] = []
        made: dict[str, Question] = {}
        for number, row in enumerate(coming, start=1):
            try:
                with transaction.atomic():
                    if row.completes is None:
                        question = _store(row, batch, number, modules, by, at)
                        made.setdefault(question.external_id, question)
                    else:
                        question = _complete(row, made, by, at)
                    keys.append(question.key)
            except (Refusal, ContentProblem) as problem:
                if not one_by_one:
                    raise Stopped(row.question, problem) from problem
                refused.append(Stopped(row.question, problem))
        if not keys:
            batch.delete()
            return Brought(refused=tuple(refused))
        batch.report = report_of(plan, imported=len(keys), refused=refused)
        batch.save(update_fields=["report"])
        return Brought(batch, tuple(keys), tuple(refused))


def _store(
    row: Planned,
    batch: ImportBatch,
    number: int,
    modules: dict[str, Module],
    by: User | None,
    at: datetime.datetime,
) -> Question:
    asked, stored = row.question, row.stored
    if stored is None:
        raise ContentProblem("nothing-to-store")
    details = details_of(asked)
    question = Question.objects.create(
        key=f"IM-{batch.pk}-{number}",
        name=asked.name[:200],
        kind=asked.type,
        module=modules.get(row.module),
        pool=details.pool,
        tags=own_tags(asked),
        external_id=asked.id[:LONGEST_ID],
        import_digest=row.digest,
        imported_from=batch,
    )
    version = write_draft(
        question=question,
        structure=stored.structure,
        faces={row.language: face_of(row)},
        details=details.fields,
        by=by,
        at=at,
    )
    for file in asked.files:
        QuestionFile.objects.create(
            version=version,
            name=file.name[:120],
            media_type=file.media_type[:40],
            sha256=digest(file.content.hex()),
            content=file.content,
        )
    return question


def _complete(
    row: Planned, made: dict[str, Question], by: User | None, at: datetime.datetime
) -> Question:
    """Add the row's face to the question that it completes. Raises ContentProblem."""
    asked = row.question.id[:LONGEST_ID]
    question = (
        made.get(asked)
        if row.completes == IN_FILE
        else Question.objects.filter(pk=row.completes or 0).first()
    )
    if question is None or row.stored is None:
        raise ContentProblem("nothing-to-store")
    complete_face(
        question=question,
        structure=row.stored.structure,
        language=row.language,
        face=face_of(row),
        files=row.question.files,
        by=by,
        at=at,
    )
    return question


def report_of(
    plan: Plan, *, imported: int = 0, refused: Iterable[Stopped] = ()
) -> dict[str, object]:
    """The report of a plan as the command prints it (docs/interchange.md).

    What the bank refused after all stands among the errors, in the order of the file.
    """
    said = file_json(plan.read)
    problems = {id(one.question): one for one in refused}
    for printed, row in zip(said["questions"], plan.rows, strict=True):
        printed["warnings"] = [str(note) for note in row.notes]
        if row.reason:
            printed["warnings"].append(row.reason)
        printed["fate"] = row.fate
        if stopped := problems.get(id(row.question)):
            printed["fate"] = REFUSED
            where = {"file": printed["file"]} if printed.get("file") else {}
            said["errors"].append({"line": stopped.line, "reason": str(stopped), **where})
    return {
        **said,
        "imported": imported,
        "duplicates": plan.count(DUPLICATE),
        "skipped": plan.count(SKIPPED),
    }
