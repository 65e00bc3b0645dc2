"""Sentences about the bank for editors: what keeps a version back, and why a refusal was given."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from assessments import publishing, refusals
from assessments.kinds.base import ContentProblem
from assessments.parity import Difference
from assessments.publishing import Missing
from assessments.refusals import Refusal
from assessments.wording import sentence_for


def language_name(code: str) -> str:
    """The name of a language in the reader's."""
    return {"fr": _("French"), "en": _("English")}.get(code, code)


def sentences_of_missing(missing: Iterable[Missing]) -> list[str]:
    """What keeps a version from being published, one sentence each."""
    return [_missing(one) for one in missing]


def _missing(one: Missing) -> str:
    language, _space, part = one.where.partition(" ")
    values = {"language": language_name(language), "part": part, "where": one.where}
    if one.code == publishing.FEEDBACK and part:
        return _("%(language)s: option %(part)s has no feedback.") % values
    sentences = {
        publishing.MODULE: _("It belongs to no module."),
        publishing.BLOOM: _("The Bloom level is missing."),
        publishing.SOURCE: _("The source is missing."),
        publishing.FACE: _("%(language)s: the face is missing."),
        publishing.NOT_APPROVED: _("%(language)s: the face is not approved."),
        publishing.FEEDBACK: _("%(language)s: the feedback is missing."),
        publishing.NUMBERS: _("The numbers differ in the two faces: %(where)s."),
        publishing.CONTENT: _("The content is not complete: %(where)s."),
    }
    return sentences[one.code] % values


def sentences_of_differences(found: Iterable[Difference]) -> list[str]:
    """Which numbers differ, as they are written in each language."""
    return [
        _("%(where)s: French %(fr)s, English %(en)s")
        % {
            "where": one.where,
            "fr": _figures(one.fr, one.fr_only),
            "en": _figures(one.en, one.en_only),
        }
        for one in found
    ]


def _figures(values: Iterable[Decimal], tokens: Iterable[str]) -> str:
    return " ; ".join([*(number_format(value) for value in values), *tokens]) or _("none")


def full_sentence(refusal: Refusal) -> str:
    """The sentence of a refusal with everything that it names."""
    named: list[str] = []
    if refusal.code == refusals.NOT_READY:
        missing = refusal.details.get("missing", [])
        named = sentences_of_missing(missing)  # type: ignore[arg-type]
    elif refusal.code == refusals.NUMBERS_DIFFER:
        found = refusal.details.get("differences", [])
        named = sentences_of_differences(found)  # type: ignore[arg-type]
    return " ".join([sentence_for(refusal), *named])


def sentence_of_problem(problem: ContentProblem) -> str:
    """What the kind of a question refuses, for whoever fills in its form."""
    sentences = {
        "text-missing": _("Write this text."),
        "text-twice": _("Two texts are the same."),
        "too-few": _("At least two are needed."),
        "ids-missing": _("At least two are needed."),
        "id-twice": _("Two rows have the same letter."),
        "key-missing": _("Say what is right."),
        "key-not-an-option": _("What is right must be one of the rows."),
        "one-right-option": _("Exactly one is right."),
        "two-options": _("There are exactly two options."),
        "weights-missing": _("Every option needs a weight."),
        "weight-not-a-number": _("A weight is a number, such as 1, 1/2 or -0.25."),
        "weight-out-of-range": _("A weight lies between -1 and 1."),
        "weights-against-key": _("Ticked options have a weight above 0, the others have none."),
        "answers-missing": _("Give at least one accepted answer."),
        "key-not-a-number": _("Write a number; the tolerance is not negative."),
        "unknown-normalisation": _("Choose how answers are compared."),
        "task-unknown": _("Choose a task."),
        "formats-missing": _("Tick at least one format."),
        "face-missing": _("This face is missing."),
        "nothing-to-store": _("It has this language already, or was changed meanwhile."),
    }
    return sentences[problem.code]
