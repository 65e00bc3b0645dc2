"""Whatever a verb of the assessments refuses is said in both languages."""

import pytest
from django.utils import translation

from assessments import refusals
from assessments.refusals import Refusal
from assessments.wording import sentence_for

CODES = [code for name, code in vars(refusals).items() if name.isupper() and isinstance(code, str)]


@pytest.mark.parametrize("code", CODES)
def test_every_refusal_is_a_sentence_in_both_languages(code):
    said = []
    for language in ("fr", "en"):
        with translation.override(language):
            said.append(sentence_for(Refusal(code)).strip())
    french, english = said
    assert english and french != english
    assert all(one[0].isupper() or one.startswith("%") for one in said)
    assert all(one.endswith((".", ":", "\u202f:")) for one in said), said
