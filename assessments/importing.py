"""Verbs of import: what a file would bring, and bringing it, all or nothing or one by one.

A question that came in one language is a draft whose other face is missing; the same identity in
the other language completes it. By the identity it had in its file, or by what the file said, a
second import knows it again and stores nothing twice.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db import transaction

from accounts.models import User
from assessments.completing import complete_face, joined, why_not
from assessments.detailing import details_of, own_tags
from assessments.digests import digest
from assessments.drafting import write_draft
from assessments.interchange.notes import Note
from assessments.interchange.question import SCORED, ImportedQuestion, ReadFile, Text
from assessments.interchange.report import file_json, question_json
from assessments.interchange.sentences import sentence
from assessments.interchange.storing import NotStorable, Stored, face_for
from assessments.kinds.base import ContentProblem
from assessments.kinds.registry import kind_of
from assessments.models import ImportBatch, Question, QuestionFile
from assessments.refusals import Refusal
from courses.models import Module

COME, DUPLICATE, SKIPPED, REFUSED = "come", "duplicate", "skipped", "refused"
LONGEST_ID = 100
IN_FILE = 0


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
class Planned:
    """One question of the file and what would become of it; `reason` where it does not come."""

    question: ImportedQuestion
    digest: str
    fate: str
    reason: str = ""
    stored: Stored | None = None
    module: str = ""
    language: str = ""
    # It brings the missing face of a question: of the bank (its number), or of the same file (0).
    completes: int | None = None
    completed: str = ""

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was changed or left out, while reading and for the bank."""
        twin = (Note("completes", self.completed),) if self.completed else ()
        stored = self.stored.notes if self.stored else ()
        named = () if self.question.stem or not self.stored else (Note("stem-from-name"),)
        return (*self.question.notes, *named, *stored, *details_of(self.question).notes, *twin)


@dataclass(frozen=True)
class Plan:
    """What a file would bring. `language` is that of its questions where they do not say."""

    read: ReadFile
    language: str
    rows: list[Planned] = field(default_factory=list)

    def count(self, fate: str) -> int:
        """How many questions share this fate."""
        return sum(row.fate == fate for row in self.rows)


@dataclass(frozen=True)
class Brought:
    """What came of a plan: the batch (None when nothing came), its keys, and what was refused."""

    batch: ImportBatch | None = None
    keys: tuple[str, ...] = ()
    refused: tuple[Stopped, ...] = ()


def digest_of(question: ImportedQuestion, *, language: str) -> str:
    """SHA-256 over what the file says, whatever its format, line and name."""
    said = question_json(question)
    for name in ("line", "name", "category", "warnings", "id", "tags", "file"):
        said.pop(name, None)
    return digest({"language": language, **said})


def plan_import(read: ReadFile, *, language: str, module: str = "") -> Plan:
    """Look at every question without storing anything: four queries."""
    wanted = [_judged(question, language=language, module=module) for question in read.questions]
    known = dict(
        Question.objects.filter(import_digest__in=[row.digest for row in wanted]).values_list(
            "import_digest", "key"
        )
    )
    ids = [row.question.id[:LONGEST_ID] for row in wanted if row.question.id]
    identified = {
        question.external_id: question
        for question in Question.objects.filter(external_id__in=ids).prefetch_related(
            "versions__faces"
        )
    }
    return Plan(read, language, _without_doubles(wanted, known, identified))


def plan_offline(read: ReadFile, *, language: str, module: str = "") -> Plan:
    """The same without a database: only doubles inside the file are known."""
    wanted = [_judged(question, language=language, module=module) for question in read.questions]
    return Plan(read, language, _without_doubles(wanted, {}, {}))


def _judged(question: ImportedQuestion, *, language: str, module: str) -> Planned:
    own = question.language or language
    known = digest_of(question, language=own)
    code = module or question.category.replace("\\", "/").rpartition("/")[2].strip()
    if question.type not in SCORED:
        return Planned(question, known, SKIPPED, sentence("not-scored", question.type))
    kind = kind_of(question.type)
    face = face_for(question)
    try:
        stored = kind.store(question, own, face)
        kind.check_words(stored.structure, stored.words)
    except NotStorable as problem:
        return Planned(question, known, SKIPPED, sentence(problem.code, problem.detail))
    except ContentProblem as problem:
        return Planned(question, known, SKIPPED, sentence("content", str(problem)))
    return Planned(question, known, COME, stored=stored, module=code, language=own)


def _without_doubles(
    wanted: Iterable[Planned], known: dict[str, str], identified: dict[str, Question]
) -> list[Planned]:
    rows: list[Planned] = []
    lines: dict[str, int] = {}
    first: dict[str, Planned] = {}
    for row in wanted:
        asked = row.question.id[:LONGEST_ID]
        reason = ""
        completes: int | None = None
        completed = ""
        if row.digest in known:
            reason = sentence("duplicate-in-bank", known[row.digest])
        elif row.digest in lines:
            reason = sentence("duplicate-in-file", str(lines[row.digest]))
        elif row.stored and asked in identified:
            reason = why_not(
                identified[asked],
                type=row.question.type,
                structure=row.stored.structure,
                language=row.language,
                face=_face(row),
            )
            completes, completed = identified[asked].pk, identified[asked].key
        elif row.stored and asked in first and _is_twin(first[asked], row):
            completes, completed = IN_FILE, asked
        lines.setdefault(row.digest, row.question.line)
        if reason and row.fate == COME:
            row = Planned(row.question, row.digest, DUPLICATE, reason)
        elif row.fate == COME:
            row = replace(row, completes=completes, completed=completed)
            if asked:
                first.setdefault(asked, row)
        rows.append(row)
    return rows


def _is_twin(first: Planned, row: Planned) -> bool:
    """Whether two rows of one file are one question in two languages."""
    if first.stored is None or row.stored is None or first.completes is not None:
        return False
    same = first.question.type == row.question.type and first.language != row.language
    kept, new = first.stored.structure, row.stored.structure
    return same and joined(kept, new, language=row.language) is not None


def _face(row: Planned) -> dict[str, object]:
    """The face as the bank would store it."""
    face = face_for(row.question)
    return {
        "stem": face.say(row.question.stem or Text(row.question.name)),
        "words": row.stored.words if row.stored else {},
        "markup": face.markup,
    }


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
        faces={row.language: _face(row)},
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
        face=_face(row),
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
