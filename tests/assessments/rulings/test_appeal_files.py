"""The file of an appeal: what was sat and marked, for whoever answers, and for nobody else."""

import datetime
import uuid
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from assessments.attemptreading import read_attempt
from assessments.latecoming import decide_late_steps
from assessments.marking import submit_sheet
from assessments.models import Appeal, Attempt
from assessments.opening import release_results
from assessments.reviewing import words_of_pick
from assessments.views import appeal_files
from assessments.views.appeal_files import digest_of
from tests.assessments.player.room import address, queries, running_cohort, signed_in
from tests.assessments.rulings.room import come_late, short_quiz, take
from tests.factories.assessments import enter, make_rubric
from tests.factories.courses import make_colleague, make_enrolment
from tests.factories.teaching import levels_of, make_team, make_turn

pytestmark = pytest.mark.django_db
ANSWERS: dict[str, object] = {"Q01-1": ["a"], "Q01-2": ["b"], "Q01-3": "Zanzibar"}


@pytest.fixture
def cohort():
    return running_cohort()


@pytest.fixture
def trainee(cohort):
    return make_enrolment(cohort)


@pytest.fixture
def attempt(cohort, trainee):
    """An exam that was sat an hour ago and is released."""
    now, hour = timezone.now(), datetime.timedelta(hours=1)
    quiz = short_quiz(cohort)
    quiz.policy = "exam"
    quiz.save()
    quiz.windows.update(opens_at=now - hour, closes_at=now + hour)
    taken = take(trainee, quiz, ANSWERS, at=now)
    quiz.windows.update(opens_at=now - 2 * hour, closes_at=now - hour)
    release_results(window=quiz.windows.get(), by=None, at=now)
    return Attempt.objects.select_related(
        "quiz__activity", "enrolment__cohort", "enrolment__user", "window", "form"
    ).get(pk=taken.pk)


def make_appeal(trainee, decision=""):
    today = timezone.localdate()
    return Appeal.objects.create(
        enrolment=trainee,
        ground="arithmetic",
        text="…",
        lodged_on=today,
        lodged_until=today,
        answer_due_on=today,
        recorded_at=timezone.now(),
        decision=decision,
    )


def pages(appeal, attempt, language="en"):
    code = appeal.enrolment.cohort.code
    return [
        address("appeal-file", code, appeal.pk, language=language),
        address("attempt-file", code, appeal.pk, attempt.public_id, language=language),
        address("attempt-file-pdf", code, appeal.pk, attempt.public_id, language=language),
    ]


def text_of(user, page):
    response = signed_in(user).get(page)
    assert response.status_code == 200
    return response.content.decode()


def test_lead_and_registrar_read_it_and_nobody_else(cohort, trainee, attempt):
    appeal = make_appeal(trainee)
    for role in ("lead", "registrar"):
        browser = signed_in(make_colleague(cohort, role))
        assert [browser.get(page).status_code for page in pages(appeal, attempt)] == [200] * 3
    strangers = [make_colleague(cohort, one) for one in ("facilitator", "assessor", "editor")]
    strangers += [make_colleague(running_cohort("AUTRE"), "lead", "CAMARA Ali"), trainee.user]
    for user in strangers:
        browser = signed_in(user)
        assert [browser.get(page).status_code for page in pages(appeal, attempt)] == [404] * 3


def test_each_question_stands_with_answer_key_points_and_every_step(cohort, trainee, attempt):
    appeal, lead = make_appeal(trainee), make_colleague(cohort, "lead")
    listed, page, _ = pages(appeal, attempt)
    assert f"/{attempt.public_id}/" in text_of(lead, listed)
    text = text_of(lead, page)
    assert "Answer given, right" in text and "Answer given, wrong" in text
    # Somebody else reads: nothing speaks to the trainee.
    assert "Your answer" not in text
    assert text.count("Zanzibar") == 2 and "SLTD" in text
    assert "33.33" in text and text.count("<b>1</b> / 1") == 1 and text.count("<b>0</b> / 1") == 2
    assert trainee.user.printed_name in text and digest_of(attempt) in text
    steps = text.split("Every step")[1]
    assert steps.count("<tr>") == 1 + attempt.steps.count()


@pytest.mark.parametrize(("language", "title"), [("fr", "Dossier d’une"), ("en", "File of an")])
def test_the_paper_says_the_same(cohort, trainee, attempt, language, title):
    appeal, lead = make_appeal(trainee), make_colleague(cohort, "lead")
    response = signed_in(lead).get(pages(appeal, attempt, language)[2])
    assert f'{cohort.code}-{appeal.pk}-Q01-1.pdf"' in response["Content-Disposition"]
    read = PdfReader(BytesIO(response.content))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert title in text and "Zanzibar" in text and "SLTD" in text
    assert digest_of(attempt) in text.replace(" ", "")


def test_paper_has_the_answers_and_says_how_many_are_left_out(
    cohort, trainee, attempt, monkeypatch
):
    monkeypatch.setattr(appeal_files, "MOST_ON_PAPER", 2)
    step = attempt.steps.filter(action="answer").first()
    step.pk, step.client_id, step.sequence, step.action = None, f"{8:032x}", 1, "shown"
    step.save(force_insert=True)
    appeal, lead = make_appeal(trainee), make_colleague(cohort, "lead")
    response = signed_in(lead).get(pages(appeal, attempt)[2])
    read = PdfReader(BytesIO(response.content))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    left = attempt.steps.exclude(action="shown").count() - 2
    assert f"{left} further answer" in text and "question shown" not in text


def test_a_question_is_worded_as_in_the_answer_that_counts(cohort, trainee, attempt):
    attempt.steps.filter(position=1).update(language="en")
    attempt.steps.exclude(position=1).update(language="fr")
    for language in ("fr", "en"):
        read = read_attempt(attempt, language=language, at=timezone.now())
        assert [one.language for one in read.items] == ["en", "fr", "fr"]
        assert read.items[0].shown.stem.endswith(("en", "choice ?"))
        assert read.items[1].shown.stem.endswith(("fr", "choix ?"))


def test_an_answer_has_the_moment_of_the_one_that_counts(attempt):
    def moment():
        return read_attempt(attempt, language="en", at=timezone.now()).items[0].answered_at

    before, step = moment(), attempt.steps.get(position=1, action="answer")
    assert before == step.received_at
    step.pk, step.client_id, step.sequence = None, f"{7:032x}", 0
    step.received_at += datetime.timedelta(minutes=3)
    step.save(force_insert=True)
    assert moment() == before


def test_steps_of_several_days_say_their_day(cohort, trainee, attempt):
    noon = datetime.datetime(2016, 1, 26, 12, tzinfo=datetime.UTC)
    attempt.steps.filter(position=1).update(received_at=noon)
    attempt.steps.exclude(position=1).update(received_at=noon + datetime.timedelta(days=1))
    page = pages(make_appeal(trainee), attempt)[1]
    told = text_of(make_colleague(cohort, "lead"), page).split("Every step")[1]
    assert told.split("</table>")[0].count("2016") == 2


def test_what_was_typed_is_evidence_and_stays_as_it_is():
    typed = "a<b,  1 &lt; 2"
    assert words_of_pick({"feedback": "<p>x</p>"}, "html", typed) == typed
    assert words_of_pick({"options": {"a": "<p>R &amp; D</p>"}}, "html", "a") == "R & D"


def test_no_appeal_or_a_late_one_opens_nothing(cohort, trainee, attempt):
    lead = signed_in(make_colleague(cohort, "lead"))
    late = make_appeal(trainee, Appeal.Decision.OUT_OF_TIME)
    assert [lead.get(page).status_code for page in pages(late, attempt)] == [404] * 3
    assert "/file/" not in lead.get(address("appeal", cohort.code, late.pk)).content.decode()
    other = make_appeal(make_enrolment(cohort, position=2))
    listed, *rest = pages(other, attempt)
    assert str(attempt.public_id) not in lead.get(listed).content.decode()
    assert [lead.get(page).status_code for page in rest] == [404] * 2


def test_an_exam_that_somebody_still_sits_stays_closed(cohort, trainee, attempt):
    now, hour = timezone.now(), datetime.timedelta(hours=1)
    attempt.quiz.windows.create(
        cohort=cohort, number=2, opens_at=now - hour, closes_at=now + hour, only_granted=True
    )
    appeal, lead = make_appeal(trainee), signed_in(make_colleague(cohort, "lead"))
    listed, *rest = pages(appeal, attempt)
    assert str(attempt.public_id) not in lead.get(listed).content.decode()
    assert [lead.get(page).status_code for page in rest] == [404] * 2


def test_an_attempt_that_nobody_closed_does_not_keep_an_exam_shut(cohort, trainee, attempt):
    now, hour = timezone.now(), datetime.timedelta(hours=1)
    windows, other = attempt.quiz.windows, make_enrolment(cohort, position=2)
    windows.update(opens_at=now - hour, closes_at=now + hour)
    left = take(other, attempt.quiz, ANSWERS, at=now, submit=False)
    windows.update(opens_at=now - 2 * hour, closes_at=now - hour)
    Attempt.objects.filter(pk=left.pk).update(deadline_at=now - hour)
    page = pages(make_appeal(trainee), attempt)[0]
    assert f"/{attempt.public_id}/" in text_of(make_colleague(cohort, "lead"), page)


def test_a_late_answer_is_told_once_it_is_decided(cohort, trainee, attempt):
    step = come_late(attempt, "Q01-2", ["a"])
    lead, appeal = make_colleague(cohort, "lead"), make_appeal(trainee)
    page = pages(appeal, attempt)[1]
    told = text_of(lead, page).split("Every step")[1]
    row = next(row for row in told.split("<tr>") if "came after the end" in row)
    assert "not decided yet" in row and "Q01-2 a" not in row and ">answer <" in row
    decide_late_steps(
        attempt=attempt, steps=[step], admitted=False, reason="No cut", by=lead, at=timezone.now()
    )
    told = text_of(lead, page).split("Every step")[1]
    row = next(row for row in told.split("<tr>") if "came after the end" in row)
    assert "refused: No cut" in row and ">answer <" not in row


def test_sheets_stand_side_by_side_and_a_sealed_one_does_not(cohort, trainee):
    team, appeal = make_team(cohort), make_appeal(trainee)
    make_turn(trainee, team)
    for seat, person, words in ((1, "first", "Calm"), (3, "lead", "Sealed words")):
        put(trainee, team[person], seat, words)
    page = address("appeal-file", cohort.code, appeal.pk, language="en")
    assert "Calm" not in text_of(team["registrar"], page)
    put(trainee, team["second"], 2, "Clear")
    text = text_of(team["registrar"], page)
    assert "Calm" in text and "Clear" in text and "Agreed" in text
    assert "Sealed words" not in text and text.count("Seat 3") == 0


def test_who_still_has_to_mark_the_lesson_reads_nothing_of_it(cohort, trainee):
    team, appeal = make_team(cohort), make_appeal(trainee)
    make_turn(trainee, team)
    for seat, person in ((1, "first"), (2, "second")):
        put(trainee, team[person], seat, "Calm")
    page = address("appeal-file", cohort.code, appeal.pk, language="en")
    assert "Calm" not in text_of(team["lead"], page)
    put(trainee, team["lead"], 3, "Own")
    assert "Calm" in text_of(team["lead"], page)


def test_one_revision_of_two_stays_with_who_made_it(cohort, trainee):
    team, appeal = make_team(cohort), make_appeal(trainee)
    make_turn(trainee, team)
    page = address("appeal-file", cohort.code, appeal.pk, language="en")
    put(trainee, team["first"], 1, "Calm", "50")
    put(trainee, team["second"], 2, "Clear", "75")
    reasons = {f"C{number}": "x" for number in range(1, 9)}
    again = {"round": 2, "revision_reason": "x", "revision_reasons": reasons}
    put(trainee, team["first"], 1, "Second thoughts", "60", **again)
    text = text_of(team["registrar"], page)
    assert "Calm" in text and "Clear" in text and "Second thoughts" not in text
    put(trainee, team["second"], 2, "Still clear", "75", **again)
    text = text_of(team["registrar"], page)
    assert "Second thoughts" in text and "Still clear" in text


def test_of_a_reserve_opened_for_the_knock_out_only_that_criterion_is_told(cohort, trainee):
    team, appeal = make_team(cohort), make_appeal(trainee)
    make_turn(trainee, team)
    out = {"knock_out_facts": "He named the village."}
    put(trainee, team["first"], 1, "Calm", [3] * 7 + [0], **out)
    put(trainee, team["lead"], 3, "Sealed words", [1] * 7 + [0], **out)
    put(trainee, team["second"], 2, "Clear", [3] * 8)
    text = text_of(team["registrar"], address("appeal-file", cohort.code, appeal.pk, language="en"))
    assert "Knock-out" in text and "Seat 3" in text and "Sealed words" not in text
    rows = [row.split("</tr>")[0] for row in text.split("<tr>") if 'scope="row">C' in row]
    assert [row.count('<td class="n"></td>') for row in rows] == [1] * 7 + [0]


def put(trainee, person, seat, words, mark="70", **more):
    submit_sheet(
        enrolment=trainee,
        seat=seat,
        assessor=person,
        rubric=make_rubric(),
        levels=levels_of(mark) if isinstance(mark, str) else mark,
        strengths=words,
        by=person,
        at=timezone.now(),
        **more,
    )


def test_entered_marks_stand_with_those_they_replaced(cohort, trainee):
    enter(trainee, "P1", "11.5", out_of="20")
    enter(trainee, "P1", "12.5", out_of="20", reason="Misread")
    appeal = make_appeal(trainee)
    page = address("appeal-file", cohort.code, appeal.pk, language="en")
    text = text_of(make_colleague(cohort, "registrar"), page)
    assert "11.5 / 20" in text and "12.5 / 20" in text
    assert text.count("replaced") == 1 and "Misread" in text


def test_queries_do_not_grow_with_questions_and_steps(cohort, trainee, attempt):
    lead, appeal = signed_in(make_colleague(cohort, "lead")), make_appeal(trainee)
    page = pages(appeal, attempt)[1]
    few = queries(lambda: lead.get(page))
    step = attempt.steps.filter(action="answer").first()
    for number in range(5):
        step.pk, step.client_id, step.sequence = None, f"{number:032x}", 50 + number
        step.save(force_insert=True)
    assert queries(lambda: lead.get(page)) == few <= 27


def test_queries_do_not_grow_with_attempts(cohort, trainee, attempt):
    lead, appeal = signed_in(make_colleague(cohort, "lead")), make_appeal(trainee)
    listed = pages(appeal, attempt)[0]
    few = queries(lambda: lead.get(listed))
    attempt.pk, attempt.public_id, attempt.number = None, uuid.uuid4(), 2
    attempt.save(force_insert=True)
    text = lead.get(listed).content.decode()
    # The two attempts, and the same page in the other language.
    assert text.count("/file/") == 3
    assert queries(lambda: lead.get(listed)) == few


def test_a_step_more_changes_the_digest(attempt):
    before = digest_of(attempt)
    step = attempt.steps.first()
    step.pk, step.client_id, step.sequence = None, f"{7:032x}", 77
    step.save(force_insert=True)
    assert digest_of(attempt) != before


def test_a_late_step_and_its_fate_change_the_digest(cohort, attempt):
    found = [digest_of(attempt)]
    step = come_late(attempt, "Q01-2", ["a"])
    found.append(digest_of(attempt))
    lead, at = make_colleague(cohort, "lead"), timezone.now()
    decide_late_steps(
        attempt=attempt, steps=[step], admitted=False, reason="No cut", by=lead, at=at
    )
    assert len({*found, digest_of(attempt)}) == 3
