"""The editor's form and another editor: nothing is saved over what was written meanwhile."""

import re

import pytest
from django.urls import reverse

from assessments.filing import file_question
from assessments.forms.question_start import form_of
from tests.assessments.bank.drafts import both, draft, words
from tests.assessments.bankadmin.rooms import enter, question
from tests.assessments.bankadmin.test_writing import as_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return enter("editor")


def read_on(page):
    """What the form says it was opened on."""
    return re.findall(r'name="read" value="(\w+)"', page.content.decode())[0]


@pytest.mark.parametrize("state", ["draft", "published"])
def test_a_form_is_not_saved_over_what_was_written_meanwhile(editor, state):
    found = question("Q-1", state=state)
    address = reverse("bank-edit", args=["Q-1"])
    sent = as_sent(form_of(found.versions.get()), read=read_on(editor.get(address)))
    draft(found, faces=both(en=words("en", stem="How many nights?")))
    mine = {**sent, "stem-fr": "Combien de soirs ?", "change": "wording", "name": "Autre nom"}
    # A row more or less does not make the page a newer one.
    mine["read"] = read_on(editor.post(address, {**mine, "add": "options"}))
    refused = editor.post(address, mine)
    assert refused.status_code == 422
    assert "This question was changed since you opened the page" in refused.content.decode()
    assert "Combien de soirs ?" in refused.content.decode()
    newest = found.versions.order_by("-number")[0]
    assert newest.faces.get(language="en").stem == "How many nights?"
    found.refresh_from_db()
    assert found.name == "Nom Q-1"
    again = as_sent(form_of(newest), read=read_on(editor.get(address)), change="wording")
    assert editor.post(address, {**again, "stem-fr": "Combien de soirs ?"}).status_code == 302
    newest = found.versions.order_by("-number")[0]
    stems = dict(newest.faces.values_list("language", "stem"))
    assert stems == {"fr": "Combien de soirs ?", "en": "How many nights?"}


@pytest.mark.parametrize("state", ["draft", "published"])
def test_pressed_twice_it_is_saved_once_and_nothing_is_refused(editor, state):
    found = question("Q-1", state=state)
    address = reverse("bank-edit", args=["Q-1"])
    sent = as_sent(form_of(found.versions.get()), read=read_on(editor.get(address)))
    sent |= {"stem-fr": "Combien de soirs ?", "change": "wording", "name": "Autre nom"}
    for _ in range(2):
        assert editor.post(address, sent).status_code == 302
    assert found.versions.count() == {"draft": 1, "published": 2}[state]


def test_filed_elsewhere_meanwhile_the_form_does_not_file_it_back(editor):
    found = question("Q-1", state="draft")
    address = reverse("bank-edit", args=["Q-1"])
    sent = as_sent(form_of(found.versions.get()), read=read_on(editor.get(address)))
    file_question(question=found, pool="exam")
    assert editor.post(address, sent).status_code == 422
    found.refresh_from_db()
    assert found.pool == "exam"
