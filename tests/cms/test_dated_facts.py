"""What a lesson states with a date: known to the bank, told to the editor, read as of a day."""

import datetime
import json

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import Locale

from cms.collecting import CONTENT, read_file
from cms.composing import module_fields
from cms.models import ModulePage
from cms.rendering import render_lesson
from courses.models import Fact
from courses.validity import CURRENT, ENDED
from tests.cms.trial import lesson, make_reader
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]
FEBRUARY_2016, TODAY = datetime.date(2016, 2, 12), datetime.date(2026, 11, 28)
SECTION = "/fr/lessons/trial/m01/1/"


@pytest.fixture
def editor(client):
    user = make_user("KONÉ Salif", roles=("editor",), username="editor")
    access = Permission.objects.get(codename="access_admin")
    user.groups.get(name="editor").permissions.add(access)
    client.force_login(user)
    return client


def without_facts(page):
    sections = json.loads(json.dumps(list(page.sections.raw_data)))
    for section in sections:
        section["value"]["body"] = [b for b in section["value"]["body"] if b["type"] != "fact"]
    return sections


def test_publishing_a_lesson_keeps_its_facts_in_both_languages():
    fact = Fact.objects.get(key="in-2016")
    assert fact.statement.data == {"fr": "Vrai pendant le cours.", "en": "True during the course."}
    assert (fact.valid_from, fact.valid_until) == (
        datetime.date(2016, 1, 1),
        datetime.date(2016, 12, 31),
    )
    assert (fact.countries, fact.on_page) == (["MLI"], True)
    assert (fact.state_on(FEBRUARY_2016), fact.state_on(TODAY)) == (CURRENT, ENDED)


def test_a_fact_that_leaves_the_page_stays_known():
    page = lesson("m01", "fr")
    page.sections = without_facts(page)
    page.save_revision().publish()
    assert set(Fact.objects.values_list("key", "on_page")) == {
        ("in-2016", False),
        ("for-ever", False),
    }


def test_the_editor_is_warned_of_what_is_no_longer_true(editor):
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[lesson("m01", "fr").pk]))
    assert [str(message) for message in page.context["messages"]] == [
        "Un fait de cette page n’est plus vrai\u202f: in-2016."
    ]
    other = editor.get(reverse("wagtailadmin_pages:edit", args=[lesson("m02", "fr").pk]))
    assert not list(other.context["messages"])


def test_the_catalogue_lists_the_facts_with_what_they_are_today(editor):
    page = editor.get(reverse("fact:index")).content.decode()
    assert "in-2016" in page and "n’est plus vrai" in page and "vrai sans date" in page


def test_a_reader_chooses_the_day(client):
    user, _ = make_reader()
    client.force_login(user)
    today = client.get(SECTION).content.decode()
    assert "Périmé" in today
    then = client.get(SECTION + "?on=2016-02-12").content.decode()
    assert "Périmé" not in then and "12 février 2016" in then
    assert 'href="/fr/lessons/trial/m01/1/"' in then, "the way back to today"
    assert "Périmé" in client.get(SECTION).content.decode(), "the day chosen is not remembered"
    sent = client.post(SECTION + "?on=2016-02-12")
    assert sent["Location"] == "/fr/lessons/trial/m01/2/?on=2016-02-12"
    for wrong in ("12/02", "0001-01-01", "9999-01-01"):
        page = client.get(SECTION, {"on": wrong}).content.decode()
        assert "invalid-feedback" in page and "Périmé" in page


def test_module_6_shows_two_truths_at_two_dates():
    data = read_file(CONTENT / "modules" / "M06.yaml")
    page = ModulePage(
        locale=Locale.objects.get(language_code="fr"), **module_fields(data, "fr", course_key="c")
    )
    faces = {
        day: {one.key: one for one in render_lesson(page, day, {}).sections}
        for day in (FEBRUARY_2016, TODAY)
    }
    states = {
        day: {
            words: sections_state(faces[day].values(), words)
            for words in ("sont membres de la CEDEAO", "ont quitté la CEDEAO le 29 janvier 2025")
        }
        for day in faces
    }
    assert list(states[FEBRUARY_2016].values()) == ["", "Pas encore en vigueur"]
    assert list(states[TODAY].values()) == ["Périmé", ""]


def sections_state(sections, words):
    """The word that marks the fact with these words, if any."""
    (fact,) = [
        part.partition("</footer>")[0]
        for one in sections
        for part in one.html.split('<div class="fact')[1:]
        if words in part.partition("</p>")[0]
    ]
    return next((word for word in ("Périmé", "Pas encore en vigueur") if word in fact), "")
