"""Two registrars at the same moment, each a process of its own, on one certificate."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from certificates.documentcorrecting import correct_document
from certificates.issuing import issue_cohort
from certificates.models import Certificate
from certificates.refusals import WRONG_STATE
from certificates.replacing import correct_name
from tests.certificates.register.registered import NAMES, decide_anew, make_frozen
from tests.factories.courses import AFTER, make_colleague
from tests.journeys.ground import ROOT

# The page is drawn, the other registrar is waited for, and only then is it stored.
REGISTRAR = """
import datetime, sys
import django
django.setup()
from certificates import {module} as verbs
from certificates.models import Certificate
from certificates.refusals import Refusal

draw = verbs.rendered

def drawn(payload):
    pdf = draw(payload)
    print("drawn", flush=True)
    sys.stdin.readline()
    return pdf

verbs.rendered = drawn
at = datetime.datetime(2016, 3, 1, 12, tzinfo=datetime.UTC)
certificate = Certificate.objects.get()
try:
    made = verbs.{verb}(certificate=certificate, reason="x", by=None, at=at, **{words})
    print(made.index)
except Refusal as refusal:
    print(refusal.code)
"""


def registrar(database, verb, **words):
    source = REGISTRAR.format(module=verb.__module__.split(".")[1], verb=verb.__name__, words=words)
    return subprocess.Popen(
        [sys.executable, "-c", source],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("verb", "one", "other"),
    [
        (correct_document, {"kind": "merit"}, {"kind": "merit"}),
        (correct_name, {"name": "OUÉDRAOGO Aïcha"}, {"name": "OUÉDRAOGO Aïssatou"}),
    ],
    ids=["document", "name"],
)
def test_of_two_registrars_one_prints_and_one_is_told(own_database, verb, one, other):
    cohort = make_frozen(names=NAMES[:1], decided={NAMES[0]: "CR"})
    (certificate,) = issue_cohort(cohort=cohort, by=None, at=AFTER)
    if verb is correct_document:
        decide_anew(NAMES[0], "CRM", by=make_colleague(cohort, "registrar"))
    connection.close()
    both = [registrar(own_database, verb, **words) for words in (one, other)]
    for process in both:
        assert process.stdout.readline() == "drawn\n"
    said = []
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    for process in both:
        said.append(process.communicate(timeout=60)[0].strip())
    assert [process.returncode for process in both] == [0, 0]
    assert sorted(said) == ["2", WRONG_STATE]
    stands = Certificate.objects.get()
    assert (stands.number, stands.print_index, stands.state) == (certificate.number, 2, "issued")
    assert [entry.index for entry in stands.prints.order_by("index")] == [1, 2]
    assert [event.action for event in stands.events.order_by("pk")] == ["issued", "replaced"]
    if verb is correct_name:
        won = (one, other)[said.index("2")]
        assert stands.prints.get(index=2).payload["holder_name"] == won["name"]
