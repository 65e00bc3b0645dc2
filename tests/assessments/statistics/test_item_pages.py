"""Item results as the team reads them: who sees them, when, in both languages, in numbers."""

import datetime
import re

import pytest
from django.utils import timezone

from assessments import item_words, states
from assessments.models import Attempt, QuestionFace, QuizWindow
from assessments.permissions import can_see_item_results, item_results_visible_to
from assessments.statistics.fairness import FAIRNESS_VERDICTS
from assessments.statistics.figures import REASONS
from assessments.statistics.scales import CHANCE, GUESSES, SCALES
from assessments.statistics.verdicts import ITEM_VERDICTS
from tests.assessments.player.room import address, queries, signed_in
from tests.assessments.statistics.furnish import answers_of, make_sat_quiz
from tests.assessments.statistics.plain_words import WORDS
from tests.factories.assessments import make_question
from tests.factories.courses import make_cohort, make_colleague, make_enrolment
from tests.factories.sittings import sit_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def lead(cohort):
    return signed_in(make_colleague(cohort, "lead"))


def page(cohort, key="Q01", language="en", **query):
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return address("item-results", cohort.code, key, language=language) + f"?{asked}"


def text_of(browser, *args, **more):
    answer = browser.get(page(*args, **more))
    assert answer.status_code == 200
    return answer.content.decode()


def test_facilitators_and_the_lead_of_the_cohort_see_them_and_nobody_else(cohort):
    make_sat_quiz(cohort, people=4, items=2)
    other = make_cohort("NIA24")
    everybody = {role: make_colleague(cohort, role) for role in ("lead", "facilitator")}
    strangers = [
        *(make_colleague(cohort, role) for role in ("registrar", "assessor", "editor", "donor")),
        make_colleague(other, "lead"),
        make_enrolment(cohort, position=9).user,
    ]
    for user in everybody.values():
        assert signed_in(user).get(page(cohort)).status_code == 200
        assert set(item_results_visible_to(user)) == {cohort}
        assert can_see_item_results(user, cohort) and not can_see_item_results(user, other)
    for user in strangers:
        for name in ("item-results", "item-index"):
            more = ["Q01"] if name == "item-results" else []
            assert signed_in(user).get(address(name, cohort.code, *more)).status_code == 404
        assert not can_see_item_results(user, cohort)


def test_the_index_counts_attempts_and_says_what_was_not_sat(cohort, lead):
    quiz, versions, _ = make_sat_quiz(cohort, people=4, items=2)
    other = make_cohort("NIA24")
    more = [make_enrolment(other, position=number) for number in range(1, 4)]
    sit_quiz(quiz, more, versions, answers_of(3, 2, seed=2))
    text = lead.get(address("item-index", cohort.code, language="en")).content.decode()
    assert "4 attempts here" in text and "7 over all cohorts" in text
    assert "Indicative only" in text
    empty = signed_in(make_colleague(make_cohort("XYZ01"), "lead", "SOW Binta"))
    text = empty.get(address("item-index", "XYZ01", language="en")).content.decode()
    assert "Nothing was sat yet" in text


def said_beside(text):
    """The name of each figure and the words beside it, list by list; empty without words."""
    lists = re.findall(r'<dl class="pairs lines">(.*?)</dl>', text.replace("\u202f", "~"), re.S)
    lines = [re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", one) for one in lists]
    words = re.compile(r'<small class="plain">(.*?)</small>')
    return [{name: "".join(words.findall(rest)) for name, rest in one} for one in lines]


def test_figures_stand_with_plain_words_in_both_languages(cohort, lead):
    make_sat_quiz(cohort, people=24, items=6)
    english = text_of(lead, cohort)
    assert "24 attempts of OUA16" in english and "first attempts" in english
    assert "Fewer than 30 attempts" in english
    assert "q01-03 choice ?" in english and "q01-03 choix ?" not in english
    assert re.search(r"internal consistency.*?\d\d\.\d%", english, re.S)
    french = text_of(lead, cohort, language="fr")
    assert "24 tentatives de OUA16" in french
    assert "Moins de 30 tentatives" in french
    assert "q01-03 choix ?" in french
    assert re.search(r"cohérence interne.*?\d\d,\d\u202f%", french, re.S)
    for text, language in ((english, "en"), (french, "fr")):
        whole, *items = said_beside(text)
        assert (whole, items[-1]) == WORDS[language]
        assert all(set(item) == set(items[-1]) and all(item.values()) for item in items)


def test_no_figure_below_two_attempts(cohort, lead):
    make_sat_quiz(cohort, people=1, items=2)
    text = text_of(lead, cohort)
    assert "Too few attempts to say anything." in text
    assert not re.search(r"\d%", text.split("overview")[1].split("</table>")[0])


def test_which_attempts_and_which_cohorts_are_chosen_by_links(cohort, lead):
    quiz, versions, people = make_sat_quiz(cohort, people=5, items=3)
    sit_quiz(quiz, people, versions, answers_of(5, 3, seed=7), number=2)
    more = [make_enrolment(make_cohort("NIA24"), position=1)]
    sit_quiz(quiz, more, versions, answers_of(1, 3, seed=2))
    assert "10 attempts of OUA16" in text_of(lead, cohort, attempts="all")
    assert "5 attempts of OUA16" in text_of(lead, cohort, attempts="best")
    text = text_of(lead, cohort, attempts="all", cohorts="all")
    assert "11 attempts of all cohorts" in text
    assert 'href="?attempts=best&amp;cohorts=all"' in text and 'href="?attempts=all"' in text
    assert "5 attempts of OUA16" in text_of(lead, cohort, attempts="nonsense")


def test_results_of_others_do_not_show_what_is_still_to_be_drawn_here(cohort, lead):
    quiz, versions, _ = make_sat_quiz(cohort, people=4, items=2)
    module = quiz.activity.module
    assert module is not None
    secret = make_question(module, "still-to-come")
    other = make_cohort("NIA24")
    more = [make_enrolment(other, position=number) for number in range(1, 4)]
    sit_quiz(quiz, more, [secret, *versions], answers_of(3, 3, seed=2))
    text = text_of(lead, cohort, cohorts="all")
    assert "7 attempts of all cohorts" in text
    assert "q01-01 choice" in text and "still-to-come" not in text
    there = signed_in(make_colleague(other, "lead", "SOW Binta"))
    assert "still-to-come choice" in text_of(there, other)


@pytest.mark.parametrize("policy", ["test", "exam"])
def test_questions_and_keys_of_a_test_stay_hidden_while_it_is_taken(cohort, lead, policy):
    quiz, _, people = make_sat_quiz(cohort, people=4, items=2)
    quiz.policy = policy
    quiz.save()
    now, hour = timezone.now(), datetime.timedelta(hours=1)
    assert "q01-01 choice" in text_of(lead, cohort)
    window = QuizWindow.objects.create(
        cohort=cohort, quiz=quiz, opens_at=now - hour, closes_at=now + hour
    )
    text = text_of(lead, cohort)
    assert "Not while it is being taken" in text and "q01-01" not in text
    window.cancelled_at = now
    window.save()
    assert "q01-01 choice" in text_of(lead, cohort)
    Attempt.objects.create(
        quiz=quiz,
        enrolment=people[0],
        number=2,
        seed="s",
        started_at=now,
        state=states.IN_PROGRESS,
    )
    assert "q01-01" not in text_of(lead, cohort)


def test_a_practice_quiz_shows_its_results_while_it_is_open(cohort, lead):
    quiz, _, _ = make_sat_quiz(cohort, people=4, items=2)
    now, hour = timezone.now(), datetime.timedelta(hours=1)
    QuizWindow.objects.create(cohort=cohort, quiz=quiz, opens_at=now - hour, closes_at=now + hour)
    assert "q01-01 choice" in text_of(lead, cohort)


def test_an_unfair_item_stands_first_with_both_its_faces(cohort, lead):
    make_sat_quiz(cohort, people=320, items=8, unfair=3.0, seed=5)
    text = text_of(lead, cohort)
    first = text.split("<article")[1]
    assert "Unfair: one language does worse" in first
    assert "q01-01 choice ?" in first
    assert '<p class="other" lang="fr">q01-01 choix ?</p>' in first
    assert "At equal ability English sitters get" in first
    assert "points out of 100 of this quiz" in first


def test_the_picture_has_words_and_no_style_of_its_own(cohort, lead):
    make_sat_quiz(cohort, people=24, items=3)
    text = text_of(lead, cohort)
    pictures = re.findall(r"<svg class=\"curves\".*?</svg>", text, re.S)
    assert len(pictures) == 3
    for picture in pictures:
        assert 'role="img"' in picture
        assert re.search(r'aria-label="Per cent who choose each option.*A \(right\): ', picture)
        assert picture.count("<polyline") >= 2
    assert " style=" not in text
    french = text_of(lead, cohort, language="fr")
    assert french.count(">les plus faibles</text>") == french.count(">les plus forts</text>") == 3


def test_counts_of_the_options_stand_beside_the_picture(cohort, lead):
    make_sat_quiz(cohort, people=24, items=3)
    table = text_of(lead, cohort).split('class="options"')[1].split("</table>")[0]
    rows = re.findall(
        r"<b>([A-D])</b> (.*?) ?(?:<small>(.*?)</small>)?</th>.*?(\d+) <small>", table
    )
    counts = {letter: int(count) for letter, _, _, count in rows}
    assert sum(counts.values()) == 24 and counts["D"] == 0
    remarks = {letter: remark for letter, _, remark, _ in rows}
    assert (remarks["A"], remarks["D"]) == ("right", "nobody")


def test_what_is_written_in_a_question_is_only_ever_shown(cohort, lead):
    make_sat_quiz(cohort, people=6, items=2)
    hostile = "<script>alert(1)</script>"
    for face in QuestionFace.objects.all():
        face.stem = hostile
        face.words["options"] = dict.fromkeys(face.words["options"], hostile)
        face.save()
    text = text_of(lead, cohort)
    assert "<script>alert" not in text and "&lt;script&gt;alert" in text


def test_queries_do_not_grow(lead, cohort):
    make_sat_quiz(cohort, people=3, items=2)
    other = make_cohort("NIA24")
    make_sat_quiz(other, people=24, items=8, key="Q02")
    there = signed_in(make_colleague(other, "lead", "SOW Binta"))
    few = queries(lambda: text_of(lead, cohort))
    many = queries(lambda: text_of(there, other, "Q02"))
    assert few == many <= 11


def test_every_code_has_its_words():
    assert list(item_words.ITEM) == list(ITEM_VERDICTS)
    assert list(item_words.FAIRNESS) == list(FAIRNESS_VERDICTS)
    codes = {code for scale in SCALES.values() for code in scale.codes}
    codes |= {CHANCE, *GUESSES, *REASONS}
    assert set(item_words.FIGURE) == codes
