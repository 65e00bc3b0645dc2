"""The player as a person meets it: start, answer, turn the language, come back, submit, read."""

import datetime
import re
import uuid

import pytest
from django.test import Client

from assessments import states
from assessments.models import Attempt, AttemptGrade, AttemptStep, QuestionFace
from tests.assessments.player.room import address, open_quiz, running_cohort, signed_in, start
from tests.factories.courses import make_cohort, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return running_cohort()


@pytest.fixture
def quiz(cohort):
    return open_quiz(cohort)


@pytest.fixture
def trainee(cohort):
    return make_enrolment(cohort)


@pytest.fixture
def browser(trainee):
    return signed_in(trainee.user)


def fields(response) -> dict[str, str]:
    """The hidden inputs of the item's form."""
    html = response.content.decode()
    found = re.findall(
        r'<input type="hidden" name="(page|seal|shown|sequence)" value="([^"]*)"', html
    )
    return {name: value.replace("&quot;", '"') for name, value in found}


def order(response) -> list[str]:
    return re.findall(r'name="answer" value="(\w+)"', response.content.decode())


def ticked(response) -> list[str]:
    return re.findall(r'value="(\w+)" checked', response.content.decode())


def item(browser, attempt, position=1, language="fr"):
    return browser.get(address("attempt-item", attempt.public_id, position, language=language))


def send(browser, attempt, page, position=1, /, language="fr", **data):
    where = address("attempt-item", attempt.public_id, position, language=language)
    return browser.post(where, {**page, "go": "next", **data})


def answers(attempt):
    return list(
        attempt.steps.filter(action="answer").order_by("pk").values_list("position", "response")
    )


def test_the_start_page_says_what_the_quiz_is(browser, quiz):
    html = browser.get(address("quiz-start", "Q01", language="en")).content.decode()
    assert "3 questions" in html
    assert "2 of 2" in html
    assert "Start the quiz" in html


def test_start_leads_to_the_first_item_and_a_second_press_to_the_same_attempt(browser, quiz):
    attempt = start(browser)
    assert browser.post(address("quiz-start", "Q01"))["Location"] == address(
        "attempt", attempt.public_id
    )
    assert Attempt.objects.count() == 1
    response = browser.get(address("attempt", attempt.public_id))
    assert response["Location"] == address("attempt-item", attempt.public_id, 1)


def test_save_and_next_stores_a_step_with_its_language(browser, quiz):
    attempt = start(browser)
    page = fields(item(browser, attempt, language="en"))
    response = send(browser, attempt, page, language="en", answer="b")
    assert response["Location"] == address("attempt-item", attempt.public_id, 2, language="en")
    step = attempt.steps.get(action="answer")
    assert (step.position, step.response, step.language) == (1, ["b"], "en")
    # Seen in English before it was answered.
    assert attempt.steps.get(action="shown").language == "en"
    assert "Saved on the server at" in item(browser, attempt, language="en").content.decode()


@pytest.mark.parametrize(
    ("go", "name", "position"),
    [("previous", "attempt-item", 1), ("3", "attempt-item", 3), ("review", "attempt-review", 0)],
)
def test_every_button_stores_before_it_goes(browser, quiz, go, name, position):
    attempt = start(browser)
    response = send(browser, attempt, fields(item(browser, attempt, 2)), 2, answer="c", go=go)
    args = (attempt.public_id, position) if position else (attempt.public_id,)
    assert response["Location"] == address(name, *args)
    assert answers(attempt) == [(2, ["c"])]


def test_a_page_sent_twice_has_no_second_effect(browser, quiz):
    attempt = start(browser)
    page = fields(item(browser, attempt))
    for _ in range(3):
        send(browser, attempt, page, answer="b")
    assert answers(attempt) == [(1, ["b"])]


def test_back_changed_and_sent_again_counts_also_when_it_returns(browser, quiz):
    attempt = start(browser)
    page = fields(item(browser, attempt))
    for letter in "aba":
        send(browser, attempt, page, answer=letter)
    assert answers(attempt) == [(1, ["a"]), (1, ["b"]), (1, ["a"])]
    assert ticked(item(browser, attempt)) == ["a"]


def test_a_stale_tab_sent_unchanged_undoes_nothing(browser, quiz):
    attempt = start(browser)
    stale = fields(item(browser, attempt))
    send(browser, attempt, fields(item(browser, attempt)), answer="d")
    send(browser, attempt, stale)  # the other tab goes on without an answer
    assert answers(attempt) == [(1, ["d"])]


def test_two_tabs_the_answer_given_last_stands(browser, quiz):
    attempt = start(browser)
    one, two = fields(item(browser, attempt)), fields(item(browser, attempt))
    send(browser, attempt, two, answer="a")
    send(browser, attempt, one, answer="b")
    assert ticked(item(browser, attempt)) == ["b"]


def test_an_answer_can_be_emptied(browser, cohort, quiz, trainee):
    attempt = start(browser)
    send(browser, attempt, fields(item(browser, attempt)), answer="a")
    send(browser, attempt, fields(item(browser, attempt)))
    assert answers(attempt) == [(1, ["a"]), (1, None)]
    assert ticked(item(browser, attempt)) == []


def test_the_language_flip_saves_moves_nothing_and_is_noted(browser, quiz):
    attempt = start(browser)
    french = item(browser, attempt)
    response = send(browser, attempt, fields(french), answer="c", flip="en")
    assert response["Location"] == address("attempt-item", attempt.public_id, 1, language="en")
    english = browser.get(response["Location"])
    assert order(english) == order(french)
    assert ticked(english) == ["c"]
    assert "choice Q01" in english.content.decode()
    assert "choix" not in english.content.decode()
    assert list(
        attempt.steps.exclude(action="shown").order_by("sequence").values_list("action", "language")
    ) == [
        ("answer", "fr"),
        ("language", "en"),
    ]


def test_the_switch_of_the_frame_belongs_to_the_form(browser, quiz):
    html = item(browser, start(browser)).content.decode()
    switch = html[html.index('class="switch"') : html.index('class="quiz-top"')]
    assert 'form="attempt" name="flip" value="en"' in switch
    # Enter presses the first button of the form: that one goes on, it does not flip.
    assert html.index('name="go" value="next"') < html.index('name="flip"')


def test_another_device_shows_the_answers_that_stand(browser, quiz, trainee):
    attempt = start(browser)
    send(browser, attempt, fields(item(browser, attempt, 2)), 2, answer="b")
    elsewhere = signed_in(trainee.user)
    page = elsewhere.get(address("quiz-start", "Q01", language="en")).content.decode()
    assert "Continue" in page
    resumed = elsewhere.get(address("attempt", attempt.public_id))
    assert resumed["Location"] == address("attempt-item", attempt.public_id, 2)
    assert ticked(elsewhere.get(resumed["Location"])) == ["b"]


def test_signed_out_in_the_middle_one_comes_back_to_the_same_item(browser, quiz):
    attempt = start(browser)
    send(browser, attempt, fields(item(browser, attempt)), answer="a")
    where = address("attempt-item", attempt.public_id, 2)
    response = Client().get(where)
    assert response.status_code == 302
    assert response["Location"].startswith(address("card-sign-in"))
    assert where in response["Location"]


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ("practice", "The result is shown at once."),
        ("test", "The team gives the result when everybody has finished."),
        ("exam", "The team gives the result when everybody has finished."),
    ],
)
def test_the_last_page_says_when_the_result_comes(browser, quiz, policy, words):
    quiz.policy = policy
    quiz.save()
    attempt = start(browser)
    page = browser.get(address("attempt-review", attempt.public_id, language="en"))
    assert words in page.content.decode()


def test_review_names_what_is_missing_and_submission_gives_one_result(browser, quiz):
    attempt = start(browser)
    send(browser, attempt, fields(item(browser, attempt, 2)), 2, answer="a")
    review = browser.get(address("attempt-review", attempt.public_id, language="en"))
    html = review.content.decode()
    assert "1 of 3 questions answered" in html
    assert "2 questions without answer will count 0" in html
    blank = html[html.index('id="blank"') : html.index('id="end"')]
    assert re.findall(r'href="([^"]*)"', blank) == [
        address("attempt-item", attempt.public_id, position, language="en") for position in (1, 3)
    ]
    for _ in range(2):
        response = browser.post(address("attempt-submit", attempt.public_id))
        assert response["Location"] == address("attempt-result", attempt.public_id)
    grade = AttemptGrade.objects.get()
    assert str(grade.score) == "33.33"


def test_an_item_to_come_back_to_is_marked_until_the_mark_is_taken_away(browser, quiz):
    attempt = start(browser)
    review = address("attempt-review", attempt.public_id, language="en")
    where = address("attempt-item", attempt.public_id, 2, language="en")
    page = fields(item(browser, attempt, 2))
    for _ in range(2):
        send(browser, attempt, page, 2, answer="a", flaggable="1", flag="on")
    assert attempt.steps.filter(action="flag").count() == 1
    flag = '<input type="checkbox" name="flag" checked>'
    html = item(browser, attempt, 2, language="en").content.decode()
    assert flag in html and 'class="answered flagged"' in html
    html = browser.get(review).content.decode()
    wanted = html[html.index('id="flagged"') : html.index('id="blank"')]
    assert re.findall(r'href="([^"]*)"', wanted) == [where]
    send(browser, attempt, fields(item(browser, attempt, 2)), 2, answer="a", flaggable="1")
    assert flag not in item(browser, attempt, 2).content.decode()
    assert 'id="flagged"' not in browser.get(review).content.decode()


def test_an_answer_that_was_emptied_is_missing_on_the_last_page(browser, quiz):
    attempt = start(browser)
    send(browser, attempt, fields(item(browser, attempt)), answer="a")
    send(browser, attempt, fields(item(browser, attempt)))
    html = browser.get(address("attempt-review", attempt.public_id, language="en")).content.decode()
    assert "0 of 3 questions answered" in html


def test_the_result_shows_own_answer_right_answer_and_feedback_in_both_languages(browser, quiz):
    attempt = start(browser)
    send(browser, attempt, fields(item(browser, attempt, 1)), 1, answer="a")
    send(browser, attempt, fields(item(browser, attempt, 2)), 2, answer="b")
    browser.post(address("attempt-submit", attempt.public_id))
    french = browser.get(address("attempt-result", attempt.public_id)).content.decode()
    assert "33,33" in french
    assert "retour fr a" in french
    assert "explication fr" in french
    english = browser.get(
        address("attempt-result", attempt.public_id, language="en")
    ).content.decode()
    assert "33.33" in english
    assert "retour en b" in english
    for words in ("Your answer, right", "Your answer, wrong", "Right answer, not chosen"):
        assert words in english
    assert re.findall(r">(Right|Wrong|No answer)</span>", english) == [
        "Right",
        "Wrong",
        "No answer",
    ]
    assert "Your next attempt opens on" in english


def test_pages_of_a_closed_attempt_lead_to_its_result(browser, quiz):
    attempt = start(browser)
    page = fields(item(browser, attempt))
    browser.post(address("attempt-submit", attempt.public_id))
    result = address("attempt-result", attempt.public_id)
    assert item(browser, attempt)["Location"] == result
    assert send(browser, attempt, page, answer="a")["Location"] == result
    assert browser.get(address("attempt-review", attempt.public_id))["Location"] == result
    assert not AttemptStep.objects.exclude(action="shown").exists()


def test_an_open_attempt_shows_no_result(browser, quiz):
    attempt = start(browser)
    response = browser.get(address("attempt-result", attempt.public_id))
    assert response["Location"] == address("attempt-review", attempt.public_id)


def test_the_second_attempt_waits_and_says_until_when(browser, quiz):
    attempt = start(browser)
    browser.post(address("attempt-submit", attempt.public_id))
    html = browser.get(address("quiz-start", "Q01", language="en")).content.decode()
    assert "at least 12 hours" in html
    assert "It opens on" in html
    assert "Start the" not in html
    browser.post(address("quiz-start", "Q01"))
    assert Attempt.objects.count() == 1


def test_a_quiz_outside_its_window_says_so(browser, quiz):
    now = datetime.datetime.now(tz=datetime.UTC)
    day = datetime.timedelta(days=1)
    quiz.windows.update(opens_at=now + day, closes_at=now + 2 * day)
    html = browser.get(address("quiz-start", "Q01", language="en")).content.decode()
    assert "not open yet" in html
    assert "It opens on" in html
    quiz.windows.update(opens_at=now - 2 * day, closes_at=now - day)
    html = browser.get(address("quiz-start", "Q01", language="en")).content.decode()
    assert "This quiz is closed" in html


def test_when_the_time_is_up_what_was_saved_counts(browser, quiz):
    attempt = start(browser)
    send(browser, attempt, fields(item(browser, attempt)), answer="a")
    ended = datetime.datetime.now(tz=datetime.UTC) - datetime.timedelta(seconds=5)
    Attempt.objects.update(deadline_at=ended)
    # Nobody closed it; opening any of its pages does.
    assert item(browser, attempt)["Location"] == address("attempt-result", attempt.public_id)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_at) == (states.TIMED_OUT, ended)
    html = browser.get(address("attempt-result", attempt.public_id, language="en")).content.decode()
    assert "The time ended on" in html


def test_other_people_get_404_everywhere(quiz, browser, cohort):
    attempt = start(browser)
    other = signed_in(make_enrolment(cohort, position=2).user)
    for name, args in (
        ("attempt", ()),
        ("attempt-item", (1,)),
        ("attempt-review", ()),
        ("attempt-submit", ()),
        ("attempt-result", ()),
    ):
        where = address(name, attempt.public_id, *args)
        assert other.get(where).status_code == 404, name
        assert other.post(where).status_code in (404, 405), name
    attempt.refresh_from_db()
    assert attempt.state == states.IN_PROGRESS
    assert browser.get(address("attempt-item", attempt.public_id, 9)).status_code == 404
    assert browser.get(address("attempt-item", uuid.uuid4(), 1)).status_code == 404


def test_somebody_of_another_course_does_not_find_the_quiz(quiz):
    stranger = make_enrolment(make_cohort("AUTRE"), position=3)
    stranger.withdrawn_at = datetime.datetime.now(tz=datetime.UTC)
    stranger.save()
    assert signed_in(stranger.user).get(address("quiz-start", "Q01")).status_code == 404


@pytest.mark.parametrize(
    "tampering",
    [
        {"page": "no-uuid"},
        {"shown": "{"},
        {"sequence": "-7"},
        {"sequence": "9" * 40},
        {"go": "²"},
        {"go": "0"},
        {"flip": "de"},
        {"answer": "zzz"},
    ],
)
def test_tampered_fields_harm_nobody(browser, quiz, tampering):
    attempt = start(browser)
    page = fields(item(browser, attempt))
    response = send(browser, attempt, page, **{"answer": "a", **tampering})
    assert response.status_code == 302
    assert item(browser, attempt).status_code == 200


def secrets_of_the_quiz():
    for face in QuestionFace.objects.all():
        yield from face.words["option_feedback"].values()
        yield face.words["feedback"]


def test_before_submission_neither_key_nor_feedback_leaves_the_server(browser, quiz):
    attempt = start(browser)
    seen = []
    for language in ("fr", "en"):
        for position in (1, 2, 3):
            seen.append(item(browser, attempt, position, language=language))
        for name in ("attempt-review", "attempt-result", "attempt"):
            where = address(name, attempt.public_id, language=language)
            seen.append(browser.get(where, follow=True))
        seen.append(browser.get(address("quiz-start", "Q01", language=language)))
    for response in seen:
        html = response.content.decode()
        for secret in secrets_of_the_quiz():
            assert secret not in html
        for word in ("right", "correct", "juste", "structure", "fraction", "score"):
            assert not re.search(rf'(class|data-\w+|name|value)="[^"]*{word}', html), word


def test_all_options_look_alike_before_submission(browser, quiz):
    html = item(browser, start(browser)).content.decode()
    lines = re.findall(r'<label class="choice">.*?</label>', html)
    assert len(lines) == 4
    bare = {re.sub(r'value="\w"|<span>[^<]*</span>', "", line) for line in lines}
    assert len(bare) == 1
