"""Items rest on dated facts: in their pools only while every one of them is in force."""

import datetime
import re
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
FACTS = {
    path.stem: {one["key"]: one for one in yaml.safe_load(path.read_text("utf-8"))["facts"]}
    for path in LESSONS.glob("M*.yaml")
}
ITEMS = collect_questions()
FIRST_DAY = "2016-01-25"
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
    """An item without a beginning was in the pools of the first cohort: its facts had begun."""
    resting = [item for item in ITEMS if item.get("facts")]
    assert len(resting) >= 20
    for item in resting:
        begins, ends = str(item["valid_from"] or FIRST_DAY), item["valid_until"]
        for key in item["facts"]:
            stated = FACTS[item["module"]][key]
            assert not stated["valid_from"] or begins >= stated["valid_from"], item["key"]
            assert not stated["valid_until"] or str(ends) <= stated["valid_until"], item["key"]
    # What has dates of its own says why.
    dated = {item["key"] for item in ITEMS if item["valid_from"] or item["valid_until"]}
    assert dated <= {item["key"] for item in resting}


def test_what_says_as_of_when_it_is_true_names_its_fact():
    """When it ends, or is not true yet, they leave the pools: no item asks of a past alone."""
    assert [i["key"] for i in ITEMS if i["valid_as_of"] and not i.get("facts")] == []


@pytest.mark.parametrize(
    ("module", "words", "facts"),
    [
        ("M01", "Niamey Convention|African Union Convention", ("niamey-",)),
        ("M06", r"\b90\b|1979", ("protocol-1979", "entry-conditions", "ninety-day-repeal")),
        ("M09", "Kampala Convention|OAU Convention|OAU in", ("kampala-", "oau-1969")),
        ("M10", "MIDAS", ("midas-",)),
    ],
)
def test_an_item_on_a_dated_text_leaves_the_pools_with_it(module, words, facts):
    """The text stands in the stem or in what is right."""
    about = [item for item in ITEMS if item["module"] == module and re.search(words, _asks(item))]
    assert len(about) >= 2
    without = [
        item["key"]
        for item in about
        if not any(fact.startswith(facts) for fact in item.get("facts", []))
    ]
    assert without == []


def _asks(item):
    right = [one["text"]["en"] for one in item.get("options", []) if one["right"]]
    return " ".join([item["stem"]["en"], *right])
