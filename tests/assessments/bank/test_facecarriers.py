"""A corrected face that several versions carried: whoever saw any of them is listed."""

import pytest
from django.urls import reverse

from assessments.facecorrecting import carriers_of, correction_of
from tests.assessments.bank.attempts import sit
from tests.assessments.bank.drafts import approve, both, draft, published, words
from tests.assessments.bankadmin.rooms import enter, question
from tests.factories.courses import make_cohort, make_enrolment

pytestmark = pytest.mark.django_db
OTHER_ENGLISH = words("en", stem="How many days at most?")
BETTER = words("fr", stem="Combien de jours, au plus ?")


def numbers(version, language):
    correction = correction_of(version)
    assert correction is not None
    return [one.number for one in carriers_of(correction, language)]


def test_every_version_that_said_the_corrected_words_is_named_the_newest_first():
    found = question("Q-1")
    published(found, faces=both(en=OTHER_ENGLISH))
    third = draft(found, faces=both(fr=BETTER, en=OTHER_ENGLISH))
    assert numbers(third, "fr") == [2, 1]
    approve(third)


def test_a_version_with_other_words_is_not_and_one_that_had_them_before_is():
    found = question("Q-1")
    published(found, faces=both(fr=BETTER))
    published(found, faces=both())
    fourth = draft(found, faces=both(fr=words("fr", stem="Combien de jours au maximum ?")))
    assert numbers(fourth, "fr") == [3, 1]


def test_the_page_lists_the_attempts_of_each_with_a_regrade_of_its_own():
    editor = enter("editor")
    found = question("Q-1")
    first = found.versions.get()
    sit(first, make_enrolment(make_cohort("AAA01")), ("shown", 2, "fr"))
    second = published(found, faces=both(en=OTHER_ENGLISH))
    sit(second, make_enrolment(make_cohort("BBB02")), ("shown", 2, "fr"))
    third = draft(found, faces=both(fr=BETTER, en=OTHER_ENGLISH))
    page = editor.get(reverse("bank-seen", args=[third.pk]))
    rows = [
        (language, carrier.number, [(row.cohort, row.attempts) for row in seen])
        for language, carrier, seen in page.context["seen"]
    ]
    assert rows == [("fr", 2, [("BBB02", 1)]), ("fr", 1, [("AAA01", 1)])]
    text = page.content.decode()
    for version in (first, second):
        assert f"version={version.pk}&amp;face=fr&amp;policy=full" in text
