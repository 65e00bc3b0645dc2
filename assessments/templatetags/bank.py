"""Words of the bank's pages: languages, states of faces."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language

from assessments.bank_wording import language_name
from assessments.banklisting import MISSING
from assessments.forms.bank import FACE_WORDS, FATE_WORDS
from assessments.kinds.registry import labels
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


@register.filter
def fate_word(fate: str) -> str | Promise:
    """What becomes of a question of a file."""
    return FATE_WORDS[fate]


@register.filter
def kind_word(type: str) -> str:
    """The name of a kind of the bank; a type that the bank does not hold as it is called."""
    language = "en" if (get_language() or "fr").startswith("en") else "fr"
    return dict(labels(language)).get(type, type)


@register.filter
def as_percent(fraction: float | None) -> str:
    """A share from -1 to 1 in per cent, as teachers' files write it; nothing for no share."""
    if not fraction:
        return ""
    space = "" if (get_language() or "fr").startswith("en") else "\u202f"
    percent = Decimal(format(Decimal(str(round(fraction * 100, 2))).normalize(), "f"))
    return f"{number_format(percent)}{space}%"
