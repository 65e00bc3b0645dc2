"""A run in the background: checked first, whole or absent, stopped, killed, carried on, once."""

import datetime
import os
import pickle
import signal
import subprocess
import sys
import time
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from i18nfield.strings import LazyI18nString
from pypdf import PdfReader

from accounts.models import User
from certificates import refusals
from certificates.issuing import carry_on, issue_cohort, one_by_one, start_run
from certificates.latenaming import correct_unissued_name
from certificates.models import Certificate, CertificateEvent, CertificatePrint, PrintRun
from certificates.refusals import Problem, Refusal
from certificates.running import MAKING, STALE, STALLED, STARTING, progress_of, stop_run
from tests.certificates.register.registered import NAMES, make_frozen
from tests.certificates.rendering.specimens import LONGEST_NAME
from tests.factories.courses import make_colleague
from tests.journeys.ground import ROOT

AT = datetime.datetime(2016, 2, 12, 12, 20, tzinfo=datetime.UTC)
RUN = "/fr/cohort/OUA16/certificates/printing/"
REGISTER = "/fr/cohort/OUA16/certificates/"


class Clock:
    """Time that goes on by a second with each look."""

    def __init__(self, start=AT):
        self.now = start

    def __call__(self):
        self.now += datetime.timedelta(seconds=1)
        return self.now


def begun(cohort, *, at: Any = AT, **more) -> Any:
    run = start_run(cohort=cohort, by=None, at=at, **more)
    assert run is not None
    return run


def stands(cohort, at: Any = AT) -> Any:
    return progress_of(cohort, at=at)


def last_beat() -> Any:
    return PrintRun.objects.get().beat_at


def whole(cohort):
    """How many certificates there are; each has its one print, its file and its event."""
    certificates = Certificate.objects.filter(cohort=cohort)
    for certificate in certificates:
        assert bytes(certificate.prints.get().pdf).startswith(b"%PDF")
        assert certificate.events.filter(action="issued").count() == 1
    assert CertificatePrint.objects.count() == len(certificates)
    return len(certificates)


def stopping_after(count, cohort):
    """Rendering during which, after so many certificates, somebody presses « stop »."""

    def rendering(payloads):
        for place, pdf in enumerate(one_by_one(payloads)):
            if place == count:
                stop_run(cohort=cohort, at=AT)
            yield pdf

    return rendering


@pytest.mark.django_db
def test_a_run_makes_all_and_says_so():
    cohort = make_frozen()
    run = begun(cohort)
    assert stands(cohort).state == MAKING
    assert not Certificate.objects.exists()
    issued = carry_on(run=run, worker="one", clock=Clock())
    assert [c.position for c in issued] == [1, 2, 3]
    progress = stands(cohort)
    assert (progress.state, progress.made, progress.left) == ("done", 3, 0)
    assert whole(cohort) == 3


@pytest.mark.django_db
def test_the_day_of_signature_is_that_of_the_beginning():
    cohort = make_frozen(names=NAMES[:1])
    run = begun(cohort)
    carry_on(run=run, worker="one", clock=Clock(AT + datetime.timedelta(days=1)))
    assert CertificatePrint.objects.get().payload["signed_on"] == "2016-02-12"


@pytest.mark.django_db
def test_stopped_in_the_middle_and_gone_on_with():
    cohort = make_frozen()
    made = carry_on(
        run=begun(cohort), worker="one", clock=Clock(), rendering=stopping_after(1, cohort)
    )
    assert [c.position for c in made] == [1]
    assert stands(cohort).state == "stopped"
    assert whole(cohort) == 1
    made = carry_on(run=begun(cohort), worker="two", clock=Clock(AT + STALE))
    assert [c.position for c in made] == [2, 3]
    assert whole(cohort) == 3
    assert start_run(cohort=cohort, by=None, at=AT) is None


@pytest.mark.django_db
def test_a_run_has_one_worker_and_a_cohort_one_run():
    cohort = make_frozen()
    run = begun(cohort)
    again = begun(cohort, at=AT + datetime.timedelta(seconds=1))
    assert again == run
    others = []

    def rendering(payloads):
        others.append(carry_on(run=again, worker="two", clock=Clock()))
        with pytest.raises(Refusal, match=refusals.RUN_OPEN):
            issue_cohort(cohort=cohort, by=None, at=AT)
        yield from one_by_one(payloads)

    assert len(carry_on(run=run, worker="one", clock=Clock(), rendering=rendering)) == 3
    assert others == [[]]
    assert PrintRun.objects.count() == 1


@pytest.mark.django_db
def test_a_worker_that_has_still_to_start_is_waited_for():
    cohort = make_frozen()
    run = begun(cohort)
    assert stands(cohort, AT + STALE * 2).state == MAKING
    assert begun(cohort, at=AT + STALE * 2) == run
    assert stands(cohort, AT + STARTING * 2).state == STALLED
    assert begun(cohort, at=AT + STARTING * 2) != run


@pytest.mark.django_db
def test_a_worker_without_a_sign_of_life_loses_its_run():
    cohort = make_frozen()
    run = begun(cohort)
    late = AT + STALE * 2

    def rendering(payloads):
        files = one_by_one(payloads)
        yield next(files)
        # It sleeps so long that the registrar has the rest made by another.
        assert stands(cohort, late).state == STALLED
        second = begun(cohort, at=late)
        assert second != run and second.total == 2
        carry_on(run=second, worker="two", clock=Clock(late))
        yield from files

    made = carry_on(run=run, worker="one", clock=Clock(), rendering=rendering)
    assert [c.position for c in made] == [1]
    assert whole(cohort) == 3
    run.refresh_from_db()
    assert run.ending == "stopped"


@pytest.mark.django_db
def test_what_does_not_fit_is_found_before_the_first_number(client):
    cohort = make_frozen()
    client.force_login(make_colleague(cohort, "registrar"))
    words = LazyI18nString({"fr": "Un titre sans fin " * 60, "en": "A title without end " * 60})
    cohort.edition.course.modules.update(title=words)
    run = begun(cohort)
    with pytest.raises(Refusal, match=refusals.OVERFLOW):
        carry_on(run=run, worker="one", clock=Clock())
    assert not Certificate.objects.exists()
    progress = stands(cohort)
    assert (progress.state, progress.refusal.code) == ("refused", refusals.OVERFLOW)
    (problem,) = progress.refusal.problems
    page = client.get(RUN).content.decode()
    assert problem.name in page and "note-error" in page and 'value="continue"' in page


@pytest.mark.django_db
def test_a_name_accepted_unsigned_is_in_the_log():
    cohort = make_frozen()
    User.objects.filter(printed_name=NAMES[1]).update(printed_name="AUTRE Nom")
    changed = cohort.enrolments.get(user__printed_name="AUTRE Nom")
    with pytest.raises(Refusal, match=refusals.UNPROVEN):
        start_run(cohort=cohort, by=None, at=AT)
    run = begun(cohort, unproven=[changed.pk])
    carry_on(run=run, worker="one", clock=Clock())
    (event,) = CertificateEvent.objects.filter(name_unsigned=True)
    assert (event.action, event.certificate.enrolment) == ("issued", changed)


@pytest.mark.django_db
def test_the_page_of_an_interrupted_run_goes_on(client):
    cohort = make_frozen()
    registrar = make_colleague(cohort, "registrar")
    client.force_login(registrar)
    assert client.get(RUN)["Location"] == REGISTER
    carry_on(run=begun(cohort), worker="one", clock=Clock(), rendering=stopping_after(2, cohort))
    page = client.get(RUN).content.decode()
    assert 'value="2"' in page and 'max="3"' in page
    assert client.post(RUN, {"act": "continue"})["Location"] == RUN
    assert whole(cohort) == 3
    assert Certificate.objects.get(position=3).issued_by == registrar
    assert 'value="continue"' not in client.get(RUN).content.decode()


@pytest.mark.django_db
def test_the_page_while_certificates_are_made(client):
    cohort = make_frozen()
    client.force_login(make_colleague(cohort, "registrar"))
    run = begun(cohort)
    PrintRun.objects.filter(pk=run.pk).update(started_at="2100-01-01T00:00Z")
    page = client.get(RUN).content.decode()
    assert "data-making" in page and "<noscript><meta http-equiv" in page
    assert RUN in client.get(REGISTER).content.decode()
    assert client.post(RUN, {"act": "stop"})["Location"] == RUN
    assert "data-making" not in client.get(RUN).content.decode()
    assert carry_on(run=run, worker="one", clock=Clock()) == []
    assert whole(cohort) == 0


def command(database, *words):
    return subprocess.Popen(
        [sys.executable, "manage.py", "issue_certificates", *words],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database},
        stdout=subprocess.PIPE,
        text=True,
    )


def until(condition, patience=60.0):
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_killed_in_the_middle_every_certificate_is_whole_or_absent(own_database):
    names = tuple(f"PERSONNE Numéro {chr(65 + place)}" for place in range(16))
    cohort = make_frozen(names=names)
    connection.close()
    killed = command(own_database, "OUA16")
    until(lambda: Certificate.objects.count() >= 3)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    after = whole(cohort)
    assert 3 <= after < 16
    assert stands(cohort, last_beat() + STALE * 2).state == STALLED
    # Nobody waits for the silence to be noticed: the registrar has stopped the dead run.
    stop_run(cohort=cohort, at=last_beat())
    connection.close()
    both = [command(own_database, "OUA16"), command(own_database, "OUA16")]
    said = [one.communicate(timeout=120)[0].split() for one in both]
    assert [one.returncode for one in both] == [0, 0]
    # Two at once: one makes the rest, the other finds the run taken, or nothing left to make.
    assert sorted(map(len, said)) == [0, 16 - after]
    assert whole(cohort) == 16
    assert Certificate.objects.values("enrolment").distinct().count() == 16
    assert CertificateEvent.objects.count() == 16
    # Made by several processes, and each file went to its own row.
    for entry in CertificatePrint.objects.all():
        front = PdfReader(BytesIO(bytes(entry.pdf))).pages[0].extract_text()
        assert entry.payload["number"] in front and entry.payload["holder_name"] in front


def test_a_refusal_comes_out_of_another_process_whole():
    refusal = Refusal(refusals.OVERFLOW, (Problem("OUÉDRAOGO Aïssata", "layout"),))
    back = pickle.loads(pickle.dumps(refusal))  # noqa: S301 - our own bytes
    assert (back.code, back.problems) == (refusal.code, refusal.problems)


@pytest.mark.django_db
def test_it_lives_while_it_drafts_and_tries_the_layout(monkeypatch):
    """On a slow machine the first sheet comes late: until then signs of life say so."""
    cohort = make_frozen(names=(NAMES[0], LONGEST_NAME))
    run, clock, first = begun(cohort), Clock(), []

    def rendering(payloads):
        first.append(last_beat())
        return one_by_one(payloads)

    monkeypatch.setattr("certificates.rendering._SHAPES", 1)
    carry_on(run=run, worker="a", clock=clock, rendering=rendering)
    # Taken, drafted, and two shapes of names tried.
    assert first == [AT + datetime.timedelta(seconds=4)]
    assert whole(cohort) == 2


@pytest.mark.django_db
def test_stopped_while_it_drafts():
    cohort = make_frozen(names=NAMES[:1])
    run = begun(cohort)

    class Stopping(Clock):
        def __call__(self):
            if self.now > AT:
                stop_run(cohort=cohort, at=AT)
            return super().__call__()

    assert carry_on(run=run, worker="a", clock=Stopping()) == []
    assert whole(cohort) == 0
    assert stands(cohort).state == PrintRun.Ending.STOPPED


@pytest.mark.django_db
def test_a_name_corrected_while_the_pages_are_drawn_is_not_printed_wrong():
    """The certificate with the old name is left out; the next run asks about the new one."""
    cohort = make_frozen(names=NAMES[:2])
    enrolment = cohort.enrolments.get(user__printed_name=NAMES[1])

    def rendering(payloads):
        files = list(one_by_one(payloads))
        correct_unissued_name(enrolment=enrolment, name="AUTRE Nom", arabic="")
        yield from files

    carry_on(run=begun(cohort), worker="one", clock=Clock(), rendering=rendering)
    assert whole(cohort) == 1
    assert not Certificate.objects.filter(enrolment=enrolment).exists()
    with pytest.raises(Refusal, match=refusals.UNPROVEN):
        begun(cohort)
    again = begun(cohort, unproven=[enrolment.pk])
    (late,) = carry_on(run=again, worker="two", clock=Clock())
    assert late.prints.get().payload["holder_name"] == "AUTRE Nom"
