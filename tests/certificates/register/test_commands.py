"""The two commands: thin, and as strict as the pages."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from accounts.models import User
from certificates.models import Certificate
from tests.certificates.register.registered import NAMES, make_frozen
from tests.factories.courses import make_cohort
from tests.journeys.ground import ROOT

pytestmark = pytest.mark.django_db


def test_issue_prints_the_numbers_and_then_nothing(capsys):
    make_frozen(names=NAMES[:2])
    call_command("issue_certificates", "OUA16")
    numbers = [c.number for c in Certificate.objects.order_by("position")]
    assert capsys.readouterr().out.split() == numbers
    call_command("issue_certificates", "OUA16")
    assert capsys.readouterr().out == ""


def test_issue_says_why_not():
    with pytest.raises(CommandError, match="NOWHERE"):
        call_command("issue_certificates", "NOWHERE")
    make_cohort()
    with translation.override("en"), pytest.raises(CommandError, match="results are frozen"):
        call_command("issue_certificates", "OUA16")


def test_issue_lists_every_unprintable_name():
    make_frozen(names=NAMES[:2])
    for number, name in enumerate(NAMES[:2]):
        User.objects.filter(printed_name=name).update(printed_name=f"中{number}")
    with pytest.raises(CommandError) as refused:
        call_command("issue_certificates", "OUA16")
    assert "中0" in str(refused.value) and "中1" in str(refused.value)


def test_verify_answers_for_machines(capsys):
    make_frozen(names=NAMES[:1])
    call_command("issue_certificates", "OUA16")
    number = capsys.readouterr().out.strip()
    call_command("verify_certificate", number, "--name", "aissata ouedraogo", "--json")
    found = json.loads(capsys.readouterr().out)
    # Whether there is a key is the installation's matter.
    assert found["signature"] in ("valid", "missing")
    assert found == {
        "valid": True,
        "reasons": [],
        "signature": found["signature"],
        "status": "active",
        "verdict": "valid",
        "number": number,
        "print": 1,
        "newest_print": 1,
        "altered": [],
        "register": "",
        "stamp": "",
        "kind": "merit",
        "course": {"fr": "Formation de formateurs", "en": "Training of trainers"},
        "month": "2016-02",
    }
    call_command("verify_certificate", number, "--name", "autre", "--json")
    refused = json.loads(capsys.readouterr().out)
    assert set(refused) == set(found) - {"kind", "course", "month"}
    assert (refused["verdict"], refused["number"], refused["status"]) == ("no-match", "", "unknown")


def test_without_a_register_nothing_is_said_of_the_certificate(tmp_path):
    """The program beside an empty database: an answer, and no traceback."""
    file = tmp_path / "certificate.pdf"
    file.write_bytes(b"%PDF-1.7")
    run = subprocess.run(
        [sys.executable, "manage.py", "verify_certificate", str(file), "--json"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"},
        capture_output=True,
        check=True,
    )
    found = json.loads(run.stdout)
    assert (found["valid"], found["status"]) == (False, "unknown")
    assert found["reasons"] == ["unreadable", "register-not-readable"]
    assert run.stderr == b""
