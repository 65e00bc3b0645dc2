"""Words of the bank's pages: languages, states of faces."""

from django import template
from django.utils.functional import Promise

from assessments.bank_wording import language_name
from assessments.banklisting import MISSING
from assessments.forms.bank import FACE_WORDS
from assessments.models import QuestionVersion

register = template.Library()


@register.filter
def language_word(code: str) -> str:
    """The name of a language in the reader's, as a heading."""
    name = language_name(code)
    return name[:1].upper() + name[1:]


@register.filter
def face_word(state: str) -> str | Promise:
    """The word of a face's state, or of its absence."""
    return FACE_WORDS[state]


@register.filter
def state_in(version: QuestionVersion, language: str) -> str:
    """The state of a version's face in a language; its faces are prefetched."""
    return next((one.state for one in version.faces.all() if one.language == language), MISSING)
