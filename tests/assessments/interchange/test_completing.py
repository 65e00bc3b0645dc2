"""The same question from two files in two languages is one question with both faces."""

import io
import json
import zipfile
from collections import Counter
from fractions import Fraction

import pytest
from django.core.management import call_command
from django.utils import timezone

from assessments.collecting import collect_questions
from assessments.exporting import export_questions
from assessments.importing import carry_out
from assessments.importplanning import COME, DUPLICATE, plan_import
from assessments.interchange.qti.writing import CARRIED, write_qti
from assessments.interchange.question import HTML, Answer, File, ImportedQuestion, Text
from assessments.interchange.reading import read_file
from assessments.models import Question, QuestionFace, QuestionFile, QuestionVersion
from tests.assessments.bankadmin.rooms import question as make_question
from tests.assessments.interchange.test_round_trip import of_item

pytestmark = pytest.mark.django_db
AT = timezone.now()
PNG = b"\x89PNG\r\n\x1a\n"


def bring(raw, language):
    """Import bytes; the plan's fates and reasons, and the keys."""
    plan = plan_import(read_file(raw, "file"), language=language)
    keys = list(carry_out(plan, by=None, at=AT).keys)
    return [(row.fate, row.reason) for row in plan.rows], keys


def some():
    """A few items of each kind that travels; `test_round_trip.py` has them all, without a
    database."""
    chosen = []
    seen: Counter[str] = Counter()
    for item in collect_questions():
        seen[item["kind"]] += 1
        if seen[item["kind"]] <= 4 and item["kind"] in CARRIED:
            chosen.append(item)
    return chosen


def package(language):
    faces = [of_item(item, language) for item in some()]
    return export_questions(faces, format="qti").content


def gift(stem, right="oui", id="K1"):
    return f"// [id:{id}]\n{stem} {{={right} ~non}}".encode()


def test_a_bank_from_two_packages_has_both_faces_and_the_same_keys():
    items = some()
    assert {item["kind"] for item in items} == CARRIED
    fates, keys = bring(package("fr"), "fr")
    assert len(keys) == len(items) and {fate for fate, _ in fates} == {COME}
    fates, again = bring(package("en"), "en")
    assert {fate for fate, _ in fates} == {COME} and again == keys
    assert Question.objects.count() == QuestionVersion.objects.count() == len(items)
    for item in items:
        version = QuestionVersion.objects.get(question__external_id=item["key"])
        assert version.structure_digest
        faces = {face.language: face for face in version.faces.all()}
        assert {one: face.stem for one, face in faces.items()} == {
            one: item["stem"][one] for one in ("fr", "en")
        }
        if item["kind"] == "short-text":
            accepted = {one: version.structure["key"][one] for one in ("fr", "en")}
            assert accepted == {one: item["answers"][one] for one in ("fr", "en")}
    for language in ("fr", "en"):
        fates, keys = bring(package(language), language)
        assert {fate for fate, _ in fates} == {DUPLICATE} and keys == []


def test_two_languages_in_one_package_are_one_question_with_the_pictures_of_both():
    def asked(language, content):
        return ImportedQuestion(
            type="numeric",
            stem=Text(f'<p>{language} <img src="@@PLUGINFILE@@/a.png" alt=""></p>', HTML),
            id="K1",
            language=language,
            answers=(Answer("3", Fraction(1), tolerance=Fraction(0)),),
            files=(File("a.png", "image/png", PNG + content),),
        )

    raw = write_qti([asked("fr", b"1"), asked("en", b"2")])
    fates, keys = bring(raw, "fr")
    assert fates == [(COME, ""), (COME, "")] and len(set(keys)) == 1
    stems = dict(QuestionFace.objects.values_list("language", "stem"))
    pictures = {file.name: bytes(file.content)[-1:] for file in QuestionFile.objects.all()}
    assert pictures == {"a.png": b"1", "en-a.png": b"2"}
    assert "/a.png" in stems["fr"] and "/en-a.png" in stems["en"]
    assert bring(raw, "fr")[1] == []


@pytest.mark.parametrize(
    ("change", "raw", "said"),
    [
        ("", gift("Which ?"), ""),
        ("", b"// [id:K1]\nHow many ? {#3}", "another type"),
        ("", b"// [id:K1]\nWhich ? {=yes ~no ~maybe}", "another key or other options"),
        ("published", gift("Which ?"), "published"),
        ("kind", gift("Which ?"), "another type"),
    ],
)
def test_what_cannot_complete_a_question_says_why(change, raw, said):
    bring(gift("Laquelle ?"), "fr")
    if change == "published":
        QuestionVersion.objects.update(published_at=AT)
    if change == "kind":
        Question.objects.update(kind="numeric")
    ((fate, reason),) = bring(raw, "en")[0]
    assert said in reason and fate == (DUPLICATE if said else COME)
    assert QuestionFace.objects.count() == (1 if said else 2)


def test_other_words_in_the_same_language_change_nothing():
    bring(gift("Laquelle ?"), "fr")
    ((fate, reason),) = bring(gift("Laquelle donc ?"), "fr")[0]
    assert fate == DUPLICATE and "other words" in reason
    assert QuestionFace.objects.get().stem == "Laquelle ?"


def test_the_dry_run_says_which_question_is_completed():
    _, (key,) = bring(gift("Laquelle ?"), "fr")
    plan = plan_import(read_file(gift("Which ?"), "file"), language="en")
    (row,) = plan.rows
    assert [str(note) for note in row.notes] == [f"It brings the missing language of {key}."]


def test_the_command_writes_a_package_that_the_other_command_reads(tmp_path):
    make_question("Q-1", state="published")
    path, said = tmp_path / "bank.zip", io.StringIO()
    call_command("export_questions", format="qti", output=str(path), stderr=said)
    assert "1 questions" in said.getvalue() and zipfile.is_zipfile(path)
    out = io.StringIO()
    call_command("import_questions", str(path), "--dry-run", "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert (report["format"], report["errors"]) == ("qti", [])
    assert [(one["id"], one["category"]) for one in report["questions"]] == [("Q-1", "M01")]
