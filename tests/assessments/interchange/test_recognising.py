"""Importing twice creates nothing twice, in every format and where no identity says so."""

import base64
from fractions import Fraction

import pytest
from django.utils import timezone

from assessments.exporting import export_questions
from assessments.importing import carry_out
from assessments.importplanning import COME, DUPLICATE, plan_import
from assessments.interchange.reading import read_file
from assessments.models import Question, QuestionFace, QuestionFile
from tests.assessments.bank.drafts import AT, both, draft, published
from tests.assessments.kinds.samples import SAMPLES
from tests.factories.courses import make_course

pytestmark = pytest.mark.django_db
FORMATS = ("gift", "moodle-xml", "aiken", "qti")
KINDS = sorted(set(SAMPLES) - {"document"})
STEM = {"fr": "Que faites-vous  d’abord ?", "en": "What do you do  first?"}


def stored(kind, *, stem=STEM, key="", **changed):
    """A question of the kind, the same words in both languages but for the stem."""
    structure, words, _ = SAMPLES[kind]
    found = Question.objects.create(
        key=key or f"K-{kind}", kind=kind, module=make_course().modules.get(code="M01")
    )
    face = {"words": {**words, **changed}}
    given = {language: {**face, "stem": stem[language]} for language in ("fr", "en")}
    draft(found, structure=structure, faces=given)
    return found


def out(language, format):
    faces = QuestionFace.objects.filter(language=language).select_related(
        "version__question__module"
    )
    return export_questions(faces.order_by("pk"), format=format)


def back(content, format, language):
    return plan_import(read_file(content, "bank", format), language=language)


def without_identity(content, format):
    """The file as another system might pass it on: the identities and names are gone."""
    read = read_file(content, "bank", format)
    questions = tuple(
        type(one)(**{**vars(one), "id": "", "name": "", "tags": (), "feedback": type(one.stem)()})
        for one in read.questions
    )
    return type(read)(**{**vars(read), "questions": questions})


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("format", FORMATS)
def test_what_goes_out_and_comes_in_again_creates_nothing(format, language):
    for kind in KINDS:
        stored(kind)
    done = out(language, format)
    assert done.count == (1 if format == "aiken" else len(KINDS))
    before = Question.objects.count()
    plan = back(done.content, format, language)
    assert [row.fate for row in plan.rows] == [DUPLICATE] * done.count
    assert "K-single" in "".join(row.reason for row in plan.rows)
    assert carry_out(plan, by=None, at=timezone.now()).keys == ()
    assert Question.objects.count() == before


@pytest.mark.parametrize("format", FORMATS)
def test_nor_does_it_where_identity_name_and_feedback_were_lost(format):
    for kind in KINDS:
        stored(kind)
    done = out("fr", format)
    plan = plan_import(without_identity(done.content, format), language="fr")
    assert [row.fate for row in plan.rows] == [DUPLICATE] * done.count


def test_what_one_format_brought_is_known_in_every_other():
    stored("single")
    files = {format: out("fr", format).content for format in FORMATS}
    for first in FORMATS:
        QuestionFile.objects.all().delete()
        for question in Question.objects.all():
            QuestionFace.objects.filter(version__question=question).delete()
            question.versions.all().delete()
            question.delete()
        plan = plan_import(without_identity(files[first], first), language="fr")
        assert plan.count(COME) == 1
        carry_out(plan, by=None, at=timezone.now())
        for other in FORMATS:
            again = plan_import(without_identity(files[other], other), language="fr")
            assert again.count(DUPLICATE) == 1, (first, other)


def test_a_question_that_was_corrected_here_does_not_come_back():
    found = Question.objects.create(
        key="K-1", kind="single", module=make_course().modules.get(code="M01")
    )
    published(found)
    content = out("fr", "aiken").content
    better = both()
    better["fr"]["stem"] = "Combien de jours au plus ?"
    published(found, faces=better)
    found.retired_at = AT
    found.save()
    assert back(content, "aiken", "fr").count(DUPLICATE) == 1


AIKEN = "Que faire ?\nA. Attendre\nB. Entrer\nC. Sortir\nANSWER: B\n"


@pytest.mark.parametrize(
    ("changed", "fate"),
    [
        (AIKEN, DUPLICATE),
        (AIKEN.replace("Que faire ?", "Que   faire\u202f?"), DUPLICATE),
        ("Que faire ?\nA. Sortir\nB. Attendre\nC. Entrer\nANSWER: C\n", DUPLICATE),
        (AIKEN.replace("ANSWER: B", "ANSWER: C"), COME),
        (AIKEN.replace("Sortir", "Partir"), COME),
        (AIKEN.replace("Que faire", "Que dire"), COME),
        (AIKEN.replace("ANSWER: B", "ANSWER: B, C"), COME),
        (AIKEN.replace("C. Sortir\n", ""), COME),
    ],
)
def test_the_same_is_the_same_question_and_another_is_not(changed, fate):
    carry_out(back(AIKEN.encode(), "aiken", "fr"), by=None, at=AT)
    (row,) = back(changed.encode(), "aiken", "fr").rows
    assert row.fate == fate
    doubled = back(f"{AIKEN}\n{changed}".encode(), "aiken", "en").rows
    assert [one.fate for one in doubled] == [COME, fate]


def picture(content: bytes) -> bytes:
    """One question of Moodle that shows a picture, with nothing else to tell it by."""
    data = base64.b64encode(b"\x89PNG\r\n\x1a\n" + content).decode()
    answers = "".join(
        f'<answer fraction="{share}" format="html"><text>{words}</text></answer>'
        for share, words in ((100, "Vrai document"), (0, "Faux document"))
    )
    stem = '<p>Que voyez-vous ? <img src="@@PLUGINFILE@@/image.png" alt=""></p>'
    return (
        '<?xml version="1.0" encoding="UTF-8"?><quiz><question type="multichoice">'
        f'<questiontext format="html"><text><![CDATA[{stem}]]></text>'
        f'<file name="image.png" encoding="base64">{data}</file></questiontext>'
        f"<single>true</single>{answers}</question></quiz>"
    ).encode()


def test_two_pictures_are_two_questions_where_the_format_carries_them():
    for content, count in ((b"one", 1), (b"two", 2), (b"one", 2)):
        carry_out(back(picture(content), "moodle-xml", "fr"), by=None, at=AT)
        assert Question.objects.count() == count, content


def test_shares_of_its_own_make_it_another_question():
    xml = b"::a::Que faire ?{=Attendre ~%50%Entrer ~Sortir}"
    carry_out(back(xml, "gift", "fr"), by=None, at=AT)
    assert back(xml.replace(b"%50%", b"%25%"), "gift", "fr").count(COME) == 1
    assert back(xml.replace(b"::a::", b"::b::"), "gift", "fr").count(DUPLICATE) == 1
    (version,) = Question.objects.get().versions.all()
    assert Fraction(version.structure["fractions"]["b"]) == Fraction(1, 2)
