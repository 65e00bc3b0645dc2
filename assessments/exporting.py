"""Verb of export: the bank's questions in one language, in the formats of other systems."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assessments.detailing import tags_told
from assessments.interchange.aiken.writing import is_carried, write_aiken
from assessments.interchange.gift import writing as gift
from assessments.interchange.html import FILE_PREFIX
from assessments.interchange.moodle_xml import writing as moodle_xml
from assessments.interchange.qti import writing as qti
from assessments.interchange.question import HTML, File, ImportedQuestion
from assessments.interchange.sniffing import AIKEN, GIFT, MOODLE_XML, QTI
from assessments.interchange.storing import TAG, Face
from assessments.kinds.registry import kind_of
from assessments.models import QuestionFace, QuestionFile

EXPORTED = (GIFT, MOODLE_XML, AIKEN, QTI)


@dataclass(frozen=True)
class Exported:
    """A file, and the keys of the questions that its format cannot carry."""

    content: bytes
    count: int
    left_out: list[str]


def neutral_of(face: QuestionFace, files: Iterable[File] = ()) -> ImportedQuestion:
    """One face as a neutral question; fetch it with its version, question and module.

    Of the files those that its texts show go with it.

    What files can carry only as a tag (« normalise=mrz », « bloom=apply ») goes among the tags.
    """
    version = face.version
    question = version.question
    kind = kind_of(question.kind)
    own = Face(face.markup)
    told = kind.tell(version.structure, face.words, face.language, own)
    neutral = ImportedQuestion(
        type=question.kind,
        stem=own.hear(face.stem),
        name=question.name or question.key,
        id=question.key,
        category=question.module.code if question.module else "",
        tags=(
            *question.tags,
            *(f"{TAG}{one}" for one in told.particulars),
            *tags_told(version),
        ),
        feedback=own.hear(face.words.get("feedback", "")),
        language=face.language,
        **told.fields,
    )
    shown = "\n".join(text.text for text in neutral.texts)
    used = tuple(file for file in files if FILE_PREFIX + file.name in shown)
    return replace(neutral, files=used)


def export_questions(faces: Iterable[QuestionFace], *, format: str) -> Exported:
    """The questions of these faces as a file of the format; ValueError for an unknown one."""
    faces = list(faces)
    pictures = pictures_of(faces)
    questions = [neutral_of(face, pictures.get(face.version_id, ())) for face in faces]
    if format == AIKEN:
        carried = [one for one in questions if is_carried(one)]
        content = write_aiken(carried).encode()
    elif format == GIFT:
        carried = [one for one in questions if gift.is_carried(one)]
        content = gift.write_gift(carried).encode()
    elif format == MOODLE_XML:
        carried = [one for one in questions if one.type in moodle_xml.CARRIED]
        content = moodle_xml.write_moodle_xml(carried)
    elif format == QTI:
        carried = [one for one in questions if one.type in qti.CARRIED]
        content = qti.write_qti(carried)
    else:
        raise ValueError(format)
    kept = {one.id for one in carried}
    left = [one.id for one in questions if one.id not in kept]
    return Exported(content, len(carried), left)


def pictures_of(faces: list[QuestionFace]) -> dict[int | None, list[File]]:
    """The files of the formatted faces by version; one query, none where all are plain."""
    versions = [face.version_id for face in faces if face.markup == HTML]
    found: dict[int | None, list[File]] = {}
    if versions:
        for one in QuestionFile.objects.filter(version__in=versions).order_by("name"):
            file = File(one.name, one.media_type, bytes(one.content))
            found.setdefault(one.version_id, []).append(file)
    return found
