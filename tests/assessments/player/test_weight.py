"""The page of an item stays light: at most 60 KB on a first visit, everything included."""

import datetime
import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from assessments.answerkeyring import make_answer_key
from tests.assessments.player.room import address, open_quiz, running_cohort, signed_in, start
from tests.factories.courses import make_enrolment

FIRST_VISIT = 60 * 1024
# Over the wire, compressed: with it a question costs no page load at all.
SCRIPTS = {"player.js": 6 * 1024, "rescue.js": 3 * 512}


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_script_is_small_and_calls_nobody(name):
    found = finders.find(f"assessments/{name}")
    assert isinstance(found, str)
    script = Path(found).read_text()
    assert len(gzip.compress(script.encode())) <= SCRIPTS[name]
    assert "//" not in re.sub(r"^\s*//.*$", "", script, flags=re.MULTILINE)


@pytest.mark.django_db
def test_a_first_visit_fits_the_budget(settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    make_answer_key(at=datetime.datetime.now(tz=datetime.UTC))
    cohort = running_cohort()
    open_quiz(cohort, items=10)
    browser = signed_in(make_enrolment(cohort).user)
    attempt = start(browser)
    page = browser.get(address("attempt-item", attempt.public_id, 1))
    total = len(gzip.compress(page.content))
    files = re.findall(r'(?:src|href)="/static/([^"]+)"', page.content.decode())
    assert {"cms/relais.css", "assessments/player.js", "assessments/rescue.js"} <= set(files)
    for name in files:
        found = finders.find(name)
        assert isinstance(found, str), name
        total += len(gzip.compress(Path(found).read_bytes()))
    assert total <= FIRST_VISIT
    assert "no-store" in page.headers["Cache-Control"]
