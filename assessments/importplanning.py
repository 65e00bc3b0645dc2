"""What a file of questions would bring to the bank: each question and its fate. Stores nothing.

A question that came in one language is a draft whose other face is missing; the same identity in
the other language completes it. By the identity it had in its file, by what the file said, or by
what it asks (`recognising`), a second import knows it again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import Q

from assessments.completing import joined, why_not
from assessments.detailing import details_of
from assessments.digests import digest
from assessments.interchange.notes import Note
from assessments.interchange.question import SCORED, ImportedQuestion, ReadFile, Text
from assessments.interchange.report import question_json
from assessments.interchange.sentences import sentence
from assessments.interchange.storing import NotStorable, Stored, face_for
from assessments.kinds.base import ContentProblem
from assessments.kinds.registry import kind_of
from assessments.models import Question
from assessments.recognising import identity_of, known_again

COME, DUPLICATE, SKIPPED = "come", "duplicate", "skipped"
LONGEST_ID = 100
# What a row completes that brings the other face of a question of its own file.
IN_FILE = 0


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
    # What it asks, as far as the format of its file carries it; empty where it is not stored.
    identity: str = ""
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


def digest_of(question: ImportedQuestion, *, language: str) -> str:
    """SHA-256 over what the file says, whatever its format, line and name."""
    said = question_json(question)
    for name in ("line", "name", "category", "warnings", "id", "tags", "file"):
        said.pop(name, None)
    # Every second picture of the world is called image.png.
    said["files"] = [[file.name, digest(file.content.hex())] for file in question.files]
    return digest({"language": language, **said})


def plan_import(read: ReadFile, *, language: str, module: str = "") -> Plan:
    """Look at every question without storing anything: seven queries at most."""
    wanted = _wanted(read, language, module)
    known = dict(
        Question.objects.filter(import_digest__in=[row.digest for row in wanted]).values_list(
            "import_digest", "key"
        )
    )
    ids = [row.question.id[:LONGEST_ID] for row in wanted if row.question.id]
    asked = [row for row in wanted if row.stored]
    again = known_again(
        [row.identity for row in asked],
        [row.question.stem or Text(row.question.name) for row in asked],
        read.format,
    )
    return Plan(read, language, _without_doubles(wanted, known, _identified(ids), again))


def _identified(ids: list[str]) -> dict[str, Question]:
    """Questions by the identity they came with, and by the key under which they go out."""
    found = list(
        Question.objects.filter(Q(external_id__in=ids) | Q(key__in=ids)).prefetch_related(
            "versions__faces"
        )
    )
    by_key = {question.key: question for question in found}
    return by_key | {question.external_id: question for question in found if question.external_id}


def plan_offline(read: ReadFile, *, language: str, module: str = "") -> Plan:
    """The same without a database: only doubles inside the file are known."""
    wanted = _wanted(read, language, module)
    return Plan(read, language, _without_doubles(wanted, {}, {}, {}))


def _wanted(read: ReadFile, language: str, module: str) -> list[Planned]:
    return [
        _judged(question, language=language, module=module, format=read.format)
        for question in read.questions
    ]


def _judged(question: ImportedQuestion, *, language: str, module: str, format: str) -> Planned:
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
    asks = identity_of(question, stored, language=own, format=format)
    return Planned(question, known, COME, stored=stored, module=code, language=own, identity=asks)


def _without_doubles(
    wanted: Iterable[Planned],
    known: dict[str, str],
    identified: dict[str, Question],
    again: dict[str, str],
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
                face=face_of(row),
            )
            completes, completed = identified[asked].pk, identified[asked].key
        elif row.identity in again:
            reason = sentence("duplicate-in-bank", again[row.identity])
        elif row.stored and row.identity in lines:
            reason = sentence("duplicate-in-file", str(lines[row.identity]))
        elif row.stored and asked in first and _is_twin(first[asked], row):
            completes, completed = IN_FILE, asked
        for same in (row.digest, row.identity):
            lines.setdefault(same, row.question.line)
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


def face_of(row: Planned) -> dict[str, object]:
    """The face as the bank would store it."""
    face = face_for(row.question)
    return {
        "stem": face.say(row.question.stem or Text(row.question.name)),
        "words": row.stored.words if row.stored else {},
        "markup": face.markup,
    }
