import pytest
from wagtail.models import Page, Revision, Site

from cms.composing import section_id
from cms.models import CoursePage, HomePage, ModulePage
from cms.parity import find_faults
from cms.translating import UnpairedTexts
from courses.models import Activity, Course, Edition, Module
from tests.cms.trial import TODAY, lesson, load, trial
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_pages_stand_in_both_languages_and_point_at_one_activity():
    load()
    french, english = lesson("m01", "fr"), lesson("m01", "en")
    assert french.translation_key == english.translation_key
    assert french.activity == english.activity == Activity.objects.get(key="M01-lesson")
    assert (french.title, english.title) == ("Le premier module", "The first module")
    assert (french.url, english.url) == (
        "/fr/lessons/trial/m01/",
        "/en/lessons/trial/m01/",
    )
    assert CoursePage.objects.live().count() == HomePage.objects.live().count() == 2
    assert find_faults(on=TODAY) == []


def test_blocks_carry_the_same_ids_and_shared_values_in_both_languages():
    load()
    french, english = lesson("m01", "fr"), lesson("m01", "en")
    ids = [block.id for block in french.sections]
    assert ids == [block.id for block in english.sections]
    assert ids[0] == section_id("trial", "M01", "opening")
    facts = [page.sections[0].value["body"][1].value for page in (french, english)]
    for name in ("key", "sources", "valid_from", "valid_until", "countries"):
        assert facts[0][name] == facts[1][name]
    assert [fact["statement"] for fact in facts] == [
        "Vrai pendant le cours.",
        "True during the course.",
    ]
    text = english.sections[0].value["body"][0].value.source
    assert text == "<p>A <b>first</b> paragraph.</p><ul><li>One</li><li>Two</li></ul>"
    assert english.sections[1].value["body"][1].value["question"] == "What is 2 < 3?"


def test_catalogue_has_stable_keys():
    load()
    course = Course.objects.get(key="trial")
    assert list(course.activities.values_list("key", flat=True)) == [
        "M01-lesson",
        "Q01",
        "M02-lesson",
        "EXAM",
    ]
    module = Module.objects.get(course=course, code="M01")
    assert (str(module.hours), module.days) == ("3.5", [1, 2])
    assert module.title.data == {"fr": "Le premier module", "en": "The first module"}
    assert Edition.objects.get(course=course).label == "2016"


def test_second_run_changes_nothing():
    first = load()
    before = (Revision.objects.count(), Page.objects.count(), Activity.objects.count())
    second = load()
    assert (len(first.written), len(first.kept)) == (4, 0)
    assert (len(second.written), len(second.kept)) == (0, 4)
    assert before == (Revision.objects.count(), Page.objects.count(), Activity.objects.count())


def test_changed_data_makes_a_new_revision_in_both_languages():
    load()
    revisions = [lesson("m02", language).live_revision_id for language in ("fr", "en")]
    changed = trial()
    changed.modules[1]["sections"][0]["blocks"][0]["text"] = {
        "fr": "<p>Une autre phrase.</p>",
        "en": "<p>Another sentence.</p>",
    }
    assert load(changed).written == ["Le second module"]
    french, english = lesson("m02", "fr"), lesson("m02", "en")
    assert french.live_revision_id != revisions[0]
    assert english.live_revision_id != revisions[1]
    assert "Another sentence." in str(english.sections[0].value["body"][0].value)
    assert find_faults(on=TODAY) == []


def test_a_page_edited_in_wagtail_is_left_to_its_editor():
    load()
    page = lesson("m02")
    page.title = "Titre de la rédaction"
    page.save_revision(user=make_user("KONÉ Salif", roles=("editor",))).publish()
    changed = trial()
    changed.modules[1]["summary"] = {"fr": "Nouveau.", "en": "New."}
    load(changed)
    assert lesson("m02").title == "Titre de la rédaction"


def test_a_text_in_one_language_only_stops_the_loading():
    half = trial()
    half.modules[0]["sections"][0]["blocks"][0]["text"]["en"] = "<p>One paragraph, no list.</p>"
    with pytest.raises(UnpairedTexts):
        load(half)
    assert not ModulePage.objects.exists()


def test_site_has_the_french_front_page_as_root():
    load()
    site = Site.objects.get()
    assert site.is_default_site
    assert site.root_page.specific.locale.language_code == "fr"
    # Wagtail's own welcome page is gone.
    assert set(Page.objects.filter(depth=2).values_list("slug", flat=True)) == {
        "relais",
        "relais-en",
    }
