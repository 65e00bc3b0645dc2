"""What nobody would type: hidden characters, NUL, endless nesting, numbers that overflow."""

import datetime
import json
import uuid

import pytest
from django.http import QueryDict
from django.test import Client

from accounts.names import NameProblem, check_arabic_name, check_printed_name
from assessments.answering import SentStep, step_from_script
from assessments.forms.marks import WRITTEN, read_lines
from assessments.forms.player import NotUnderstood, read_page, read_step
from assessments.markup import sanitise
from assessments.models import ActionPlan, Attempt, AttemptItem, Question, QuestionVersion
from certificates.models import NameProof
from certificates.nameproving import report_wrong_name
from certificates.namereading import form_of
from certificates.paperkeeping import receive_stock, spoil_sheet
from tests.assessments.kinds.samples import SAMPLES
from tests.assessments.player.room import address as url
from tests.assessments.player.room import running_cohort, signed_in
from tests.factories.assessments import make_quiz
from tests.factories.courses import make_cohort, make_colleague, make_enrolment

AT = datetime.datetime(2016, 1, 26, 12, tzinfo=datetime.UTC)
HIDDEN = {
    "RIGHT-TO-LEFT OVERRIDE": "\u202e",
    "LEFT-TO-RIGHT ISOLATE": "\u2066",
    "ARABIC LETTER MARK": "\u061c",
    "ZERO WIDTH SPACE": "\u200b",
    "WORD JOINER": "\u2060",
    "BYTE ORDER MARK": "\ufeff",
    "SOFT HYPHEN": "\u00ad",
    "COMBINING GRAPHEME JOINER": "\u034f",
    "VARIATION SELECTOR": "\ufe0f",
    "TAG": "\U000e0041",
    "NUL": "\x00",
    "LINE FEED": "\n",
    "NEXT LINE": "\u0085",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_no_hidden_character_is_printed(name):
    with pytest.raises(NameProblem):
        check_printed_name(f"TRAORÉ A{HIDDEN[name]}minata")
    with pytest.raises(NameProblem):
        check_arabic_name(f"تراور{HIDDEN[name]}ي")


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_joiners_stand_in_arabic_script_only(joiner):
    check_arabic_name(f"می{joiner}نا")
    with pytest.raises(NameProblem):
        check_printed_name(f"TRAORÉ A{joiner}minata")


@pytest.mark.parametrize(
    "name",
    ["TRАORÉ Aminata", "ΑMINATA Traoré", "=1+1", "@SUM(A1)", "+22670000000", "<b>Aminata", "７KM"],
)
def test_letters_that_only_look_latin_and_formulas_are_refused(name):
    with pytest.raises(NameProblem):
        check_printed_name(name)


@pytest.mark.parametrize(
    "name", ["OUÉDRAOGO Aïssata", "N’DIAYE", "Ɓa ɗan", "Ṣẹ́gun", "É", "T. D'ÀLÙ"]
)
def test_names_of_the_region_remain(name):
    check_printed_name(name)


@pytest.mark.parametrize(
    "typed", ["1e5", "NaN", "Infinity", "½", "１５", "-1", "+1", "0x10", "1 5", "1_5", "15\n"]
)
def test_only_plain_figures_are_marks(typed):
    assert not WRITTEN.fullmatch(typed)


@pytest.mark.django_db
def test_a_reason_holds_no_nul():
    enrolment = make_enrolment(make_cohort())
    sent = QueryDict(mutable=True)
    sent.update({f"value-{enrolment.pk}": "12", f"reason-{enrolment.pk}": "rele\0ctur\0e"})
    (line,) = read_lines(sent, [enrolment], {}, "practical")
    assert line.reason == "relecture"


@pytest.mark.parametrize("shown", ["[" * 100_000, "{", "\ud800", "9" * 5000])
def test_a_page_that_was_tampered_with_is_a_page_without_memory(shown):
    sent = QueryDict(mutable=True)
    sent.update({"page": "x" * 100_000, "shown": shown, "sequence": "9" * 5000})
    page = read_page(sent)
    assert (page.shown, page.sequence) == (None, 0)


def body(**changed):
    step = {
        "client_id": str(uuid.uuid4()),
        "sequence": 1,
        "position": 1,
        "values": ["a"],
        "language": "fr",
        "elapsed": 1,
    }
    return json.dumps({**step, **changed}).encode()


@pytest.mark.parametrize("columns", ["2", "12", "100000", "0", "-1", "x"])
def test_a_cell_spans_what_a_page_has(columns):
    """A printer lays out as many columns as it is told, and prints nothing else meanwhile."""
    text = sanitise(f'<table><tbody><tr><td colspan="{columns}">a</td></tr></tbody></table>')
    assert ("colspan" in text) == (columns in ("2", "12"))


def test_an_honest_step_is_read():
    assert read_step(body()).values == ("a",)


NOT_A_SEQUENCE: tuple[object, ...] = (
    *(2**31, 2**63, -1, 10**400),
    *(1.5, True, "1", None, []),
)


@pytest.mark.parametrize(
    "sent",
    [
        *(body(sequence=n) for n in NOT_A_SEQUENCE),
        *(body(position=n) for n in (-1, 2**31, False)),
        *(body(elapsed=n) for n in (-1, 2**31)),
        body(values=["a"] * 10_000),
        body(values=[["a"]]),
        body(values=None),
        body(language="xx"),
        body(language=["fr"]),
        body(client_id=1),
        body(client_id="no id"),
        b"[" * 100_000,
        b"\xff\xfe",
        b"null",
        b"NaN",
        b"",
    ],
)
def test_a_forged_step_is_not_understood(sent):
    with pytest.raises(NotUnderstood):
        read_step(sent)


@pytest.mark.django_db
class TestPages:
    """The same through the pages: an answer, never an error of the server."""

    @pytest.fixture
    def cohort(self, client):
        cohort = make_cohort()
        client.force_login(make_colleague(cohort, "registrar"))
        return cohort

    @pytest.mark.parametrize("number", ["9" * 18, "9" * 30, "9" * 5000, "-1", "１", "1e3"])
    def test_numbers_that_no_row_has(self, client, cohort, number):
        for address in ("cards/replace/", "people/1/", "register/1/"):
            client.get(f"/fr/cohort/OUA16/{address}", {"card": number})
        for address in (f"people/{number}/", f"register/{number}/", f"register/{number}/cancel/"):
            assert client.get(f"/fr/cohort/OUA16/{address}").status_code == 404
        answer = client.post("/fr/cohort/OUA16/cards/replace/", {"card": number})
        assert answer.status_code == 302

    def test_ten_megabytes_are_refused(self, client, cohort):
        much = "x" * 10_000_000
        for browser, address in (
            (Client(), "/fr/verify/"),
            (Client(), "/fr/card/"),
            (client, "/fr/cohort/OUA16/people/new/"),
        ):
            answer = browser.post(address, {"holder": much, "number": much})
            assert answer.status_code == 400
            assert "xxx" not in answer.content.decode()

    def test_nul_and_long_names_are_said_to_be_wrong(self, client, cohort):
        for name in ("A\0minata", "A" * 121, "A\u202eminata"):
            answer = client.post("/fr/cohort/OUA16/people/new/", {"printed_name": name})
            assert answer.status_code == 200
        assert not cohort.enrolments.exists()

    @pytest.mark.parametrize("reason", ["\0", "x" * 301, " "])
    def test_reasons_are_looked_at(self, client, cohort, reason):
        client.post("/fr/cohort/OUA16/register/1/cancel/", {"reason": reason})
        assert not cohort.half_days.filter(cancelled_at__isnull=False).exists()


@pytest.mark.django_db
class TestNul:
    """PostgreSQL keeps no NUL: whoever sends one loses the NUL and nothing else. So for half a
    surrogate pair, which JSON can say and no page can print."""

    @pytest.mark.parametrize("unkept", ["\x00", "\ud800"])
    def test_in_an_answer(self, unkept):
        cohort = running_cohort()
        quiz = make_quiz(cohort)
        question = Question.objects.create(key="NUL", kind="short-text")
        structure, _words, _values = SAMPLES["short-text"]
        version = QuestionVersion.objects.create(
            question=question, number=1, structure=structure, created_at=AT, published_at=AT
        )
        enrolment = make_enrolment(cohort)
        attempt = Attempt.objects.create(
            quiz=quiz, enrolment=enrolment, number=1, seed="s", started_at=AT
        )
        AttemptItem.objects.create(attempt=attempt, position=1, version=version)
        sent = SentStep(uuid.uuid4(), 1, 1, (f"5W{unkept}1H",), "fr", 0)
        assert step_from_script(attempt=attempt, sent=sent, at=AT)
        assert attempt.steps.get().response == "5W1H"

    def test_in_a_plan_and_in_the_remark_on_it(self):
        enrolment = make_enrolment(make_cohort())
        browser, lead = signed_in(enrolment.user), make_colleague(enrolment.cohort, "lead")
        sent = {"need": "a\0b", "men": "t\0en", "draft": "1", "seen": ""}
        answer = browser.post(url("action-plan"), sent, HTTP_ACCEPT="application/json")
        assert answer.status_code == 200
        plan = ActionPlan.objects.get()
        assert (plan.answers["need"], plan.answers["men"]) == ("ab", "ten")
        ActionPlan.objects.update(handed_in_at=AT)
        act = {"enrolment": enrolment.pk, "send_back": "1", "remark": "a\0b"}
        assert signed_in(lead).post(url("action-plans", "OUA16"), act).status_code == 302
        plan.refresh_from_db()
        assert plan.remark == "ab"

    def test_in_the_reason_about_a_sheet_and_in_the_remark_about_a_name(self):
        cohort = make_cohort()
        enrolment = make_enrolment(cohort)
        receive_stock(cohort=cohort, first="A1", last="A9", by=None, at=AT)
        entry = spoil_sheet(cohort=cohort, number="A2", reason="to\0rn", by=None, at=AT)
        assert entry.reason == "torn"
        report_wrong_name(
            enrolment=enrolment,
            shown=form_of(enrolment),
            remark="acc\0ent",
            by=enrolment.user,
            at=AT,
        )
        assert NameProof.objects.get().remark == "accent"
