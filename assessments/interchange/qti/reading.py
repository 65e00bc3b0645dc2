"""QTI items to questions. Pure."""

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from assessments.interchange.checking import checked
from assessments.interchange.collecting import Collector
from assessments.interchange.limits import OPTIONS, ZIP_XML_MARKS
from assessments.interchange.notes import QuestionProblem, ReadError, Unreadable
from assessments.interchange.qti.body import Fetch, Words
from assessments.interchange.qti.interactions import GAPS, READERS, Asked
from assessments.interchange.qti.names import (
    attribute,
    every,
    first,
    inside,
    interactions,
    is_general,
    language,
    name,
    remarks,
)
from assessments.interchange.qti.package import Package
from assessments.interchange.qti.responses import declarations, points_of
from assessments.interchange.qti.rules import rules_of
from assessments.interchange.question import EMPTY, ImportedQuestion, Part, Text
from assessments.interchange.xml import Element, line_of, local, read_xml


def read_item_file(root: Element) -> Iterator[ImportedQuestion | ReadError]:
    """The one question of an item file. Raises Unreadable for XML that is no item."""
    if local(root) == "questestinterop":
        raise Unreadable("qti-version", "1.2")
    if name(root) in ("assessmentTest", "manifest"):
        raise Unreadable("qti-test", local(root))
    if name(root) != "assessmentItem":
        raise Unreadable("unknown-root", local(root)[:60])
    yield _read(root, "", lambda _: None)


def read_package(raw: bytes) -> Iterator[ImportedQuestion | ReadError]:
    """Every item of a content package; an item that is broken is an error of its own.

    Raises Unreadable for too many elements in all of them together.
    """
    package = Package(raw)
    found = marks = 0
    for path in package.item_names():
        content = package.read(path)
        if content is None:
            yield ReadError(1, "item-broken", f"{path}: not in the package"[:120], path)
            continue
        marks += content.count(b"<")
        if marks > ZIP_XML_MARKS:
            raise Unreadable("zip-too-many", f"{marks} / {ZIP_XML_MARKS}")
        try:
            root, _, _ = read_xml(content)
        except Unreadable as problem:
            if problem.code not in ("not-well-formed", "empty"):
                # Hostile, not merely broken: nothing of the package comes in.
                raise
            found += 1
            yield ReadError(problem.line, "item-broken", str(problem)[:200], path)
            continue
        if name(root) == "assessmentItem":
            found += 1
            yield _tagged(_read(root, path, _fetcher(package, path)), *package.described(path))
        elif local(root) in ("questestinterop", "quiz"):
            raise Unreadable("qti-version", "1.2" if local(root) != "quiz" else "(Moodle XML)")
    if not found:
        raise Unreadable("zip-no-items", _hint(package))


def _tagged(
    read: ImportedQuestion | ReadError, tags: tuple[str, ...], category: str
) -> ImportedQuestion | ReadError:
    if isinstance(read, ReadError):
        return read
    return replace(read, tags=tags, category=category)


def _fetcher(package: Package, path: str) -> Fetch:
    folder = posixpath.dirname(path)
    return lambda address: package.read(posixpath.join(folder, address))


def _hint(package: Package) -> str:
    if "[Content_Types].xml" in package.names:
        return "(Office Open XML)"
    if "mimetype" in package.names:
        return "(OpenDocument)"
    return ""


def _read(item: Element, path: str, fetch: Fetch) -> ImportedQuestion | ReadError:
    line = line_of(item)
    try:
        return _question(item, path, line, fetch)
    except QuestionProblem as problem:
        return ReadError(problem.line or line, problem.code, problem.detail, path)


def _question(item: Element, path: str, line: int, fetch: Fetch) -> ImportedQuestion:
    collector = Collector()
    body = first(item, "itemBody")
    if body is None:
        raise QuestionProblem("item-broken", "itemBody")
    for unread in ("templateDeclaration", "templateProcessing"):
        if first(item, unread) is not None:
            raise QuestionProblem("interaction-refused", unread)
    asked = interactions(body)
    words = Words(collector, fetch)
    gaps = [each for each in asked if name(each) in GAPS]
    start = ImportedQuestion(
        type="description",
        stem=words.stem(body, len(gaps)),
        line=line,
        name=attribute(item, "title") or attribute(item, "identifier"),
        feedback=_general(item, words, collector),
        points=points_of(item),
        id=attribute(item, "identifier"),
        language=language(item) or language(body),
        file=path,
    )
    return checked(_asked(item, asked, start, words, collector), collector)


def _asked(
    item: Element,
    asked: list[Element],
    start: ImportedQuestion,
    words: Words,
    collector: Collector,
) -> ImportedQuestion:
    """The question with what its interactions ask. Raises QuestionProblem, naming others."""
    if not asked:
        return start
    for each in asked:
        if name(each) not in READERS:
            raise QuestionProblem("interaction-refused", name(each))
    if len(asked) > 1 and any(name(each) not in GAPS for each in asked):
        kinds = dict.fromkeys(name(each) for each in asked)
        raise QuestionProblem("mixed-interactions", ", ".join(kinds))
    if len(asked) > OPTIONS:
        raise QuestionProblem("too-many-options", str(len(asked)))
    declared, rules, shown = declarations(item), rules_of(item), remarks(item)
    parts = []
    for each in asked:
        declaration = declared.get(attribute(each, "responseIdentifier"))
        if declaration is None:
            raise QuestionProblem("no-correct-response")
        read = READERS[name(each)]
        parts.append(read(Asked(each, declaration, rules, shown, words, collector), start))
    if len(parts) == 1:
        return parts[0]
    gaps = tuple(Part(part.type, Fraction(1), part.options, part.answers) for part in parts)
    return replace(start, type="cloze", parts=gaps)


def _general(item: Element, words: Words, collector: Collector) -> Text:
    """Feedback that does not depend on the answer; the rest has no place here."""
    found = list(every(item, "modalFeedback"))
    general = [each for each in found if is_general(each)]
    options = {
        attribute(each, "identifier") for each in inside(item, "simpleChoice", "inlineChoice")
    }
    # What belongs to an option goes with it.
    others = [each for each in found if attribute(each, "identifier") not in options]
    if not all(is_general(each) for each in others):
        collector.note("combined-feedback-dropped")
    return words.text(general[0]) if general else EMPTY
