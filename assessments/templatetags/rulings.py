"""Small readings of previews and corrections for their pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.translation import gettext

from assessments.correcting import Proposal
from assessments.outcome.result import OutcomeCode

register = template.Library()


@register.filter
def field_value(data: Mapping[str, Any], name: str) -> str:
    """What was sent under a name; nothing for nothing."""
    return str(data.get(name, ""))


@register.filter
def deciding(proposals: Iterable[Proposal]) -> int:
    """How many corrections change the decision itself."""
    return sum(proposal.decision_changes for proposal in proposals)


@register.filter
def changed_figures(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """(letter, before, after) of the figures that a correction changes; an absent one is a dash."""
    return [
        (letter, was or "–", after["figures"].get(letter) or "–")
        for letter, was in before["figures"].items()
        if letter != "on20" and was != after["figures"].get(letter)
    ]


@register.filter
def outcome(code: str) -> str:
    """A code as it is printed; what is no outcome yet is said in words."""
    return gettext("incomplete") if code == OutcomeCode.INCOMPLETE else code
