"""Level, sources, validity, points and pool travel as tags, and come in as what they were."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.detailing import details_of, own_tags
from assessments.exporting import export_questions, neutral_of
from assessments.importing import carry_out
from assessments.importplanning import plan_import
from assessments.interchange.question import ImportedQuestion, Text
from assessments.interchange.reading import read_file
from assessments.models import Question, QuestionFace, QuestionVersion
from tests.assessments.kinds.samples import SAMPLES

AT = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)
FIELDS = ("points", "bloom", "sources", "valid_from", "valid_until", "valid_as_of")
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40
)
WORDS = TEXT.map(lambda text: " ".join(f"a{text}z".split()))
VERSIONS = st.fixed_dictionaries(
    {
        "points": st.sampled_from([Decimal("1"), Decimal("2"), Decimal("0.50"), Decimal("999.99")]),
        "bloom": st.sampled_from(["", "apply", "create"]),
        "sources": st.lists(WORDS, max_size=4, unique=True),
        "valid_from": st.none() | st.dates(datetime.date(1990, 1, 1)),
        "valid_until": st.none() | st.dates(datetime.date(1990, 1, 1)),
        "valid_as_of": st.just("") | WORDS,
    }
)


def face_of(pool: str, fields) -> QuestionFace:
    structure, words, _ = SAMPLES["single"]
    question = Question(key="K-1", kind="single", pool=pool, tags=["frontière", "a=b:c]"])
    version = QuestionVersion(question=question, structure=structure, **fields)
    return QuestionFace(version=version, language="fr", stem="Où ?", words=words, markup="plain")


@given(fields=VERSIONS, pool=st.sampled_from(["quiz", "test", "exam"]))
@pytest.mark.parametrize("format", ["gift", "moodle-xml", "qti"])
def test_what_a_version_says_of_itself_survives(format, fields, pool) -> None:
    done = export_questions([face_of(pool, fields)], format=format)
    (question,) = read_file(done.content, "file", format).questions
    came = details_of(question)
    assert (came.pool, came.notes) == (pool, ())
    empty = {"points": "1", "bloom": "", "sources": [], "valid_as_of": ""}
    found = {name: came.fields.get(name, empty.get(name)) for name in FIELDS}
    assert {**found, "points": Decimal(found["points"])} == fields
    assert own_tags(question) == ["frontière", "a=b:c]"]


@pytest.mark.parametrize(
    "tag",
    [
        "bloom=daydream",
        "pool=secret",
        "points=-1",
        "points=many",
        "points=NaN",
        "points=1e9",
        "valid-from=yesterday",
        "valid-until=2026-02-30",
        "source=" + "x" * 81,
        "source= ",
    ],
)
def test_a_detail_that_cannot_be_is_left_out_and_named(tag) -> None:
    question = ImportedQuestion(
        "single", Text("Où ?"), tags=(f"relais:{tag}", "relais:bloom=apply")
    )
    came = details_of(question)
    assert [note.code for note in came.notes] == ["detail-not-understood"]
    assert tag[:60].strip() in str(came.notes[0])
    assert (dict(came.fields), came.pool) == (
        {"points": "1", "sources": [], "bloom": "apply"},
        "quiz",
    )


def test_a_strangers_tags_are_the_banks_and_say_nothing_of_the_version() -> None:
    question = ImportedQuestion("single", Text("Où ?"), tags=("bloom=apply", "relais: news", "a"))
    came = details_of(question)
    assert (dict(came.fields), came.notes) == ({"points": "1", "sources": []}, ())
    assert own_tags(question) == ["bloom=apply", "a"]


@pytest.mark.django_db
def test_a_secret_item_of_the_exam_comes_back_into_the_exam() -> None:
    fields = {
        "points": Decimal("2"),
        "bloom": "apply",
        "sources": ["S12", "S7"],
        "valid_from": datetime.date(2025, 1, 29),
        "valid_until": datetime.date(2027, 1, 1),
        "valid_as_of": "janvier 2025 (loi 2015-36, art. 3)",
    }
    face = face_of("exam", fields)
    read = read_file(export_questions([face], format="gift").content, "bank", "gift")
    carry_out(plan_import(read, language="fr"), by=None, at=AT)
    question = Question.objects.get(external_id="K-1")
    version = question.versions.get()
    assert (question.pool, question.tags) == ("exam", ["frontière", "a=b:c]"])
    assert {name: getattr(version, name) for name in FIELDS} == fields
    came = QuestionFace.objects.get(version=version)
    # And out again: the same tags, none of them twice.
    assert set(neutral_of(came).tags) == set(neutral_of(face).tags)
