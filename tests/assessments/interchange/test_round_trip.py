"""Export → import gives the same questions: over every item of the bank, in both languages."""

import html

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from assessments.collecting import collect_questions
from assessments.exporting import export_questions, neutral_of
from assessments.importing import carry_out
from assessments.importplanning import COME, DUPLICATE, plan_import
from assessments.interchange.html import sanitised
from assessments.interchange.question import HTML, PLAIN, ImportedQuestion
from assessments.interchange.reading import read_file
from assessments.interchange.storing import Face, face_for
from assessments.kinds.registry import kind_of
from assessments.models import Question, QuestionFace, QuestionVersion
from tests.assessments.kinds.samples import SAMPLES
from tests.factories.assessments import make_question
from tests.factories.courses import make_course

ITEMS = collect_questions()


def face_of(key, kind, structure, stem, words, language, markup=PLAIN):
    """A face as the bank holds it, without a database."""
    version = QuestionVersion(question=Question(key=key, kind=kind), structure=structure)
    return QuestionFace(version=version, language=language, stem=stem, words=words, markup=markup)


def of_item(item, language):
    kind = kind_of(item["kind"])
    structure, words = kind.structure_of(item), kind.words_of(item, language)
    return face_of(item["key"], item["kind"], structure, item["stem"][language], words, language)


def meaning(question: ImportedQuestion, language: str):
    """What the bank makes of a neutral question, told back: free of ids that were invented."""
    kind = kind_of(question.type)
    face = face_for(question)
    stored = kind.store(question, language, face)
    fields = dict(kind.tell(stored.structure, stored.words, language, Face(face.markup)).fields)
    if "options" in fields:
        fields["options"] = [(o.text.text, o.fraction, o.feedback.text) for o in fields["options"]]
    return (question.type, question.stem.text, question.feedback.text, fields)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("format", ["gift", "moodle-xml", "qti"])
def test_the_whole_bank_goes_out_and_comes_in_the_same(format, language):
    faces = [of_item(item, language) for item in ITEMS]
    done = export_questions(faces, format=format)
    kinds = {item["key"]: item["kind"] for item in ITEMS}
    # No format has a notation for content that is drawn by seed; it is told, not dropped.
    assert {kinds[key] for key in done.left_out} == {"document"}
    read = read_file(done.content, "bank", format)
    assert read.errors == ()
    came = {question.id: question for question in read.questions}
    for face in faces:
        key = face.version.question.key
        if key in done.left_out:
            continue
        # True and false say so in the language of the import, whatever the file's words.
        assert meaning(came[key], language) == meaning(neutral_of(face), language), key


@pytest.mark.parametrize("language", ["fr", "en"])
def test_aiken_carries_single_choice_and_names_the_rest(language):
    faces = [of_item(item, language) for item in ITEMS]
    done = export_questions(faces, format="aiken")
    single = [face for face in faces if face.version.question.kind == "single"]
    assert done.count == len(single) == len(faces) - len(done.left_out)
    read = read_file(done.content, "bank", "aiken")
    assert read.errors == () and len(read.questions) == done.count
    for face, question in zip(single, read.questions, strict=True):
        expected = neutral_of(face)
        assert [o.fraction for o in question.options] == [o.fraction for o in expected.options]


AWKWARD = st.text(
    alphabet=st.sampled_from("aé ={}~#:\\%/<>&'\"«»\u202f0123.,-$[]*_?!\n"), min_size=1, max_size=30
).map(lambda text: f"a{' '.join(text.split())}z")


def test_an_arrow_in_a_pair_parts_nothing():
    structure, words, _ = SAMPLES["matching"]
    arrows = {name: {one: f"{one}->x" for one in value} for name, value in words.items()}
    face = face_of("K-1", "matching", structure, "Stem", arrows, "fr")
    done = export_questions([face], format="gift")
    (question,) = read_file(done.content, "file", "gift").questions
    assert meaning(question, "fr") == meaning(neutral_of(face), "fr")


def ordering_face(elements):
    """An ordering question whose right order is that of `elements`."""
    structure, words, _ = SAMPLES["ordering"]
    (name,) = [name for name, value in words.items() if isinstance(value, dict)]
    texts = dict(zip(structure["key"], elements, strict=True))
    return face_of("K-1", "ordering", structure, "Stem", {**words, name: texts}, "fr")


# Each could be a word of Moodle's head, or the next one after it.
HEADWORDS = ["1", "0", "V", "H", "ALL", "REL", "SHOW", "none", "abc", "123", "> 2", "####", "a->b"]


@pytest.mark.parametrize("first", HEADWORDS)
def test_no_first_element_is_taken_for_a_part_of_the_head(first):
    elements = [first, *(one for one in HEADWORDS if one != first)]
    face = ordering_face(elements[: len(SAMPLES["ordering"][0]["key"])])
    done = export_questions([face], format="gift")
    (question,) = read_file(done.content, "file", "gift").questions
    assert question.notes == ()
    assert meaning(question, "fr") == meaning(neutral_of(face), "fr")


@pytest.mark.parametrize("element", ["two\nlines", "two\u2028lines", "// remark", "[html]x", " "])
def test_an_order_that_gift_cannot_say_is_left_out_by_name(element):
    rest = HEADWORDS[: len(SAMPLES["ordering"][0]["key"]) - 1]
    done = export_questions([ordering_face([element, *rest])], format="gift")
    assert (done.count, done.left_out) == (0, ["K-1"])
    kept = export_questions([ordering_face([element, *rest])], format="moodle-xml")
    assert kept.count == 1


FORMATTED = st.tuples(AWKWARD, AWKWARD, st.sampled_from(["b", "i", "sub", "code"])).map(
    lambda parts: formatted(*parts)
)


def formatted(text, other, tag):
    """A text as the bank stores a formatted one: safe HTML, here with a paragraph and a tag."""
    source = f"<p>{html.escape(text)} <{tag}>{html.escape(other)}</{tag}></p>"
    clean, notes = sanitised(source)
    assert notes == []
    return clean


@given(data=st.data())
@pytest.mark.parametrize("markup", [PLAIN, HTML])
@pytest.mark.parametrize("format", ["gift", "moodle-xml", "qti"])
def test_whatever_stands_in_a_text_survives(format, markup, data):
    kind = data.draw(st.sampled_from(sorted(set(SAMPLES) - {"document"})))
    structure, words, _ = SAMPLES[kind]
    texts = AWKWARD if markup == PLAIN else FORMATTED
    supply = iter(data.draw(st.lists(texts, min_size=9, max_size=9, unique=True)))
    own = {
        name: {one: next(supply) for one in value} if isinstance(value, dict) else next(supply)
        for name, value in words.items()
    }
    if kind == "true-false":
        # True and false say so in the language of the import, whatever the file's words.
        own = {"options": words["options"], "feedback": next(supply)}
    face = face_of("K-1", kind, structure, next(supply), own, "fr", markup)
    done = export_questions([face], format=format)
    (question,) = read_file(done.content, "file", format).questions
    assert meaning(question, "fr") == meaning(neutral_of(face), "fr")


@pytest.mark.django_db
def test_both_languages_into_an_empty_bank_give_every_item_with_both_faces():
    """One file a language, as the command writes them: the second completes the first."""
    items = {item["key"]: item for item in ITEMS if item["kind"] != "document"}
    at = timezone.now()
    for language in ("fr", "en"):
        out = [of_item(item, language) for item in items.values()]
        content = export_questions(out, format="moodle-xml").content
        plan = plan_import(read_file(content, "bank", "moodle-xml"), language=language)
        assert {row.fate for row in plan.rows} == {COME}
        carry_out(plan, by=None, at=at)
    versions = QuestionVersion.objects.select_related("question").prefetch_related("faces")
    came = {version.question.external_id: version for version in versions}
    assert set(came) == set(items) and Question.objects.count() == len(items)
    for key, version in came.items():
        faces = {face.language: face for face in version.faces.all()}
        assert set(faces) == {"fr", "en"}
        for language, face in faces.items():
            wanted = of_item(items[key], language)
            assert told(face) == told(wanted), (key, language)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("format", ["gift", "moodle-xml", "qti"])
def test_what_went_out_of_this_bank_is_known_when_it_comes_back(format, language):
    """Written here, or brought in from a file under another identity."""
    make_question(make_course().modules.earliest("code"), "written-here")
    foreign = export_questions([of_item(ITEMS[0], language)], format="moodle-xml").content
    carry_out(
        plan_import(read_file(foreign, "bank", "moodle-xml"), language=language),
        by=None,
        at=timezone.now(),
    )
    faces = QuestionFace.objects.filter(language=language).select_related("version__question")
    content = export_questions(faces, format=format).content
    back = plan_import(read_file(content, "bank", format), language=language)
    assert [row.fate for row in back.rows] == [DUPLICATE, DUPLICATE]


def told(face):
    """What stands in a stored face, free of ids: kind, stem, key and texts as they are scored."""
    neutral = neutral_of(face)
    kind = kind_of(face.version.question.kind)
    told = dict(
        kind.tell(face.version.structure, face.words, face.language, Face(face.markup)).fields
    )
    if "options" in told:
        told["options"] = [(o.text.text, o.fraction, o.feedback.text) for o in told["options"]]
    return (neutral.type, neutral.stem.text, neutral.feedback.text, told)
