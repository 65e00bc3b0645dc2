"""The search over the lessons: who finds what, in which language, and what a page shows of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import Passage
from cms.searching import search
from tests.cms.trial import TODAY, lesson, make_reader
from tests.factories.courses import make_colleague
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]


@pytest.fixture
def reader():
    user, _ = make_reader()
    return user


def titles(user, words, language="fr"):
    found = search(user=user, words=words, language=language, today=TODAY)
    return [hit.title for hit in found.hits]


def test_every_section_of_every_live_lesson_is_a_passage_and_its_first_page_too():
    pages = [lesson(slug, language) for slug in ("m01", "m02") for language in ("fr", "en")]
    assert Passage.objects.count() == sum(1 + len(page.sections) for page in pages)
    one = Passage.objects.get(page=pages[0], position=1)
    assert one.anchor == pages[0].sections[0].id
    # A fact's words, not its key.
    assert "Vrai pendant le cours." in one.text and "in-2016" not in one.text


def test_a_reader_finds_the_place_without_accents_or_endings(reader):
    assert titles(reader, "PARAGRAPHES") == titles(reader, "paragraphe") != []
    (hit, *_) = search(user=reader, words="vrais pendant", language="fr", today=TODAY).hits
    assert (hit.page.slug, hit.section, hit.language) == ("m01", 1, "fr")
    assert [piece for piece, met in hit.excerpt if met][:2] == ["Vrai", "pendant"]


def test_a_lesson_is_found_by_its_name(reader):
    (hit, *_) = search(user=reader, words="premier module", language="fr", today=TODAY).hits
    assert (hit.title, hit.section) == ("Le premier module", 0)


def test_the_other_language_answers_where_the_own_is_silent(reader):
    found = search(user=reader, words="fictitious case", language="fr", today=TODAY)
    assert found.language == "en" and found.hits
    assert (
        search(user=reader, words="fictitious case", language="en", today=TODAY).hits == found.hits
    )


def test_a_last_word_may_be_begun(reader):
    assert titles(reader, "paragr") == titles(reader, "paragraphe")


def test_an_outsider_finds_nothing():
    outsider = make_user("SOW Ibrahima", roles=("trainee",))
    assert titles(outsider, "paragraphe") == []


def test_a_lesson_for_instructors_is_found_by_whoever_teaches_alone(reader):
    cohort = reader.enrolments.get().cohort
    assert titles(reader, "paragraphe")
    for language in ("fr", "en"):
        page = lesson("m01", language)
        page.sensitivity = "instructors"
        page.save_revision().publish()
    slugs = {
        hit.page.slug
        for hit in search(user=reader, words="paragraphe", language="fr", today=TODAY).hits
    }
    assert "m01" not in slugs
    taught = search(
        user=make_colleague(cohort, "facilitator"), words="paragraphe", language="fr", today=TODAY
    )
    assert "m01" in {hit.page.slug for hit in taught.hits}


def test_what_is_taken_down_or_rewritten_is_found_no_more(reader):
    page = lesson("m01", "fr")
    before = titles(reader, "pendant")
    assert before
    page.sections = [page.sections.raw_data[1]]  # type: ignore[assignment]
    page.save_revision().publish()
    assert titles(reader, "pendant") != before
    lesson("m01", "fr").unpublish()
    assert not Passage.objects.filter(page=page).exists()


def test_the_page_marks_what_was_met_and_keeps_what_was_asked(reader, client):
    client.force_login(reader)
    page = client.get("/fr/search/", {"q": "paragraphe <b>"}).content.decode()
    assert "&lt;b&gt;" in page and "<b>" not in page.split("<main")[1]
    page = client.get("/fr/search/", {"q": "paragraphe"}).content.decode()
    assert "<mark>" in page and 'value="paragraphe"' in page
    assert 'href="/fr/lessons/trial/m01/' in page
    for wrong in ("", "x" * 201, "\x00"):
        assert client.get("/fr/search/", {"q": wrong}).status_code == 200
    assert client.get("/fr/search/").status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_course(reader):
    with CaptureQueriesContext(
        connection,
    ) as few:
        search(user=reader, words="paragraphe", language="fr", today=TODAY)
    assert len(few) <= 6
