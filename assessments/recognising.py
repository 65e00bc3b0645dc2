"""Verb of import: a question known again by what it asks, where no identity says so.

Two questions are the same when kind, language, stem, options with their worth, pairs, order or
accepted answers are the same. Feedback, name, tags, points and the order of options do not count:
not every format carries them, and who answers is asked the same thing. Of a text only what the
format carries is compared: Aiken has neither formatting nor pictures, GIFT no pictures.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from assessments.digests import digest
from assessments.exporting import neutral_of, pictures_of
from assessments.interchange import html
from assessments.interchange.html import FILE_PREFIX
from assessments.interchange.question import HTML, TRUE_FALSE, TYPES, File, ImportedQuestion, Text
from assessments.interchange.sniffing import AIKEN, MOODLE_XML, QTI
from assessments.interchange.storing import Stored, face_for
from assessments.kinds.registry import kind_of
from assessments.models import QuestionFace

_WITH_PICTURES = (MOODLE_XML, QTI)


def identity_of(question: ImportedQuestion, stored: Stored, *, language: str, format: str) -> str:
    """The identity of a question of a file, by what the bank makes of it."""
    own = face_for(question)
    kind = kind_of(question.type)
    told = kind.tell(stored.structure, stored.words, language, own)
    stem = own.hear(own.say(question.stem or Text(question.name)))
    return _identity(replace(question, stem=stem, **told.fields), language, format)


def known_again(wanted: Iterable[str], stems: Iterable[Text], format: str) -> dict[str, str]:
    """Of these identities those that the bank has: identity → key of the question.

    Every version counts, current or not, of retired questions too: what was corrected here does
    not come back as a new question. `stems` are those of the file: only faces that ask the same
    are looked at whole. Three queries at most.
    """
    identities, asked = set(wanted), {_said(stem, (), AIKEN) for stem in stems}
    faces = QuestionFace.objects.filter(version__question__kind__in=TYPES)
    alike = [
        pk
        for pk, stem, markup in faces.values_list("pk", "stem", "markup")
        if _said(Text(stem, markup), (), AIKEN) in asked
    ]
    found = list(
        faces.filter(pk__in=alike)
        .select_related("version__question__module")
        .order_by("-version__question__pk", "version__number")
    )
    pictures = pictures_of(found)
    known = {}
    for face in found:
        neutral = neutral_of(face, pictures.get(face.version_id, ()))
        identity = _identity(neutral, face.language, format)
        if identity in identities:
            known[identity] = face.version.question.key
    return known


def _identity(question: ImportedQuestion, language: str, format: str) -> str:
    """SHA-256 over what is asked; of pictures the contents count, whatever they are called."""

    def said(text: Text) -> str:
        return _said(text, question.files, format)

    options: list[Any] = [[said(one.text), str(one.fraction)] for one in question.options]
    if question.type == TRUE_FALSE:
        options = [str(one.fraction) for one in question.options]
    else:
        options.sort()
    return digest(
        {
            "kind": question.type,
            "language": language,
            "stem": said(question.stem),
            "options": options,
            "answers": sorted(
                [_plain(one.text), str(one.fraction), str(one.tolerance)]
                for one in question.answers
            ),
            "pairs": sorted([said(one.left), said(one.right)] for one in question.pairs),
            "order": [said(one) for one in question.order],
        }
    )


def _said(text: Text, files: Iterable[File], format: str) -> str:
    if text.markup != HTML or format == AIKEN:
        return _plain(html.plain(text.text) if text.markup == HTML else text.text)
    words = text.text
    if format in _WITH_PICTURES:
        for file in sorted(files, key=lambda file: len(file.name), reverse=True):
            words = words.replace(FILE_PREFIX + file.name, digest(file.content.hex()))
    return f"<{_plain(words)}>"


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())
