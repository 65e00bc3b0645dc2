"""Files of other systems: read whole, stored once, refused by name."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from assessments.importing import carry_out
from assessments.importplanning import COME, DUPLICATE, plan_import, plan_offline
from assessments.interchange.notes import Unreadable
from assessments.interchange.reading import read_file
from assessments.models import ImportBatch, Question, QuestionFace
from assessments.scoring.schemes import score
from tests.factories.courses import make_course

FILES = Path(__file__).parent / "files"
MESSY, SEVEN, PLAIN = (FILES / name for name in ("messy.gift", "seven.xml", "plain.aiken"))
KEYS = set("format encoding questions errors warnings imported duplicates skipped".split())


def run(path, *more):
    """Exit code and report of the command."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("import_questions", str(path), "--json", *more, stdout=out, stderr=err)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, json.loads(out.getvalue()), err.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "format", "types", "errors"),
    [
        (
            MESSY,
            "gift",
            "single true-false multiple short-text numeric numeric numeric matching description "
            "essay single single",
            [33],
        ),
        (SEVEN, "moodle-xml", "single true-false matching numeric short-text cloze ordering", [11]),
        (PLAIN, "aiken", "single single", []),
    ],
)
def test_the_report_of_a_file(path, format, types, errors):
    code, report, _ = run(path, "--dry-run")
    assert code == (1 if errors else 0)
    assert report["format"] == format
    assert [question["type"] for question in report["questions"]] == types.split()
    assert [error["line"] for error in report["errors"]] == errors
    assert report["imported"] == 0 and not Question.objects.exists()
    promised = "name type line stem options answers tolerance pairs category warnings".split()
    for question in report["questions"]:
        assert set(promised) <= set(question)
        assert all(-1 <= option["fraction"] <= 1 for option in question["options"])
        assert "<script" not in question["stem"]


@pytest.mark.django_db
def test_what_a_teacher_wrote_comes_in_as_it_was_meant():
    _, report, _ = run(MESSY, "--dry-run")
    by_line = {question["line"]: question for question in report["questions"]}
    first = by_line[4]
    assert (first["name"], first["category"]) == ("Q1 capitale", "$course$/top/M04")
    assert [(o["text"], o["fraction"]) for o in first["options"]] == [
        ("Ouagadougou", 1),
        ("Bamako", 0),
        ("Niamey", 0.5),
    ]
    assert [o["fraction"] for o in by_line[13]["options"]] == [0.5, 0.5, -1]
    assert by_line[17]["answers"][0]["text"] == "3.14" and by_line[17]["tolerance"] == 0.05
    assert by_line[23]["pairs"] == [
        {"left": "a", "right": "1"},
        {"left": "b", "right": "2"},
        {"left": "c", "right": "3"},
    ]
    assert by_line[31]["options"][0]["text"] == "a=b"


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["windows-1252", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_encoding_and_any_line_end_give_the_same_questions(tmp_path, encoding, ends):
    text = MESSY.read_text("utf-8").replace("\n", ends)
    path = tmp_path / "file.gift"
    path.write_bytes(text.encode(encoding))
    said, expected = run(path, "--dry-run")[1], run(MESSY, "--dry-run")[1]
    for one, other in zip(said["questions"], expected["questions"], strict=True):
        assert one == other


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("windows-1252", "windows-1252")],
)
def test_the_report_has_these_keys_and_names_the_encoding(tmp_path, written, named):
    path = tmp_path / "file.gift"
    path.write_bytes("::Q::Où étudie-t-elle ?{=À l’école ~Ça dépend}\n".encode(written))
    code, report, _ = run(path, "--dry-run")
    assert code == 0
    assert set(report) == KEYS
    assert report["encoding"] == named
    guessed = ["The file is not UTF-8; it was read as windows-1252."]
    assert report["warnings"] == (guessed if named == "windows-1252" else [])
    (question,) = report["questions"]
    assert question["options"][0]["text"] == "À l’école"


def test_a_refused_file_has_the_same_keys_and_no_encoding(tmp_path):
    path = tmp_path / "file.gift"
    path.write_bytes(b"")
    code, report, _ = run(path, "--dry-run")
    assert (code, report["format"], report["encoding"]) == (2, None, None)
    assert set(report) == KEYS


@pytest.mark.django_db
def test_importing_twice_creates_nothing_twice():
    make_course()
    code, report, _ = run(SEVEN, "--question-by-question")
    assert (code, report["imported"], report["skipped"]) == (1, 6, 1)
    before = list(Question.objects.values_list("pk", flat=True))
    code, report, _ = run(SEVEN, "--question-by-question")
    assert (report["imported"], report["duplicates"]) == (0, 6)
    assert list(Question.objects.values_list("pk", flat=True)) == before
    assert ImportBatch.objects.count() == 1


@pytest.mark.django_db
def test_a_file_with_an_error_stores_nothing_unless_one_by_one():
    code, report, _ = run(SEVEN)
    assert (code, report["imported"]) == (1, 0)
    assert not Question.objects.exists() and not ImportBatch.objects.exists()


@pytest.mark.django_db
def test_a_question_that_the_bank_refuses_after_all_is_an_error_with_its_line(tmp_path):
    """Two faces in one file for the one that is missing: the first takes the place."""
    french = tmp_path / "fr.gift"
    french.write_text("// [id:twin]\n::T::Vrai ?{TRUE}\n", "utf-8")
    assert run(french)[0] == 0
    both = tmp_path / "en.gift"
    both.write_text("// [id:twin]\nTrue?{TRUE}\n\n// [id:twin]\nIs it true?{TRUE}\n", "utf-8")
    code, report, _ = run(both, "--language", "en")
    assert (code, report["imported"]) == (1, 0)
    ((line, reason),) = [(error["line"], error["reason"]) for error in report["errors"]]
    assert line == 5 and reason.startswith("The bank does not take it: ")
    assert QuestionFace.objects.count() == 1 and ImportBatch.objects.count() == 1
    code, report, _ = run(both, "--language", "en", "--question-by-question")
    assert (code, report["imported"], report["skipped"]) == (1, 1, 0)
    assert report["errors"] == [{"line": 5, "reason": reason}]
    assert [one["fate"] for one in report["questions"]] == ["come", "refused"]
    assert QuestionFace.objects.count() == 2
    assert ImportBatch.objects.latest("pk").report == report


@pytest.mark.django_db
def test_a_file_of_which_the_bank_takes_nothing_leaves_no_batch_behind(tmp_path):
    path = tmp_path / "en.gift"
    path.write_text("// [id:twin]\nTrue?{TRUE}\n", "utf-8")
    run(path, "--language", "fr")
    plan = plan_import(read_file(b"// [id:twin]\nIs it true?{TRUE}\n", "x.gift"), language="en")
    run(path, "--language", "en")  # somebody else is quicker
    brought = carry_out(plan, by=None, at=timezone.now(), one_by_one=True)
    assert (brought.batch, brought.keys) == (None, ())
    assert [one.line for one in brought.refused] == [2]
    assert ImportBatch.objects.count() == 2


@pytest.mark.django_db
def test_what_is_stored_is_a_draft_with_one_face_that_can_be_scored():
    make_course()
    run(SEVEN, "--question-by-question", "--language", "en")
    assert set(Question.objects.values_list("module__code", flat=True)) == {"M05"}
    assert set(QuestionFace.objects.values_list("language", "state")) == {("en", "draft")}
    single = Question.objects.get(external_id="ID1")
    version = single.versions.get()
    assert version.published_at is None and version.scheme == "weighted-v1"
    marks = [score(version.scheme, version.structure["fractions"], [one]) for one in "abc"]
    assert [str(mark) for mark in marks] == ["1", "1/3", "0"]
    assert "<b>un</b>" in version.faces.get().stem and "script" not in version.faces.get().stem
    ordering = Question.objects.get(kind="ordering").versions.get()
    assert ordering.structure["key"] == ordering.structure["elements"]


@pytest.mark.django_db
def test_a_question_without_text_asks_by_its_name_and_says_so(tmp_path):
    path = tmp_path / "named.gift"
    path.write_text("::Passeport & visa::{=[html]<b>a</b> ~b}", "utf-8")
    (said,) = run(path)[1]["questions"]
    assert said["warnings"] == ["The question has no text; its name was taken."]
    assert QuestionFace.objects.get().stem == "Passeport &amp; visa"


@pytest.mark.django_db
def test_without_a_file_identity_the_content_decides():
    read = read_file(PLAIN.read_bytes(), "plain.aiken")
    doubled = read_file(PLAIN.read_bytes() + b"\n\n" + PLAIN.read_bytes(), "twice.aiken")
    plan = plan_import(doubled, language="fr")
    assert [row.fate for row in plan.rows] == [COME, COME, DUPLICATE, DUPLICATE]
    brought = carry_out(plan_import(read, language="fr"), by=None, at=timezone.now())
    assert brought.batch is not None and len(brought.keys) == 2
    assert plan_import(read, language="fr").count(DUPLICATE) == 2
    # The same words in the other language are another face, not a double.
    assert plan_import(read, language="en").count(COME) == 2
    assert plan_offline(read, language="fr").count(COME) == 2


HOSTILE = {
    "entities": b'<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    b"<quiz>&b;</quiz>",
    "external": b'<?xml version="1.0"?><!DOCTYPE q SYSTEM "http://example.org/x.dtd"><quiz/>',
    "cut": SEVEN.read_bytes()[:700],
    "deep": b"<quiz>" + b"<a>" * 100_000 + b"</quiz>",
    "lying": '<?xml version="1.0" encoding="UTF-8"?><quiz>é</quiz>'.encode("latin-1"),
    "binary": bytes(range(256)) * 40,
    "zip": b"PK\x03\x04" + b"\0" * 200,
    "empty": b"  \n",
    "pdf": b"%PDF-1.7\n%...",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_by_name(name, tmp_path):
    with pytest.raises(Unreadable) as caught:
        read_file(HOSTILE[name], name)
    assert str(caught.value) and caught.value.code
    path = tmp_path / "file"
    path.write_bytes(HOSTILE[name])
    code, report, words = run(path, "--dry-run")
    assert code == 2
    assert report["questions"] == [] and report["errors"][0]["reason"] == str(caught.value)
    assert str(caught.value) in words


def test_a_file_that_is_not_there():
    code, _, words = run("/nowhere/at/all.gift", "--dry-run")
    assert code == 2 and "cannot be opened" in words
