"""The name proof: what a signature stands for, how long it holds, what issuing asks."""

import datetime
import random
from typing import Any

import pytest

from accounts.models import User
from certificates import refusals
from certificates.issuing import issue_cohort
from certificates.models import Certificate, NameProof
from certificates.nameproving import (
    PaperAnswer,
    enter_paper,
    print_name_sheet,
    report_wrong_name,
    sign_name,
)
from certificates.namereading import Form, form_of, names_of, own_name
from certificates.refusals import Refusal
from courses.models import Enrolment
from tests.certificates.register.registered import NAMES, make_frozen
from tests.factories.courses import make_cohort, make_enrolment
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)
LATER = AT + datetime.timedelta(hours=1)


@pytest.fixture
def enrolment():
    return make_enrolment(make_cohort("OUA16"), make_user("OUÉDRAOGO Aïssata", roles=("trainee",)))


def changed(enrolment, **fields):
    User.objects.filter(pk=enrolment.user_id).update(**fields)
    return Enrolment.objects.select_related("user", "cohort").get(pk=enrolment.pk)


def sign(enrolment, at=AT):
    return sign_name(enrolment=enrolment, shown=form_of(enrolment), by=enrolment.user, at=at)


def state(enrolment):
    return own_name(enrolment).state


def refused(verb, **arguments):
    with pytest.raises(Refusal) as error:
        verb(**arguments)
    return error.value


def test_a_signature_holds_while_both_forms_are_what_they_were(enrolment):
    assert state(enrolment) == "missing"
    sign(enrolment)
    assert state(enrolment) == "signed"
    other = changed(enrolment, printed_name="OUEDRAOGO Aïssata")
    assert state(other) == "changed"
    answer = own_name(other).answer
    assert answer is not None and answer.printed_name == "OUÉDRAOGO Aïssata"
    back = changed(enrolment, printed_name="OUÉDRAOGO Aïssata")
    assert state(back) == "signed"
    assert state(changed(enrolment, arabic_name="عائشة")) == "changed"


def test_signing_twice_keeps_the_first_signature(enrolment):
    assert sign(enrolment) == sign(enrolment, at=LATER)
    assert NameProof.objects.get().recorded_at == AT


def test_what_changed_meanwhile_is_not_signed(enrolment):
    shown = form_of(enrolment)
    now = changed(enrolment, printed_name="OUEDRAOGO Aïssata")
    for verb, more in ((sign_name, {}), (report_wrong_name, {"remark": "accent"})):
        refusal = refused(verb, enrolment=now, shown=shown, by=now.user, at=AT, **more)
        assert refusal.code == refusals.NAME_CHANGED
    assert not NameProof.objects.exists()


def test_a_letter_without_a_font_is_not_signed(enrolment):
    now = changed(enrolment, printed_name="中 Nom")
    refusal = refused(sign_name, enrolment=now, shown=form_of(now), by=now.user, at=AT)
    assert (refusal.code, refusal.problems[0].codepoint) == (refusals.UNPRINTABLE, "U+4E2D")


def test_a_wrong_name_is_open_until_it_is_corrected_or_signed_after_all(enrolment):
    who = {"enrolment": enrolment, "shown": form_of(enrolment), "by": enrolment.user}
    refusal = refused(report_wrong_name, remark="  ", at=AT, **who)
    assert refusal.code == refusals.REMARK_MISSING
    assert refused(report_wrong_name, remark="x" * 201, at=AT, **who).code == (
        refusals.REMARK_TOO_LONG
    )
    report_wrong_name(remark=" un  seul R ", at=AT, **who)
    line = own_name(enrolment)
    assert line.answer is not None
    assert (line.state, line.answer.remark) == ("wrong", "un seul R")
    assert enrolment.user.printed_name == "OUÉDRAOGO Aïssata"
    assert state(changed(enrolment, printed_name="OUÉDAOGO Aïssata")) == "changed"
    same = changed(enrolment, printed_name="OUÉDRAOGO Aïssata")
    sign(same, at=LATER)
    assert state(same) == "signed"


def test_paper_stands_for_the_form_on_the_paper(enrolment):
    registrar = make_user("GREFFE Un", roles=("registrar",))
    sheet = print_name_sheet(cohort=enrolment.cohort, by=registrar, at=AT)
    again = print_name_sheet(cohort=enrolment.cohort, by=registrar, at=LATER)
    assert (again.pk, again.reference.startswith("OUA16-")) == (sheet.pk, True)
    now = changed(enrolment, printed_name="OUEDRAOGO Aïssata")
    entry: dict[str, Any] = {
        "sheet": sheet,
        "answers": {now.pk: PaperAnswer(right=True)},
        "signed_on": AT.date(),
        "by": registrar,
        "at": LATER,
    }
    assert len(enter_paper(**entry)) == 1
    assert enter_paper(**entry) == []
    proof = NameProof.objects.get()
    assert (proof.printed_name, proof.sheet, proof.recorded_by) == (
        "OUÉDRAOGO Aïssata",
        sheet,
        registrar,
    )
    assert state(now) == "changed"
    assert print_name_sheet(cohort=now.cohort, by=registrar, at=LATER).pk != sheet.pk


def test_a_paper_entered_late_takes_no_newer_signature_away(enrolment):
    registrar = make_user("GREFFE Un", roles=("registrar",))
    sheet = print_name_sheet(cohort=enrolment.cohort, by=registrar, at=AT)
    now = changed(enrolment, printed_name="OUEDRAOGO Aïssata")
    sign(now)
    enter_paper(
        sheet=sheet,
        answers={now.pk: PaperAnswer(right=False, remark="accent")},
        signed_on=AT.date(),
        by=registrar,
        at=LATER,
    )
    assert state(now) == "signed"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"signed_on": AT.date() + datetime.timedelta(days=1)}, refusals.SIGNED_LATER),
        ({"signed_on": AT.date() - datetime.timedelta(days=1)}, refusals.SIGNED_LATER),
        ({"answers": {0: PaperAnswer(right=True)}}, refusals.NOT_ON_SHEET),
        ({"answers": "wrong without a word"}, refusals.REMARK_MISSING),
    ],
)
def test_paper_is_entered_whole_or_not_at_all(enrolment, more, code):
    sheet = print_name_sheet(cohort=enrolment.cohort, by=enrolment.user, at=AT)
    arguments = {"answers": {}, "signed_on": AT.date(), **more}
    if isinstance(arguments["answers"], str):
        arguments["answers"] = {enrolment.pk: PaperAnswer(right=False)}
    assert refused(enter_paper, sheet=sheet, by=enrolment.user, at=AT, **arguments).code == code
    assert not NameProof.objects.exists()


def test_the_state_of_a_cohort_costs_the_same_for_one_and_three(django_assert_num_queries):
    cohort = make_cohort("OUA16")
    for position, name in enumerate(NAMES, start=1):
        sign(make_enrolment(cohort, make_user(name, roles=("trainee",)), position=position))
        with django_assert_num_queries(3):
            lines = names_of(cohort)
    assert [line.form for line in lines] == [Form(name, "") for name in NAMES]


def test_issuing_refuses_names_that_nobody_signed():
    cohort = make_frozen(names=NAMES[:2])
    User.objects.filter(printed_name=NAMES[1]).update(printed_name="N'DIAYE Jean-Paul")
    arguments: dict[str, Any] = {"cohort": cohort, "by": None, "at": AT, "random": random.Random(1)}
    refusal = refused(issue_cohort, **arguments)
    assert refusal.code == refusals.UNPROVEN
    assert [problem.name for problem in refusal.problems] == ["N'DIAYE Jean-Paul"]
    signed, unsigned = Enrolment.objects.filter(cohort=cohort).order_by("position")
    # Confirming another name is no confirmation of this one.
    assert refused(issue_cohort, unproven=[signed.pk], **arguments).code == refusals.UNPROVEN
    assert not Certificate.objects.exists()
    assert len(issue_cohort(unproven=[unsigned.pk], **arguments)) == 2


def test_after_issuing_nothing_is_signed_any_more():
    cohort = make_frozen(names=NAMES[:1])
    issue_cohort(cohort=cohort, by=None, at=AT)
    enrolment = Enrolment.objects.select_related("user", "cohort").get(cohort=cohort)
    refusal = refused(
        sign_name, enrolment=enrolment, shown=form_of(enrolment), by=enrolment.user, at=AT
    )
    assert refusal.code == refusals.NAME_ISSUED
