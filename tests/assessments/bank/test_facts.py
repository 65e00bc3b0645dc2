"""Items rest on dated facts: in their pools only while every one of them is in force."""

import datetime
from pathlib import Path

import pytest
import yaml

from assessments.bankqueuing import expiring
from assessments.collecting import collect_questions
from assessments.filing import rest_on
from assessments.models import Question, QuestionVersion
from courses.models import Fact, Module
from tests.factories.assessments import make_question
from tests.factories.courses import make_course

LESSONS = Path(__file__).parents[3] / "cms" / "content" / "modules"
BEFORE, BEGIN, END, AFTER = (
    datetime.date(2016, 1, 1),
    datetime.date(2016, 2, 1),
    datetime.date(2016, 7, 11),
    datetime.date(2016, 7, 12),
)


@pytest.fixture
def module(db) -> Module:
    return make_course().modules.get(code="M06")


def fact(module, key="yellow-fever", **days):
    return Fact.objects.create(module=module, key=key, statement={"fr": "Dix ans."}, **days)


def live_on(day):
    return set(QuestionVersion.objects.live(on=day).values_list("question__key", flat=True))


def test_an_item_is_drawn_while_all_its_facts_are_in_force(module):
    lasting, dated = make_question(module, "A"), make_question(module, "B")
    rest_on(question=lasting.question, facts=[fact(module, "for-ever")])
    begun = fact(module, "begun", valid_from=BEGIN)
    ended = fact(module, "ended", valid_until=END)
    rest_on(question=dated.question, facts=[begun, ended])
    assert [live_on(day) for day in (BEFORE, BEGIN, END, AFTER)] == [
        {"A"},
        {"A", "B"},
        {"A", "B"},
        {"A"},
    ]
    ended.valid_until = None
    ended.save()
    assert live_on(AFTER) == {"A", "B"}, "the editor found that it is still true"


def test_the_editors_list_tells_which_fact_ran_out(module):
    version = make_question(module, "A", valid_until=datetime.date(2016, 8, 1))
    ended = fact(module, valid_until=END)
    rest_on(question=version.question, facts=[ended, fact(module, "for-ever")])
    (found,) = expiring(Question.objects.all(), on=AFTER)
    assert (found.version, found.until, found.over) == (version, END, True)
    assert found.facts == (ended,)
    rest_on(question=version.question, facts=[])
    (found,) = expiring(Question.objects.all(), on=AFTER)
    assert (found.until, found.over, found.facts) == (datetime.date(2016, 8, 1), False, ())


def test_noting_the_same_facts_again_changes_nothing(module):
    question, one = make_question(module, "A").question, fact(module)
    assert rest_on(question=question, facts=[one])
    assert not rest_on(question=question, facts=[one])


def test_every_fact_that_an_item_names_stands_in_its_lesson_and_bounds_its_dates():
    lessons = {
        path.stem: {one["key"]: one for one in yaml.safe_load(path.read_text("utf-8"))["facts"]}
        for path in LESSONS.glob("M*.yaml")
    }
    resting = [item for item in collect_questions() if item.get("facts")]
    assert len(resting) >= 20
    for item in resting:
        for key in item["facts"]:
            stated = lessons[item["module"]][key]
            begins, ends = item["valid_from"], item["valid_until"]
            assert not stated["valid_from"] or str(begins) >= stated["valid_from"], item["key"]
            assert not stated["valid_until"] or str(ends) <= stated["valid_until"], item["key"]
    # What has dates of its own says why.
    dated = {
        item["key"] for item in collect_questions() if item["valid_from"] or item["valid_until"]
    }
    assert dated <= {item["key"] for item in resting}
