import datetime
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.reading import finish_reading, open_lesson
from cms.rendering import lessons_of
from courses.models import ActivityCompletion, SectionProgress
from tests.cms.trial import lesson, load, lose_face, make_reader, make_trial_cohort, with_sections
from tests.factories.courses import AFTER, make_colleague

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]
START = "/fr/lessons/trial/m01/"
FEBRUARY_2016 = datetime.date(2016, 2, 12)
TODAY = datetime.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def reader(client):
    user, enrolment = make_reader()
    client.force_login(user)
    return enrolment


def test_a_lesson_is_read_section_by_section_to_its_quiz(reader, client):
    start = client.get(START).content.decode()
    assert "Ouverture" in start
    assert start.count('class="status waiting"') == 2
    response = client.post(START + "1/")
    assert response["Location"] == START + "2/"
    middle = client.get(START).content.decode()
    assert middle.count('class="status done"') == 1
    assert not ActivityCompletion.objects.exists()
    assert client.post(START + "2/")["Location"] == START
    end = client.get(START).content.decode()
    assert end.count('class="status done"') == 2
    assert "Q01" in end
    assert ActivityCompletion.objects.get().activity.key == "M01-lesson"


def test_progress_is_shared_by_the_languages(reader, client):
    client.post("/en/lessons/trial/m01/1/")
    assert SectionProgress.objects.get().section == lesson("m01", "fr").sections[0].id
    assert client.get(START).content.decode().count('class="status done"') == 1


def test_sending_a_section_twice_marks_it_once(reader, client):
    for _ in range(2):
        client.post(START + "1/")
    assert SectionProgress.objects.count() == 1


def test_the_other_language_is_one_step_away_on_every_page(reader, client):
    for place in ("", "1/", "2/"):
        for here, there in (("fr", "en"), ("en", "fr")):
            page = client.get(f"/{here}/lessons/trial/m01/{place}").content.decode()
            assert f'href="/{there}/lessons/trial/m01/{place}"' in page, (here, place)
    assert "The fictitious case." in client.get("/en/lessons/trial/m01/2/").content.decode()


def test_the_switch_follows_the_section_and_not_its_number(reader, client):
    english = lesson("m01", "en")
    turned = list(reversed(list(english.sections.raw_data)))
    english.sections = turned  # type: ignore[assignment]
    english.save_revision().publish()
    page = client.get(START + "1/").content.decode()
    assert 'href="/en/lessons/trial/m01/2/"' in page


def test_a_language_that_is_missing_is_said_and_replaced(reader, client):
    lose_face("m01", "en")
    page = client.get("/en/lessons/trial/m01/1/").content.decode()
    assert 'lang="fr"' in page
    assert "paragraphe" in page
    assert "note-info" in page


@pytest.mark.parametrize("place", ["0/", "3/", "x/"])
def test_no_section_no_page(reader, client, place):
    assert client.get(START + place).status_code == 404


def test_a_colleague_reads_without_progress(client):
    client.force_login(make_colleague(make_trial_cohort(), "facilitator"))
    page = client.get(START + "1/").content.decode()
    assert "paragraphe" in page
    assert '<form method="post"' not in re.split("<main", page)[1].split("</main")[0]
    client.post(START + "1/")
    assert not SectionProgress.objects.exists()


def test_a_frozen_cohort_keeps_its_progress(reader, client):
    cohort = reader.cohort
    cohort.frozen_at = AFTER
    cohort.save()
    assert client.post(START + "1/").status_code == 302
    assert not SectionProgress.objects.exists()


def test_a_fact_is_current_in_february_2016_and_amber_today():
    page = lesson("m01")
    then = lessons_of([page], FEBRUARY_2016)[page.pk].sections[0].html
    now = lessons_of([page], TODAY)[page.pk].sections[0].html
    assert "fact-old" not in then
    assert now.count("fact-old") == 1
    assert 'class="status attention"' in now
    for html in (then, now):
        assert "31 décembre 2016" in html
        assert "Mali" in html
        assert "Deuxième source" in html


def test_a_new_publication_is_shown_at_once(reader, client):
    assert "Ouverture" in client.get(START + "1/").content.decode()
    page = lesson("m01")
    page.sections[0].value["title"] = "Nouvelle ouverture"
    page.save_revision().publish()
    assert "Nouvelle ouverture" in client.get(START + "1/").content.decode()


def test_the_same_few_queries_for_one_section_and_for_five(client):
    counts = []
    for number in (1, 5):
        load(with_sections(number))
        if number == 1:
            client.force_login(make_reader()[0])
        for _ in range(2):  # the first visit of the day renders the lesson for everybody
            with CaptureQueriesContext(connection) as queries:
                assert client.get("/fr/lessons/trial/m02/1/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert 0 < counts[0] <= 6


def test_the_list_costs_the_same_whatever_has_been_read(reader, client):
    client.get("/fr/lessons/")
    with CaptureQueriesContext(connection) as before:
        page = client.get("/fr/lessons/").content.decode()
    assert page.count('class="status waiting"') == 2
    client.post(START + "1/")
    with CaptureQueriesContext(connection) as after:
        page = client.get("/fr/lessons/").content.decode()
    assert 'class="status progress"' in page
    assert len(before) == len(after)


def test_reading_finishes_only_when_every_section_is_marked(reader):
    def reading():
        return open_lesson(
            user=reader.user, course_key="trial", slug="m01", language="fr", today=TODAY
        )

    finish_reading(reading=reading(), number=2, at=AFTER)
    assert not reading().is_finished
    finish_reading(reading=reading(), number=1, at=AFTER)
    assert reading().is_finished
    assert ActivityCompletion.objects.get().completed_at == AFTER
