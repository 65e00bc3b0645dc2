"""Faces that are harder in one language go back to their translator."""

import datetime
import json

import pytest
from django.core.management import call_command

from assessments.flagging import resolve_flag
from assessments.itemflagging import flag_unfair_faces
from assessments.itempooling import pool_questions
from assessments.models import FaceFlag
from assessments.statistics.verdicts import UNFAIR
from tests.assessments.statistics.furnish import answers_of, make_sat_quiz
from tests.factories.courses import AFTER, make_cohort, make_enrolment
from tests.factories.sittings import sit_quiz

pytestmark = pytest.mark.django_db

LATER = AFTER + datetime.timedelta(days=90)


@pytest.fixture(scope="module")
def unfair(module_rows):
    """Sixteen items, of which the first is far harder in English."""
    return make_sat_quiz(make_cohort(), people=320, items=16, unfair=3.0, seed=5)


def test_a_suspect_face_goes_back_once(unfair):
    _, versions, _ = unfair
    (flag,) = flag_unfair_faces(at=AFTER)
    assert flag.face.version_id == versions[0].pk
    assert (flag.face.language, flag.reason) == ("en", FaceFlag.Reason.FAIRNESS)
    assert flag.raised_by is None and flag.raised_at == AFTER
    assert flag.evidence["worse"] == "en"
    assert flag.evidence["fr"] == flag.evidence["en"] == 160
    assert flag.evidence["effect"]["high"] < 0
    assert json.loads(json.dumps(flag.evidence)) == flag.evidence
    assert flag_unfair_faces(at=LATER) == []
    assert FaceFlag.objects.count() == 1
    assert {one.verdict for one in pool_questions()[:1]} == {UNFAIR}


def test_what_a_person_has_looked_at_comes_again_only_with_twice_the_sitters(unfair):
    quiz, versions, _ = unfair
    (flag,) = flag_unfair_faces(at=AFTER)
    resolve_flag(flag=flag, resolution="La traduction est juste.", by=None, at=LATER)
    assert flag_unfair_faces(at=LATER) == []
    cohort = make_cohort("NIA24")
    more = [make_enrolment(cohort, position=number) for number in range(1, 321)]
    sit_quiz(quiz, more, versions, answers_of(320, 16, seed=6, unfair=3.0))
    (again,) = flag_unfair_faces(at=LATER)
    assert again.pk != flag.pk


def test_the_command_does_both_and_says_so(unfair, capsys):
    call_command("refresh_item_figures", "--json")
    found = json.loads(capsys.readouterr().out)
    assert found["questions"] == 16
    assert [(one["question"], one["language"]) for one in found["flags"]] == [("q01-01", "en")]
    call_command("refresh_item_figures")
    assert capsys.readouterr().out == "16 questions, 0 faces sent back\n"


def test_the_command_raises_no_flag_when_told(unfair, capsys):
    call_command("refresh_item_figures", "--no-flags")
    assert "0 faces" in capsys.readouterr().out
    assert not FaceFlag.objects.exists()
