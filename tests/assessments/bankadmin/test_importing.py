"""A file comes in through the admin: read, shown, confirmed; and goes out again."""

import datetime
import io
import os
import uuid
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessments.filekeeping import forget_file, keep_file, kept_file
from assessments.import_wording import MARKED, said
from assessments.interchange.sentences import SENTENCES, sentence
from assessments.models import ImportBatch, Question
from tests.assessments.bank.drafts import AT
from tests.assessments.bankadmin.rooms import enter, question, staff
from tests.factories.courses import make_course

FILES = Path(__file__).parents[1] / "interchange" / "files"
GIFT = """::Jours::Combien de jours ? {=90 ~30 ~%50%60}

::Vrai::Le contrôle est obligatoire. {TRUE}

::Dissertation::Racontez. {}
"""


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def editor(db):
    make_course()
    return enter("editor")


def upload(client, content, name="questions.txt", **more):
    file = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    file.name = name
    sent = {"file": file, "format": "", "language": "fr", "module": "", **more}
    return client.post(reverse("bank-import"), sent)


def confirm(client, page, way):
    sent = {**page.context["choices"], "way": way}
    return client.post(reverse("bank-import-confirm"), sent, follow=True)


def test_a_dry_run_says_everything_and_stores_nothing(editor):
    page = upload(editor, GIFT)
    assert page.status_code == 200
    assert dict(page.context["counts"]) == {"come": 2, "duplicate": 0, "skipped": 1}
    text = page.content.decode()
    for words in ("Combien de jours ?", "line", "essay", "not taken", "Store 2 questions"):
        assert words in text
    assert not Question.objects.exists()
    assert not ImportBatch.objects.exists()


def test_all_or_nothing(editor):
    page = confirm(editor, upload(editor, GIFT, module="M04"), "whole")
    batch = ImportBatch.objects.get()
    assert page.redirect_chain[-1][0] == reverse("bank-imported", args=[batch.pk])
    assert batch.imported_by is not None
    assert batch.imported_by.username == "editor"
    found = Question.objects.filter(imported_from=batch)
    assert set(found.values_list("module__code", flat=True)) == {"M04"}
    assert "2 questions were stored." in page.content.decode()
    for one in found:
        (face,) = one.versions.get().faces.all()
        assert (face.language, face.state) == ("fr", "draft")
    queue = editor.get(reverse("bank-translating"), {"language": "en"})
    assert [one.why for one, _ in queue.context["rows"]] == ["missing", "missing"]


def test_importing_twice_stores_nothing_twice(editor):
    confirm(editor, upload(editor, GIFT), "whole")
    page = upload(editor, GIFT)
    assert dict(page.context["counts"]) == {"come": 0, "duplicate": 2, "skipped": 1}
    assert 'value="whole"' not in page.content.decode()
    assert "Nothing was stored." in confirm(editor, page, "single").content.decode()
    assert Question.objects.count() == 2


def test_a_file_with_an_error_is_taken_question_by_question(editor):
    broken = GIFT + "\n::Ouverte::Combien ? {=90 ~30\n"
    page = upload(editor, broken)
    assert page.context["errors"]
    text = page.content.decode()
    assert "line 7" in text
    assert 'value="whole"' not in text
    refused = confirm(editor, page, "whole")
    assert "Nothing was stored." in refused.content.decode()
    assert not Question.objects.exists()
    confirm(editor, upload(editor, broken), "single")
    assert Question.objects.count() == 2


TWINS = "// [id:twin]\nTrue?{TRUE}\n\n// [id:twin]\nIs it true?{TRUE}\n"


def test_what_the_bank_refuses_after_all_is_told_with_its_line(editor):
    confirm(editor, upload(editor, "// [id:twin]\nVrai ?{TRUE}\n"), "whole")
    whole = confirm(editor, upload(editor, TWINS, language="en"), "whole")
    single = confirm(editor, upload(editor, TWINS, language="en"), "single")
    assert ImportBatch.objects.count() == 2
    for page in (whole, single):
        text = page.content.decode()
        assert "line 5" in text.lower()
        assert "The bank does not take it: It has this language already" in text
    assert dict(single.context["counts"])["refused"] == 1
    assert single.context["unread"] == 0
    with translation.override("fr"):
        assert "déjà cette langue" in said(sentence("content", "nothing-to-store"))


def test_store_nothing_forgets_the_file(editor, tmp_path):
    page = upload(editor, GIFT)
    assert len(list((tmp_path / "imports").iterdir())) == 1
    confirm(editor, page, "none")
    assert list((tmp_path / "imports").iterdir()) == []
    assert "no longer here" in confirm(editor, page, "whole").content.decode()
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.4 nothing", "not a file of questions"),
        (b"<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz>&a;</quiz>", "refused"),
        (b"<quiz><question type='multichoice'>", "The XML is broken or cut off"),
        (b"a\n" * 1_000_001 + b"{=a}", "more than 1,000,000 lines"),
    ],
)
def test_a_file_that_is_refused_is_refused_by_name(editor, content, words):
    page = upload(editor, content)
    assert page.status_code == 422
    assert words in page.content.decode()


@pytest.mark.parametrize("file", ["messy.gift", "seven.xml", "plain.aiken"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_real_files_in_both_languages(db, file, language):
    make_course()
    client = enter("editor", language)
    page = upload(client, (FILES / file).read_bytes(), file)
    assert page.status_code == 200
    assert page.context["rows"]
    assert "<script" not in page.content.decode().split('class="bank"')[1].split("</main>")[0]
    told = confirm(client, page, "single")
    assert told.status_code == 200
    for one in Question.objects.all():
        for name in ("bank-question", "bank-edit"):
            assert client.get(reverse(name, args=[one.key])).status_code == 200
        for face in one.versions.get().faces.all():
            assert client.get(reverse("bank-preview", args=[face.pk])).status_code == 200


def test_somebody_else_cannot_confirm_a_file(editor):
    page = upload(editor, GIFT)
    colleague = staff("lead")
    colleague.groups.add(Group.objects.get(name="editor"))
    other = Client()
    other.force_login(colleague)
    assert "no longer here" in confirm(other, page, "whole").content.decode()
    assert not Question.objects.exists()


def test_a_kept_file_is_forgotten_after_a_day(db, tmp_path):
    owner, token = staff("editor"), uuid.uuid4().hex
    now = datetime.datetime.now(datetime.UTC)
    keep_file(raw=b"one", token=token, by=owner, at=now)
    (file,) = (tmp_path / "imports").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert kept_file(token=token, by=owner) == b"one"
    assert kept_file(token="../" + token[3:], by=owner) is None
    forget_file(token="../../etc/passwd", by=owner)
    old = (now - datetime.timedelta(hours=25)).timestamp()
    os.utime(file, (old, old))
    keep_file(raw=b"two", token=uuid.uuid4().hex, by=owner, at=now)
    assert kept_file(token=token, by=owner) is None


@pytest.mark.parametrize("role", ["lead", "facilitator", "trainee", "donor"])
def test_nobody_else_imports_or_exports(db, role):
    question("Q-1")
    batch = ImportBatch.objects.create(
        file_name="f", sha256="0" * 64, format="gift", language="fr", imported_at=AT
    )
    client = enter(role)
    for name, args in (("bank-import", []), ("bank-imported", [batch.pk]), ("bank-export", [])):
        assert client.get(reverse(name, args=args)).status_code in {302, 403}
    assert upload(client, GIFT).status_code in {302, 403}
    assert client.post(reverse("bank-import-confirm"), {}).status_code in {302, 403}


@pytest.mark.parametrize("format", ["gift", "moodle-xml", "aiken", "qti"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_goes_out_comes_in_again(editor, format, language):
    question("Q-1")
    question("Q-2", module="M02", state="draft")
    query = {"format": format, "language": language, "q": "Q-1"}
    page = editor.get(reverse("bank-export"), query)
    assert (page.context["count"], page.context["done"].count) == (1, 1)
    file = editor.get(reverse("bank-export"), {**query, "download": "1"})
    assert "attachment" in file.headers["Content-Disposition"]
    dry = upload(editor, file.content, language=language)
    assert dry.status_code == 200
    (row,) = dry.context["rows"]
    assert row["stem"] == {"fr": "Combien de jours ?", "en": "How many days?"}[language]
    assert {one["text"] for one in row["options"]} >= {"30"}


def test_what_a_format_cannot_carry_is_named(editor):
    found = question("Q-1")
    Question.objects.filter(pk=found.pk).update(kind="true-false")
    found.versions.update(structure={"options": ["true", "false"], "key": ["true"]})
    texts = {"options": {"true": "Vrai", "false": "Faux"}, "feedback": ""}
    for face in found.versions.get().faces.all():
        face.words = texts
        face.save()
    page = editor.get(reverse("bank-export"), {"format": "aiken", "language": "fr"})
    assert page.context["done"].left_out == ["Q-1"]
    assert "Q-1" in page.content.decode()


def test_the_sentences_of_the_catalogue_are_those_of_the_importers():
    assert set(MARKED) == set(SENTENCES.values())


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_is_said_in_both_languages(code):
    english = sentence(code, "X-1")
    with translation.override("en"):
        assert said(english) == english
    with translation.override("fr"):
        french = said(english)
    assert french != english
    assert ("X-1" in french) is ("X-1" in english)
    assert said("Anything else") == "Anything else"


def test_a_large_count_has_its_thousands_apart():
    with translation.override("fr"):
        assert "1\u202f000\u202f000 lignes" in said(sentence("too-many-lines", "1000000"))
