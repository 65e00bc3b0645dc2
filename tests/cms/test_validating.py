"""`validate_curriculum` is green, and red on each fault that is planted."""

import pytest
from django.core.management import CommandError, call_command

from assessments.models import QuestionFace, QuestionVersion, TestForm, TestFormItem
from cms import itemchecking, parity, textchecking
from courses.models import Course, Fact, FundingLine, Module
from tests.cms.trial import TODAY, lesson, lose_face
from tests.factories.assessments import LONG_AGO, make_question, make_rubric
from tests.factories.courses import make_cohort

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_course")]


@pytest.fixture
def item():
    module = Module.objects.get(course__key="trial", code="M01")
    make_question(module, "first")
    return make_question(module, "second")


def _face(item, language="en"):
    return QuestionFace.objects.get(version=item, language=language)


def _page_missing(item):
    lose_face("m01", "en")


def _page_stale(item):
    page = lesson("m01", "fr")
    page.sections[0].value["title"] = "Une autre ouverture"
    page.save_revision().publish()


def _page_words(text):
    def plant(item):
        page = lesson("m01", "en")
        page.summary = text
        page.save(clean=False)

    return plant


def _item_face_missing(item):
    _face(item).delete()


def _item_face_stale(item):
    face = _face(item)
    face.state = QuestionFace.State.DRAFT
    face.save()


def _item_words(**words):
    def plant(item):
        face = _face(item)
        face.stem = words.pop("stem", face.stem)
        face.words = {**face.words, **words}
        face.save()

    return plant


def _in_a_form(item):
    form = TestForm.objects.create(
        course=Course.objects.get(key="trial"), number=1, code="A", seed="x", assembled_at=LONG_AGO
    )
    TestFormItem.objects.create(form=form, position=1, version=item)


def _item_expired(item):
    QuestionVersion.objects.filter(pk=item.pk).update(valid_until="2016-07-11")
    _in_a_form(item)


def _fact_expired(item):
    item.question.facts.add(Fact.objects.get(key="in-2016"))
    _in_a_form(item)


def _fact_ended_in_a_pool(item):
    item.question.facts.add(Fact.objects.get(key="in-2016"))


def _item_key(item):
    question = item.question
    question.key, question.kind = "QZ-M02-19", "numeric"
    question.save()
    QuestionVersion.objects.filter(pk=item.pk).update(structure={"key": {"value": "7.25"}})


def _level_missing(item):
    criterion = make_rubric().criteria.earliest("position")
    criterion.descriptors["en"] = criterion.descriptors["en"][:4]
    criterion.save()


def _funding(fr, en):
    def plant(item):
        FundingLine.objects.create(
            cohort=make_cohort(), grant_code="A-1", wording={"fr": fr, "en": en}
        )

    return plant


FAULTS = {
    "rubric level missing": (_level_missing, textchecking.MISSING_WORDS),
    "certificate text missing": (_funding("Financé par un fonds", ""), textchecking.MISSING_WORDS),
    "certificate numbers": (_funding("Fonds 2026", "Fund 2027"), textchecking.NUMBERS),
    "certificate term": (_funding("Un fonds", "Against human smuggling"), textchecking.TERM),
    "page missing": (_page_missing, parity.MISSING_LANGUAGE),
    "page stale": (_page_stale, parity.STALE),
    "page numbers": (_page_words("Summary of the first 5."), textchecking.NUMBERS),
    "page term": (_page_words("Summary of human smuggling."), textchecking.TERM),
    "face missing": (_item_face_missing, itemchecking.ITEM_FACE),
    "face stale": (_item_face_stale, itemchecking.ITEM_STALE),
    "number mismatch": (_item_words(stem="5 choices?"), itemchecking.ITEM_NUMBERS),
    "forbidden term": (_item_words(stem="The control digit?"), itemchecking.ITEM_TERM),
    "expired": (_item_expired, itemchecking.ITEM_EXPIRED),
    "expired fact": (_fact_expired, itemchecking.ITEM_EXPIRED),
    "expired fact in a pool": (_fact_ended_in_a_pool, itemchecking.ITEM_EXPIRED),
    "missing feedback": (_item_words(feedback=""), itemchecking.ITEM_FEEDBACK),
    "missing option feedback": (_item_words(option_feedback={}), itemchecking.ITEM_FEEDBACK),
    "option by letter": (_item_words(feedback="A et C sont faux."), itemchecking.ITEM_LETTER),
    "option by letter in English": (
        _item_words(option_feedback={"a": "Answer B", "b": "No", "c": "No"}),
        itemchecking.ITEM_LETTER,
    ),
    "duplicate stem": (_item_words(stem="First  CHOICE ?"), itemchecking.SAME_STEM),
    "key not computed": (_item_key, itemchecking.KEY_WRONG),
}


@pytest.mark.parametrize(("plant", "code"), FAULTS.values(), ids=FAULTS)
def test_each_planted_fault_is_found(item, plant, code, capsys):
    plant(item)
    with pytest.raises(CommandError) as failed:
        call_command("validate_curriculum")
    assert failed.value.returncode == 1
    assert code in capsys.readouterr().out


def test_an_item_of_a_time_that_is_over_is_no_fault(item):
    """It says so itself, and is drawn no more."""
    fact = Fact.objects.get(key="in-2016")
    item.question.facts.add(fact)
    QuestionVersion.objects.filter(pk=item.pk).update(valid_until=fact.valid_until)
    assert parity.find_faults(on=TODAY) == []


def test_without_a_fault_it_is_green(item):
    assert parity.find_faults(on=TODAY) == []
