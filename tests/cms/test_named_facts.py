"""A companion names facts of its lesson: said in its language, warned of when they are over."""

import dataclasses
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from wagtail.rich_text import RichText

from cms.companionprinting import companion_pdf
from cms.datechecking import PLAIN_DATE, UNKNOWN_FACT, companion_fact_faults
from cms.datereading import covers, dates_in
from cms.editioning import lock_edition
from cms.factquoting import body_of, facts_beside
from cms.loading import load_curriculum
from cms.models import CompanionPage, Passage
from cms.parity import find_faults
from courses.models import Edition
from tests.cms.companion_file import companion_file, words_of
from tests.cms.trial import TODAY, lesson, make_reader, make_trial_cohort, trial
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
MEMO = "/lessons/trial/m01/memo/"
NAMING = words_of("Vrai en 2016 [[in-2016]].", "True in 2016 [[in-2016]].")


def _load(**parts):
    data = companion_file()
    data["memo"]["boxes"][0]["facts"] = ["in-2016"]
    data["memo"]["remember"] = parts.get("remember", NAMING)
    data["guide"]["plan"][0]["facilitator"] = parts.get("row", words_of())
    load_curriculum(curriculum=dataclasses.replace(trial(), companions=[data]))


@pytest.fixture(scope="module", autouse=True)
def course(module_rows):
    _load()


def _page(kind="memo", language="fr"):
    return CompanionPage.objects.get(kind=kind, locale__language_code=language)


@pytest.mark.parametrize(
    ("language", "said", "time", "state"),
    [
        ("fr", "Vrai pendant le cours.", "Vrai du 1er janvier 2016 au 31 décembre 2016", "Périmé"),
        ("en", "True during the course.", "True from 1 January 2016", "Out of date"),
    ],
)
def test_a_box_says_the_fact_and_a_sentence_marks_it(client, language, said, time, state):
    text = client.get(f"/{language}{MEMO}").content.decode()
    assert "[[" not in text and "in-2016]]" not in text
    # In the box, and under the number that the sentence bears.
    assert text.count(said) == 2 and text.count(time) == 2
    # Over in both places, and signed at the mark; the country stands beside the time.
    assert text.count(f'class="status attention">{state}') == 2
    assert text.count("fact-mark is-off") == 1 and f' – {state}" title="{state}">1</a>' in text
    assert 'href="#fact-in-2016"' in text and 'id="fact-in-2016"' in text
    assert text.count("Mali") == 2


def test_on_paper_it_stands_too_and_a_fact_that_changes_makes_another_file():
    page, today = _page(), timezone.localdate()
    facts = facts_beside(page, edition=None, today=today)
    before = companion_pdf(page, facts)
    text = "".join(one.extract_text() for one in _pages(before))
    assert "Vrai pendant le cours." in " ".join(text.split()) and "[[" not in text
    later = {key: dataclasses.replace(one, statement="Autre.") for key, one in facts.items()}
    assert companion_pdf(page, later) != before


def _pages(pdf):
    return PdfReader(BytesIO(pdf)).pages


def test_a_fact_that_changes_in_the_lesson_changes_beside_it(client):
    page = lesson("m01")
    page.sections[0].value["body"][1].value["statement"] = "Vrai alors seulement."
    page.save_revision().publish()
    text = client.get(f"/fr{MEMO}").content.decode()
    assert "Vrai alors seulement." in text and "Vrai pendant le cours." not in text


def test_a_reader_of_a_locked_edition_reads_the_fact_of_that_edition(client):
    cohort = make_trial_cohort()
    lock_edition(edition=Edition.objects.get(), by=None, at=timezone.now())
    page = lesson("m01")
    page.sections[0].value["body"][1].value["statement"] = "Vrai alors seulement."
    page.save_revision().publish()
    user, _ = make_reader(cohort)
    client.force_login(user)
    text = client.get(f"/fr{MEMO}").content.decode()
    assert "Vrai pendant le cours." in text and "Vrai alors seulement." not in text


def test_the_search_finds_words_and_no_keys():
    text = Passage.objects.get(page=_page()).text
    assert "Vrai en 2016." in text and "in-2016" not in text


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (words_of("Le cours de janvier 2016.", "The course of January 2016."), PLAIN_DATE),
        (words_of("Fini le 31 décembre 2016.", "Over on 31 December 2016."), PLAIN_DATE),
        (words_of("En 2016.", "In 2016."), PLAIN_DATE),
        (words_of("Voir [[in-2017]].", "See [[in-2017]]."), UNKNOWN_FACT),
        (NAMING, None),
        # The day of a case, and a number of a text.
        (words_of("Le 3 mars 2016, loi 2016-12.", "3 March 2016, law 2016-12."), None),
    ],
)
def test_a_date_of_a_fact_names_its_fact(words, code):
    _load(row=words)
    found = {(one.where, one.code) for one in find_faults(on=TODAY)}
    assert found == ({("fr m01/guide", code), ("en m01/guide", code)} if code else set())


def test_a_box_names_facts_that_there_are():
    page = _page()
    page.body[0].value["facts"] = "in-2016 in-2017"
    page.save_revision().publish()
    assert [(one.code, one.detail) for one in companion_fact_faults()] == [
        (UNKNOWN_FACT, "in-2017")
    ]


def test_dates_are_as_exact_as_they_are_written():
    assert set(dates_in("Le 1er avril 2010, en août 2018 ; 2021; on 3 March 2016.")) == {
        (2010, 4, 1),
        (2018, 8),
        (2021,),
        (2016, 3, 3),
    }
    assert dates_in("Ordonnance 2010-86, A/P.1/5/79, numéro 2016-12, 12010") == {}
    assert covers((2014,), (2014, 6, 27)) and not covers((2014, 7), (2014, 6, 27))
    assert not covers((2014, 6, 27), (2014,))


def test_whoever_opens_a_companion_in_the_editor_is_warned_of_what_is_over(client):
    user = make_user("KONÉ Salif", roles=("editor",), username="editor")
    access = Permission.objects.get(codename="access_admin")
    user.groups.get(name="editor").permissions.add(access)
    client.force_login(user)
    warned = {
        kind: [str(one) for one in client.get(_edited(kind)).context["messages"]]
        for kind in ("memo", "guide")
    }
    assert warned == {
        "memo": ["Un fait de cette page n’est plus vrai\u202f: in-2016."],
        "guide": [],
    }


def _edited(kind):
    return reverse("wagtailadmin_pages:edit", args=[_page(kind).pk])


def test_the_address_of_a_link_bears_no_mark():
    link = '<p><a href="https://example.org/a [[in-2016]]">Vrai</a> en 2016 [[in-2016]].</p>'
    page = _page()
    page.body = [("remember", RichText(link))]
    body = body_of(page, facts_beside(page, edition=None, today=TODAY))["body"]
    assert 'href="https://example.org/a"' in body and "[[" not in body
    assert body.count("fact-mark") == 1


def test_a_preview_names_the_facts_as_readers_will_have_them(client):
    editor = make_user("KONÉ Salif", roles=("editor",), username="editor")
    access = Permission.objects.get(codename="access_admin")
    editor.groups.get(name="editor").permissions.add(access)
    client.force_login(editor)
    text = client.get(reverse("wagtailadmin_pages:view_draft", args=[_page().pk])).content.decode()
    assert "[[" not in text and 'href="#fact-in-2016"' in text
    assert text.count("Vrai pendant le cours.") == 2
