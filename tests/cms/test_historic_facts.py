"""A trainee of the locked edition of February 2016 reads the facts of M06 with their dates."""

import dataclasses
import datetime
import re

import pytest

from cms.collecting import CONTENT, read_file
from cms.editioning import lock_edition
from cms.loading import load_curriculum
from courses.models import Edition
from tests.cms.trial import lesson, make_reader, make_trial_cohort, trial

pytestmark = pytest.mark.django_db
FEBRUARY_2016 = datetime.datetime(2016, 1, 20, 8, tzinfo=datetime.UTC)
LESSON = "lessons/trial/m01/"
NEW = "Quelque chose d’autre."
WORDS = {
    "fr": {
        "members": "Le Burkina Faso, le Mali et le Niger sont membres de la CEDEAO.",
        "left": "ont quitté la CEDEAO le 29 janvier 2025",
        "ten": "est valable dix ans",
        "life": "est valable pour la vie",
        "old": "Périmé",
        "coming": "Pas encore en vigueur",
        "until": "Vrai jusqu’au 28 janvier 2025.",
        "since": "Vrai depuis le 29 janvier 2025.",
        "edition": "Édition 2016 – texte du",
    },
    "en": {
        "members": "Burkina Faso, Mali and Niger are members of ECOWAS.",
        "left": "left ECOWAS on 29 January 2025",
        "ten": "is valid for ten years",
        "life": "has been valid for life",
        "old": "Out of date",
        "coming": "Not yet in force",
        "until": "True until 28 January 2025.",
        "since": "True since 29 January 2025.",
        "edition": "Edition 2016 – text of",
    },
}


@pytest.fixture(scope="module", autouse=True)
def course(module_rows):
    """The first module of the trial says what M06 says, and so does what stands beside it."""
    curriculum = trial()
    taught = read_file(CONTENT / "modules" / "M06.yaml")
    beside = read_file(CONTENT / "companions" / "M06.yaml")
    first = {**curriculum.modules[0], **{name: taught[name] for name in ("sections", "facts")}}
    load_curriculum(
        curriculum=dataclasses.replace(
            curriculum,
            modules=[first, *curriculum.modules[1:]],
            companions=[{**beside, "module": "M01"}],
        )
    )


@pytest.fixture
def reader(client):
    """A trainee of 2016; since then the lesson was written anew, for editions to come."""
    user, _ = make_reader(make_trial_cohort())
    lock_edition(edition=Edition.objects.get(), by=None, at=FEBRUARY_2016)
    page = lesson("m01")
    for section in page.sections:
        for block in section.value["body"]:
            if block.block_type == "fact":
                block.value["statement"] = NEW
                block.value["valid_from"] = block.value["valid_until"] = None
    page.save_revision().publish()
    client.force_login(user)
    return client


def _facts(client, language, *, on=""):
    """The fact blocks of every section."""
    found = []
    for number in range(1, len(lesson("m01", language).sections) + 1):
        text = client.get(f"/{language}/{LESSON}{number}/{on}").content.decode()
        found += [
            " ".join(re.sub(r"\s+", " ", part.partition("</footer>")[0]).split())
            for part in text.split('<div class="fact')[1:]
        ]
    return found


def _one(facts, words):
    (fact,) = [fact for fact in facts if words in fact]
    return fact


@pytest.mark.parametrize("language", ["fr", "en"])
def test_today_what_is_over_says_so_with_its_dates(reader, language):
    words, facts = WORDS[language], _facts(reader, language)
    assert len(facts) >= 14 and not [fact for fact in facts if NEW in fact]
    members, left = _one(facts, words["members"]), _one(facts, words["left"])
    assert words["old"] in members and words["until"] in members
    assert words["old"] not in left and words["since"] in left
    assert "Burkina Faso, Mali, Niger" in members and "Burkina Faso, Mali, Niger" in left
    assert words["old"] in _one(facts, words["ten"])
    assert words["old"] not in _one(facts, words["life"])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_on_a_day_of_the_course_they_stand_as_they_were_then(reader, language):
    words, facts = WORDS[language], _facts(reader, language, on="?on=2016-02-12")
    assert words["old"] not in _one(facts, words["members"])
    assert words["until"] in _one(facts, words["members"])
    assert words["coming"] in _one(facts, words["left"])
    assert words["old"] not in _one(facts, words["ten"])
    assert words["coming"] in _one(facts, words["life"])


def test_it_is_the_text_of_the_edition_and_says_which(reader):
    assert WORDS["fr"]["edition"] in reader.get(f"/fr/{LESSON}").content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_memo_for_the_post_names_the_facts_of_that_edition(reader, language):
    words = WORDS[language]
    text = " ".join(reader.get(f"/{language}/{LESSON}memo/").content.decode().split())
    assert words["left"] in text and words["since"] in text and words["life"] in text
    assert NEW not in text and "[[" not in text
